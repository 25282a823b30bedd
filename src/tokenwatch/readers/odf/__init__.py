"""OpenDocument files: text, slides and sheets share a vocabulary."""
