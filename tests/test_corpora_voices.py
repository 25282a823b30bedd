"""The project's own passages and programmes with voices, and the page that measures them."""

from __future__ import annotations

import json
from pathlib import Path

import voices
from tokenwatch.analysis import VOICE_KINDS
from tokenwatch.evaluate.voices import scan_excerpts
from tokenwatch.gold import read_gold, read_voices

ROOT = Path(__file__).parents[1]
OWN = ROOT / "corpora" / "voices"


def test_passages_are_read_and_hold_their_labels() -> None:
    passages = read_voices(OWN / "news.jsonl")
    assert len(passages) == 81
    assert sum(not passage.voices for passage in passages) == 6
    for passage in passages:
        for voice in passage.voices:
            assert all(part in passage.text for part in (voice.name, voice.role, voice.words))


def test_programmes_are_read_and_their_counts_fit() -> None:
    assert len(read_gold(OWN / "programmes.jsonl")) == 24
    for line in (OWN / "programmes.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["is_programme"] == (row["n_speakers"] is not None)
        assert (row["n_speakers"] or 0) >= len(row["speakers"]) or not row["is_programme"]
        assert (row["n_lived"] or 0) >= sum(speaker["lived"] is True for speaker in row["speakers"])


def test_the_page_is_made_of_what_is_measured() -> None:
    heard = scan_excerpts(read_voices(OWN / "news.jsonl")[:6], voices.read)
    page = voices.make_page({"own": heard}, {"own": voices.count_programmes(read_gold(OWN / "programmes.jsonl")[:2])})
    assert page.startswith(voices.HEAD)
    assert "| voices.attribution | " in page
    assert "| speakers exact | " in page
    assert page.count("found, of") == len(VOICE_KINDS)
