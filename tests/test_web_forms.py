from __future__ import annotations

import asyncio
import tempfile
import tracemalloc
from typing import Any
from urllib.parse import unquote

import pytest
from starlette.requests import Request

from tokenwatch.errors import TokenwatchError
from tokenwatch.web.forms import DRAINED, Bounds, Form, read_form
from tokenwatch.web.names import LONGEST, attachment, last_part

TOKEN = "the-token"
SMALL = Bounds(file=1000, text=500, parts=6, seconds=5)
MULTIPART = "multipart/form-data; boundary=xyz"
URLENCODED = "application/x-www-form-urlencoded"


def part(name: str, value: bytes, file_name: str | None = None) -> bytes:
    named = f'; filename="{file_name}"' if file_name is not None else ""
    return f'--xyz\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + value + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--xyz--\r\n"


TOKEN_PART = part("token", TOKEN.encode())


class Sender:
    """Sends a body in pieces, and counts how much of it was taken."""

    def __init__(self, pieces: list[bytes], pause: float = 0.0) -> None:
        self.pieces, self.pause, self.taken = pieces, pause, 0

    async def __call__(self) -> dict[str, Any]:
        await asyncio.sleep(self.pause)
        piece = self.pieces.pop(0)
        self.taken += len(piece)
        return {"type": "http.request", "body": piece, "more_body": bool(self.pieces)}


def read(sender: Sender, kind: str = MULTIPART, bounds: Bounds = SMALL) -> Form:
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", kind.encode())]}
    return asyncio.run(read_form(Request(scope, sender), token=TOKEN, bounds=bounds))


def refused(sent: bytes | Sender, kind: str = MULTIPART) -> str:
    with pytest.raises(TokenwatchError) as caught:
        read(sent if isinstance(sent, Sender) else Sender([sent]), kind)
    assert caught.value.hint
    return caught.value.kind


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_fields_and_file_come_whole_however_they_are_cut(size: int) -> None:
    sent = body(TOKEN_PART, part("text", "Ünder\r\n--xy".encode()), part("file", b"\x00\r\n--xyy", "bid.pdf"))
    form = read(Sender([sent[start : start + size] for start in range(0, len(sent), size)]))
    assert form.fields == {"token": TOKEN, "text": "Ünder\r\n--xy"}
    assert (form.file_name, form.file) == ("bid.pdf", b"\x00\r\n--xyy")


def test_urlencoded_form_is_read() -> None:
    form = read(Sender([b"token=the-token&said=caf%C3%A9+au+lait"]), URLENCODED)
    assert form.fields == {"token": TOKEN, "said": "café au lait"}


def test_no_file_chosen_is_no_file() -> None:
    assert read(Sender([body(TOKEN_PART, part("file", b"", ""))])).file is None


def test_an_empty_file_is_a_file() -> None:
    assert read(Sender([body(TOKEN_PART, part("file", b"", "empty.txt"))])).file == b""


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"token=other&a=b", URLENCODED),
        (b"a=b", URLENCODED),
        (body(part("token", b"other")), MULTIPART),
        (body(part("text", b"hello")), MULTIPART),
        (body(part("token", "ü".encode())), MULTIPART),
        (body(part("file", b"x", "a.txt"), TOKEN_PART), MULTIPART),
    ],
)
def test_without_the_token_nothing_is_taken(sent: bytes, kind: str) -> None:
    assert refused(sent, kind) == "stale"


@pytest.mark.parametrize("first", [b"", part("token", b"other")])
def test_a_file_without_the_token_is_not_kept(first: bytes) -> None:
    head = first + part("file", b"", "a.txt")[:-2]

    async def pieces() -> dict[str, Any]:
        nonlocal head
        piece, head = head or bytes(2**16), b""
        left[0] -= 1
        return {"type": "http.request", "body": piece, "more_body": left[0] > 0}

    left = [16 * 2**20 // 2**16]
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", MULTIPART.encode())]}
    tracemalloc.start()
    with pytest.raises(TokenwatchError) as caught:
        asyncio.run(read_form(Request(scope, pieces), token=TOKEN, bounds=Bounds()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.kind == "stale"
    assert left == [0]
    assert peak < 4 * 2**20


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (b"x", "text/plain"),
        (b"x", ""),
        (b"no boundary", "multipart/form-data"),
        (b"--abc\r\n", MULTIPART),
        (b"--xyz\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xyz--\r\n", MULTIPART),
        (b"--xyz\r\nContent-Disposition: form-data; name=" + b"a" * 9000 + b"\r\n\r\n", MULTIPART),
        (body(*[TOKEN_PART] * 7), MULTIPART),
        (body(TOKEN_PART, part("file", b"1", "1"), part("file", b"2", "2")), MULTIPART),
        (b"token=the-token&" + b"a=b&" * 9, URLENCODED),
        (b"x", "multipart/form-data; boundary=" + "b" * 300),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(sent: bytes, kind: str) -> None:
    assert refused(sent, kind) == "malformed"


@pytest.mark.parametrize(
    "sent",
    [
        body(TOKEN_PART, part("file", b"x" * 1001, "a.txt")),
        body(TOKEN_PART, part("text", b"x" * 501)),
        body(TOKEN_PART, part("file", b"x" * 100_000, "a.txt")),
    ],
)
def test_too_much_is_refused(sent: bytes) -> None:
    assert refused(sent) == "too large"
    assert refused(b"a=" + sent, URLENCODED) == "too large"


def test_the_largest_that_is_allowed_is_taken() -> None:
    form = read(Sender([body(TOKEN_PART, part("text", b"t" * 500), part("file", b"x" * 1000, "a.txt"))]))
    assert form.file == b"x" * 1000


def test_too_much_is_thrown_away_up_to_a_bound() -> None:
    head, piece = body(TOKEN_PART, part("file", b"", "a.txt"))[:-11], b"x" * SMALL.body
    some = Sender([head, *[piece] * 4])
    assert refused(some) == "too large"
    assert some.pieces == []  # the browser is through, and shows the answer
    endless = Sender([head, *[piece] * 4 * DRAINED])
    assert refused(endless) == "too large"
    assert endless.taken <= (DRAINED + 1) * len(piece)


def test_a_slow_body_is_given_up() -> None:
    with pytest.raises(TokenwatchError) as caught:
        read(Sender([TOKEN_PART] * 100, pause=0.05), bounds=Bounds(seconds=0.2))
    assert caught.value.kind == "slow"


def test_nothing_is_spooled_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, fail)
    monkeypatch.setattr("starlette.formparsers.SpooledTemporaryFile", fail)
    large = b"x" * 3 * 2**20
    form = read(Sender([body(TOKEN_PART, part("file", large, "a.txt"))]), bounds=Bounds())
    assert form.file == large


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\bids\\our bid.docx", "our bid.docx"),
        ("", "document"),
        ("..", "document"),
        ("a\nb\x00.txt", "a b[U+0000].txt"),
        ("bid\u202efdp.exe", "bid[U+202E]fdp.exe"),
    ],
)
def test_only_the_last_part_of_a_name_counts(name: str, shown: str) -> None:
    assert last_part(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = last_part("x" * 5000 + ".docx")
    assert len(shown) == LONGEST
    assert shown.endswith(".docx")


@pytest.mark.parametrize(
    "name",
    ['a"b.txt', "a\r\nSet-Cookie: x=1.txt", "a;b.txt", "ü" * 300, "\ud800.txt", "", "..", "日本.pdf", "a\u202e.txt"],
)
def test_a_download_name_stays_inside_its_header(name: str) -> None:
    header = attachment(name, ".html")
    assert header.isascii()
    assert header.isprintable()
    assert header.count(";") == 2
    plain, encoded = header.removeprefix("attachment; filename=").split("; filename*=UTF-8''")
    assert plain.endswith(".html")
    assert encoded.endswith(".html")
    assert not set(plain) & set('"\\/:*?<>|% ')


@pytest.mark.parametrize("letter", ["a", "ü", "日", "\U00020000"])
def test_a_download_name_fits_a_file_system(letter: str) -> None:
    encoded = attachment(letter * 300 + ".pdf", ".with-comments.pdf").rpartition("UTF-8''")[2]
    name = unquote(encoded, errors="strict")
    assert set(name) == {letter, *".with-comments.pdf"}
    assert 200 < len(name.encode()) <= 255


def test_a_download_name_keeps_letters_of_any_script() -> None:
    assert attachment("日.pdf", ".html").endswith("filename*=UTF-8''%E6%97%A5.html")
