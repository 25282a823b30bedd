"""Write what was measured as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fidelity.compare import READING, Outcome, Outcomes, best_by_format, format_of, shortfalls
from fidelity.measures import MEASURES
from fidelity.tools import OURS
from page_parts import bullets, table

Reasons = Mapping[str, Mapping[str, str]]
"""By sample, then by measure."""
NUMBERS = {*MEASURES, OURS}
UNEXPLAINED = "**not explained**"


def to_markdown(outcomes: Outcomes, reasons: Reasons, versions: Mapping[str, str]) -> str:
    """Give the page.

    Parameters
    ----------
    outcomes
        What each tool did with each sample that it takes.
    reasons
        Why tokenwatch is below another tool, where it is.
    versions
        Of Python and of every tool.
    """
    return "\n\n".join([*_head(versions), *_best(outcomes), *_below(outcomes, reasons), *_details(outcomes)]) + "\n"


def unexplained(outcomes: Outcomes, reasons: Reasons) -> list[str]:
    """Name the measures at which tokenwatch is below another tool and no reason is given."""
    return [
        f"{gap.sample}: {gap.measure}" for gap in shortfalls(outcomes) if gap.measure not in reasons.get(gap.sample, {})
    ]


def outdated(outcomes: Outcomes, reasons: Reasons) -> list[str]:
    """Name the reasons for which there is no need any more."""
    needed = {(gap.sample, gap.measure) for gap in shortfalls(outcomes)}
    return [f"{sample}: {name}" for sample, why in reasons.items() for name in why if (sample, name) not in needed]


def _head(versions: Mapping[str, str]) -> Iterator[str]:
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    yield "# What is kept of a file"
    yield bullets(
        [
            "Each sample is read by every tool that takes its format, all in one run, and what they give is compared "
            "with a reference written by hand from what a person sees who opens the file: "
            "[the samples](../tests/data/samples/README.md), and `tests/data/samples/reference`.",
            "Nothing here is timed and nothing depends on the machine: the same versions give the same figures.",
            "The samples were made for tokenwatch, and its readers were written with them in view: read the figures "
            "as what a tool can lose, not as how often it does.",
            "kreuzberg, markitdown and trafilatura are asked for Markdown, whose marks are taken off; pypdf and "
            "pdfplumber give plain text, which says nothing of headings; python-docx gives paragraphs and tables in "
            "their order, headings by their styles. No tool is given anything to recognise text in pictures with.",
            f"Versions: {told}.",
        ]
    )
    yield "Every measure is a share, 1 is perfect, – where there is nothing to measure:"
    yield bullets(f"**{name}**: {what}" for name, what in MEASURES.items())


def _best(outcomes: Outcomes) -> Iterator[str]:
    yield "## Which tool is best at what"
    yield (
        "Mean over the samples of the format; a sample that a tool fails on counts 0. A tool that gives little can be "
        "best at *clean* and *left out*."
    )
    rows = []
    for name, by_measure in best_by_format(outcomes).items():
        cells = [_winners(*by_measure[measure]) if measure in by_measure else "–" for measure in MEASURES]
        rows.append((name, *cells))
    yield table(("format", *MEASURES), rows, numbers=NUMBERS)


def _winners(tools: Sequence[str], value: float) -> str:
    if not value:
        return "none"
    return f"{', '.join(f'**{tool}**' if tool == OURS else tool for tool in tools)} {value:.3f}"


def _below(outcomes: Outcomes, reasons: Reasons) -> Iterator[str]:
    yield "## Where tokenwatch is below another tool"
    rows = [
        (
            gap.sample,
            gap.measure,
            "cannot be read" if gap.ours is None else f"{gap.ours:.3f}",
            f"{', '.join(gap.tools)} {gap.best:.3f}" + (" of the words" if gap.measure == READING else ""),
            reasons.get(gap.sample, {}).get(gap.measure, UNEXPLAINED),
        )
        for gap in shortfalls(outcomes)
    ]
    yield table(("sample", "measure", OURS, "best", "why"), rows, numbers=NUMBERS) if rows else "Nowhere."


def _details(outcomes: Outcomes) -> Iterator[str]:
    for name in sorted({format_of(sample) for sample in outcomes}):
        yield f"## {name}"
        for sample, by_tool in outcomes.items():
            if format_of(sample) == name:
                yield f"`{sample}`"
                yield from _sample(by_tool)


def _sample(by_tool: Mapping[str, Outcome]) -> Iterator[str]:
    measured = [scores for scores in by_tool.values() if not isinstance(scores, str)]
    shown = [measure for measure in MEASURES if any(scores[measure] is not None for scores in measured)]
    rows = [
        (tool, *(_figure(scores[measure]) for measure in shown))
        for tool, scores in by_tool.items()
        if not isinstance(scores, str)
    ]
    if rows:
        yield table(("tool", *shown), rows, numbers=NUMBERS)
    failed = [f"{tool} does not read it: {_cell(why)}" for tool, why in by_tool.items() if isinstance(why, str)]
    if failed:
        yield bullets(failed)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _cell(text: str) -> str:
    return text.replace("|", "/")[:160]
