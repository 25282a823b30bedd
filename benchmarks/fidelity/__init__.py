"""Parts of ``benchmarks/readers.py``: what of a file's text each tool keeps, beside a reference written by hand."""
