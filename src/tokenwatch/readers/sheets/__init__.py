"""Spreadsheets, as documents and as tables of texts."""
