"""Word files: the body, and what stands beside it."""
