"""Labelled documents: the files that hold them, and what tokenwatch says of the same texts in the same form.

Whoever labels, measures, learns or exchanges goes through these records: there is no second way to read a gold line.
"""

from tokenwatch.gold.documents import GoldDocument, GoldPassage, GoldVoice, read_gold, read_voices
from tokenwatch.gold.readings import read_as_gold

__all__ = ["GoldDocument", "GoldPassage", "GoldVoice", "read_as_gold", "read_gold", "read_voices"]
