"""Web pages: from tags to blocks."""
