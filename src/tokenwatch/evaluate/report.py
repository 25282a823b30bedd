"""The page that an evaluation makes: one tree of sections, written as Markdown or for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tokenwatch.evaluate.evaluation import CAVEATS, Evaluation
from tokenwatch.evaluate.measures import Figure

AGREEMENT: Mapping[str, float] = {
    "verdict.macro_f1": 0.92,
    "verdict.accuracy": 0.92,
    "presence.macro_f1": 0.94,
    "presence.accuracy": 0.96,
    "claimed.kappa": 0.94,
    "evidenced.kappa": 0.94,
    "kind.macro_f1": 0.92,
    "kind.accuracy": 0.94,
    "level.kappa": 0.94,
}
"""One reading against the other, by the same measure, on both halves of the project's gold (485 documents,
1,638 passages), as its read-me gives them. `specific` is left out: its 0.95 there is macro-F1 over true and
false, not the F1 of true."""
METHODS: Mapping[str, str] = {"rules": "rules", "majority": "majority", "keywords": "keywords", "tfidf": "TF-IDF"}
"""Column heads of what is measured beside; a column that nothing was measured for is left out."""
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
    return Section("What this is, and what it is not", (sizes, *answered_by, *CAVEATS, *evaluation.notes))


def _headlines(evaluation: Evaluation) -> Section:
    names = [name for name in evaluation.figures if _is_headline(name, evaluation)]
    methods = {method: title for method, title in METHODS.items() if method in evaluation.baselines}
    rows = []
    for name in names:
        figure = evaluation.figures[name]
        share = evaluation.gold.agreed.get(name.split(".")[0])
        baselines = (_number(evaluation.baselines[method].get(name)) for method in methods)
        agreement = AGREEMENT.get(name)
        rows.append(
            (
                *_cells(name, figure),
                *baselines,
                NOTHING if agreement is None else f"{agreement:.2f}",
                NOTHING if share is None else f"{share:.2f}",
            )
        )
    sentences = (
        "Weighed: labels on which the two readings differed count half.",
        "Majority: the commonest label. Keywords: a tree on the density of involvement words. TF-IDF: words "
        "and characters with logistic regression, learnt from other repositories of this file (8 folds). Rules: "
        "hand-written, tuned on the development gold itself, so that their figures on it flatter.",
        "Readings: one reading against the other, by the same measure, on both halves of the project's gold. "
        "Agreed: share of this file's labels that both readings gave.",
    )
    head = ("measure", "value", "95 %", "weighed", "n", *methods.values(), "readings", "agreed")
    return Section("The measures", sentences, head, tuple(rows))


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
    for title, prefixes in texts.items():
        rows = tuple(_cells(name, figure) for name, figure in evaluation.figures.items() if name.startswith(prefixes))
        if rows:
            yield Section(title, sentences.get(title, ()), ("measure", "value", "95 %", "weighed", "n"), rows)


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


def _cells(name: str, figure: Figure) -> tuple[str, ...]:
    interval = NOTHING if figure.low is None else f"{figure.low:.2f} to {figure.high:.2f}"
    weighed = NOTHING if figure.weighed is None else f"{figure.weighed:.2f}"
    return (name, _number(figure), interval, weighed, str(figure.n))


def _number(figure: Figure | None) -> str:
    return NOTHING if figure is None or figure.value is None else f"{figure.value:.2f}"
