"""The marked-up copy as a whole: what it says, and that only the limited process touches the file."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from assessments import BID, HOSTILE, make_abstained, make_assessment, make_hostile
from pdf_fixtures import column
from pdf_fixtures import made as pdf_made
from readers_fixtures import docx, paragraph
from tokenwatch.analysis import Statement
from tokenwatch.assessment import Assessment
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.errors import OptionError, ReadError
from tokenwatch.marked_copy import CAVEAT, annotate, make_notes
from tokenwatch.readers import Limits, read
from tokenwatch.readers.notes import Note, opening
from tokenwatch.readers.protocol import notes_from_list, notes_to_list

SAMPLES = Path(__file__).parent / "data" / "samples"
LINES = [line for line in BID.splitlines() if line.strip("|- ")]


def word_bid() -> bytes:
    return docx("".join(paragraph(line.replace("&", "&amp;").lstrip("#- ")) for line in LINES))


def of(data: bytes, assessment: Assessment | None = None) -> Assessment:
    """Give the assessment of the bid as if it had been read from a file."""
    made = assessment or make_assessment()
    document = read(data, name="bid.docx")
    return replace(made, document=replace(made.document, sha256=document.sha256, source="bid.docx"))


def test_every_statement_has_a_note_and_voices_have_none() -> None:
    assessment = make_assessment()
    first, *rest = make_notes(assessment)
    assert [note.text for note in rest] == [statement.text for statement in assessment.statements]
    assert [note.kind for note in rest] == ["claim", "practice", "plan", "critique", "critique"]
    assert first.text == ""
    silent = replace(assessment.statements[0], kind="none")
    assert len(make_notes(replace(assessment, statements=(silent,)))) == 1


def test_a_note_says_what_it_is_and_why_and_asks_where_nothing_can_be_checked() -> None:
    _, claim, practice, plan, *_ = make_notes(make_assessment())
    label, reason, question = claim.comment.split("\n")
    assert label.startswith("Claim, not backed here")
    assert "nothing to check" in reason
    assert question == "Ask: Who did this with you, and what did they decide?"
    assert "Ask:" not in practice.comment
    assert "Ask:" not in plan.comment
    vague = replace(make_assessment().statements[2], specific=False)
    assert make_notes(make_assessment(statements=(vague,)))[1].comment.endswith(
        "and how will they hear what came of it?"
    )


def test_the_first_note_gives_the_answer_how_sure_it_is_and_the_questions() -> None:
    said = make_notes(make_assessment())[0].comment
    assert said.startswith("This funding bid claims more than it shows (tokenistic).\nIt ")
    assert "How sure: leaning this way, about 6 in 10 (62%)." in said
    assert CAVEAT in said
    assert "– Will parents be paid for their time, and how much?" in said
    assert "fake" not in said


def test_where_the_verdict_abstained_its_label_stands_nowhere() -> None:
    notes = make_notes(make_abstained())
    assert not any("tokenistic" in note.comment for note in notes)
    assert notes[0].comment.startswith("No verdict.\nThe text has 12 words.\n")
    assert "How sure: not sure enough" in notes[0].comment


def test_words_come_from_the_codebook_that_is_given() -> None:
    book = load_codebook()
    other = replace(book, levels=tuple(replace(level, name=f"step {n}") for n, level in enumerate(book.levels)))
    assert "step 5" in make_notes(make_assessment(), other)[1].comment


def test_a_word_file_gets_its_comments_and_stays_as_it_was() -> None:
    data = word_bid()
    copy = annotate(data, of(data), name="bid.docx")
    assert copy == annotate(data, of(data), name="bid.docx")
    said = zipfile.ZipFile(io.BytesIO(copy)).read("word/comments.xml").decode()
    assert said.count("<w:comment ") == 6
    assert said.count('w:author="tokenwatch"') == 6
    assert "no note can stand" not in said
    before, after = read(data, name="bid.docx"), read(copy, name="bid.docx")
    kept = [after.text[b.start : b.end] for b in after.blocks if b.kind != "comment"]
    assert kept == [before.text[b.start : b.end] for b in before.blocks]


def test_a_pdf_gets_its_highlights(tmp_path: Path) -> None:
    path = tmp_path / "bid.pdf"
    lines = [line[at : at + 90] for line in LINES for at in range(0, len(line), 90)]
    path.write_bytes(pdf_made(column(lines, left=40, top=780)))
    copy = annotate(path, of(path.read_bytes()))
    assert copy.startswith(path.read_bytes())
    assert copy.count(b"/Highlight") == 5


def test_an_assessment_of_another_file_is_refused() -> None:
    data = word_bid()
    with pytest.raises(OptionError, match="it is not the file that was read"):
        annotate(data, make_assessment(), name="bid.docx")


def test_a_format_without_notes_is_refused_with_a_way_out() -> None:
    text = BID.encode()
    assessment = make_assessment(document=Document.from_text(BID))
    with pytest.raises(ReadError, match=r"only into docx and pdf \(a page with the same marks: --out page.html\)"):
        annotate(text, assessment, name="bid.md")


def test_hostile_words_reach_no_copy_as_they_are() -> None:
    data = docx(paragraph("Open Kitchen") + paragraph("W" * 3000))
    copy = annotate(data, of(data, make_hostile()), name="bid.docx")
    said = zipfile.ZipFile(io.BytesIO(copy)).read("word/comments.xml").decode()
    assert "<script" not in said
    assert "\u202e" not in said
    assert "[U+202E]" in said
    assert HOSTILE[:8] not in said


def test_a_file_that_takes_too_long_or_is_broken_gives_a_reason() -> None:
    sentences = [f"In week {n} the panel of tenants met and chose." for n in range(4_000)]
    data = docx("".join(map(paragraph, sentences)))
    assessment = of(data)
    with pytest.raises(ReadError, match=r"bid.docx: .*limit seconds"):
        annotate(data, assessment, name="bid.docx", limits=Limits(seconds=0.001))
    broken = docx("<w:p><w:r></w:p>")
    broken_assessment = replace(assessment, document=replace(assessment.document, sha256=_digest(broken)))
    with pytest.raises(ReadError, match="is not well-formed"):
        annotate(broken, broken_assessment, name="bid.docx")


def test_a_large_file_comes_back_whole() -> None:
    picture = random.Random(1).randbytes(20 * 2**20)
    out = io.BytesIO(word_bid())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image1.png", picture, zipfile.ZIP_STORED)
    data = out.getvalue()
    copy = annotate(data, of(data), name="bid.docx")
    assert zipfile.ZipFile(io.BytesIO(copy)).read("word/media/image1.png") == picture


def test_notes_go_through_json_and_back() -> None:
    notes = (Note("a", None, "b", "claim"), Note("", 3, "c\nd", "document"))
    assert notes_from_list(notes_to_list(notes)) == notes


def test_what_found_no_place_is_shortened_in_the_first_note() -> None:
    said = opening((), (Note("word " * 99, 1, "why", "claim"),))
    assert said.endswith(" …”: why")
    assert len(said) < 300
    assert opening((), ()) == ""


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", ["funding_bid.docx", "strategy_deck.pdf"])
def test_a_copy_is_read_as_the_document_itself(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    document = read(data, name=name)
    statement = Statement("s1", 0, 20, document.text[:20], kind="claim", level=5)
    reading = make_assessment(document=document, statements=(statement,))
    copy = annotate(data, reading, name=name)
    assert copy != data
    again = read(copy, name=name)
    assert (again.text, again.notes) == (document.text, document.notes)
