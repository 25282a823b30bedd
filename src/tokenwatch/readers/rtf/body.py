r"""The way through Rich Text: which control word turns what on, and which group is read as what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tokenwatch.document import BlockKind
from tokenwatch.readers.draft import MOST_PAGES, Piece
from tokenwatch.readers.rtf.fields import field_answer, shape_piece
from tokenwatch.readers.rtf.header import Style, read_fonts, read_info, read_styles
from tokenwatch.readers.rtf.scan import Scanner, Token
from tokenwatch.readers.rtf.story import Look, Story, changed
from tokenwatch.readers.rtf.text import Font, code_page

_DEEPEST_STORY = 20
"""Notes in notes and boxes in boxes: what lies deeper is put into the story around it. Word nests three."""
_WIDEST = 4
"""Most bytes of a character, in UTF-8."""
_DEEPEST_GROUP = 100_000
"""Groups that may be open at once; Word itself gives up at under a thousand. Deeper ones share one look."""
# What is not running text, or says a second time what stands beside it: for older programs, or in an index.
_SKIPPED = frozenset(
    word.encode()
    for word in (
        "header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn "
        "colortbl filetbl listtable listoverridetable xe tc nonshppict shprslt nonesttables objdata NeXTGraphic"
    ).split()
)
# Groups that old programs are told to pass over, and whose words are text all the same.
_TRANSPARENT = frozenset((b"shpinst", b"shppict", b"ud", b"nesttableprops", b"do"))


class _Group(NamedTuple):
    """What a group gives back when it ends: the look around it, and whether a story of its own ends with it."""

    look: Look
    story: bool


@dataclass
class Body:
    """Reads a file.

    Parameters
    ----------
    data
        The file's bytes.
    most
        Number of characters after which nothing more need be read.

    Attributes
    ----------
    title, author : str
        As the file states them.
    n_pages : int or None
        ``None`` where nobody broke a page.
    """

    data: bytes
    most: int

    def __post_init__(self) -> None:
        self.title = self.author = ""
        self._left = _WIDEST * self.most
        self._encoding = code_page(0)
        self._fonts: Mapping[int, Font] = {}
        self._styles: dict[int, Style] = {}
        self._default_font = 0
        self._page = 1
        self._look = Look()
        self._groups: list[_Group] = []
        self._stories = [Story(self._styles, 1)]
        self._scanner = Scanner(self.data)
        self._starred = self._answered = self._first_of_two = False
        self._words: dict[bytes, Callable[[int], None]] = {
            b"fonttbl": self._take_fonts,
            b"stylesheet": self._take_styles,
            b"info": self._take_info,
            b"field": self._begin_field,
            b"fldinst": self._take_instruction,
            **dict.fromkeys((b"pict", b"sp"), self._take_shape),
            **dict.fromkeys((b"listtext", b"pntext", b"pn"), self._take_list_mark),
            b"footnote": lambda _: self._open_story("footnote"),
            b"annotation": lambda _: self._open_story("comment"),
            **dict.fromkeys((b"shptxt", b"dptxbxtext"), lambda _: self._open_story(None)),
            b"upr": self._expect_two,
            **dict.fromkeys((b"par", b"sect"), self._end_paragraph),
            **dict.fromkeys((b"page", b"softpage", b"pagebb"), self._turn_page),
            b"cell": lambda _: self._end_cell(1),
            b"nestcell": lambda _: self._end_cell(max(self._look.nesting, 2)),
            b"row": lambda _: self._story.end_row(1),
            b"nestrow": lambda _: self._story.end_row(max(self._look.nesting, 2)),
            b"ansicpg": self._set_code_page,
            b"mac": lambda _: self._set_code_page(10_000),
            b"pc": lambda _: self._set_code_page(437),
            b"pca": lambda _: self._set_code_page(850),
            b"deff": self._set_default_font,
        }

    @property
    def n_pages(self) -> int | None:
        """Number of pages, as far as the file's own breaks tell it."""
        return self._page if self._page > 1 else None

    @property
    def _story(self) -> Story:
        return self._stories[-1]

    @property
    def _font(self) -> Font:
        number = self._default_font if self._look.font < 0 else self._look.font
        return self._fonts.get(number, Font(self._encoding))

    def read(self) -> list[Piece]:
        """Give the pieces, in reading order."""
        for token in self._scanner:
            if token.kind == "open":
                self._open_group()
            elif token.kind == "close":
                self._close_group()
            elif token.kind == "symbol" and token.value == b"*":
                self._starred = True
            else:
                self._take(token)
                self._starred = False
            if self._left < 0:
                break
        while len(self._stories) > 1:
            self._close_story()
        return self._story.finish()

    def _open_group(self) -> None:
        if self._first_of_two:
            # The first of the two is for programs without Unicode.
            self._first_of_two = False
            self._scanner.rest_of_group()
        if len(self._groups) < _DEEPEST_GROUP:
            self._groups.append(_Group(self._look, story=False))

    def _close_group(self) -> None:
        self._starred = False
        self._story.characters.end_stand_ins()
        if not self._groups:
            return
        group = self._groups.pop()
        if group.story:
            self._close_story()
        self._look = group.look

    def _take(self, token: Token) -> None:
        if token.kind == "word" and self._is_skipped(token.value):
            self._scanner.rest_of_group()
        elif token.kind == "word" and (act := self._words.get(token.value)):
            act(1 if token.number is None else token.number)
        elif token.kind == "symbol" and token.value in b"\r\n":
            self._end_paragraph(1)
        elif token.kind == "word" and (look := changed(self._look, token.value, token.number)):
            self._look = look
        elif self._is_read and self._story.characters.take(token, self._font, self._look.stand_ins):
            self._story.look = self._look
            self._left -= len(token.value)

    @property
    def _is_read(self) -> bool:
        return not (self._look.hidden or self._look.deleted)

    def _is_skipped(self, word: bytes) -> bool:
        if self._starred and word not in self._words and word not in _TRANSPARENT:
            return True
        return word in _SKIPPED or (word == b"fldrslt" and self._answered)

    def _end_paragraph(self, _: int) -> None:
        self._story.look = self._look
        self._story.end_paragraph(self._page)

    def _end_cell(self, level: int) -> None:
        self._story.look = self._look
        self._story.end_cell(self._page, level)

    def _turn_page(self, on: int) -> None:
        """Turn the page, unless the break stands in a note or a box."""
        if on and len(self._stories) == 1 and self._page < MOST_PAGES:
            self._page += 1
            self._story.turn_page(self._page)

    def _open_story(self, kind: BlockKind | None) -> None:
        if not self._is_read:
            self._scanner.rest_of_group()
            return
        if not self._groups or self._groups[-1].story or len(self._stories) > _DEEPEST_STORY:
            return
        self._groups[-1] = self._groups[-1]._replace(story=True)
        self._stories.append(Story(self._styles, self._page, only_kind=kind))
        self._look = Look(stand_ins=self._look.stand_ins)

    def _close_story(self) -> None:
        story = self._stories.pop()
        pieces = story.finish()
        if story.only_kind:
            self._story.waiting += pieces
        else:
            self._story.insert(pieces)

    def _take_fonts(self, _: int) -> None:
        self._fonts = read_fonts(self._scanner.rest_of_group(), self._encoding)

    def _take_styles(self, _: int) -> None:
        self._styles.update(read_styles(self._scanner.rest_of_group(), self._font))

    def _take_info(self, _: int) -> None:
        self.title, self.author = read_info(self._scanner.rest_of_group(), Font(self._encoding))

    def _take_instruction(self, _: int) -> None:
        answer = field_answer(self._scanner.rest_of_group(), Font(self._encoding))
        self._answered = answer is not None
        if answer and self._is_read:
            self._story.characters.add(answer)
            self._story.look = self._look

    def _take_shape(self, _: int) -> None:
        piece = shape_piece(self._scanner.rest_of_group(), Font(self._encoding))
        if piece is not None and self._is_read:
            self._story.insert([piece])

    def _take_list_mark(self, _: int) -> None:
        self._scanner.rest_of_group()
        self._story.numbered = True

    def _set_code_page(self, number: int) -> None:
        self._encoding = code_page(number)

    def _set_default_font(self, number: int) -> None:
        self._default_font = number

    def _begin_field(self, _: int) -> None:
        self._answered = False

    def _expect_two(self, _: int) -> None:
        self._first_of_two = True
