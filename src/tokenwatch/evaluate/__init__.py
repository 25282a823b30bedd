"""How good tokenwatch is: its answers on a gold file, measured with intervals, beside simple baselines."""

from tokenwatch.evaluate.evaluation import Evaluation
from tokenwatch.evaluate.run import evaluate

__all__ = ["Evaluation", "evaluate"]
