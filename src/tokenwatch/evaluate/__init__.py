"""How good it is: measures with intervals on labelled documents, beside simple baselines."""

from tokenwatch.errors import GoldError
from tokenwatch.evaluate.evaluation import Evaluation
from tokenwatch.evaluate.gold import GoldDocument, GoldExcerpt, GoldPassage, GoldVoice, read_gold, read_voices
from tokenwatch.evaluate.measures import Figure
from tokenwatch.evaluate.run import evaluate

__all__ = [
    "Evaluation",
    "Figure",
    "GoldDocument",
    "GoldError",
    "GoldExcerpt",
    "GoldPassage",
    "GoldVoice",
    "evaluate",
    "read_gold",
    "read_voices",
]
