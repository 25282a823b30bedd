"""Write what was measured as a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from page_parts import bullets, table
from timing.clock import CASCADE

ORDINARY_BAR = 0.15
"""Least ratio of the cascade with every output on ordinary text: half of what its parts came to in a study of
feasibility, where the whole pipeline on all text had 0.035 and medspacy's ConText 0.10."""
MEMORY_BAR_MIB = 1.5 * 1000**3 / 1024**2
"""Most memory for a document of 500,000 words: 1.5 GB."""
SLOPE_BAR = 1.1
"""Largest slope that still is a straight line: what start and end cost bends it by a few hundredths."""

ORDINARY = "Ordinary text: web, news, mail, fiction, speech, academic (UD EWT test, GUM dev and test)"
"""Name of the set of texts that the first bar is about."""
NUMBERS = {"words/s", "ratio", "µs/word", "MiB", "statements", "measured", "words"}
Results = Mapping[str, Any]


def to_markdown(results: Results) -> str:
    """Give the page.

    Parameters
    ----------
    results
        ``"versions"``, ``"sets"`` (by name what `timing.ours.measure_steps` gave), ``"peers"``, ``"lengths"`` and
        ``"numbers"`` as `benchmarks/speed.py` collected them.
    """
    parts = ["# Speed", _how(results)]
    parts += [part for name, found in results["sets"].items() for part in _set(name, found)]
    if results["peers"]:
        parts += _peers(results["peers"])
    parts += _growth(results["lengths"], results["numbers"])
    parts += ["## Bars", *_bars(results)]
    return "\n\n".join(parts) + "\n"


def _how(results: Results) -> str:
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    return bullets(
        [
            "CPU time on one core and one thread; ratios are the median of three rounds after a warm-up, "
            "growth is one run.",
            "Ratio: time of the reference, spaCy's blank English tokeniser and a PhraseMatcher with 300 phrases, on "
            "the same text right before and after, divided by the step's. Ratios may be compared between machines, "
            "words a second may not.",
            "Words are what stands between white space. The texts are not part of this project.",
            f"Versions: {versions}.",
        ]
    )


def _set(name: str, found: Results) -> list[str]:
    counts = found["counts"]
    share = counts["hit_sentences"] / max(counts["sentences"], 1)
    tokens = counts["hit_tokens"] / max(counts["tokens"], 1)
    new = found["first_sight"]
    facts = [
        f"{counts['texts']:,} texts, {counts['words']:,} words, {counts['sentences']:,} sentences.",
        f"Hit rate: {share:.1%} of the sentences, which hold {tokens:.1%} of the tokens, are parsed; "
        f"{counts['statements']:,} became statements.",
        f"A tokeniser remembers words. Where it has not met them, the reference takes {new['slower']:.1f} times as "
        f"long, and the cascade with every output stands at {new['ratio']:.3f} beside it (one run).",
    ]
    rows = [(row["name"], *_figure(row)) for row in found["figures"]]
    return [f"## {name}", bullets(facts), table(("step", "words/s", "ratio"), rows, numbers=NUMBERS)]


def ratio_of_cascade(found: Results) -> float:
    """Give the ratio that the bar is about."""
    ratio: float = next(row["ratio"] for row in found["figures"] if row["name"] == CASCADE)
    return ratio


def _peers(peers: Sequence[Results]) -> list[str]:
    rows = []
    for peer in peers:
        if "problem" in peer:
            rows.append((peer["name"], peer["does"], "–", "–", peer["problem"]))
            continue
        said = f"spaCy {peer['versions']['spacy']}"
        said += f"; failed on {peer['refused']} texts" if peer["refused"] else ""
        rows.append((f"{peer['name']} {peer['versions'][peer['name']]}", peer["does"], *_figure(peer["figure"]), said))
    note = (
        "On the ordinary text, each in an environment of its own beside the reference in that environment. "
        "They do other things than tokenwatch: this says what their work costs, not which is better."
    )
    return ["## Peers", note, table(("peer", "what", "words/s", "ratio", "note"), rows, numbers=NUMBERS)]


def _growth(lengths: Sequence[Results], numbers: Sequence[Results]) -> list[str]:
    head = ("words in one document", "µs/word", "MiB", "statements")
    long = [(f"{row['words']:,}", _micros(row), f"{row['mib']:,.0f}", f"{row['statements']:,}") for row in lengths]
    many = [(f"{row['texts']:,}", f"{row['words']:,}", _micros(row), f"{row['mib']:,.0f}") for row in numbers]
    return [
        "## Growth with length",
        "Ordinary text over and over, scanned as one document with every output, in a fresh process for each length. "
        "Memory is all that the process ever held, Python, spaCy and the models included. spaCy's own limit of "
        "1,000,000 characters stops nothing.",
        table(head, long, numbers=NUMBERS),
        "## Growth with number",
        "The same thirty texts again and again, in a fresh process for each number.",
        table(("documents", "words", "µs/word", "MiB"), many, numbers=NUMBERS),
    ]


def _bars(results: Results) -> list[str]:
    lines = []
    for name, found in results["sets"].items():
        if name == ORDINARY:
            ratio = ratio_of_cascade(found)
            lines.append(
                _bar(
                    f"cascade with every output on ordinary text: at least {ORDINARY_BAR}", ratio, ratio >= ORDINARY_BAR
                )
            )
    for name in ("lengths", "numbers"):
        slope = results["slopes"].get(name)
        if slope is not None:
            lines.append(_bar(f"slope of time over {name}: at most {SLOPE_BAR}", slope, slope <= SLOPE_BAR))
    if results["lengths"]:
        last = results["lengths"][-1]
        held = last["mib"]
        lines.append(
            _bar(f"MiB for {last['words']:,} words: at most {MEMORY_BAR_MIB:,.0f}", held, held <= MEMORY_BAR_MIB)
        )
    return [table(("bar", "measured", ""), lines, numbers=NUMBERS)]


def _bar(what: str, value: float, met: bool) -> tuple[str, str, str]:
    return what, f"{value:,.0f}" if value >= 10 else f"{value:.3f}", "met" if met else "**not met**"


def _figure(row: Results) -> tuple[str, str]:
    return f"{row['words_per_second']:,.0f}", f"{row['ratio']:.3f}"


def _micros(row: Results) -> str:
    return f"{row['seconds'] / row['words'] * 1e6:.1f}"
