"""PDF files: from characters on a page to blocks in reading order."""
