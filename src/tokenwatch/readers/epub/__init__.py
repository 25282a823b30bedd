"""E-books: what their style sheets hide."""
