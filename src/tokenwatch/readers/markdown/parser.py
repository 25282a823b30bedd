"""markdown-it, set up for texts by people, and with a bound on what hostile marks may cost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_STEPS = 300_000
"""Looks at what may begin on a line, and as many at a mark inside one. A million characters of prose full of links and
emphasis take half of them; the costliest marks found ("*a" again and again) take 5 s for all."""
_DEEPEST_BLOCK = 32
"""Lists and quotations inside each other, two for each level of a list: people stop at 6 levels."""
_DEEPEST_MARK = 8
"""Marks inside each other; each level lets a run of "[" be looked at once more."""
_NOTE = re.compile(r"\^\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]|\[\^[^\[\]\s]{1,40}\]")
_HOLDERS = {"blockquote_open", "list_item_open", "dd_open", "footnote_reference_open"}


class Parser:
    """The library, for one text.

    Examples
    --------
    >>> parser = Parser()
    >>> [token.type for token in parser.blocks("# We *pay*")]
    ['heading_open', 'inline', 'heading_close']
    >>> [token.content for token in parser.inline("We *pay*") if token.content]
    ['We ', 'pay']
    """

    def __init__(self) -> None:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.deflist import deflist_plugin
        from mdit_py_plugins.footnote import footnote_plugin

        md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        md.disable(["code", "inline"])  # people indent their paragraphs; marks are looked at block by block, below
        md.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
        md.disable("footnote_ref")
        everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
        md.block.ruler.before(md.block.ruler.get_all_rules()[0], "bound", self._bound_lines, everywhere)
        md.inline.ruler.before("text", "bound", self._bound_marks)
        md.inline.ruler.before("link", "note_here", _take_note)
        self._md = md
        self._env: dict[str, Any] = {}
        self._lines = self._marks = _STEPS
        self._is_too_deep = False

    def blocks(self, text: str) -> list[Token]:
        """Give the blocks; the text in them still has its marks."""
        self._md.options["maxNesting"] = _DEEPEST_BLOCK
        tokens = self._md.parse(text, self._env)
        # The library leaves out what is deeper, without a word.
        self._is_too_deep = any(one.level >= _DEEPEST_BLOCK - 1 and one.type in _HOLDERS for one in tokens)
        return tokens

    def inline(self, text: str) -> list[Token]:
        """Give the parts of one block's text, those inside marks and between them one after another."""
        from markdown_it.token import Token

        self._md.options["maxNesting"] = _DEEPEST_MARK
        tokens: list[Token] = []
        try:
            self._md.inline.parse(text, self._md, self._env, tokens)
        except RecursionError:  # pictures inside descriptions of pictures: the one place without a bound
            return [Token("text", "", 0, content=text)]
        return tokens

    def notes(self) -> Iterator[str]:
        """Say which bounds were met."""
        if self._lines <= 0:
            yield f"only what the first {_STEPS:,} steps of reading found was read; the file holds more"
        if self._marks <= 0:
            yield f"only the first {_STEPS:,} marks inside lines were looked at; the others stand in the text"
        if self._is_too_deep:
            yield f"what stands deeper than {_DEEPEST_BLOCK // 2} lists or quotations inside each other was left out"

    def _bound_lines(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        self._lines -= 1
        if self._lines > 0:
            return False
        if not silent:
            state.line = end
        return True

    def _bound_marks(self, state: StateInline, silent: bool) -> bool:
        self._marks -= 1
        if self._marks > 0:
            return False
        if not silent:
            state.pending += state.src[state.pos : state.posMax]
        state.pos = state.posMax
        return True


def _take_note(state: StateInline, silent: bool) -> bool:
    """Take a note in the text, or the mark of one elsewhere.

    The plugin's rule for the one calls itself for a note in a note, and that for the other looks for "]" to the end.
    """
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("footnote_ref" if found[1] is None else "note_here", "", 0).content = found[1] or ""
    state.pos = found.end()
    return True
