"""REFI-QDA: against its schemas, through an independent reader, and what the schemas let through."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject

from assessments import make_assessment, make_hostile
from exchanges import HARD, TEXTS, annotated_texts
from tokenwatch.codebook import load_codebook
from tokenwatch.errors import GoldError, OptionError, ReadError
from tokenwatch.exchange import AnnotatedSpan, AnnotatedText, export_texts, from_assessment, import_texts
from tokenwatch.exchange.annotations import Mark, annotate_text, marks_of
from tokenwatch.exchange.labels import INDICATOR, LABELS
from tokenwatch.exchange.packing import pack
from tokenwatch.exchange.refi.codes import code_tree, every_code, read_codes

REFI = Path(__file__).parent / "data" / "refi"
SPACE = "{urn:QDA-XML:project:1.0}"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def project_of(data: bytes) -> etree._Element:
    root = etree.fromstring(members(data)["project.qde"])
    etree.XMLSchema(file=str(REFI / "Project.xsd")).assertValid(root)
    return root


# Against the schemas


@pytest.mark.parametrize("texts", [TEXTS, (), (from_assessment(make_assessment()), from_assessment(make_hostile()))])
def test_a_project_follows_the_schema(texts: tuple[AnnotatedText, ...]) -> None:
    root = project_of(export_texts(texts, "qdpx"))
    assert len(root.findall(f"{SPACE}Sources/{SPACE}TextSource")) == len(texts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=annotated_texts())
def test_any_project_follows_the_schema(text: AnnotatedText) -> None:
    root = project_of(export_texts([text], "qdpx"))
    codes = {code.get("guid") for code in root.iter(f"{SPACE}Code")}
    assert {reference.get("targetGUID") for reference in root.iter(f"{SPACE}CodeRef")} <= codes
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))


def test_a_codebook_follows_the_schema() -> None:
    for texts in ((), TEXTS):
        root = etree.fromstring(export_texts(texts, "qdc"))
        etree.XMLSchema(file=str(REFI / "Codebook.xsd")).assertValid(root)


# The tree of codes


def test_the_tree_has_every_label_with_its_meaning() -> None:
    book = load_codebook()
    codes = list(every_code(code_tree(book)))
    applied = [code for code in codes if code.codable]
    assert {code.name for code in applied} == {*LABELS, *(INDICATOR + name for name in book.indicators)}
    assert all(code.description for code in applied)
    power = next(code for code in codes if code.name == book.dimensions["power"].label)
    assert not power.codable
    assert power.description == book.dimensions["power"].definition
    assert "indicator: co-chair" in [code.name for code in power.codes]


def test_a_codebook_out_in_equal_also_through_another_reader(tmp_path: Path) -> None:
    tree = code_tree(load_codebook())
    ours, theirs = tmp_path / "ours.qdc", tmp_path / "theirs.qdc"
    ours.write_bytes(export_texts([], "qdc"))
    RefiCodebook.save(RefiCodebook.load(ours), theirs)
    for path in (ours, theirs):
        codes = etree.parse(path).getroot().find("{*}Codes")
        assert codes is not None
        assert read_codes(codes) == tree


def test_a_codebook_is_nothing_to_learn_from() -> None:
    with pytest.raises(OptionError, match=r"mine.qdc: .*--format qdpx"):
        import_texts(export_texts([], "qdc"), "qdc", name="mine.qdc")


def test_an_indicator_of_another_codebook_is_a_code_too() -> None:
    text = annotate_text(AnnotatedText("a", "We meet."), [Mark(0, 2, "indicator: green-claim")])
    data = export_texts([text], "qdpx")
    project_of(data)
    assert import_texts(data, "qdpx") == (text,)


# Through an independent reader


def through_pyrefiqda(data: bytes, folder: Path) -> bytes:
    source, target = folder / "ours.qdpx", folder / "theirs.qdpx"
    source.write_bytes(data)
    project = RefiProject.load(source, extract_dir=str(folder / "inside"))
    RefiProject.save(project, target, source_media_dir=folder / "inside" / "sources")
    return target.read_bytes()


def test_another_reader_finds_the_same_words_codes_and_memos(tmp_path: Path) -> None:
    source = tmp_path / "ours.qdpx"
    source.write_bytes(export_texts([HARD], "qdpx"))
    project = RefiProject.load(source, extract_dir=str(tmp_path / "inside"))
    codes: dict[str, str] = {}

    def collect(given: list[Any]) -> None:
        for code in given:
            codes[code.guid] = code.name
            collect(code.code)

    collect(project.code_book.codes.code)
    notes = {note.guid: note.plain_text_content for note in project.notes.note}
    (text,) = project.sources.text_source
    path = RefiProject.resolve_source_path(text.plain_text_path, tmp_path / "inside")
    words = path.read_text(encoding="utf-8")
    found = [
        (
            words[one.start_position : one.end_position],
            tuple(codes[coding.code_ref.target_guid] for coding in one.coding),
            "".join(notes[reference.target_guid] for reference in one.note_ref),
        )
        for one in text.plain_text_selection
    ]
    assert found == [(HARD.text[span.start : span.end], span.labels, span.memo) for span in HARD.spans]


def test_written_by_another_program_and_imported_again(tmp_path: Path) -> None:
    assert import_texts(through_pyrefiqda(export_texts(TEXTS, "qdpx"), tmp_path), "qdpx") == TEXTS


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=annotated_texts())
def test_any_text_through_another_program(text: AnnotatedText, tmp_path_factory: pytest.TempPathFactory) -> None:
    data = export_texts([text], "qdpx")
    assert import_texts(through_pyrefiqda(data, tmp_path_factory.mktemp("refi")), "qdpx") == (text,)


# What programs do differently


def test_sources_are_lf_without_a_mark_and_say_what_counts_as_two() -> None:
    data = export_texts([HARD], "qdpx")
    (text,) = [content for name, content in members(data).items() if name.startswith("sources/")]
    assert b"\r" not in text
    assert not text.startswith(b"\xef\xbb\xbf")
    notes = [note.findtext(f"{SPACE}PlainTextContent", "") for note in project_of(data).iter(f"{SPACE}Note")]
    n_astral = sum(char > "\uffff" for char in HARD.text)
    assert [note for note in notes if note.startswith(f"This text holds {n_astral} characters above U+FFFF")]
    plain = export_texts([AnnotatedText("a", "caf\u00e9")], "qdpx")
    assert b"U+FFFF" not in members(plain)["project.qde"]


def test_a_mark_of_byte_order_of_the_text_itself_moves_nothing() -> None:
    text = AnnotatedText("a", "\ufeffWe ask.", spans=(AnnotatedSpan(1, 3, kind="claim"),))
    (back,) = import_texts(export_texts([text], "qdpx"), "qdpx", name="a.qdpx")
    assert (back.text, back.spans) == (text.text, text.spans)


ELSEWHERE = """<?xml version="1.0" encoding="utf-8"?>
<q:Project xmlns:q="urn:QDA-XML:project:1.0" name="p">
 <q:CodeBook><q:Codes>
  <q:Code guid="{D299EFAE-5779-46DC-9827-A3D1A5D544BC}" name="mine" isCodable="false">
   <q:Code guid="F9C6EAC0-8A66-4757-9D8A-9A6C8FEA3C44" name="claim" isCodable="true"/></q:Code>
  <q:Code guid="AE6D04CE-D987-4FC8-AF97-D72CA6FFD08F" name="my own" isCodable="true"/>
 </q:Codes></q:CodeBook>
 <q:Sources>
  <q:PDFSource guid="85d17f60-7bb0-481e-b742-b4861dd669df" path="internal://x.pdf" name="bid.pdf">
   <q:Representation guid="142eb46d-612e-4593-a385-d0e5d04d1288" name="bid" plainTextPath="internal://T.txt">
    <q:PlainTextSelection guid="27a5f0c2-e225-4d6a-8297-f4fec794d890" startPosition="8" endPosition="15" name="x">
     <q:Description>why not</q:Description>
     <q:Coding guid="4b1f2d56-cce9-46f9-8248-e110f3352c5a">
      <q:CodeRef targetGUID="f9c6eac0-8a66-4757-9d8a-9a6c8fea3c44"/></q:Coding>
    </q:PlainTextSelection>
   </q:Representation>
  </q:PDFSource>
 </q:Sources>
</q:Project>"""


def elsewhere(old: str = "", new: str = "", **files: bytes) -> bytes:
    assert old in ELSEWHERE
    texts = files or {"t": "\ufeffA bid.\r\nWe ask.".encode()}
    named = {f"Sources/{name.upper()}.txt": content for name, content in texts.items()}
    return pack({"project.qde": ELSEWHERE.replace(old, new, 1).encode()} | named)


def test_a_project_of_another_program() -> None:
    etree.XMLSchema(file=str(REFI / "Project.xsd")).assertValid(etree.fromstring(ELSEWHERE.encode()))
    (text,) = import_texts(elsewhere(), "qdpx")
    assert (text.id, text.text) == ("bid", "A bid.\nWe ask.")
    (span,) = text.spans
    assert (text.text[span.start : span.end], span.labels, span.memo) == ("We ask.", ("claim",), "why not")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('startPosition="8"', 'startPosition="16"', "a.qdpx, source 'bid', selection 27a5.*: offsets 16 to 15"),
        ('endPosition="15"', 'endPosition="99"', "offsets 8 to 99 are outside"),
        ('endPosition="15"', 'endPosition="-1"', "'-1' is no position"),
        ('endPosition="15"', 'endPosition="1e3"', "'1e3' is no position"),
        ("f9c6eac0-", "00000000-", "the code '00000000-.* is not in the codebook"),
        ("f9c6eac0-8a66-4757-9d8a-9a6c8fea3c44", "ae6d04ce-d987-4fc8-af97-d72ca6ffd08f", "no label 'my own'"),
        ("f9c6eac0-8a66-4757-9d8a-9a6c8fea3c44", "d299efae-5779-46dc-9827-a3d1a5d544bc", "no label 'mine'"),
    ],
)
def test_what_the_schema_lets_through_is_named(old: str, new: str, reason: str) -> None:
    with pytest.raises(GoldError, match=reason):
        import_texts(elsewhere(old, new), "qdpx", name="a.qdpx")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("internal://T.txt", "internal://U.txt", r"the text U.txt is not in it"),
        ("internal://T.txt", "internal://../project.qde", "is not in it"),
        ("internal://T.txt", "absolute:///etc/passwd", "is not in it"),
        ("internal://T.txt", "relative://T.txt", "is not in it"),
        ("<q:Project", '<!DOCTYPE x [<!ENTITY e "a">]><q:Project', "defines entities"),
        ("</q:Project>", "", "is not well-formed"),
    ],
)
def test_a_hostile_project_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        import_texts(elsewhere(old, new), "qdpx", name="a.qdpx")
    assert caught.value.place == "a.qdpx"


def test_a_program_that_counts_crlf_as_one() -> None:
    (text,) = import_texts(
        elsewhere('name="p">', 'name="p" origin="ATLAS.ti 23">', t=b"1\r\n2\r\n345\r\nWe ask.\r\n"), "qdpx"
    )
    assert [text.text[span.start : span.end] for span in text.spans] == ["We ask."]


def test_a_text_that_is_no_utf_8_is_refused() -> None:
    with pytest.raises(ReadError, match=r"a.qdpx: it is damaged"):
        import_texts(elsewhere(t=b"\xff\xff"), "qdpx", name="a.qdpx")


def test_a_container_without_a_project_is_refused() -> None:
    with pytest.raises(ReadError, match=r"no project.qde"):
        import_texts(pack({"a.txt": b""}), "qdpx")


def test_a_code_on_a_whole_source_is_on_all_its_words() -> None:
    coding = '<q:Coding guid="9ad860a5-3d53-4bde-b5ee-a8fc613c1652">'
    coding += '<q:CodeRef targetGUID="{F9C6EAC0-8A66-4757-9D8A-9A6C8FEA3C44}"/></q:Coding>'
    (text,) = import_texts(elsewhere("</q:Representation>", coding + "</q:Representation>"), "qdpx")
    assert [mark[:3] for mark in marks_of(text)] == [(0, 14, "claim"), (7, 14, "claim")]


def test_a_memo_that_was_changed_in_one_place_comes_back_with_both() -> None:
    text = annotate_text(AnnotatedText("a", "We meet."), [Mark(0, 2, "claim", memo="old")])
    files = members(export_texts([text], "qdpx"))
    assert files["project.qde"].count(b">old<") == 2
    files["project.qde"] = files["project.qde"].replace(b"<Description>old<", b"<Description>new<")
    assert import_texts(pack(files), "qdpx")[0].spans[0].memo == "new\nold"


def test_who_says_so_stands_in_the_project() -> None:
    unchecked = from_assessment(make_assessment())
    by = [
        {one.get("creatingUser") for one in project_of(export_texts([text], "qdpx")).iter(f"{SPACE}Coding")}
        for text in (unchecked, replace(unchecked, checked=True))
    ]
    assert by[0] != {None}
    assert by[1] == {None}
