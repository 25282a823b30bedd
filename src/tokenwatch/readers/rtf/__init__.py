"""Rich Text: from tokens to blocks."""
