"""Comments in Word files: at the right words, with everything else as it was."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mutations import mutate
from programs import find_program
from readers_fixtures import damaged, docx, paragraph, table, zipped
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import DEFAULT_LIMITS, read
from tokenwatch.readers.archive import Archive
from tokenwatch.readers.docx.names import value, word_name
from tokenwatch.readers.matching import letters_of
from tokenwatch.readers.notes import AUTHOR, Note
from tokenwatch.readers.ooxml.parts import relations, target
from tokenwatch.readers.read_docx import annotate

SAMPLES = Path(__file__).parent / "data" / "samples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHOSE, ASKED = "Six tenants chose the contractor.", "Forty parents were asked in March."


def note(text: str, comment: str = "") -> Note:
    return Note(text, None, comment or f"about {text[:10]}", "claim")


def copied(body: str, *notes: Note, **parts: str) -> bytes:
    return annotate(docx(body, **parts), notes, DEFAULT_LIMITS)


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def comments(data: bytes) -> dict[str, str]:
    """What our comments say, by the words between their marks."""
    root, said = part(data), {}
    for comment in part(data, target(relations(Archive(data, DEFAULT_LIMITS), "word/document.xml"), "comments")):
        if comment.get(f"{W}author") == AUTHOR:
            lines = ["".join(t.text or "" for t in line.iter(f"{W}t")) for line in comment]
            said[marked(root, value(comment, "id"))] = "\n".join(lines)
    return said


def marked(root: etree._Element, number: str) -> str:
    """The words between the marks of a comment, which has one beginning, one end and one reference, in this order."""
    words, seen = "", []
    for element in root.iter():
        name = word_name(element)
        if name.startswith("comment") and value(element, "id") == number:
            seen.append(name)
        elif name == "t" and seen == ["commentRangeStart"]:
            words += element.text or ""
    assert seen == ["commentRangeStart", "commentRangeEnd", "commentReference"]
    return words


def text_without_comments(data: bytes) -> list[tuple[str, str]]:
    document: Document = read(data, name="x.docx")
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks if b.kind != "comment"]


def test_a_comment_stands_at_the_very_words_of_a_run() -> None:
    bold = f'<w:p><w:r w:rsidR="00A1"><w:rPr><w:b/></w:rPr><w:t>Before. {CHOSE} After.</w:t></w:r></w:p>'
    data = copied(bold, note(CHOSE, "Claim.\nAsk: who?"))
    assert comments(data) == {CHOSE[:-1]: "Claim.\nAsk: who?"}
    runs = [run for run in part(data).iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert [run.findtext(f"{W}t") for run in runs] == ["Before. ", CHOSE[:-1], ". After."]
    assert all(run.find(f"{W}rPr/{W}b") is not None and run.get(f"{W}rsidR") == "00A1" for run in runs)


def test_two_sentences_of_one_run_and_marks_at_one_place() -> None:
    data = copied(paragraph(f"{CHOSE} {ASKED} {CHOSE}"), note(CHOSE, "1"), note(ASKED, "2"), note(CHOSE, "3"))
    root = part(data)
    assert [marked(root, number) for number in "012"] == [CHOSE[:-1], ASKED[:-1], CHOSE[:-1]]
    nested = part(copied(paragraph(f"{CHOSE} {ASKED}"), note(f"{CHOSE} {ASKED}"), note(CHOSE), note(ASKED)))
    words = f"{CHOSE} {ASKED}"[:-1]
    assert [marked(nested, number) for number in "012"] == [words, CHOSE[:-1], ASKED[:-1]]


def test_what_is_said_of_the_whole_stands_at_the_first_paragraph_with_what_found_no_place() -> None:
    body = paragraph("Our bid", "T") + paragraph(CHOSE)
    data = copied(
        body, Note("", None, "No verdict.", "document"), note(CHOSE), note("Nowhere to be found at all.", "x")
    )
    said = comments(data)["Our bid"]
    assert said.splitlines()[0] == "No verdict."
    assert said.endswith("“Nowhere to be found at all.”: x")
    many = copied(body, *(note(f"Sentence {n} was never written here.") for n in range(50)))
    assert comments(many)["Our bid"].endswith("And 30 more.")


def test_words_over_several_runs_paragraphs_and_cells() -> None:
    broken = "<w:r><w:tab/><w:t>ants chose</w:t><w:br/><w:t>the contractor.</w:t></w:r>"
    runs = f"<w:p><w:r><w:t>Six ten</w:t></w:r>{broken}</w:p>"
    assert [*comments(copied(runs, note(CHOSE)))] == ["Six tenants chosethe contractor"]
    assert [*comments(copied(paragraph("Six tenants") + paragraph("chose the contractor."), note(CHOSE)))] == [
        "Six tenantschose the contractor"
    ]
    inner = table([paragraph("Six tenants"), paragraph("chose")])
    nested = table([paragraph("Role") + inner + paragraph(""), paragraph("the contractor")])
    assert [*comments(copied(nested, note("Six tenants | chose | the contractor")))] == [
        "Six tenantschosethe contractor"
    ]


def test_no_mark_stands_where_word_allows_none() -> None:
    box = f"<w:pict><w:txbxContent>{paragraph(CHOSE)}</w:txbxContent></w:pict>"
    old = f"<mc:AlternateContent><mc:Fallback>{paragraph(CHOSE)}</mc:Fallback></mc:AlternateContent>"
    gone = f"<w:del><w:r><w:t>{CHOSE}</w:t></w:r></w:del>"
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{CHOSE}</w:t></w:r>"
    contents = paragraph(CHOSE, "TOC1")
    body = paragraph("Our bid", "T") + contents + paragraph("", inside=f"<w:r>{box}{old}</w:r>{gone}{hidden}")
    data = copied(body, note(CHOSE))
    assert [*comments(data)] == ["Our bid"]
    assert CHOSE in comments(data)["Our bid"]
    noted = copied(paragraph("Our bid"), note(CHOSE), footnotes=f'<w:footnote w:id="1">{paragraph(CHOSE)}</w:footnote>')
    assert [*comments(noted)] == ["Our bid"]


def test_a_body_without_words_has_its_comment_all_the_same() -> None:
    box = f"<w:p><w:pPr/><w:r><w:pict><w:txbxContent>{paragraph(CHOSE)}</w:txbxContent></w:pict></w:r></w:p>"
    first = part(copied(box, note(CHOSE)))[0][0]
    assert [word_name(one) for one in first] == ["pPr", "commentRangeStart", "commentRangeEnd", "r", "r"]
    with pytest.raises(ReadError, match="no paragraph"):
        copied("", note(CHOSE))


def test_a_field_a_control_and_ruby_stay_whole() -> None:
    control = (
        f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>{CHOSE} Yes.</w:t></w:r></w:sdtContent></w:sdt>"
    )
    field = f'<w:fldSimple w:instr="REF x"><w:r><w:t>{ASKED} No.</w:t></w:r></w:fldSimple>'
    data = copied(paragraph("", inside=control + field), note(CHOSE, "1"), note(ASKED, "2"))
    assert comments(data) == {f"{CHOSE} Yes.": "1", f"{ASKED} No.": "2"}
    assert not next(part(data).iter(f"{W}sdtContent")).findall(f"{W}commentRangeStart")
    link = f'<w:hyperlink w:anchor="x"><w:r><w:t>See: {CHOSE}</w:t></w:r></w:hyperlink>'
    inserted = f'<w:ins w:id="9" w:author="Jo"><w:r><w:t>New: {ASKED}</w:t></w:r></w:ins>'
    data = copied(paragraph("", inside=link + inserted), note(CHOSE), note(ASKED))
    assert [*comments(data)] == [CHOSE[:-1], ASKED[:-1]]
    assert text_without_comments(data) == text_without_comments(docx(paragraph("", inside=link + inserted)))


def test_earlier_comments_stay_and_no_number_is_used_twice() -> None:
    body = paragraph(CHOSE, inside='<w:r><w:commentReference w:id="0"/></w:r>') + paragraph(ASKED)
    earlier = f'<w:comment w:id="0" w:author="Jo">{paragraph("Really?")}</w:comment>'
    earlier += f'<w:comment w:id="02" w:author="Jo">{paragraph("Lost.")}</w:comment>'
    data = copied(body, note(CHOSE), note(ASKED), comments=earlier)
    every = part(data, "word/comments.xml")
    assert [(value(c, "id"), value(c, "author")) for c in every] == [
        ("0", "Jo"),
        ("02", "Jo"),
        ("1", AUTHOR),
        ("3", AUTHOR),
    ]
    assert "Really?" in read(data, name="x.docx").text


def test_a_new_part_of_comments_is_told_of_in_types_and_relations() -> None:
    data = copied(paragraph(CHOSE), note(CHOSE))
    types, related = part(data, "[Content_Types].xml"), part(data, "word/_rels/document.xml.rels")
    assert [(one.get("PartName"), one.get("ContentType")) for one in types][-1] == (
        "/word/comments.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    )
    assert [one.get("Type") for one in related][-1] == (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    )


def test_a_strict_file_has_strict_comments() -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    plain = docx(paragraph(CHOSE))
    members = {name: zipfile.ZipFile(io.BytesIO(plain)).read(name) for name in Archive(plain, DEFAULT_LIMITS).members}
    strict = zipped({name: content.replace(W[1:-1].encode(), space.encode()) for name, content in members.items()})
    data = annotate(strict, [note(CHOSE)], DEFAULT_LIMITS)
    assert part(data, "word/comments.xml").tag == f"{{{space}}}comments"
    assert [str(one.get("Type")) for one in part(data, "word/_rels/document.xml.rels")][-1].endswith(
        "purl.oclc.org/ooxml/officeDocument/relationships/comments"
    )
    assert len([*part(data).iter(f"{{{space}}}commentRangeStart")]) == 1


def test_all_other_parts_keep_their_bytes_order_and_packing() -> None:
    plain = docx(paragraph(CHOSE))
    out = io.BytesIO(plain)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro" * 99, zipfile.ZIP_DEFLATED, 1)
        archive.writestr("word/media/pi\u0107ture.png", b"\x89PNG" * 50, zipfile.ZIP_STORED)
    plain = out.getvalue()
    data = annotate(plain, [note(CHOSE)], DEFAULT_LIMITS)
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (plain, data))
    assert after.testzip() is None
    assert after.namelist() == [*before.namelist(), "word/comments.xml"]
    for name in before.namelist():
        if name not in ("word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"):
            old, new = before.getinfo(name), after.getinfo(name)
            assert (old.compress_type, old.compress_size, old.date_time, old.CRC) == (
                *(new.compress_type, new.compress_size, new.date_time, new.CRC),
            )
    assert data == annotate(plain, [note(CHOSE)], DEFAULT_LIMITS)


@pytest.mark.parametrize("root", ["comments", "document"])
@pytest.mark.parametrize("space", ["", "v:"])
def test_a_part_of_another_kind_is_refused(root: str, space: str) -> None:
    plain = zipfile.ZipFile(io.BytesIO(docx(paragraph(CHOSE), comments="")))
    members = {name: plain.read(name).decode().replace(f"w:{root}", space + root) for name in plain.namelist()}
    with pytest.raises(ReadError, match=rf"its part word/{root}\.xml does not hold the {root}"):
        annotate(zipped(members), [note(CHOSE)], DEFAULT_LIMITS)


def test_a_member_that_states_a_size_beyond_the_format_is_refused() -> None:
    out = io.BytesIO(docx(paragraph(CHOSE)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image.png", b"\x89PNG")
        archive.getinfo("word/media/image.png").file_size = 2**40
    assert "Six tenants" in read(out.getvalue(), name="x.docx").text
    with pytest.raises(ReadError, match="its container is broken"):
        annotate(out.getvalue(), [note(CHOSE)], DEFAULT_LIMITS)


def test_a_signed_file_is_refused() -> None:
    out = io.BytesIO(docx(paragraph(CHOSE)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("_xmlsignatures/origin.sigs", "")
    with pytest.raises(ReadError, match="it is signed"):
        annotate(out.getvalue(), [note(CHOSE)], DEFAULT_LIMITS)


def test_what_xml_cannot_hold_is_shown_as_such() -> None:
    said = comments(copied(paragraph(CHOSE), note(CHOSE, "a\x00b\ufffe<w:p>&amp;\ud800")))
    assert said == {CHOSE[:-1]: "a\ufffdb\ufffd<w:p>&amp;\ufffd"}


def test_ten_thousand_statements() -> None:
    sentences = [f"In week {n} the panel of {n % 90} tenants met and chose." for n in range(10_000)]
    data = copied("".join(map(paragraph, sentences)), *(note(one) for one in sentences))
    assert len(part(data, "word/comments.xml")) == 10_000
    assert len([*part(data).iter(f"{W}commentReference")]) == 10_000
    root = part(data)
    assert marked(root, "9999") == sentences[-1][:-1]


@pytest.mark.parametrize("name", ["funding_bid.docx", "event_programme.docx", "bid_form_legacy.docx"])
def test_a_sample_reads_the_same_afterwards(name: str) -> None:
    plain = (SAMPLES / name).read_bytes()
    document = read(plain, name=name)
    notes = [note(document.text[block.start : block.end]) for block in document.blocks]
    data = annotate(plain, notes, DEFAULT_LIMITS)
    assert len(comments(data)) > len(notes) / 2
    assert text_without_comments(data) == text_without_comments(plain)


SENTENCES = st.lists(st.text("abc de", min_size=1, max_size=12), min_size=1, max_size=6)


@given(st.lists(SENTENCES, min_size=1, max_size=4), st.data())
def test_any_words_of_any_runs_are_marked_and_the_text_stays(
    paragraphs: list[Sequence[str]], data: st.DataObject
) -> None:
    body = "".join(paragraph("", inside="".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)) for runs in paragraphs)
    whole = "\n".join("".join(runs) for runs in paragraphs)
    picks = data.draw(st.lists(st.tuples(st.integers(0, len(whole)), st.integers(1, 40)), max_size=5))
    notes = [note(words, f"n{n}") for n, (at, size) in enumerate(picks) if (words := whole[at : at + size]).strip()]
    copy = annotate(docx(body, comments=""), notes, DEFAULT_LIMITS)
    texts = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in part(copy).iter(f"{W}p")]
    assert texts == ["".join(runs) for runs in paragraphs]
    said = {"".join(one.itertext()): value(one, "id") for one in part(copy, "word/comments.xml")}
    for one in notes:
        assert letters_of(marked(part(copy), said[one.comment]))[0] == letters_of(one.text)[0]


@given(st.data())
def test_harmed_files_give_a_copy_or_a_reason(data: st.DataObject) -> None:
    whole = (SAMPLES / "event_programme.docx").read_bytes()
    harmed = damaged(whole, data) if data.draw(st.booleans()) else mutate(whole, Random(data.draw(st.integers(0, 999))))
    with suppress(ReadError):
        assert annotate(harmed, [note("Expert by experience and co-lead")], DEFAULT_LIMITS)


def test_libreoffice_shows_the_comments_at_their_words(tmp_path: Path) -> None:
    soffice = find_program("soffice")
    plain = (SAMPLES / "funding_bid.docx").read_bytes()
    copy = tmp_path / "copy.docx"
    copy.write_bytes(annotate(plain, [note("Service users will hold the budget.", "Ask: from when?")], DEFAULT_LIMITS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("pdf", "odt"):
        command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(copy)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    content = etree.fromstring(zipfile.ZipFile(tmp_path / "copy.odt").read("content.xml"))
    dc = "{http://purl.org/dc/elements/1.1/}creator"
    notes = {
        "".join(one.itertext())
        for one in content.iter()
        if str(one.tag).endswith("}annotation") and one.findtext(dc) == AUTHOR
    }
    assert any("Ask: from when?" in one for one in notes)


def test_a_box_for_plain_text_with_paragraphs_of_its_own_is_left_alone() -> None:
    box = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{paragraph(CHOSE)}</w:sdtContent></w:sdt>"
    said = comments(copied(paragraph("Our bid") + box, note(CHOSE, "Who chose?")))
    assert list(said) == ["Our bid"]
    assert "Who chose?" in said["Our bid"]
