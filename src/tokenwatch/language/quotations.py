"""Quotations with the person who is quoted: simple forms in one block.

Scare quotes, titles and words of fewer than `MIN_WORDS` words are no voice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokenwatch.analysis import TURN
from tokenwatch.language.names import NAME, is_name

MIN_WORDS = 5
"""Words from which marked text counts as somebody's words: below it stand mostly scare quotes, titles and terms
("a seat at the table" has five); the quotations of our own examples begin at six."""
MIN_TURNS = 4
"""Lines of the form "Name: words" from which a text is a transcript: a form or a set of notes has a few of its own
("Where: …", "When: …"), each label once."""
ATTRIBUTION = 90
"""Characters before and after a quotation in which its speaker is looked for: name, role and verb of speech
seldom take more."""

_MARKED = re.compile(r"“[^“”]{15,1500}”|\"[^\"]{15,1500}\"|‘(?:[^‘’]|’(?=[a-z])){15,900}’(?!\w)|«[^«»]{15,1500}»")
_SAID = (
    r"(?:said|says|say|told|tells|explained|explains|added|adds|recalled|recalls|wrote|writes|commented|comments|"
    r"remarked|noted|notes|asked|argued|reflected|reflects|shared|described|remembers|remembered|put it)"
)
_TURN = re.compile(rf"^(?P<who>{NAME}|[A-Z][\w'’-]{{1,20}})\s?:\s+(?P<words>\S.{{30,}})$", re.DOTALL)
_DASH_AT_END = re.compile(r"[–—―-]\s*(?P<who>[^–—―\n.]{3,80})\.?$")
_LABELS = frozenset(
    ("speaker", "speakers", "presenter", "chair", "host", "panel", "streamed", "slides", "where", "when", "who")
)
_AFTER_DASH = re.compile(r"^\s*[,.]?\s*[–—―-]{1,2}\s*(?P<who>[^\n.;|]{2,80})")
_AFTER_NAME_SAID = re.compile(rf"^\s*,?\s*(?P<who>{NAME}|[a-z][\w ’'-]{{2,60}}?)(?P<role>,[^,.]{{2,80}},)?\s+{_SAID}\b")
_AFTER_SAID = re.compile(
    rf"^\s*,?\s*{_SAID}\s+(?P<who>{NAME}|(?:one|a|an|another|the)\s[\w ’'-]{{2,60}})(?P<role>,\s[^,.]{{2,80}})?"
)
_BEFORE = re.compile(
    rf"(?P<who>{NAME}|(?:[Oo]ne|[Aa]n?|[Aa]nother|[Tt]he)\s[\w ’'-]{{2,50}}?|[Hh]e|[Ss]he|[Tt]hey)"
    rf"(?P<role>,[^,.]{{2,80}},)?\s+{_SAID}(?:\s+(?:us|that|me|the \w+))?\s*[,:]?\s*$"
)
_MARK = re.compile(r"[“\"‘«]")
_TELLS = r"(?:told (?:us|the \w+|me)|said|explained|felt|reported|described)\s+(?:that|how|feeling|being)\b"
_TELLING = re.compile(_TELLS)
_REPORTED = re.compile(
    rf"(?P<who>{NAME}|(?:[Oo]ne|[Aa]|[Aa]n|[Aa]nother|[Ss]everal|[Ss]ome|[Mm]any)\s[\w’'-]+(?:\s[\w’'-]+){{0,3}}?)\s"
    rf"{_TELLS}[^.]{{10,300}}"
)


@dataclass(frozen=True, slots=True)
class FoundVoice:
    """A voice as the forms find it: ranges in the text that was searched, and who, as the words say."""

    kind: str
    start: int
    end: int
    name: str = ""
    role: str = ""
    cue: str = ""
    words: tuple[int, int] | None = None
    minutes: int | None = None


def find_quotations(text: str, *, is_block_quote: bool = False) -> Iterator[FoundVoice]:
    """Find quotations and reported speech in one block.

    Parameters
    ----------
    text
        The block's text.
    is_block_quote
        The whole block is set as a quotation.

    Yields
    ------
    FoundVoice
        Of kind ``"quoted"``; `words` is the range of the words quoted.
    """
    found = False
    for match in find_with(_MARKED, _MARK, text):
        if len(match.group().split()) < MIN_WORDS:
            continue
        who, role, cue = _speaker(text, match.start(), match.end())
        if cue or is_block_quote or _in_first_person(match.group()):
            found = True
            yield _voice(who, role, cue or "quotation marks", match.span())
    if is_block_quote and not found and len(text.split()) >= MIN_WORDS:
        dash = _DASH_AT_END.search(text)
        end = dash.start() if dash else len(text)
        yield _voice(dash["who"] if dash else "", "", "block quotation", (0, end))
    for match in find_with(_REPORTED, _TELLING, text):
        yield _voice(match["who"], "", "reported speech", match.span())


def find_with(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Find a dear pattern only where a cheap one, which each of its matches holds, is found."""
    return pattern.finditer(text) if sign.search(text) else iter(())


def find_turns(text: str, lines: Iterable[tuple[int, int]]) -> list[FoundVoice]:
    """Find the turns of a transcript ("Adele: So what happened then?").

    A line with a colon is no transcript: there must be `MIN_TURNS` turns, and somebody must speak twice.

    Parameters
    ----------
    text
        The whole text.
    lines
        Ranges of its blocks.
    """
    turns = []
    for start, end in lines:
        line = text[start:end]
        turn = _TURN.match(line) if ":" in line else None
        if turn and turn["who"].lower() not in _LABELS:
            turns.append(_voice(turn["who"], "", TURN, (start + turn.start("words"), end)))
    speakers = Counter(voice.name or voice.role for voice in turns)
    return turns if len(turns) >= MIN_TURNS and max(speakers.values()) > 1 else []


def _speaker(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Give who, role and cue of the quotation at a range; empty where nobody is named."""
    after, before = text[end : end + ATTRIBUTION], text[max(start - ATTRIBUTION, 0) : start]
    for pattern, place in (
        (_AFTER_DASH, after),
        (_AFTER_SAID, after),
        (_AFTER_NAME_SAID, after),
        (_BEFORE, before),
    ):
        if match := pattern.search(place):
            groups = match.groupdict()
            return groups["who"].strip(), (groups.get("role") or "").strip(" ,"), match.group().strip(" ,:")
    return "", "", ""


def _in_first_person(words: str) -> bool:
    return bool(re.search(r"\b(?:I|[Mm]y|[Mm]e|[Ww]e|us|[Oo]ur)\b", words))


def _voice(who: str, role: str, cue: str, span: tuple[int, int]) -> FoundVoice:
    head, _, tail = who.partition(",")
    if is_name(head):
        return FoundVoice("quoted", *span, name=head, role=role or tail.strip(), cue=cue, words=span)
    return FoundVoice("quoted", *span, role=", ".join(part for part in (who, role) if part), cue=cue, words=span)
