"""The codebook: everything tokenwatch knows about words, as data with sources and examples."""

from tokenwatch.codebook.load import check_codebook, load_codebook, own_indicators
from tokenwatch.codebook.schema import Act, Codebook, DimensionInfo, Indicator, LevelInfo, Role, Source, Term

__all__ = [
    "Act", "Codebook", "DimensionInfo", "Indicator", "LevelInfo", "Role", "Source", "Term", "check_codebook",
    "load_codebook", "own_indicators",
]  # fmt: skip
