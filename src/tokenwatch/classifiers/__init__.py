"""What is a matter of degree is learnt: the judge that is shipped, or that `tokenwatch.training` made, and its keeping."""

from __future__ import annotations

from tokenwatch.classifiers.artefact import known_texts, load_judge, read_manifest, save_judge
from tokenwatch.classifiers.judge import LearntJudge

__all__ = ["LearntJudge", "known_texts", "load_judge", "read_manifest", "save_judge"]
