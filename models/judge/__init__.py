"""How the shipped judge is made: the texts that it learns from, its scores, its card."""
