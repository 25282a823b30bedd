"""A spaCy pipeline that writes span groups, and the way from a Doc to an Analysis."""

from tokenwatch.language.blocks import make_doc
from tokenwatch.language.extract import extract_analysis
from tokenwatch.language.genre import find_genre
from tokenwatch.language.pipeline import load, pipeline_id
from tokenwatch.language.trained import load_english

__all__ = ["extract_analysis", "find_genre", "load", "load_english", "make_doc", "pipeline_id"]
