"""Labels of real texts without the texts: written, checked, and joined with the texts again."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labelling.standoff import (
    check_voices,
    find_texts,
    from_corpus,
    from_gold,
    join,
    shorten,
    write_records,
    write_standoff,
)
from labelling.standoff_files import read_standoff
from tokenwatch.gold import read_gold, read_voices

ROOT = Path(__file__).parents[1]
CORPORA = ROOT / "corpora"

TEXTS = {"x": "Tenants chose the “blue” door. Staff listened.\r\nWe asked nobody.", "y": "Nothing here."}
PLACE = {"repo": "a/b", "commit": "0" * 40, "path": "c.md"}
DOCUMENT = {
    "verdict": "shared", "presence": "deciding", "claimed_level": 0, "evidenced_level": 4,
    "is_programme": False, "n_speakers": 0, "n_lived": 0,
}  # fmt: skip
DECIDED = ["practice", 4, True, False]
WORDS = {"text", "words", "name", "role", "note", "title"}
STANDOFF = {"gold": CORPORA / "gold", "real": CORPORA / "real" / "gold", "bulk": CORPORA / "real" / "bulk"}
SHARED = ROOT.parent / "shared"
GOLD, VOICES = SHARED / "gold" / "dev.jsonl", SHARED / "gold" / "voices.dev.jsonl"
SOURCES = {"gold": [GOLD, VOICES], "real": [GOLD], "bulk": [SHARED / "bulk" / "bulk.jsonl.gz"]}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record(**change: Any) -> dict[str, Any]:
    return {**DOCUMENT, "passages": [], "voices": [], "note": "a note with words"} | change


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    (folder / "texts").mkdir(parents=True)
    for identifier, text in TEXTS.items():
        (folder / "texts" / f"{identifier}.md").write_bytes(text.encode())
    index = [{"id": key, **PLACE, "row": 7, "title": "Doors", "sha256": digest(text)} for key, text in TEXTS.items()]
    write_records(folder / "index.jsonl", index)
    readers = {
        "first": record(passages=[[1, *DECIDED], [2, "claim", 2, False, False]]),
        "second": record(passages=[[1, *DECIDED], [3, "critique", 0, False, True]], verdict="heard"),
        "settled": record(passages=[[1, *DECIDED], [2, "none", 0, False, False], [3, "critique", 0, False, True]]),
    }
    for reader, labels in readers.items():
        path = folder / "labels" / f"{reader}.jsonl"
        path.parent.mkdir(exist_ok=True)
        write_records(path, [{"id": "x", **labels}, {"id": "y", **record(verdict="none")}])
    return folder


@pytest.fixture
def written(corpus: Path) -> Path:
    folder = corpus.parent / "standoff"
    write_standoff(from_corpus(corpus), folder)
    return folder


def texts_file(path: Path, texts: dict[str, str]) -> Path:
    lines = [json.dumps({"id": key, **PLACE, "title": "Doors", "text": text}) for key, text in texts.items()]
    content = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def joined(folder: Path, *paths: Path) -> tuple[list[dict[str, Any]], list[str]]:
    labels, problems = read_standoff(folder), list[str]()
    return join(labels, find_texts(paths, labels, problems), problems), problems


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for inner in value.values():
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def test_labels_are_written_with_places_and_digests_and_without_words(written: Path) -> None:
    labels = read_standoff(written)
    place = {"id": "x", **PLACE, "row": 7, "sha256": digest(TEXTS["x"])}
    assert labels.documents[0].record == place | {
        "first": DOCUMENT, "second": DOCUMENT | {"verdict": "heard"}, "settled": DOCUMENT,
    }  # fmt: skip
    spans = [TEXTS["x"][line.record["start"] : line.record["end"]] for line in labels.passages]
    assert spans == ["Tenants chose the “blue” door.", "Staff listened.", "We asked nobody."]
    assert [line.record["sha256"] for line in labels.passages] == [digest(span) for span in spans]
    assert labels.passages[1].record["second"] == ["none", 0, False, False]
    content = "".join(path.read_text(encoding="utf-8") for path in written.iterdir())
    assert not any(word in content for word in ("Tenants", "Doors", "note"))


@pytest.mark.parametrize("name", ["texts.jsonl", "texts.jsonl.gz"])
def test_joined_labels_are_a_gold_file(written: Path, tmp_path: Path, name: str) -> None:
    records, problems = joined(written, texts_file(tmp_path / name, TEXTS))
    assert problems == []
    write_records(tmp_path / "gold.jsonl", records)
    first, second = read_gold(tmp_path / "gold.jsonl")
    assert (first.text, first.title, first.verdict, second.verdict) == (TEXTS["x"], "Doors", "shared", "none")
    assert first.n_speakers is None
    assert [label for label, agreed in first.agreed.items() if not agreed] == ["verdict"]
    found = [(passage.kind, passage.level, passage.lived_voice, passage.agreed) for passage in first.passages]
    assert found == [("practice", 4, False, True), ("none", 0, False, False), ("critique", 0, True, False)]


def test_missing_and_other_texts_are_named_and_the_rest_is_joined(written: Path, tmp_path: Path) -> None:
    other = texts_file(tmp_path / "other.jsonl", {"x": TEXTS["x"] + " ", "y": TEXTS["y"]})
    records, problems = joined(written, other)
    assert [record["id"] for record in records] == ["y"]
    assert problems == [
        f"{written / 'documents.jsonl'}:1: x (a/b, c.md): another text than the one that was labelled: {other}:1"
    ]
    records, problems = joined(written, other, texts_file(tmp_path / "right.jsonl", {"x": TEXTS["x"]}))
    assert (len(records), problems) == (2, [])
    _, problems = joined(written, texts_file(tmp_path / "one.jsonl", {"x": TEXTS["x"]}))
    assert problems == [f"{written / 'documents.jsonl'}:2: y (a/b, c.md): no text"]


def test_broken_lines_of_texts_are_named(written: Path, tmp_path: Path) -> None:
    path = texts_file(tmp_path / "texts.jsonl", TEXTS)
    path.write_text(path.read_text(encoding="utf-8") + '{oops\n[]\n{"id": 1}\n', encoding="utf-8")
    records, problems = joined(written, path, tmp_path / "nowhere.jsonl", written / "documents.jsonl")
    assert len(records) == 2
    for place in (
        f"{path}:3: not JSON",
        f"{path}:4: not",
        f"{path}:5: not an object with",
        "nowhere.jsonl: can",
    ):
        assert any(place in problem for problem in problems), place


def test_moved_offsets_are_named(written: Path, tmp_path: Path) -> None:
    change_line(written / "passages.jsonl", 2, start=32)
    records, problems = joined(written, texts_file(tmp_path / "texts.jsonl", TEXTS))
    assert problems == [f"{written / 'passages.jsonl'}:2: the words of x there are others than those that were read"]
    assert len(records[0]["passages"]) == 2


def change_line(path: Path, number: int, /, **change: Any) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    changed = json.loads(lines[number - 1]) | change
    lines[number - 1] = json.dumps({key: value for key, value in changed.items() if value is not ...})
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "change", "reason"),
    [
        ("documents", {"text": "words"}, "no such key: text"),
        ("documents", {"sha256": "abc"}, "sha256 is 'abc': hexadecimal"),
        ("documents", {"path": ...}, "no path"),
        ("documents", {"repo": ""}, "repo is ''"),
        ("documents", {"row": "7"}, "row is '7': a whole number"),
        ("documents", {"id": "x"}, "x stands twice"),
        ("documents", {"first": DOCUMENT | {"verdict": "fine"}}, "first: verdict is 'fine'"),
        ("documents", {"first": DOCUMENT | {"verdict": None}}, "first: verdict is None"),
        ("documents", {"second": DOCUMENT | {"note": "words"}}, "second: write verdict"),
        ("documents", {"settled": ...}, "no settled"),
        ("documents", {"first": ..., "second": ..., "agreed": dict.fromkeys(DOCUMENT, 1)}, "agreed: verdict is true"),
        ("passages", {"document": "z"}, "there is no document 'z'"),
        ("passages", {"start": 60}, "60 to 46 is empty"),
        ("passages", {"start": -1}, "start is -1"),
        ("passages", {"start": 0, "end": 30}, "x 0 30 stands twice"),
        ("passages", {"first": ["practise", 2, True, False]}, "first: kind 'practise'"),
        ("passages", {"second": ["practice", 2, False, False]}, "second: practice is specific"),
        ("passages", {"settled": ["none", 0]}, "settled: write [kind"),
        ("passages", {"first": ..., "second": ..., "agreed": "yes"}, "agreed is true or false"),
        ("passages", {"words": "Staff"}, "no such key: words"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_line(
    written: Path, name: str, change: dict[str, Any], reason: str
) -> None:
    change_line(written / f"{name}.jsonl", 2, **change)
    with pytest.raises(ValueError, match=name) as caught:
        read_standoff(written)
    assert any(f"{name}.jsonl:2: {reason}" in problem for problem in str(caught.value).splitlines()), caught.value


def test_a_line_that_is_no_json_is_named(written: Path) -> None:
    with (written / "passages.jsonl").open("a", encoding="utf-8") as file:
        file.write("{oops\n")
    with pytest.raises(ValueError, match=r"passages\.jsonl:4: not JSON"):
        read_standoff(written)


def test_a_reader_without_a_document_is_named(corpus: Path) -> None:
    write_records(corpus / "labels" / "second.jsonl", [{"id": "x", **record()}])
    with pytest.raises(ValueError, match="second: no labels of y"):
        from_corpus(corpus)


def test_a_gold_file_and_its_voices_come_back(tmp_path: Path) -> None:
    text = "The tenants of the block chose the colour of the new door by themselves. “Blue”, said Ann."
    path = "posts/1-the-tenants-of-the-block-chose-the-colour-of-the-new-door.html.md"
    passage = {"start": 0, "end": 72, "kind": "practice", "level": 4, "specific": True, "lived_voice": False}
    document: dict[str, object] = {"id": "x", **PLACE, "path": path, "genre": "report", "title": "Doors", "text": text}
    document |= DOCUMENT | {"n_speakers": None, "n_lived": None, "agreed": dict.fromkeys(DOCUMENT, True)}
    document |= {"sha256": digest(text), "passages": [passage | {"agreed": False}]}
    voice = {"kind": "quoted", "name": "Ann", "role": None, "lived": None, "words": "Blue"}
    excerpt = {"id": "x", **PLACE, "start": 73, "end": 91, "text": text[73:], "voices": [voice], "note": "n"}
    gold, voices = tmp_path / "gold.jsonl", tmp_path / "voices.jsonl"
    write_records(gold, [document])
    write_records(voices, [excerpt])
    write_standoff(from_gold(gold, voices), tmp_path / "out")
    labels_read = read_standoff(tmp_path / "out")
    assert labels_read.documents[0].record["path"] == "posts/1-the-tenants-*.html.md"
    assert labels_read.voices[0].record["voices"] == [
        {"kind": "quoted", "lived": None, "words_at": [1, 5], "name_at": [13, 16], "role_at": None}
    ]
    assert not WORDS & set(keys([line.record for line in labels_read.voices]))
    assert joined(tmp_path / "out", gold, voices) == ([document], [])
    problems: list[str] = []
    check_voices(labels_read, find_texts([voices], labels_read, problems), problems)
    assert problems == []
    change_line(tmp_path / "out" / "voices.jsonl", 1, voices=[{"kind": "quoted", "words": "Blue"}])
    with pytest.raises(ValueError, match=r"voices\.jsonl:1: voice 1: write kind"):
        read_standoff(tmp_path / "out")


def test_only_a_file_name_that_repeats_twelve_words_is_shortened() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    assert shorten(f"a/b {words}.md", words) == "a/b one two *.md"
    assert shorten(f"a/{words}.md", words.replace("twelve", "dozen")) == f"a/{words}.md"


def test_the_commands_write_join_and_say_what_is_missing(corpus: Path, tmp_path: Path) -> None:
    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, CORPORA / "label.py", "--corpus", corpus, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    out, texts = tmp_path / "out", texts_file(tmp_path / "texts.jsonl", {"x": TEXTS["x"]})
    assert "2 documents, 3 passages" in run("standoff", out).stdout
    result = run("join", out, texts, tmp_path / "gold.jsonl")
    assert result.returncode == 1
    assert "documents.jsonl:2: y (a/b, c.md): no text" in result.stderr
    assert "1 of 2 documents" in result.stderr
    assert len(read_gold(tmp_path / "gold.jsonl")) == 1
    assert "are sound" in run("check-standoff", out).stdout


@pytest.mark.parametrize("folder", STANDOFF.values(), ids=list(STANDOFF))
def test_no_standoff_file_holds_words(folder: Path) -> None:
    read_standoff(folder)
    for path in folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not WORDS & set(keys(json.loads(line))), path


@pytest.mark.parametrize("name", STANDOFF)
def test_the_labels_fit_the_texts_where_these_are(name: str) -> None:
    if not all(path.exists() for path in SOURCES[name]):
        pytest.skip("the texts are not part of the repository")
    labels, problems = read_standoff(STANDOFF[name]), list[str]()
    texts = find_texts(SOURCES[name], labels, problems)
    records = join(labels, texts, problems)
    check_voices(labels, texts, problems)
    assert problems == []
    assert len(records) == len(labels.documents)
    assert sum(len(record["passages"]) for record in records) == len(labels.passages)
    if name == "gold":
        assert records == [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
        assert len(labels.voices) == len(read_voices(VOICES))
    for line, text in zip(labels.documents, records, strict=True):
        assert shorten(line.record["path"], text["text"]) == line.record["path"]
