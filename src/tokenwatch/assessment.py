"""Assessment: the whole answer for one document, and its JSON form.

Pure data: this module imports no library.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from tokenwatch.analysis import Finding, Genre, Programme, Statement, Voice
from tokenwatch.document import Document

VerdictLabel = Literal["shared", "heard", "tokenistic", "about", "none"]
PresenceLabel = Literal["absent", "mentioned", "quoted", "speaking", "deciding"]
DimensionState = Literal["shown", "partly", "not stated"]
VERDICTS: tuple[str, ...] = get_args(VerdictLabel)
PRESENCES: tuple[str, ...] = get_args(PresenceLabel)
DIMENSIONS = (
    "power", "timing", "payment", "roles", "representation", "access", "reciprocity", "feedback", "accountability",
    "voice",
)  # fmt: skip

SCHEMA = 1
"""Version of the JSON form. Raise it when a key changes its meaning or goes; a new key needs no raise."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict and how sure it is.

    Parameters
    ----------
    label
        The most probable of `VERDICTS`. Where `abstained` is true no output shows it as the answer.
    probabilities
        Probability of each verdict, summing to 1.
    abstained
        True where the text is too short, not mainly English, or too evenly balanced to say.
    why
        One plain sentence.
    judged
        False where the text is not mainly English: then nothing of it was read, and no other answer says anything.
    tested
        How often the judge was right where it gave this verdict in tests, and how often it gave it: on documents of
        sources that it had not learnt from (the development gold, on which the rules were tuned: expect no more).
        ``None`` where it was not tested with this codebook, or no verdict is given.
    """

    label: VerdictLabel
    probabilities: Mapping[str, float]
    abstained: bool
    why: str
    judged: bool = True
    tested: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Levels:
    """Participation level that the words claim and that something specific shows, each 0 to 5."""

    claimed: int = 0
    evidenced: int = 0

    @property
    def gap(self) -> int:
        """Claimed less evidenced: above 0 where the words promise more than the text shows."""
        return self.claimed - self.evidenced


@dataclass(frozen=True, slots=True)
class Dimension:
    """State of one of `DIMENSIONS`, with the ids of the statements that show it."""

    state: DimensionState
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for the verdict.

    Parameters
    ----------
    weight
        How much it counted, above 0; reasons come heaviest first.
    text
        The reason in plain words.
    statements
        Ids of the statements that show it.
    """

    weight: float
    text: str
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the Patients Included conference charter.

    Parameters
    ----------
    name
        Short name: ``"planning"``, ``"delivery"``, ``"expenses"``, ``"access"``, ``"online"``.
    text
        What it asks, in plain words.
    state
        Whether the programme shows it.
    """

    name: str
    text: str
    state: DimensionState


@dataclass(frozen=True)
class Assessment:
    """What tokenwatch says of one document, with everything that shows it.

    It is a set of questions with the page to look at, never proof, and never a verdict on a person.

    Parameters
    ----------
    document
        The document that was read.
    genre
        What kind of document it was read as.
    verdict, levels, presence, programme, dimensions
        The answers.
    statements, voices, findings
        What they rest on, in the order of the text.
    reasons
        Heaviest first.
    questions
        To put to the author, made from what is not stated.
    charter
        The five clauses of the Patients Included charter, for an event programme; empty for anything else.
    ids
        Version of tokenwatch, and ids of codebook, pipeline and models.
    sections
        Readings of the works that the file holds, where it holds several (the posts of a page, a bundle of bids),
        each by itself; empty for one work. Their offsets count in their own text, which begins at
        ``section.document.start`` of the whole.
    """

    document: Document
    genre: Genre
    verdict: Verdict
    levels: Levels
    presence: PresenceLabel
    programme: Programme
    dimensions: Mapping[str, Dimension]
    statements: tuple[Statement, ...] = ()
    voices: tuple[Voice, ...] = ()
    findings: tuple[Finding, ...] = ()
    reasons: tuple[Reason, ...] = ()
    questions: tuple[str, ...] = ()
    charter: tuple[Clause, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Assessment, ...] = ()

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """Give the JSON contract's object (schema `SCHEMA`).

        Parameters
        ----------
        with_text
            Add the document's text and blocks, so that `from_dict` gives back an equal assessment.
        """
        from tokenwatch.wire import assessment_to_dict

        return assessment_to_dict(self, with_text=with_text)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Assessment:
        """Read what `to_dict` wrote."""
        from tokenwatch.wire import assessment_from_dict

        return assessment_from_dict(data)

    def __repr__(self) -> str:
        """Show it in a line: a list of readings is looked at whole."""
        verdict, document = self.verdict, self.document
        answer = "no verdict" if verdict.abstained else verdict.label
        return f"<Assessment of {document.title or document.source!r}: {answer}, {document.n_words:,} words>"

    def _repr_html_(self) -> str:
        """Show the reading in a notebook."""
        from tokenwatch.reports.to_html import render_fragment

        return render_fragment(self)
