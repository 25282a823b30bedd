"""A whole corpus at a glance, from the tables that a batch wrote.

What it counts are verdicts, not tokenism: how often those are wrong stands in ``benchmarks/accuracy.md``.
"""

from tokenwatch.overview.make import make_overview
from tokenwatch.overview.records import Overview

__all__ = ["Overview", "make_overview"]
