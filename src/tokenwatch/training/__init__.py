"""Learn a judge from labelled documents, and measure it on what it has not seen."""

from __future__ import annotations

from tokenwatch.training.cross_validation import cross_validate, cross_validated_scan
from tokenwatch.training.examples import Example, read_examples
from tokenwatch.training.fit import learn
from tokenwatch.training.keep import train

__all__ = ["Example", "cross_validate", "cross_validated_scan", "learn", "read_examples", "train"]
