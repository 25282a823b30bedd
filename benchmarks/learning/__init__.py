"""Parts of ``benchmarks/parts.py``: what is learnt from, how, and how the page is written."""
