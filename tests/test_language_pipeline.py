"""Loading the pipeline, and running it on many texts."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tokenwatch.errors import CodebookError
from tokenwatch.language import load

TEXTS = [
    "Nine tenants chose the contractor in May 2024.",
    "# Our promise\n\nCo-production is at the heart of all we do.\n\n- Carers first\n- Patients always",
    "",
    "“Nobody asked us before the lift was taken out,” said Ama Boateng, a tenant.",
    "\U0001f600 ...",
]


def _facts(nlp: Language, *, n_process: int = 1) -> list[dict[str, list[tuple[int, int, str, str]]]]:
    return [
        {group: [(s.start, s.end, s.label_, s.id_) for s in spans] for group, spans in doc.spans.items()}
        for doc in nlp.pipe(TEXTS, n_process=n_process, batch_size=2)
    ]


def test_load_gives_the_same_pipeline_again() -> None:
    assert load() is load()
    assert load().pipe_names == ["tokenwatch"]


def test_two_processes_find_what_one_finds(nlp: Language) -> None:
    found = _facts(nlp)
    assert any(facts["statements"] for facts in found)
    assert _facts(nlp, n_process=2) == found


def test_a_missing_codebook_is_named() -> None:
    with pytest.raises(CodebookError, match="nowhere"):
        load("nowhere.toml")
