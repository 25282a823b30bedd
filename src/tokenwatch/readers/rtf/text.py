r"""The characters of Rich Text: bytes in the code page of their font, and ``\u`` with its stand-ins."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tokenwatch.readers.pictures import WINGDINGS
from tokenwatch.readers.rtf.scan import Scanner, Token

_LATIN = "cp1252"
_SYMBOLS = "symbols"
_CODE_PAGES = {0: _LATIN, 10_000: "mac_roman", 65_001: "utf-8"}
_CHARSETS = {
    **{0: _LATIN, 2: _SYMBOLS, 77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab"},
    **{134: "cp936", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256"},
    **{186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"},
}
"""Code pages by the numbers that Windows gives to the character sets of fonts."""
# The bullets of all symbol fonts, by their bytes.
_BULLETS = {0xB7: "•", 0xA7: "•", 0xD8: "•"}
_WORDS = {
    **{b"tab": "\t", b"line": "\n", b"lbr": "\n", b"column": "\n", b"bullet": "•"},
    **{b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"},
    **{b"emspace": "\u2003", b"enspace": "\u2002", b"qmspace": "\u2005"},
}
_SIGNS = {
    **{b"~": "\xa0", b"_": "\u2011", b"-": "\xad"},
    **{b"\\": "\\", b"{": "{", b"}": "}"},
}
_SURROGATE = re.compile("[\ud800-\udfff]")


class Font(NamedTuple):
    """How the bytes of a font's text are read.

    Parameters
    ----------
    encoding
        A Python codec, or ``"symbols"`` for a font whose bytes are pictures.
    boxes
        Whether it is one of the Wingdings fonts, which forms take their boxes from.
    """

    encoding: str = _LATIN
    boxes: bool = False


def code_page(number: int) -> str:
    r"""Give the codec of a Windows code page (``\ansicpg``), or that of cp1252 where there is none."""
    name = _CODE_PAGES.get(number, f"cp{number}")
    try:
        return name if codecs.lookup(name)._is_text_encoding else _LATIN
    except LookupError:
        return _LATIN


def charset(number: int, default: str) -> str:
    r"""Give the codec of a font's character set (``\fcharset``), or the document's."""
    return _CHARSETS.get(number, default)


class Characters:
    """Collects the characters of one paragraph.

    Attributes
    ----------
    visible : bool
        Whether anything but white space is among them.
    """

    def __init__(self) -> None:
        self.visible = False
        self._text: list[str] = []
        self._bytes = bytearray()
        self._font = Font()
        self._stand_ins = 0

    def take(self, token: Token, font: Font, stand_ins: int) -> bool:
        r"""Take a token that stands for characters; say whether it did.

        Parameters
        ----------
        token
            Any but a brace.
        font
            The font at this place.
        stand_ins
            How many characters behind a ``\u`` are for programs that do not know it (``\uc``).
        """
        if token.kind in ("text", "byte"):
            self._take_bytes(token.value, font)
        elif token.kind == "word" and token.value == b"u":
            self._take_code_point(token.number or 0, font)
            self._stand_ins = max(stand_ins, 0)
        elif (text := (_WORDS if token.kind == "word" else _SIGNS).get(token.value)) is not None:
            if self._stand_ins:
                self._stand_ins -= 1
            else:
                self.add(text)
        else:
            self.end_stand_ins()
            return False
        return True

    def add(self, text: str) -> None:
        """Add text that is not the file's own, such as a box for a form field."""
        self._decode()
        self._text.append(text)
        self.visible = self.visible or not text.isspace()

    def end_stand_ins(self) -> None:
        """Go on with ordinary characters: stand-ins end with their group."""
        self._stand_ins = 0

    def text(self) -> str:
        """Give the characters, and begin anew."""
        self._decode()
        text = "".join(self._text)
        self._text.clear()
        self.visible = False
        if _SURROGATE.search(text):
            return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def _take_bytes(self, run: bytes, font: Font) -> None:
        if self._stand_ins:
            skipped = min(self._stand_ins, len(run))
            self._stand_ins -= skipped
            run = run[skipped:]
        if font != self._font:
            self._decode()
            self._font = font
        # Kept until something else comes: a character of two bytes may be written in two ways.
        self._bytes += run
        self.visible = self.visible or bool(run.strip())

    def _take_code_point(self, number: int, font: Font) -> None:
        number += 0x10000 if number < 0 else 0
        if font.boxes and 0xF000 <= number <= 0xF0FF:
            self.add(WINGDINGS.get(number & 0xFF, ""))
        elif 0 < number <= 0x10FFFF:
            self.add(chr(number))

    def _decode(self) -> None:
        if not self._bytes:
            return
        if self._font.encoding != _SYMBOLS:
            self._text.append(self._bytes.decode(self._font.encoding, "replace"))
        else:
            known = _BULLETS | WINGDINGS if self._font.boxes else _BULLETS
            self._text += (known.get(byte, chr(byte) if byte < 0x80 else "") for byte in self._bytes)
        self._bytes.clear()


def plain_text(data: bytes, font: Font) -> str:
    r"""Give the text of a small group: a title, the name of a style, an entry of a list.

    Examples
    --------
    >>> plain_text(rb"Our \u8220\'93bid\rdblquote{\*\company Us}", Font())
    'Our “bid”'
    """
    characters, stand_ins = Characters(), 1
    scanner = Scanner(data)
    for token in scanner:
        if token.kind in ("open", "close"):
            characters.end_stand_ins()
        elif token.kind == "symbol" and token.value == b"*":
            scanner.rest_of_group()
        elif not characters.take(token, font, stand_ins) and token.value == b"uc":
            stand_ins = max(token.number or 0, 0)
    return " ".join(characters.text().split())
