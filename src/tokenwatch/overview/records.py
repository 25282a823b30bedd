"""What an overview holds: plain records, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a group's documents have one label, with the 95 % interval of the share.

    Parameters
    ----------
    label
        A verdict, or a presence.
    count, n
        Documents with it, out of those with a verdict.
    low, high
        Ends of the interval, 0 to 1; ``None`` where there is no document.
    """

    label: str
    count: int
    n: int
    low: float | None
    high: float | None

    @property
    def value(self) -> float | None:
        """The share itself, 0 to 1; ``None`` where there is no document."""
        return self.count / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and median of a level, ``None`` where no document has a verdict."""

    mean: float | None
    median: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Documents that have one value in a column.

    Parameters
    ----------
    name
        The value, or what stands for it where it is missing or folded.
    n, n_verdict, n_abstained, n_unreadable
        Documents; those with a verdict; those read without one; those that could not be read.
    verdicts, presences
        Shares among those with a verdict, one a label, in the order of the labels.
    claimed, evidenced
        Levels of those with a verdict.
    too_few
        Too few documents with a verdict to be compared with another group.
    """

    name: str
    n: int
    n_verdict: int
    n_abstained: int
    n_unreadable: int
    verdicts: tuple[Share, ...]
    presences: tuple[Share, ...]
    claimed: Spread
    evidenced: Spread
    too_few: bool


@dataclass(frozen=True, slots=True)
class Grouping:
    """All groups of one column; `n_folded` small ones share the last.

    The number of a group in `groups` is what a `DocumentRow` points with.
    """

    column: str
    groups: tuple[Group, ...]
    n_folded: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """Something, and in how many documents it stands."""

    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim in one wording: its text, in how many documents, and with which involvement terms."""

    text: str
    n: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims without evidence.

    Parameters
    ----------
    n_documents, n_statements
        Documents that claim more than they show and hold such a claim; the claims in them.
    wordings
        Those of two or more documents, most documents first.
    n_wordings
        How many such wordings there are, those not listed included.
    terms
        Involvement terms in such claims, with the number of documents.
    """

    n_documents: int
    n_statements: int
    wordings: tuple[Wording, ...]
    n_wordings: int
    terms: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Statements of several documents in nearly the same words.

    Parameters
    ----------
    text
        The wording that most documents share.
    n_wordings
        In how many wordings it comes.
    n_documents
        Distinct documents.
    documents
        Ids of some of them, earliest first where dates are known.
    first, first_date
        Those that may have been the first, as far as the dates tell; more than one is a tie. Empty without dates.
    n_first
        How many those are, those not listed included.
    n_undated
        Documents without a date, any of which may have been earlier.
    """

    text: str
    n_wordings: int
    n_documents: int
    documents: tuple[str, ...]
    first: tuple[str, ...]
    first_date: str
    n_first: int
    n_undated: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """Reused wording: how many statements were compared, and the clusters, most documents first."""

    n_compared: int
    n_clusters: int
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A reason for which documents could not be read, with what to do and some of them."""

    reason: str
    hint: str
    n: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document that was read. Without a verdict, all answers are ``None`` or empty.

    Parameters
    ----------
    cells
        What it has in `Overview.columns`.
    groups
        For each grouping, the number of the document's group.
    """

    id: str
    title: str
    cells: tuple[str, ...]
    verdict: str
    probability: float | None
    claimed: int | None
    evidenced: int | None
    gap: int | None
    presence: str
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A whole corpus at a glance.

    Parameters
    ----------
    total
        All documents as one group.
    n_repeated
        Rows left out since their id had stood there before.
    groupings
        One a column asked for, and one by year where there are dates.
    gaps
        Documents with a verdict by gap, every gap from the lowest to the highest.
    claims, reuse
        ``None`` where no statements were given.
    n_unmatched
        Statements left out, since their document is not in the results.
    unread
        Reasons, most documents first.
    columns, documents
        The user's columns shown, and the documents, largest gap first.
    n_left_out
        Documents that were read and have no place in `documents`.
    date_column, n_undated
        Column with dates (``""`` without one), and documents in which no date can be read.
    ids
        Codebook, pipeline and model that scored; several where runs were put together.
    """

    total: Group
    n_repeated: int
    groupings: tuple[Grouping, ...]
    gaps: tuple[Count, ...]
    claims: Claims | None
    reuse: Reuse | None
    n_unmatched: int
    unread: tuple[Unread, ...]
    columns: tuple[str, ...]
    documents: tuple[DocumentRow, ...]
    n_left_out: int
    date_column: str
    n_undated: int
    ids: tuple[tuple[str, tuple[str, ...]], ...]
