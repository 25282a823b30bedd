"""The neutral record, and every foreign format: out, in, equal."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments import BID, make_abstained, make_assessment, make_hostile
from exchanges import HARD, TEXTS, annotated_texts, without_memos
from tokenwatch.analysis import Voice
from tokenwatch.codebook import load_codebook
from tokenwatch.errors import GoldError, OptionError, ReadError, TokenwatchError
from tokenwatch.exchange import (
    AnnotatedText,
    exchange_formats,
    export_texts,
    find_format,
    from_assessment,
    import_texts,
    read_gold_texts,
    to_record,
)
from tokenwatch.exchange.annotations import Mark, annotate_text, marks_of
from tokenwatch.exchange.labels import LABELS, meaning
from tokenwatch.exchange.packing import for_xml, make_guid, pack
from tokenwatch.gold import read_gold, read_voices
from tokenwatch.readers import Limits

DATA = Path(__file__).parent / "data"
FORMATS = [name for name in exchange_formats() if name != "qdc"]
FORGETS_MEMOS = {"doccano"}


def as_kept(text: AnnotatedText, name: str) -> AnnotatedText:
    return without_memos(text) if name in FORGETS_MEMOS else text


def write_gold(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


# Every format


def test_the_formats() -> None:
    shipped = {"cas", "docbin", "doccano", "label-studio", "prodigy", "qdc", "qdpx", "web-annotation"}
    assert shipped <= set(exchange_formats())
    assert all(find_format(name).SUFFIX.startswith(".") for name in exchange_formats())
    with pytest.raises(OptionError, match=r"atlas.*use cas, docbin"):
        find_format("atlas")


@pytest.mark.parametrize("name", FORMATS)
def test_out_in_equal(name: str) -> None:
    data = export_texts(TEXTS, name)
    assert import_texts(data, name) == tuple(as_kept(text, name) for text in TEXTS)
    assert export_texts(TEXTS, name) == data


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=annotated_texts())
def test_any_text_out_in_equal(name: str, text: AnnotatedText) -> None:
    assert import_texts(export_texts([text], name), name) == (as_kept(text, name),)


@pytest.mark.parametrize("name", FORMATS)
def test_gold_out_in_trains_alike(name: str, tmp_path: Path) -> None:
    texts = read_gold_texts(DATA / "gold_tiny.jsonl")
    back = import_texts(export_texts(texts, name), name)
    path = write_gold(tmp_path / "gold.jsonl", *map(to_record, back))
    for before, after in zip(read_gold(DATA / "gold_tiny.jsonl"), read_gold(path), strict=True):
        assert (after.id, after.text, after.repo, after.verdict) == (
            before.id,
            before.text,
            before.repo,
            before.verdict,
        )
        assert (after.presence, after.claimed_level, after.complete) == (
            before.presence,
            before.claimed_level,
            before.complete,
        )
        labels = [{(p.start, p.end, p.kind, p.level, p.specific) for p in one.passages} for one in (before, after)]
        assert labels[0] == labels[1]


@pytest.mark.parametrize("name", FORMATS)
def test_a_hostile_reading_goes_out_and_in(name: str) -> None:
    text = from_assessment(make_hostile())
    (back,) = import_texts(export_texts([replace(text, checked=True)], name), name)
    assert for_xml(back.text) == for_xml(text.text)
    assert [(span.start, span.end, span.labels) for span in back.spans] == [
        (span.start, span.end, span.labels) for span in text.spans
    ]
    assert for_xml(back.id) == for_xml(text.id)
    assert text.spans


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("data", [b"", b"{", b"[[[[", b"\xff\xfe\x00", b"PK\x03\x04nothing", b"[" * 100_000, b"null"])
def test_bytes_of_another_kind_are_one_error(name: str, data: bytes) -> None:
    with pytest.raises((ReadError, GoldError)) as caught:
        import_texts(data, name, name="odd.file")
    assert "odd.file" in str(caught.value)


def with_a_byte_changed(file: bytes, draw: Callable[[st.SearchStrategy[int]], int]) -> bytes:
    """Change a byte where a checksum does not give it away: inside what is packed."""
    if zipfile.is_zipfile(io.BytesIO(file)):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        name = sorted(files)[draw(st.integers(0, len(files) - 1))]
        return pack(files | {name: with_a_byte_changed(files[name], draw)})
    if file[:1] == b"\x78":
        return zlib.compress(with_a_byte_changed(zlib.decompress(file), draw))
    changed = bytearray(file)
    changed[draw(st.integers(0, len(file) - 1))] = draw(st.integers(0, 255))
    return bytes(changed)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_changed_byte_is_read_or_one_error(name: str, data: st.DataObject) -> None:
    try:
        (text,) = import_texts(with_a_byte_changed(export_texts([HARD], name), data.draw), name)
    except TokenwatchError:
        return
    assert all(0 <= span.start < span.end <= len(text.text) for span in text.spans)


@pytest.mark.parametrize("name", [*FORMATS, "qdc"])
def test_a_file_has_a_size(name: str) -> None:
    with pytest.raises(ReadError, match=r"MiB.*size=20"):
        import_texts(b"{}" * 6, name, limits=Limits(size=10))


# Labels


def test_every_label_means_something_and_reads_back() -> None:
    codebook = load_codebook()
    assert all(meaning(label, codebook).endswith(".") for label in LABELS)
    for label in LABELS:
        (span,) = annotate_text(AnnotatedText("a", "text"), [Mark(0, 4, label)]).spans
        assert span.labels == (label,)


def test_labels_of_the_page_are_those_of_the_code() -> None:
    page = (Path(__file__).parents[1] / "docs" / "exchange.md").read_text(encoding="utf-8")
    named = (
        "practice",
        "level 0",
        "specific",
        "not specific",
        "lived voice",
        "no lived voice",
        "voice: speaker, lived",
    )
    assert all(f"`{label}`" in page and label in LABELS for label in named)
    assert all(f"`{name}`" in page for name in exchange_formats())


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (Mark(0, 99, "claim", "a.json, 1"), "a.json, 1: offsets 0 to 99 are outside"),
        (Mark(3, 3, "claim", "a.json, 1"), "or empty"),
        (Mark(-1, 3, "claim", "a.json, 1"), "outside"),
        (Mark(0, True, "claim", "a.json, 1"), "outside"),
        (Mark(0, 3, "clam", "a.json, 1"), "a.json, 1: there is no label 'clam'.*--skip"),
        (Mark(0, 3, "level 6", "a.json, 1"), "no label 'level 6'"),
        (Mark(0, 3, "indicator: ../x", "a.json, 1"), "no label"),
    ],
)
def test_a_wrong_mark_is_named(mark: Mark, reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        annotate_text(AnnotatedText("a", "We meet."), [mark])


@pytest.mark.parametrize("labels", [("claim", "plan"), ("level 1", "level 2"), ("specific", "not specific")])
def test_labels_that_contradict_each_other_are_refused(labels: tuple[str, str]) -> None:
    with pytest.raises(GoldError, match="contradicts"):
        annotate_text(AnnotatedText("a", "We meet."), [Mark(0, 3, label) for label in labels])


def test_a_label_of_ones_own_is_skipped_on_demand() -> None:
    data = b'{"text": "We meet.", "label": [[0, 2, "claim"], [3, 7, "lovely"]]}'
    with pytest.raises(GoldError, match="lovely"):
        import_texts(data, "doccano")
    (text,) = import_texts(data, "doccano", skip=["lovely"])
    assert [mark[:3] for mark in marks_of(text)] == [(0, 2, "claim")]


def test_memos_of_one_range_stand_once_each() -> None:
    memos = ["yes, because", "yes", "yes, because"]
    marks = [Mark(0, 2, label, memo=memo) for label, memo in zip(("claim", "level 5", "specific"), memos, strict=True)]
    (span,) = annotate_text(AnnotatedText("a", "We ask."), marks).spans
    assert span.memo == "yes, because\nyes"


def test_line_ends_become_one_and_offsets_follow() -> None:
    text = annotate_text(AnnotatedText("a", "a\r\nb\rc\r\n\r\nd"), [Mark(10, 11, "claim"), Mark(0, 11, "plan")])
    assert text.text == "a\nb\nc\n\nd"
    assert [(text.text[span.start : span.end], span.kind) for span in text.spans] == [
        ("a\nb\nc\n\nd", "plan"),
        ("d", "claim"),
    ]


# From a reading and from gold, and to gold


def test_a_reading_becomes_spans_with_reasons() -> None:
    text = from_assessment(make_assessment())
    assert (text.id, text.text, text.genre, text.checked) == ("open-kitchen.md", BID, "bid", False)
    assert text.answers["verdict"] == "tokenistic"
    by_words = {text.text[span.start : span.end]: span for span in text.spans}
    survey = by_words["In March, 41 parents filled in a survey about the times of the sessions."]
    assert survey.labels == ("practice", "level 2", "specific", "no lived voice")
    assert (survey.memo, survey.score) == ("a number and a date", 0.75)
    assert by_words["Ms P. Lindqvist, finance officer"].labels == ("voice: member, professional",)
    assert by_words["at the heart of everything"].labels == ("indicator: at-the-heart",)
    # A statement and a voice on the very same words are one span.
    assert sum("voice: quoted, lived" in span.labels and span.kind == "critique" for span in text.spans) == 1


def test_no_verdict_goes_out_as_no_verdict() -> None:
    assert "verdict" not in from_assessment(make_abstained()).answers


def test_a_voice_of_which_nothing_is_said_is_not_a_no() -> None:
    voice = Voice("speaker", "Lin", "", None, (), 0, 4, "# Op")
    text = from_assessment(make_assessment(statements=(), findings=(), voices=(voice,)))
    assert to_record(text)["voices"] == [{"kind": "speaker", "lived": None, "words": "# Op"}]


def test_only_what_is_there_becomes_a_label() -> None:
    text = annotate_text(
        AnnotatedText("a", "We meet."), [Mark(0, 3, "level 0"), Mark(0, 2, "indicator: co-chair"), Mark(1, 2, "")]
    )
    assert to_record(text) == {"id": "a", "text": "We meet.", "passages": [{"start": 0, "end": 3, "level": 0}]}


def test_voices_of_a_gold_file_come_back(tmp_path: Path) -> None:
    texts = read_gold_texts(DATA / "voices_tiny.jsonl")
    path = write_gold(tmp_path / "voices.jsonl", *({"voices": []} | to_record(text) for text in texts))
    for before, after in zip(read_voices(DATA / "voices_tiny.jsonl"), read_voices(path), strict=True):
        assert sorted((voice.kind, str(voice.lived)) for voice in before.voices) == sorted(
            (voice.kind, str(voice.lived)) for voice in after.voices
        )


def test_notes_of_people_come_back(tmp_path: Path) -> None:
    record = {
        "id": "a",
        "text": "We meet.",
        "note": "odd",
        "passages": [{"start": 0, "end": 2, "kind": "claim", "note": "why"}],
    }
    (text,) = read_gold_texts(write_gold(tmp_path / "gold.jsonl", record))
    assert to_record(text) == record


def test_two_texts_of_one_id_become_two() -> None:
    data = export_texts([AnnotatedText("a", "1"), AnnotatedText("a", "2"), AnnotatedText("a (2)", "3")], "doccano")
    ids = [text.id for text in import_texts(data, "doccano")]
    assert len(set(ids)) == 3
    assert ids[0] == "a"


def test_halves_of_characters_go_into_no_file(tmp_path: Path) -> None:
    (text,) = read_gold_texts(write_gold(tmp_path / "gold.jsonl", {"id": "a\ud800", "text": "b\udfffc"}))
    assert (text.id, text.text) == ("a\ufffd", "b\ufffdc")


def test_ids_tell_parts_apart() -> None:
    assert make_guid("a", "bc") != make_guid("ab", "c")
