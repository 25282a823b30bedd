"""The codebook: everything tokenwatch knows about words, as data with sources and examples."""

from tokenwatch.codebook.load import load_codebook
from tokenwatch.codebook.schema import Act, Codebook, DimensionInfo, Indicator, LevelInfo, Role, Source, Term

__all__ = [
    "Act", "Codebook", "DimensionInfo", "Indicator", "LevelInfo", "Role", "Source", "Term", "load_codebook",
]  # fmt: skip
