"""REFI-QDA 1.5, the exchange standard of programs for qualitative analysis: its codes, and its project."""
