"""PowerPoint files: slides and what they take from their layouts."""
