"""What a codebook holds: frozen records, no library.

`tokenwatch.codebook.load` reads them from TOML, one field for one key; `KEY` names a key that differs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Literal

KEY = "key"
"""Metadata of a field whose key in a file is not its name; a key of an inner table is written with a full stop."""

_ID_DIGITS = 10
"""Hexadecimal digits of a codebook's id: 40 bits, so that two of a million codebooks share one with a chance
of about one in two."""
Polarity = Literal["genuine", "tokenism"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from: a citation and, where there is one, an address."""

    cite: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign of involvement or of tokenism, in a file of its own.

    Parameters
    ----------
    id
        Equals the file's name; never reused.
    label
        A few plain words, as a report shows them.
    dimension
        One of the codebook's dimensions.
    polarity
        ``"genuine"`` (speaks for involvement) or ``"tokenism"`` (speaks against it).
    level
        Participation level 0 to 5 that the wording speaks of; 0 where it speaks of none.
    definition
        One or two sentences.
    wordings
        In the language of `tokenwatch.codebook.wording`.
    near_misses
        Wordings that look alike and are not meant: a hit that overlaps one of them is dropped.
    sources
        At least one.
    match, no_match
        Sentences in which it must and must not fire: at least two each.
    detail
        What it finds can be checked by itself (a sum an hour, one vote each, a crèche), so that it counts for its
        dimension in any sentence near people who take part, also in one that names none of them. It tells too little
        of a sentence to judge it by: it makes none a statement, and no judge hears it.
    """

    id: str
    label: str
    dimension: str
    polarity: Polarity
    level: int
    definition: str
    wordings: tuple[str, ...]
    sources: tuple[Source, ...] = field(metadata={KEY: "source"})
    match: tuple[str, ...] = field(metadata={KEY: "examples.match"})
    no_match: tuple[str, ...] = field(metadata={KEY: "examples.no_match"})
    near_misses: tuple[str, ...] = ()
    detail: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A word of involvement ("co-production", "lived experience") with the level that it claims.

    Parameters
    ----------
    id
        Short name.
    level
        Level 0 to 5 that the word by itself claims.
    wordings, near_misses
        As for `Indicator`; all finite.
    people
        The word claims something only where people of the work are named beside it ("engagement").
    """

    id: str
    level: int
    wordings: tuple[str, ...]
    near_misses: tuple[str, ...] = ()
    people: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A set of words for people of one group.

    Parameters
    ----------
    id
        Short name, such as ``"carers"``.
    group
        ``"lived"``, ``"community"``, ``"professional"``, ``"organisation"`` or ``"ambiguous"``.
    wordings, near_misses
        Finite wordings; both numbers are written out ("service user|users").
    lived_near, professional_near
        For an ambiguous role: words which, in the same sentence, make it lived or professional. Without any of
        them the role stays not identified.
    generic
        It is said of any set of people ("the community"): whoever acts in a sentence is named by it, but it does not
        show by itself that people of the work appear in a text.
    """

    id: str
    group: str
    wordings: tuple[str, ...]
    near_misses: tuple[str, ...] = ()
    lived_near: tuple[str, ...] = ()
    professional_near: tuple[str, ...] = ()
    generic: bool = False

    @property
    def means_people(self) -> bool:
        """Whether its words mean people of the work and nobody else: not "members", not "the community"."""
        return self.group in ("lived", "community") and not self.generic


@dataclass(frozen=True, slots=True)
class Act:
    """Verbs, and nouns of verbs, by which people take part.

    Parameters
    ----------
    id
        Short name: ``"decide"``, ``"set"``, ``"interview"`` …
    level
        Level 0 to 5 where people of the work are its subject.
    wordings
        Finite wordings, verbs in all their forms.
    act
        Class of the act: ``"decide"``, ``"be asked"`` …; the id where it is left out.
    as_object
        Level where those people are its object ("we consulted tenants"); ``None`` where that means nothing.
    object_act
        Class of the act where they are its object ("patients interviewed nurses" is research, "nurses interviewed
        patients" is being asked); the class itself where it is left out.
    objects
        Words of which one must be the verb's object ("set" the priorities, not the table), alone or with the noun
        before it ("focus groups"); empty for any.
    occasion
        Its objects are occasions: those with whom they are held are those to whom it is done ("ran a survey of
        tenants").
    seat
        The wordings are posts and bodies; the act is to hold one or to sit on one ("four of our trustees are
        tenants").
    noun
        The wordings are nouns ("tenants' choice"); where a word can be both, the other lists mean the verb.
    people
        The wording says by itself that people take part ("citizen science", "user-led"), also where it names none.
    """

    id: str
    level: int
    wordings: tuple[str, ...]
    near_misses: tuple[str, ...] = ()
    act: str = ""
    as_object: int | None = None
    object_act: str = ""
    objects: tuple[str, ...] = ()
    occasion: bool = False
    seat: bool = False
    noun: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class DimensionInfo:
    """A dimension: its plain name, what it means, and the question to ask where a text does not state it."""

    id: str
    label: str
    definition: str
    question: str


@dataclass(frozen=True, slots=True)
class LevelInfo:
    """A participation level: number, name, and how a report words it claimed and shown."""

    level: int
    name: str
    people: str
    claimed: str
    shown: str


@dataclass(frozen=True)
class Codebook:
    """A whole codebook.

    Parameters
    ----------
    name, version, licence
        As its ``codebook.toml`` says.
    indicators, terms, roles, acts, dimensions
        By id.
    cues
        Lists of finite wordings by name: ``"negation"``, ``"criticism"``, ``"definition"`` …
    levels
        Six, from 0 to 5.
    id
        Short hash of the whole content: equal content, equal id, wherever it is loaded.

    Examples
    --------
    >>> from tokenwatch.codebook import load_codebook
    >>> codebook = load_codebook()
    >>> codebook.indicators["co-chair"].dimension
    'power'
    """

    name: str
    version: str
    licence: str
    indicators: Mapping[str, Indicator]
    terms: Mapping[str, Term]
    roles: Mapping[str, Role]
    acts: Mapping[str, Act]
    cues: Mapping[str, tuple[str, ...]]
    dimensions: Mapping[str, DimensionInfo]
    levels: tuple[LevelInfo, ...]
    id: str = field(default="", compare=False)

    @cached_property
    def vocabulary_id(self) -> str:
        """Short hash of terms, roles, acts and cues: what a judge that has learnt goes with.

        A judge looks at indicators by their names, so that with one more or one less it still answers; with another
        list of terms, roles or acts its numbers would mean something else. How well it answers was measured with the
        codebook that its manifest names.
        """
        return _short_hash("words-", [self.terms, self.roles, self.acts, self.cues])


def content_id(codebook: Codebook) -> str:
    """Give a short hash of a codebook's content."""
    return _short_hash("cb-", asdict(replace(codebook, id="")))


def _short_hash(prefix: str, content: object) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), default=asdict)
    return prefix + hashlib.sha256(canonical.encode("ascii")).hexdigest()[:_ID_DIGITS]
