"""E-mails."""

from __future__ import annotations

import base64
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers_fixtures import damaged, docx, paragraph
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read, read_each
from tokenwatch.readers.draft import Draft
from tokenwatch.readers.read_eml import read as read_eml
from tokenwatch.readers.read_eml import recognises

_SAMPLE = Path(__file__).parent / "data/samples/consultation_reply.eml"
_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 200
_HEAD = "From: Jo Lee <jo@x.example>\nDate: Tue, 3 Mar 2026 18:42:10 +0000\nSubject: Our plan\nMIME-Version: 1.0\n"


def _mail(rest: str = "\nSix tenants chair it.\n", head: str = _HEAD) -> bytes:
    return (head + rest).encode()


def _parts(kind: str, *parts: str) -> str:
    held = "".join(f"--b1\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="b1"\n\n{held}--b1--\n'


def _draft(rest: str, head: str = _HEAD) -> Draft:
    return read_eml(_mail(rest, head), Limits())


def _kinds(rest: str) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text.strip()) for piece in _draft(rest).pieces[1:]]


def test_subject_sender_and_date() -> None:
    draft = read_eml(_mail(), Limits())
    assert (draft.title, draft.byline) == ("Our plan", "Jo Lee, 3 March 2026")
    assert [(piece.kind, piece.level, piece.text) for piece in draft.pieces] == [
        ("heading", 1, "Our plan"),
        ("paragraph", 0, "Six tenants chair it."),
    ]


@pytest.mark.parametrize(
    ("head", "title", "byline"),
    [
        ("Subject: =?iso-8859-1?q?Caf=E9_plan?=\nFrom: =?utf-8?b?Sm8gTMOpZQ==?= <jo@x>\n", "Café plan", "Jo Lée"),
        ("Subject: =?utf-8?b?4oI=?=\n =?utf-8?b?rA==?= each\n", "€ each", ""),
        ("Subject: naïve – plan\nFrom: jo@x.example\nDate: soon\n", "naïve – plan", "jo@x.example"),
        ("Subject: folded\n\tline\nFrom: <jo@x>\n", "folded line", "jo@x"),
        ("Subject: =?nonsense?q?x?= =?hex?q?y?=\nFrom: ((((\nDate: 99 Foo 99999\n", "xy", ""),
        ('Subject: \nFrom: "Lee, Jo" <jo@x>\n', "", "Lee, Jo"),
    ],
)
def test_headers_as_people_write_them(head: str, title: str, byline: str) -> None:
    draft = _draft("\nText.", head + "MIME-Version: 1.0\n")
    assert (draft.title, draft.byline) == (title, byline)


def test_texts_in_their_encodings() -> None:
    coded = base64.encodebytes("naïve".encode("cp1252")).decode()
    assert _kinds(f"Content-Type: text/plain; charset=cp1252\nContent-Transfer-Encoding: base64\n\n{coded}") == [
        ("paragraph", "naïve")
    ]
    quoted = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nCaf=C3=A9 pl=\nan"
    assert _kinds(quoted) == [("paragraph", "Café plan")]
    assert _kinds("Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n!YWJjZ") == [
        ("paragraph", "abc")
    ]
    flowed = "Content-Type: text/plain; format=flowed\n\nWe meet \nmonthly.\n-- \nJo"
    assert [text for _, text in _kinds(flowed)] == ["We meet monthly.", "-- \nJo"]


def test_the_better_of_two_versions_is_read_once() -> None:
    plain = "Content-Type: text/plain\n\nSix tenants chair it, and two carers."
    page = "Content-Type: text/html\n\n<p>Six tenants chair it</p><ul><li>and two carers.</li></ul>"
    stub = "Content-Type: text/plain\n\nSee the other version."
    empty = "Content-Type: text/html\n\n<p>See it.</p>"
    as_list = [("paragraph", "Six tenants chair it"), ("list item", "and two carers.")]
    assert _kinds(_parts("alternative", plain, page)) == as_list
    assert _kinds(_parts("alternative", page)) == as_list
    assert _kinds(_parts("alternative", stub, page)) == as_list
    assert _kinds(_parts("alternative", plain, empty)) == [("paragraph", "Six tenants chair it, and two carers.")]


def test_a_version_may_be_divided_by_an_attachment() -> None:
    plain = "Content-Type: text/plain\n\nSix tenants chair it, and two carers vote. Jo Lee"
    page = "--b2\nContent-Type: text/html\n\n<p>Six tenants chair it, and two carers vote.</p>"
    held = '--b2\nContent-Type: text/plain; name="a.txt"\n\nMinutes'
    foot = "--b2\nContent-Type: text/html\n\n<p>Jo Lee</p>\n--b2--"
    divided = f"Content-Type: multipart/mixed; boundary=b2\n\n{page}\n{held}\n{foot}"
    draft = _draft(_parts("alternative", plain, divided))
    assert [piece.text for piece in draft.pieces[1:]] == ["Six tenants chair it, and two carers vote.", "Jo Lee"]
    assert [member.name for member in draft.members] == ["a.txt"]


def test_texts_that_are_none_do_not_cost_the_rest() -> None:
    noise = "Content-Type: text/plain\n\n" + "\x00\x01\x02" * 50
    draft = _draft(_parts("mixed", noise, "\nSix tenants"))
    assert [piece.text for piece in draft.pieces[1:]] == ["Six tenants"]
    assert [member.name for member in draft.members] == ["attachment 1"]
    assert _kinds("Content-Type: multipart/mixed\n\nNo boundary") == [("paragraph", "No boundary")]


def test_what_is_quoted_is_no_part_of_the_writers_text() -> None:
    assert _kinds("\nNo.\n> You were asked,\n> all of you.\n>> Really?\nWe were not.") == [
        ("paragraph", "No."),
        ("quotation", "You were asked,\nall of you."),
        ("quotation", "Really?"),
        ("paragraph", "We were not."),
    ]
    outlook = "\nNo.\n\nFrom: Sam\nSent: 3 March\nTo: Jo\n\nYou were asked.\n"
    assert _kinds(outlook)[0] == ("paragraph", "No.")
    assert _kinds(outlook)[-1] == ("quotation", "You were asked.")
    page = "Content-Type: text/html\n\n<p>No.</p><p><b>From:</b> Sam<br><b>Sent:</b> Monday</p><p>You were asked.</p>"
    assert [kind for kind, _ in _kinds(page)] == ["paragraph", "quotation", "quotation"]


def test_what_is_forwarded_is_the_mails_own_matter() -> None:
    forwarded = "\nSee below.\n\n---------- Forwarded message ---------\n\nFrom: Sam\nDate: Monday\n\nCome and vote.\n"
    assert _kinds(forwarded)[-1] == ("paragraph", "Come and vote.")
    assert _kinds("\nFrom: Sam\nSent: Monday\n\nCome and vote.")[-1] == ("paragraph", "Come and vote.")


def test_attachments_are_members_and_decoration_is_not() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "jo@x.example", "Our plan"
    message.set_content("See the bid.")
    message.add_alternative('<p>See the bid.</p><img src="cid:logo">', subtype="html")
    word = docx(paragraph("Six tenants chair it."))
    message.add_attachment(word, maintype="application", subtype="octet-stream", filename="Bid – für uns.docx")
    message.add_attachment(_PNG, maintype="image", subtype="png", filename="scan.png")
    message.add_attachment(_PNG, maintype="image", subtype="png", disposition="inline", filename="logo.png")
    message.add_attachment(b"key", maintype="application", subtype="pgp-signature", filename="signature.asc")
    message.add_attachment("Minutes\n", filename="../../etc/minutes.txt")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "sam@x.example", "Re: a/b"
    inner.set_content("I agree.")
    message.add_attachment(inner)
    draft = read_eml(bytes(message), Limits())
    assert [member.name for member in draft.members] == [
        "Bid – für uns.docx",
        "scan.png",
        "etc/minutes.txt",
        "Re: a/b.eml",
    ]
    assert draft.members[0].data == word
    told = [x.text if isinstance(x, Document) else x.kind for x in read_each(bytes(message), name="mail.eml")]
    assert told == [
        "Our plan\n\nSee the bid.",
        "Six tenants chair it.",
        "needs OCR",
        "Minutes\n\n",
        "Re: a/b\n\nI agree.",
    ]


def test_a_mail_of_attachments_only_is_their_container() -> None:
    part = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nSix tenants'
    draft = _draft(_parts("mixed", part))
    assert (draft.pieces, [member.name for member in draft.members]) == ((), ["a.txt"])


def test_encrypted_mails_say_so() -> None:
    locked = (
        'Content-Type: application/pkcs7-mime; smime-type="enveloped-data"\n\nMIAG',
        _parts("encrypted", "Content-Type: application/pgp-encrypted\n\nVersion: 1", "Content-Type: text/x-pgp\n\nhQ"),
    )
    for rest in locked:
        with pytest.raises(ReadError) as caught:
            _draft(rest)
        assert caught.value.kind == "encrypted"


def test_a_box_holds_its_mails() -> None:
    box = b"From jo@x Tue Mar  3\n" + _mail() + b"\nFrom sam@x Wed Mar  4\n" + _mail("\nWe vote.\n")
    assert recognises(box)
    assert [x.text for x in read_each(box) if isinstance(x, Document)] == [
        "Our plan\n\nSix tenants chair it.",
        "Our plan\n\nWe vote.",
    ]
    assert len(read_eml(box, Limits(members=1)).members) == 1
    assert read(b"From jo@x Tue Mar  3\n" + _mail()).text == "Our plan\n\nSix tenants chair it."


def test_recognised_by_headers_that_only_a_machine_writes() -> None:
    assert recognises(_mail())
    assert recognises(b"Return-Path: <x>\r\nTo: us\r\n\r\nHello")
    assert not recognises(b"From: Jo\nTo: Sam\nSubject: The plan\n\nDear Sam")
    assert not recognises(b"Message-ID: see below\n\nFrom: here on")
    assert read(b"Dear all", name="mail.eml").text == "Dear all"
    assert read(b"From: Jo\nTo: Sam\n\nDear Sam", name="mail.txt").format == "text"


def test_hostile_mails_end() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
    assert len(_draft(deep + "\nhi").pieces) == 1
    many = _parts("mixed", *["\nhi"] * 50)
    with pytest.raises(ReadError, match="over 20 parts") as caught:
        read_eml(_mail(many), Limits(members=20))
    assert caught.value.kind == "too large"
    for odd in (
        "Content-Type: multipart/mixed\n\nNo boundary",
        "Content-Type: multipart/mixed; boundary*=undefined''b%ff\n\n--b\n\nx",
        "Content-Type: text/plain; charset*=undefined''%ff; charset=undefined\n\nx",
        "Content-Disposition: attachment; filename*=undefined''%ff; filename*0*=x\n\nx",
        "Content-Type: text/plain" + ';a="\\"' * 5_000 + "\n\nx",
    ):
        assert isinstance(_draft(odd), Draft)


def test_what_is_too_long_is_cut_and_said_so() -> None:
    long = _mail("\n" + "We meet.\n\n" * 900)
    cut = read(long, name="long.eml", limits=Limits(characters=1_000))
    assert cut.notes == ("only the first 1,000 characters were read; the file holds more",)
    assert len(read_eml(_mail("\n" + "> a\nb\n" * 900), Limits(blocks=100)).pieces) < 110


def test_the_sample_keeps_what_a_mail_program_shows() -> None:
    mail, attached = read_each(_SAMPLE)
    assert isinstance(mail, Document)
    assert isinstance(attached, Document)
    blocks = [(block.kind, mail.text[block.start : block.end]) for block in mail.blocks]
    assert blocks[0] == ("heading", "Our answer to your consultation – “repairs together”")
    assert ("list item", "pay the six members of the panel;") in blocks
    assert blocks[-1][0] == "quotation"
    assert mail.byline == "Rosa Lind, 3 March 2026"
    assert not [word for word in ("Preview", "Invented Mail", "multipart") if word in mail.text]
    assert (attached.format, attached.source[-28:]) == ("docx", "Answer – repairs policy.docx")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_cut_or_changed_mails_give_a_draft_or_an_error(data: st.DataObject) -> None:
    broken = damaged(_SAMPLE.read_bytes()[:9_000], data, signs=b'=?;:"\n\r-* \xff\x00')
    with suppress(ReadError):
        assert isinstance(read_eml(broken, Limits()), Draft)
