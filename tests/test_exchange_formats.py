"""Each foreign format by itself: the shape that its program documents, and what is special about it."""

from __future__ import annotations

import io
import json
import sys
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import DocBin, Span

from assessments import make_assessment
from exchanges import HARD
from tokenwatch.errors import GoldError, OptionError, ReadError
from tokenwatch.exchange import AnnotatedText, export_texts, from_assessment, import_texts
from tokenwatch.exchange.annotations import Mark, annotate_text, marks_of
from tokenwatch.exchange.packing import pack
from tokenwatch.exchange.quotes import settle
from tokenwatch.readers import Limits

DATA = Path(__file__).parent / "data" / "exchange"
SMALL = annotate_text(
    AnnotatedText("ask.txt", "Ah \U0001f41d! We ask.", title="Ask", answers={"verdict": "heard"}, note="little said"),
    [Mark(6, 13, "claim", memo="no who"), Mark(6, 13, "level 2"), Mark(6, 8, "voice: author, not identified")],
)


def labelled(text: AnnotatedText) -> list[tuple[str, str]]:
    return [(text.text[mark.start : mark.end], mark.label) for mark in marks_of(text)]


@pytest.mark.parametrize("name", ["doccano", "label-studio", "prodigy", "web-annotation"])
def test_what_goes_out_is_as_ever(name: str) -> None:
    (golden,) = DATA.glob(f"ours.{name}.*")
    assert export_texts([SMALL], name) == golden.read_bytes()


# doccano


def test_doccano_export() -> None:
    panel, ask, related = import_texts(DATA / "doccano.jsonl", "doccano")
    assert (panel.id, panel.repo) == ("panel.txt", "here")
    assert labelled(panel) == [
        ("Six tenants chair the lettings panel.", "practice"),
        ("Six tenants chair the lettings panel.", "level 5"),
        ("We value involvement.", "claim"),
    ]
    assert ask.id == "ask.txt"
    assert related.id == "doccano.jsonl:3"
    assert labelled(related) == [("We ask you.", "invite")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "We ask.", "label": ["claim"]}', r"a.jsonl:1: label 1 is not \[start, end, label\]"),
        ('{"text": "We ask.", "label": [[0, "2", "claim"]]}', "is not"),
        ('{"text": "We ask.", "label": [[0, 2, "claim"], [0, 99, "plan"]]}', "a.jsonl:1, label 2: offsets 0 to 99"),
        ('{"text": "We ask.", "label": 5}', "'label' is no list"),
        ('{"label": []}', "'text' is missing"),
        ('{"text": "We ask.", "tokenwatch": {"verdict": "good"}}', "unknown label 'good'"),
        ('{"text": "We ask.", "tokenwatch": [1]}', "no JSON object"),
        ("[1]", "no JSON object"),
    ],
)
def test_doccano_names_what_is_wrong(line: str, reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        import_texts(line.encode(), "doccano", name="a.jsonl")


# Label Studio


def test_label_studio_export() -> None:
    points, units, predicted = import_texts(DATA / "label_studio.json", "label-studio")
    assert labelled(points) == [
        ("Six tenants chair the lettings panel.", "practice"),
        ("Six tenants chair the lettings panel.", "level 5"),
        ("We value involvement.", "claim"),
    ]
    assert points.spans[0].memo == "who they are, and what they do"
    assert [words for words, _ in labelled(units)] == [
        "Six tenants chair the lettings panel.",
        "We value involvement.",
    ]
    assert (predicted.spans, predicted.checked) == ((), False)


def test_label_studio_gets_predictions_of_ours_with_scores() -> None:
    text = from_assessment(make_assessment())
    (task,) = json.loads(export_texts([text], "label-studio"))
    (prediction,) = task["predictions"]
    assert "annotations" not in task
    assert 0 < prediction["score"] < 1
    for region in prediction["result"]:
        value = region["value"]
        assert value["text"] == text.text[value["start"] : value["end"]]
    assert any(region.get("score") == 0.75 for region in prediction["result"])
    (back,) = import_texts(json.dumps([task]).encode(), "label-studio")
    assert (back.spans, back.checked) == ((), False)


def task(*annotations: dict[str, Any]) -> bytes:
    region = {"from_name": "label", "to_name": "text", "type": "labels"}
    value = {"start": 0, "end": 2, "text": "We", "labels": ["claim"]}
    made = [{"result": [region | {"value": value | one.pop("value", {})}], **one} for one in annotations]
    return json.dumps([{"data": {"text": "We ask."}, "annotations": made}]).encode()


def test_label_studio_takes_the_annotation_that_counts() -> None:
    plan = {"value": {"labels": ["plan"]}}
    for data in (task({"was_cancelled": True}, dict(plan)), task({}, plan | {"ground_truth": True})):
        assert labelled(import_texts(data, "label-studio")[0]) == [("We", "plan")]
    with pytest.raises(GoldError, match=r"task 1: there are 2 annotations.*ground truth"):
        import_texts(task({}, {}), "label-studio", name="a.json")


@pytest.mark.parametrize(
    ("value", "reason"),
    [({"text": "Us"}, "task 1, annotations 1, result 1: the words at 0 to 2 are 'We', not 'Us'"),
     ({"labels": "claim"}, "no list of labels"), ({"labels": [1]}, "no list of labels"), ({"end": 99}, "not 'We'"),
     ({"start": None}, "'start' is missing"), ({"end": 99, "text": None}, "outside the text")],
)  # fmt: skip
def test_label_studio_names_what_is_wrong(value: dict[str, object], reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        import_texts(task({"value": value}), "label-studio", name="a.json")


def test_words_settle_how_offsets_count() -> None:
    assert settle("🐝🐝 ab", 3, 5, "ab", "") == (3, 5)
    assert settle("🐝🐝 ab", 5, 7, "ab", "") == (3, 5)
    assert settle("a\r\nb", 0, 4, "a\nb", "") == (0, 4)
    assert settle("ab", 0, 1, None, "") == (0, 1)
    with pytest.raises(GoldError, match=r"here: the words at 0 to 2 are 'ab', not 'ba'"):
        settle("ab", 0, 2, "ba", "here")


# Prodigy


def test_prodigy_export() -> None:
    accepted, rejected, ignored = import_texts(DATA / "prodigy.jsonl", "prodigy")
    assert labelled(accepted) == [("We", "voice: author, not identified"), ("We ask.", "claim")]
    assert accepted.answers == {"verdict": "none"}
    assert [text.checked for text in (accepted, rejected, ignored)] == [True, False, False]


def test_prodigy_is_asked_about_a_reading() -> None:
    (line,) = export_texts([from_assessment(make_assessment())], "prodigy").splitlines()
    assert "answer" not in json.loads(line)
    assert import_texts(line, "prodigy")[0].checked is False


# DocBin


def test_docbin_keeps_english_tokens_where_no_span_cuts_them() -> None:
    text = annotate_text(AnnotatedText("a", "Don't ask  us, tenants."), [Mark(0, 2, "claim"), Mark(5, 6, "plan")])
    (doc,) = DocBin(store_user_data=True).from_bytes(export_texts([text], "docbin")).get_docs(spacy.blank("en").vocab)
    assert doc.text == text.text
    assert [token.text for token in doc] == ["Do", "n't", " ", "ask", " ", "us", ",", "tenants", "."]
    assert [(span.text, span.label_) for span in doc.spans["sc"]] == [("Do", "claim"), (" ", "plan")]


def test_docbin_of_anybody_is_read() -> None:
    nlp = spacy.blank("en")
    doc = nlp("🐝 We ask tenants.")
    doc.spans["sc"] = [Span(doc, 1, 3, "claim"), Span(doc, 3, 4, "voice: speaker, lived")]
    (text,) = import_texts(DocBin(docs=[doc]).to_bytes(), "docbin", name="train.spacy")
    assert text.id == "train.spacy, doc 1"
    assert labelled(text) == [("We ask", "claim"), ("tenants", "voice: speaker, lived")]


def test_docbin_is_unpacked_within_bounds() -> None:
    bomb = zlib.compress(bytes(10**6))
    with pytest.raises(ReadError, match=r"unpacks to over.*inflated=200000"):
        import_texts(bomb, "docbin", limits=Limits(inflated=100_000))


# Web Annotation


def test_web_annotation_has_quote_and_position() -> None:
    whole = json.loads(export_texts([HARD], "web-annotation"))
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["total"] == len(whole["first"]["items"]) == len(HARD.spans)
    assert len({item["id"] for item in whole["first"]["items"]}) == whole["total"]
    for item in whole["first"]["items"]:
        quote, position = item["target"]["selector"]
        assert HARD.text[position["start"] : position["end"]] == quote["exact"]
        assert HARD.text[: position["start"]].endswith(quote["prefix"])
        assert HARD.text[position["end"] :].startswith(quote["suffix"])


def test_web_annotation_names_what_is_wrong() -> None:
    whole = json.loads(export_texts([SMALL], "web-annotation"))
    target = whole["first"]["items"][0]["target"]
    for change, reason in (
        ({"source": "http://elsewhere"}, "no text of the source 'http://elsewhere'"),
        ({"selector": target["selector"][:1]}, "no TextPositionSelector"),
    ):
        whole["first"]["items"][0]["target"] = target | change
        with pytest.raises(GoldError, match=reason):
            import_texts(json.dumps(whole).encode(), "web-annotation")


# UIMA CAS


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_cas_counts_in_utf_16() -> None:
    files = members(export_texts([SMALL], "cas"))
    assert list(files) == ["TypeSystem.xml", "1.xmi"]
    assert b'begin="7" end="14" kind="claim" level="2"' in files["1.xmi"]


def test_cas_of_another_program_has_layers_of_its_own() -> None:
    files = members(export_texts([SMALL], "cas"))
    xmi = files["1.xmi"].decode()
    xmi = xmi.replace("<cas:Sofa", '<other:Token xmlns:other="http:///other.ecore" xmi:id="90" sofa="1"/><cas:Sofa')
    back = import_texts(pack(files | {"1.xmi": xmi.encode(), "admin/1.ser": b"\0"}), "cas")
    assert back == (SMALL,)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [(b'level="2"', b'level="9"', "1.xmi: there is no label 'level 9'"), (b'end="14"', b'end="9999"', "1.xmi: offsets"),
     (b'kind="claim"', b'kind="clam"', "'clam'"), (b'kind="claim"', b'kind="claim" specific="often"', "often"),
     (b'verdict="heard"', b'verdict="good"', "unknown label 'good'")],
)  # fmt: skip
def test_cas_names_what_is_wrong(old: bytes, new: bytes, reason: str) -> None:
    files = members(export_texts([SMALL], "cas"))
    assert old in files["1.xmi"]
    with pytest.raises(GoldError, match=reason):
        import_texts(pack(files | {"1.xmi": files["1.xmi"].replace(old, new)}), "cas", name="a.zip")


def test_cas_takes_no_entities() -> None:
    files = members(export_texts([SMALL], "cas"))
    evil = files["1.xmi"].replace(b"<xmi:XMI", b'<!DOCTYPE x [<!ENTITY e "claim">]><xmi:XMI', 1)
    with pytest.raises(ReadError, match=r"a.zip: its part 1.xmi defines entities"):
        import_texts(pack(files | {"1.xmi": evil}), "cas", name="a.zip")


def test_cas_takes_no_entities_of_utf_16_behind_a_long_comment() -> None:
    files = members(export_texts([SMALL], "cas"))
    _, _, body = files["1.xmi"].decode().partition("?>")
    head = f'<?xml version="1.0" encoding="UTF-16"?><!--{"x" * 5000}-->'
    evil = f'{head}<!DOCTYPE x [<!ENTITY e "claim">]>{body}'.encode("utf-16")
    with pytest.raises(ReadError, match=r"a.zip: its part 1.xmi has a document type"):
        import_texts(pack(files | {"1.xmi": evil}), "cas", name="a.zip")


def test_cas_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(OptionError, match=r'pip install "tokenwatch\[cas\]"'):
        export_texts([SMALL], "cas")


def test_a_reading_counts_as_looked_at_where_a_format_cannot_tell() -> None:
    text = from_assessment(make_assessment())
    for name in ("doccano", "docbin", "web-annotation", "cas", "qdpx"):
        (back,) = import_texts(export_texts([text], name), name)
        assert back.checked
        assert [span.labels for span in back.spans] == [span.labels for span in replace(text, checked=True).spans]
