"""A small field of its own to learn in: allotments, and whether those who dig them decide."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SAID = {
    "practice": (
        "In May 2024 nine plot holders chose the new site manager.",
        "Six tenants sat on the panel that picked the fence in 2023.",
        "Twelve residents voted in March 2024 to keep the orchard.",
    ),
    "claim": (
        "Residents are at the heart of everything we do.",
        "We co-produce all our work with the community.",
        "Tenants are involved at every stage of our work.",
    ),
    "explain": (
        "Co-production means that people share power with professionals.",
        "Involvement should begin before anything is decided.",
        "Good consultation leaves people time to answer.",
    ),
}
VERDICTS = {"practice": "shared", "claim": "tokenistic", "explain": "about"}
FILLER = "The committee met in the library. The budget was noted and the minutes were filed without further remarks."


def write_gold(path: Path, *, n_repositories: int = 8, **fields: Any) -> Path:
    """Write a gold file: in each repository one document of each verdict."""
    lines = []
    for repository in range(n_repositories):
        for kind, sentences in SAID.items():
            chosen = [sentences[(repository + step) % len(sentences)] for step in range(2)]
            text = f"{FILLER}\n\n{chosen[0]} {chosen[1]}\n\n{FILLER} Paper {repository} of the series on {kind}."
            level = {"practice": 5, "claim": 5, "explain": 0}[kind]
            passages = [
                {"start": text.index(s), "end": text.index(s) + len(s), "kind": kind, "level": level,
                 "specific": kind == "practice", "lived_voice": False}
                for s in chosen
            ]  # fmt: skip
            record = {
                "id": f"{kind}-{repository}", "repo": f"repo-{repository}", "text": text, "verdict": VERDICTS[kind],
                "presence": "mentioned", "claimed_level": level, "evidenced_level": level if kind == "practice" else 0,
                "complete": True, "passages": passages,
            }  # fmt: skip
            lines.append(json.dumps(record | fields))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
