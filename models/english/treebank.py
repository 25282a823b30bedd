"""Read CoNLL-U and IOB2 files into plain sentences."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEPT_RELATIONS = frozenset("nsubj:pass csubj:pass aux:pass obl:agent acl:relcl compound:prt nmod:poss".split())
"""Relation subtypes that the reading of clauses asks for; every other one is cut to its main relation."""
KEPT_FEATURES = frozenset("Number Tense VerbForm Mood Degree Voice Polarity Person".split())
"""Features that tell number, time, mood and voice; the others would only multiply rare labels."""
NON_COMMERCIAL_GENRES = frozenset({"whow", "fiction"})
"""Genres that GUM's LICENSE.txt names as non-commercial (wikiHow is "whow"); they are never read."""
NAME_LABELS = frozenset({"PER", "ORG", "LOC"})
"""UNER's labels for names; its fourth, OTH, is not annotated throughout."""

Name = tuple[int, int, str]
"""First word, last word (inclusive) and label of a name; words count from 0 in their sentence."""


@dataclass(frozen=True)
class Word:
    """One syntactic word: a line of a CoNLL-U file. ``head`` counts from 0; the root is its own head."""

    form: str
    lemma: str
    pos: str
    tag: str
    features: str
    head: int
    relation: str
    space_after: bool
    entity: str


@dataclass(frozen=True)
class Sentence:
    """One sentence of a treebank; ``names`` is None where nobody has said whether there are any."""

    identifier: str
    document: str
    starts_paragraph: bool
    words: tuple[Word, ...]
    names: tuple[Name, ...] | None = None


def open_text(path: Path) -> Iterator[str]:
    """Yield the lines of a plain or gzipped UTF-8 file without their line ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            yield str(line).rstrip("\n")


def parse_word(columns: list[str], *, glued: bool) -> Word:
    """Make a Word of one CoNLL-U line; ``glued`` says that a multiword token goes on after it."""
    misc = columns[9].split("|")
    relation = columns[7] if columns[7] in KEPT_RELATIONS else columns[7].split(":")[0]
    head = int(columns[6]) - 1
    features = [item for item in columns[5].split("|") if item.split("=")[0] in KEPT_FEATURES]
    form = columns[1].replace("\u00a0", " ")
    return Word(
        form=form,
        lemma=form if columns[2] == "_" else columns[2],
        pos=columns[3],
        tag=columns[4],
        features="|".join(features),
        head=int(columns[0]) - 1 if head < 0 else head,
        relation="ROOT" if head < 0 else relation,
        space_after=not glued and "SpaceAfter=No" not in misc,
        entity=next((item.removeprefix("Entity=") for item in misc if item.startswith("Entity=")), ""),
    )


def parse_words(rows: list[list[str]]) -> tuple[Word, ...]:
    """Make the Words of one sentence from its lines' columns.

    Raises
    ------
    ValueError
        If the words of a multiword token do not spell its surface. EWT and GUM at the named commits hold none:
        spaCy's tokeniser splits "don't" and "Bob's" as they do.
    """
    words: list[Word] = []
    last, surface, last_glued, spelt = -1, "", False, ""
    for columns in rows:
        if "-" in columns[0]:
            last, surface, spelt = int(columns[0].split("-")[1]), columns[1], ""
            last_glued = "SpaceAfter=No" in columns[9]
        elif "." not in columns[0]:
            number = int(columns[0])
            spelt += columns[1] if number <= last else ""
            words.append(parse_word(columns, glued=number < last or (number == last and last_glued)))
            if number == last and spelt != surface:
                raise ValueError(f"words {spelt!r} do not spell the token {surface!r}; take the commit in sources.json")
    return tuple(words)


def is_commercial(document: str) -> bool:
    """Tell whether a document's licence allows commercial use, by its identifier."""
    return not (document.startswith("GUM_") and document.split("_")[1] in NON_COMMERCIAL_GENRES)


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file, without GUM's non-commercial genres."""
    document, identifier, new_paragraph = "", "", True
    rows: list[list[str]] = []
    for line in [*open_text(path), ""]:
        if line.startswith("# newdoc"):
            document, new_paragraph = line.split("=", 1)[1].strip(), True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line.startswith("# sent_id"):
            identifier = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            if is_commercial(document):
                yield Sentence(identifier, document, new_paragraph, parse_words(rows))
            rows, new_paragraph = [], False


def read_names(path: Path) -> dict[str, tuple[list[str], list[Name]]]:
    """Read an IOB2 file: for each sentence's identifier its words and its names (other labels are dropped)."""
    sentences: dict[str, tuple[list[str], list[Name]]] = {}
    words: list[str] = []
    names: list[Name] = []
    for line in open_text(path):
        if line.startswith("# sent_id"):
            words, names = [], []
            sentences[line.split("=", 1)[1].strip()] = (words, names)
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            place, label = len(words), columns[2][2:]
            words.append(columns[1])
            continues = columns[2][0] == "I" and names and names[-1][1] == place - 1 and names[-1][2] == label
            if label in NAME_LABELS and continues:
                names[-1] = (names[-1][0], place, label)
            elif label in NAME_LABELS:
                names.append((place, place, label))
    return sentences
