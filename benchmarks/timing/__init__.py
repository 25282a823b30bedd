"""Parts of ``benchmarks/speed.py``: each measurement is a process of its own."""
