"""The judge that has learnt: what is a matter of degree it judges by weights that `tokenwatch.training` made."""

from __future__ import annotations

from tokenwatch.classifiers.artefact import known_texts, load_judge, read_manifest, save_judge
from tokenwatch.classifiers.judge import LearntJudge

__all__ = ["LearntJudge", "known_texts", "load_judge", "read_manifest", "save_judge"]
