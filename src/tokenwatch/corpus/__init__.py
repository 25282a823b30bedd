"""Many documents: the list of them, the workers, the results, and going on after a stop.

`run` is the main path. Where the work is done is an engine (`engines`): any `concurrent.futures.Executor`.
"""

from tokenwatch.corpus.options import BatchOptions
from tokenwatch.corpus.run import run_batch, scan_corpus
from tokenwatch.corpus.summary import Summary

__all__ = ["BatchOptions", "Summary", "run_batch", "scan_corpus"]
