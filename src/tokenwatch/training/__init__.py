"""Learn a judge from labelled documents, and measure it on what it has not seen."""

from __future__ import annotations

from tokenwatch.training.examples import Example, read_examples
from tokenwatch.training.fit import cross_validate, learn
from tokenwatch.training.keep import train
from tokenwatch.training.measure import cross_validated_scan

__all__ = ["Example", "cross_validate", "cross_validated_scan", "learn", "read_examples", "train"]
