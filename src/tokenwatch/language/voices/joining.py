"""One person, one voice: full names for short ones, roles given elsewhere in the document, repeats joined."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tokenwatch.analysis import TURN
from tokenwatch.language.voices.found import FoundVoice
from tokenwatch.language.voices.names import bare_name, find_names, same_person
from tokenwatch.language.voices.page import Page
from tokenwatch.language.voices.persons import find_persons
from tokenwatch.ranges import Ranges

SHORT_TURN = 40
"""Characters under which a turn of a conversation is a nod: "Uh huh.", "Okay, thanks for your time."."""

_ARTICLE = re.compile(r"^(?:the|these|those|our|a|an)\s", re.IGNORECASE)
_NOT_REPORTED = ("interview", "narrator", "heading", "quotation marks", "labelled answer", "signed post", TURN)
_THE = re.compile(r"[Tt]he\s(?:[\w-]+\s)?(?P<head>[a-z][\w-]+)")
_APPOSITION = re.compile(r"^(?:an?|the|who|one|our|former|co-|[a-z]+\s)")


def join_voices(page: Page, found: Iterable[FoundVoice]) -> list[FoundVoice]:
    """Join what the finders found.

    Parameters
    ----------
    page
        The page.
    found
        Voices of all finders, in any order.

    Returns
    -------
    list of FoundVoice
        One a person and kind, with the further places at which they speak, in the order of the text.
    """
    voices = sorted(found, key=lambda voice: (_is_nod(voice), voice.start, -voice.end))
    for step in (_full_names, _with_writer, _with_roles, _by_role):
        voices = step(page, voices)
    return sorted(_once(_without_echoes(voices)), key=_range)


def _is_nod(voice: FoundVoice) -> bool:
    """Say whether a turn says nothing: the place of a voice is the first turn that does."""
    return voice.cue == TURN and voice.end - voice.start < SHORT_TURN


def _with_writer(_: Page, voices: list[FoundVoice]) -> list[FoundVoice]:
    """Give what the writer says of themselves the name of the only author, and what is told of them."""
    authors = {voice.name: voice for voice in voices if voice.kind == "author"}
    own = [voice for voice in voices if voice.kind == "first person" and voice.cue != "narrator" and not voice.name]
    if len(authors) != 1 or not own:
        return voices
    (author,) = authors.values()
    return [
        replace(voice, name=author.name, role=voice.role or author.role)
        if voice in own
        else replace(voice, about=voice.about if voice.role else own[0].about)
        if voice.kind == "author"
        else voice
        for voice in voices
    ]


def _full_names(page: Page, voices: list[FoundVoice]) -> list[FoundVoice]:
    """Put the full name for a first name or a surname that only one person on the page has."""
    if not any(voice.name and len(bare_name(voice.name)) == 1 for voice in voices):
        return voices
    full: dict[str, set[str]] = {}
    names = {voice.name for voice in voices} | {page.text[slice(*name)] for name in find_names(page.text)}
    for name in names:
        parts = bare_name(name)
        if len(parts) > 1:
            for part in (parts[0], parts[-1]):
                full.setdefault(part, set()).add(name)
    known = {part: _longest(names) for part, names in full.items() if len({same_person(name) for name in names}) == 1}

    def named(voice: FoundVoice) -> FoundVoice:
        parts = bare_name(voice.name)
        return replace(voice, name=known[parts[0]]) if len(parts) == 1 and parts[0] in known else voice

    return [named(voice) for voice in voices]


def _longest(names: set[str]) -> str:
    return max(sorted(names), key=len)


def _with_roles(page: Page, voices: list[FoundVoice]) -> list[FoundVoice]:
    """Give a voice without a role the one that the document gives the same person elsewhere."""
    roles: dict[str, str] = {}
    for voice in voices:
        if voice.name and voice.role and len(bare_name(voice.name)) > 1:
            roles.setdefault(same_person(voice.name), voice.role)
    wanted = {voice.name for voice in voices if voice.name and not voice.role and same_person(voice.name) not in roles}
    for name in sorted(wanted):
        for start, end in page.mentions(name):
            persons = find_persons(page.text[start : end + 160])
            role = persons[0].role if persons and persons[0].start == 0 else ""
            if role and len(role.split()) <= 16 and (_APPOSITION.match(role) or page.text[end : end + 2] == " ("):
                roles[same_person(name)] = role
                break
    return [
        replace(voice, role=roles[same_person(voice.name)])
        if voice.name and not voice.role and same_person(voice.name) in roles
        else voice
        for voice in voices
    ]


def _by_role(_: Page, voices: list[FoundVoice]) -> list[FoundVoice]:
    """Put the name for "the nurse" where the text names one nurse before."""
    known = [voice for voice in voices if voice.name and voice.role]
    by_head: dict[str, list[FoundVoice]] = {}

    def named(voice: FoundVoice) -> FoundVoice:
        said = _THE.fullmatch(voice.role) if voice.kind == "quoted" and not voice.name else None
        if not said:
            return voice
        head = said["head"].lower()
        if head not in by_head:
            pattern = re.compile(rf"\b{re.escape(head)}\b", re.IGNORECASE)
            by_head[head] = _first_of_each(other for other in known if pattern.search(other.role))
        before = [other for other in by_head[head] if other.start < voice.start]
        return replace(voice, name=before[0].name, role=before[0].role) if len(before) == 1 else voice

    return [named(voice) for voice in voices]


def _first_of_each(voices: Iterable[FoundVoice]) -> list[FoundVoice]:
    """Give the first voices of the first two names: more are not needed to know that there is more than one."""
    first: dict[str, FoundVoice] = {}
    for voice in sorted(voices, key=lambda voice: voice.start):
        first.setdefault(voice.name, voice)
    return list(first.values())[:2]


def _without_echoes(voices: list[FoundVoice]) -> list[FoundVoice]:
    """Leave out what says less of the same words: reported speech around quoted words, a second reading of a line."""
    kept: list[FoundVoice] = []
    ordered = sorted(voices, key=_range)
    everything, turns = Ranges(map(_range, ordered)), Ranges(_range(voice) for voice in voices if voice.cue == TURN)
    for voice in voices:
        if voice.cue != TURN and voice.kind in ("quoted", "first person") and turns.hold(*_range(voice)):
            # What a speaker in a conversation says of themselves, or quotes, is part of the turn.
            continue
        # Not all of the others are looked at: a long transcript has ten thousand.
        near = (ordered[place] for place in everything.near(*_range(voice)))
        rivals = (
            other
            for other in near
            if other is not voice and other.kind == voice.kind and other.start < voice.end and voice.start < other.end
        )
        if any(_says_more(other, voice) for other in rivals):
            continue
        kept.append(voice)
    return kept


def _range(voice: FoundVoice) -> tuple[int, int]:
    return voice.start, voice.end


def _says_more(other: FoundVoice, voice: FoundVoice) -> bool:
    if voice.name and other.name:
        return False
    if voice.kind == "quoted":
        named = bool(other.name) and not voice.name and not voice.role
        return named or (bool(other.name or other.role) and _is_reported(voice) and not _is_reported(other))
    return bool(other.name) and not voice.name and voice.kind in ("first person", "member", "author")


def _is_reported(voice: FoundVoice) -> bool:
    return voice.kind == "quoted" and bool(re.fullmatch(r"[a-z ]+", voice.cue)) and voice.cue not in _NOT_REPORTED


def _once(voices: list[FoundVoice]) -> list[FoundVoice]:
    joined: dict[tuple[str, str], FoundVoice] = {}
    for number, voice in enumerate(voices):
        key = (voice.kind, _key(voice, number))
        first = joined.get(key)
        joined[key] = voice if first is None else _both(first, voice)
    return list(joined.values())


def _both(first: FoundVoice, again: FoundVoice) -> FoundVoice:
    """Give a voice with what a further place tells of the same person."""
    return replace(
        first,
        name=_longest({first.name, again.name}) if again.name else first.name,
        role=first.role or again.role,
        minutes=_sum(first.minutes, again.minutes),
        about=_longer(first, again),
        places=(*first.places, _range(again)),
    )


def _key(voice: FoundVoice, number: int) -> str:
    """Give what two voices of the same person share; people without a name are the same where the role is."""
    if voice.name:
        return same_person(voice.name)
    if voice.kind == "quoted" and voice.role and _is_reported(voice):
        return _ARTICLE.sub("", voice.role.lower())
    if voice.kind in ("speaker", "member") and voice.role:
        return f"{voice.role.lower()} {voice.start if voice.kind == 'member' else ''}"
    return f"# {number}"


def _sum(first: int | None, second: int | None) -> int | None:
    return first if second is None else second if first is None else first + second


def _longer(first: FoundVoice, second: FoundVoice) -> tuple[int, int] | None:
    ranges = [about for about in (first.about, second.about) if about]
    return max(ranges, key=lambda about: about[1] - about[0], default=None)
