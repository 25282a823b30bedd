"""The page that an evaluation makes: one tree of sections, written as Markdown or for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tokenwatch.evaluate.evaluation import Evaluation
from tokenwatch.measure.bootstrap import Figure

BESIDE: Mapping[str, tuple[str, str]] = {
    "rules": (
        "rules",
        "Rules: hand-written, tuned on the development gold itself, so that their figures on it flatter.",
    ),
    "majority": ("majority", "Majority: the commonest label."),
    "keywords": ("keywords", "Keywords: a tree on the density of involvement words."),
    "tfidf": (
        "TF-IDF",
        "TF-IDF: words and characters with logistic regression, learnt from other repositories of this file (8 folds).",
    ),
    "readings": (
        "readings",
        "Readings: one reading against the other, by the same measure, on both halves of the project's gold.",
    ),
}
"""What may be measured beside: head of its column, and what is said of it; what was not measured is left out."""
WEIGHED = "Weighed: labels on which the two readings differed count half."
NOTHING = "–"
"""A figure that there is none of."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what is said under it, and a table: its head and rows, or neither."""

    title: str
    sentences: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def to_markdown(evaluation: Evaluation) -> str:
    """Write an evaluation as a Markdown page.

    Parameters
    ----------
    evaluation
        What `tokenwatch.evaluate.evaluate` gave.

    Returns
    -------
    str
        Ends with a line end; the same evaluation gives the same bytes.
    """
    lines = ["# Accuracy", ""]
    for section in build_sections(evaluation):
        lines += [f"## {section.title}", ""]
        lines += [f"- {sentence}" for sentence in section.sentences]
        lines += [""] if section.sentences else []
        if section.rows:
            lines.append(f"| {' | '.join(section.head)} |")
            lines.append("|---" + "|--:" * (len(section.head) - 1) + "|")
            lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in section.rows]
            lines.append("")
    return "\n".join(lines)


def to_terminal(evaluation: Evaluation, *, width: int = 112) -> str:
    """Write an evaluation as plain text for the terminal.

    Parameters
    ----------
    evaluation
        What `tokenwatch.evaluate.evaluate` gave.
    width
        Columns of the terminal; the widest table needs 112.
    """
    console = Console(file=StringIO(), width=width, color_system=None, legacy_windows=False)
    for section in build_sections(evaluation):
        console.print(Text(section.title.upper()))
        for sentence in section.sentences:
            console.print(Text(f"- {sentence}"))
        if section.rows:
            table = Table(box=SIMPLE, pad_edge=False)
            for column, title in enumerate(section.head):
                table.add_column(Text(title), justify="right" if column else "left", no_wrap=True)
            for row in section.rows:
                table.add_row(*(Text(cell) for cell in row))
            console.print(table)
        console.print()
    assert isinstance(console.file, StringIO)  # noqa: S101  # made so above; for the type checker
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def build_sections(evaluation: Evaluation) -> tuple[Section, ...]:
    """Build the tree that both forms are written from; a section without anything to show is left out."""
    sections = [
        _about_the_gold(evaluation),
        _headlines(evaluation),
        *_groups(evaluation),
        _bins(evaluation),
        _curve(evaluation),
        _critics(evaluation),
        _given(evaluation),
        _genres(evaluation),
        *_confusions(evaluation),
    ]
    return tuple(section for section in sections if section.rows or section.sentences)


def _about_the_gold(evaluation: Evaluation) -> Section:
    gold = evaluation.gold
    sizes = (
        f"{gold.name} (sha256 {gold.sha256[:12]}…): {gold.n_documents} documents from {gold.n_repositories} "
        f"repositories, {gold.n_passages} marked passages, {gold.n_excerpts} excerpts with labelled voices."
    )
    ids = "; ".join(f"{name} {value}" for name, value in evaluation.ids.items())
    answered_by = (f"Answered by: {ids}.",) if ids else ()
    return Section("What this is, and what it is not", (sizes, *answered_by, *evaluation.caveats, *evaluation.notes))


def _headlines(evaluation: Evaluation) -> Section:
    beside = {name: words for name, words in BESIDE.items() if name in evaluation.baselines}
    agreed = evaluation.gold.agreed if _is_contested(evaluation) else {}
    rows = []
    for name in (name for name in evaluation.figures if _is_headline(name, evaluation)):
        others = (_number(evaluation.baselines[method].get(name)) for method in beside)
        shares = [f"{agreed[task]:.2f}" for task in (name.split(".")[0],) if task in agreed]
        rows.append((*_cells(name, evaluation.figures[name], contested=bool(agreed)), *others, *shares))
    sentences = [WEIGHED] if agreed else []
    sentences += [said for _, said in beside.values()]
    sentences += ["Agreed: share of this file's labels that both readings gave."] if agreed else []
    head = (*_head(contested=bool(agreed)), *(title for title, _ in beside.values()), *(["agreed"] if agreed else []))
    return Section("The measures", tuple(sentences), head, tuple(rows))


def _is_contested(evaluation: Evaluation) -> bool:
    """Say whether the file tells of labels that two readings gave otherwise: else all labels weigh the same."""
    return any(share < 1 for share in evaluation.gold.agreed.values())


def _is_headline(name: str, evaluation: Evaluation) -> bool:
    """Say whether a figure is one label's main measure or accuracy."""
    task, _, kind = name.partition(".")
    return task in evaluation.gold.agreed and kind in ("macro_f1", "kappa", "f1", "accuracy")


def _groups(evaluation: Evaluation) -> Iterator[Section]:
    texts = {
        "Verdict by class": ("verdict.f1.",),
        "Presence by class": ("presence.f1.",),
        "Kind of statement by class": ("kind.f1.",),
        "What is answered": ("verdict.coverage", "verdict.macro_f1_answered"),
        "Programmes": ("speakers.", "lived_speakers."),
        "Voices": ("voices.",),
        "Calibration of the verdict": ("calibration.",),
    }
    sentences = {
        "Verdict by class": ("F1 of each verdict; n is how many documents have it in the gold.",),
        "Programmes": ("Close: within one person or a tenth. Measured where the gold gives the number.",),
        "Voices": (
            "A voice counts as found where kind and place are right; lived where both sides say so as well.",
            "False alarm: share of the excerpts without any voice in which one is heard; lower is better.",
        ),
        "Calibration of the verdict": (
            "Errors: lower is better. brier_base: always saying this gold's own shares of the verdicts.",
        ),
    }
    contested = _is_contested(evaluation)
    for title, prefixes in texts.items():
        chosen = [(name, figure) for name, figure in evaluation.figures.items() if name.startswith(prefixes)]
        rows = tuple(_cells(name, figure, contested=contested) for name, figure in chosen)
        if rows:
            yield Section(title, sentences.get(title, ()), _head(contested=contested), rows)


def _bins(evaluation: Evaluation) -> Section:
    rows = tuple((f"{said:.2f}", f"{right:.2f}", str(n)) for said, right, n in evaluation.bins)
    sentences = (
        "Documents by the probability of their verdict; where both columns are the same, it means what it says.",
    )
    return Section("Calibration curve", sentences if rows else (), ("said, on average", "right", "n"), rows)


def _curve(evaluation: Evaluation) -> Section:
    rows = tuple(
        (f"{coverage:.0%}", str(n), NOTHING if value is None else f"{value:.2f}")
        for coverage, n, value in evaluation.curve
    )
    return Section("What abstaining buys", (), ("answered, the surest first", "n", "macro-F1 of the verdict"), rows)


def _critics(evaluation: Evaluation) -> Section:
    check = evaluation.about
    if not check.n:
        return Section("Texts that discuss or criticise involvement")
    sentences = (
        f"Called tokenistic: {check.tokenistic} of {check.n} documents whose verdict is `about`.",
        f"Of the {check.n_critical} of these that hold a passage of critique: {check.critical_tokenistic}. "
        "This must be 0.",
        *((f"They are: {', '.join(check.ids)}.",) if check.ids else ()),
    )
    return Section("Texts that discuss or criticise involvement", sentences)


def _given(evaluation: Evaluation) -> Section:
    rows = tuple((row.label, str(row.n), str(row.right), f"{row.right / row.n:.2f}") for row in evaluation.given)
    head = ("verdict, where it was given", "n", "right", "share")
    return Section("How far a verdict can be believed", (), head, rows)


def _genres(evaluation: Evaluation) -> Section:
    rows = tuple(
        (row.genre, str(row.n), f"{row.right / row.n:.2f}", str(row.wrongly_tokenistic)) for row in evaluation.genres
    )
    head = ("genre (as the gold says)", "n", "verdict right", "wrongly called tokenistic")
    return Section("By genre", (), head, rows)


def _confusions(evaluation: Evaluation) -> Iterator[Section]:
    for name, confusion in evaluation.confusions.items():
        rows = tuple(
            (label, *(str(count) for count in counts))
            for label, counts in zip(confusion.labels, confusion.counts, strict=True)
        )
        yield Section(f"Confusions: {name}", ("Gold in rows, tokenwatch in columns.",), ("", *confusion.labels), rows)


def _head(*, contested: bool) -> tuple[str, ...]:
    return ("measure", "value", "95 %", *(["weighed"] if contested else []), "n")


def _cells(name: str, figure: Figure, *, contested: bool) -> tuple[str, ...]:
    interval = NOTHING if figure.low is None else f"{figure.low:.2f} to {figure.high:.2f}"
    weighed = NOTHING if figure.weighed is None else f"{figure.weighed:.2f}"
    return (name, _number(figure), interval, *([weighed] if contested else []), str(figure.n))


def _number(figure: Figure | None) -> str:
    return NOTHING if figure is None or figure.value is None else f"{figure.value:.2f}"
