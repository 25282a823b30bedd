"""Gold files: what is read, and every way in which a line can be wrong."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.errors import GoldError
from tokenwatch.gold import read_gold, read_voices
from tokenwatch.gold.documents import locate

DATA = Path(__file__).parent / "data"


def write(folder: Path, *records: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_reads_labels_and_passages() -> None:
    documents = read_gold(DATA / "gold_tiny.jsonl")
    panel = documents[0]
    assert (panel.verdict, panel.presence, panel.claimed_level, panel.is_programme) == (
        "shared",
        "deciding",
        5,
        False,
    )
    first = panel.passages[0]
    assert panel.text[first.start : first.end].startswith("Seven plot holders")
    assert (first.kind, first.level, first.specific, first.agreed) == ("practice", 5, True, True)
    assert documents[1].agreed["claimed_level"] is False


def test_a_bare_document_is_a_group_of_its_own(tmp_path: Path) -> None:
    (document,) = read_gold(write(tmp_path, {"id": "a", "text": "Some words."}))
    assert document.repo == "a"
    assert document.verdict is None
    assert document.passages == ()


def test_a_line_separator_inside_a_string_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "a", "text": "one\u2028two"}\n\n', encoding="utf-8")
    assert read_gold(path)[0].text == "one\u2028two"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"text": "words"}, "'id' is missing"),
        ({"id": "a"}, "'text' is missing"),
        ({"id": "a", "text": 3}, "'text' is int"),
        ({"id": "a", "text": "words", "verdict": "meaningful"}, "unknown label 'meaningful'"),
        ({"id": "a", "text": "words", "presence": "loud"}, "unknown label 'loud'"),
        ({"id": "a", "text": "words", "claimed_level": 6}, "must be from 0 to 5"),
        ({"id": "a", "text": "words", "claimed_level": True}, "is bool"),
        ({"id": "a", "text": "words", "n_speakers": -1}, "must be 0 or more"),
        ({"id": "a", "text": "words", "agreed": {"verdict": "yes"}}, "'agreed' is not a table"),
        ({"id": "a", "text": "words", "sha256": "0" * 64}, "sha256 does not fit"),
        ({"id": "a", "text": "words", "passages": ["words"]}, "no JSON object"),
        ({"id": "a", "text": "words", "passages": [{"start": 0}]}, "'end' is missing"),
        ({"id": "a", "text": "words", "passages": [{"start": 0, "end": 6}]}, "outside the text"),
        ({"id": "a", "text": "words", "passages": [{"start": 2, "end": 2}]}, "or empty"),
        ({"id": "a", "text": "words", "passages": [{"start": 0, "end": 5, "kind": "boast"}]}, "'boast'"),
        ([1, 2], "no JSON object"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason(tmp_path: Path, record: object, reason: str) -> None:
    path = write(tmp_path, {"id": "fine", "text": "words"}, record)
    with pytest.raises(GoldError, match=reason) as caught:
        read_gold(path)
    assert caught.value.place.startswith("gold.jsonl:2")


def test_an_id_that_stands_twice(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="twice"):
        read_gold(write(tmp_path, {"id": "a", "text": "x"}, {"id": "a", "text": "y"}))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b'{"id": "a",', "bad JSON"),
        (b"[" * 100_000, "bad JSON"),
        (b'{"id": ' + b"9" * 5_000 + b"}", "bad JSON"),
        (b'{"id": "\xff"}', "no UTF-8"),
    ],
)
def test_a_wrong_file(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=reason):
        read_gold(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="cannot be read") as caught:
        read_gold(tmp_path / "nowhere.jsonl")
    assert caught.value.kind == "missing"


def test_voices_are_located() -> None:
    day, pumps, panel = read_voices(DATA / "voices_tiny.jsonl")
    assert pumps.voices == ()
    assert [day.text[start:end] for start, end in day.voices[0].spans] == ["Jo Amadi"]
    assert day.voices[2].words == "Nobody asked me what time I get home."
    assert panel.voices[0].spans == ((0, len("Two plot holders")),)


def test_a_voice_that_is_not_in_the_text(tmp_path: Path) -> None:
    voice = {"kind": "speaker", "name": "Ann Elk", "role": None, "lived": None, "words": None}
    with pytest.raises(GoldError, match="Ann Elk"):
        read_voices(write(tmp_path, {"id": "a", "text": "Nobody here.", "voices": [voice]}))


@given(st.text("ab ", max_size=30), st.text("ab ", min_size=1, max_size=3))
def test_locate_finds_what_count_counts(text: str, words: str) -> None:
    spans = locate(text, words)
    assert len(spans) == text.count(words)
    assert all(text[start:end] == words for start, end in spans)
