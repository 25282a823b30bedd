"""Markdown: the library, set up for texts by people."""
