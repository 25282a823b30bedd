"""Pictures: what is drawn and written on them, never their pixels."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from assessments import make_abstained, make_assessment
from tokenwatch.analysis import Programme
from tokenwatch.assessment import Assessment, Dimension, Levels
from tokenwatch.document import Document
from tokenwatch.errors import OptionError
from tokenwatch.frames import documents_frame
from tokenwatch.measure import Keyword
from tokenwatch.plots import (
    plot_calibration,
    plot_dimensions,
    plot_keyness,
    plot_ladder,
    plot_platform_time,
    plot_presence,
)
from tokenwatch.plots.canvas import MARKS, TYPE, marks_for

BINS = ((0.45, 0.4, 50), (0.72, 0.6, 30))
WORDS = (Keyword("chose", 4.1, 2.0, 19, 2), Keyword("paid", 2.2, 1.0, 8, 1), Keyword("value", -3.2, -1.5, 1, 30))


@pytest.fixture(autouse=True)
def agg() -> Iterator[None]:
    before = mpl.get_backend()
    pyplot.switch_backend("agg")
    yield
    pyplot.close("all")
    pyplot.switch_backend(before)


def document(name: str, claimed: int, shown: int, **changes: Any) -> Assessment:
    text = Document.from_text(f"Text of {name}.", source=name)
    return make_assessment(document=text, levels=Levels(claimed, shown), **changes)


def programme(title: str, **minutes: int) -> Assessment:
    named = {name.replace("_", " "): n for name, n in minutes.items()}
    return make_assessment(
        document=Document.from_text("Welcome.", title=title), programme=Programme(True, minutes=named)
    )


CORPUS = (
    document("a.md", 5, 2, presence="quoted"),
    document("b.md", 5, 2, presence="absent"),
    document("c.md", 3, 3, presence="deciding", dimensions={"power": Dimension("shown")}),
)
TIMED = (programme("Open day", lived=15, professional=60, not_identified=30), programme("Summer school", lived=45))
DRAWN: dict[str, Callable[[Axes | None], Axes]] = {
    "ladder": lambda ax: plot_ladder(CORPUS[0], ax=ax),
    "ladders": lambda ax: plot_ladder(CORPUS, ax=ax),
    "dimensions": lambda ax: plot_dimensions(CORPUS, ax=ax),
    "presence": lambda ax: plot_presence(documents_frame(CORPUS).assign(year=2024), ax=ax),
    "platform time": lambda ax: plot_platform_time(TIMED, ax=ax),
    "calibration": lambda ax: plot_calibration(BINS, ax=ax),
    "keyness": lambda ax: plot_keyness(WORDS, "shared", ax=ax),
}


def label_of(ax: Axes) -> str:
    return str(ax.get_label())


def figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert figure is not None
    return figure


def points_of(line: Line2D) -> Any:
    return np.asarray(line.get_xydata()).tolist()


def written(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts]


def bar_lengths(ax: Axes) -> list[list[float]]:
    return [[bar.get_width() for bar in bars] for bars in ax.containers]


@pytest.mark.parametrize("name", DRAWN)
def test_each_takes_axes_and_gives_them_back(name: str) -> None:
    mine = pyplot.subplots()[1]
    assert DRAWN[name](mine) is mine
    other = DRAWN[name](None)
    assert other is not mine
    assert other.has_data()


@pytest.mark.parametrize("name", DRAWN)
def test_each_has_a_text_alternative_and_readable_type(name: str) -> None:
    ax = DRAWN[name](None)
    assert any(character.isdigit() for character in label_of(ax)) or "not stated" in label_of(ax)
    figure = figure_of(ax)
    figure.canvas.draw()
    legend = ax.get_legend()
    texts = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels(), *(legend.get_texts() if legend else ())]
    assert min(text.get_fontsize() for text in texts) >= TYPE
    if legend:
        frame = legend.get_window_extent()
        assert figure.bbox.x0 <= frame.x0
        assert frame.x1 <= figure.bbox.x1


@pytest.mark.parametrize("name", DRAWN)
def test_without_matplotlib_each_says_what_to_install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(OptionError, match=r'pip install "tokenwatch\[plot\]"'):
        DRAWN[name](None)


def test_the_ladder_of_a_document() -> None:
    ax = plot_ladder(CORPUS[0])
    assert written(ax) == ["2", "5"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["shown", "claimed"]
    shown, claimed = ax.lines
    assert (points_of(shown)[0][0], points_of(claimed)[0][0]) == (2, 5)
    assert shown.get_marker() != claimed.get_marker()
    assert label_of(ax) == "Claimed: level 5, share power. Shown: level 2, consult. Gap: 3."


def test_the_ladder_of_a_corpus() -> None:
    ax = plot_ladder([*CORPUS, make_abstained()])
    places = np.asarray(ax.collections[0].get_offsets()).tolist()
    assert {tuple(place): text for place, text in zip(places, written(ax), strict=True)} == {(2, 5): "2", (3, 3): "1"}
    assert label_of(ax) == (
        "2 of 3 documents claim a higher level than they show. Documents by level: "
        "claimed 3, shown 3: 1; claimed 5, shown 2: 2. Left out: 1 without a verdict."
    )


def test_no_verdict_is_no_answer_in_a_corpus() -> None:
    for draw in (plot_ladder, plot_dimensions):
        with pytest.raises(OptionError, match="none of 1 documents has a verdict"):
            draw([make_abstained()])


def test_dimensions() -> None:
    ax = plot_dimensions(CORPUS)
    legend = ax.get_legend()
    assert legend is not None
    states = [text.get_text() for text in legend.get_texts()]
    assert states == ["not stated", "partly", "shown"]
    by_state = dict(zip(states, bar_lengths(ax), strict=True))
    names = [label.get_text() for label in ax.get_yticklabels()]
    assert {state: lengths[names.index("timing")] for state, lengths in by_state.items()} == {
        "not stated": 0,
        "partly": 2,
        "shown": 0,
    }
    assert "power: not stated 2, shown 1" in label_of(ax)
    assert "timing: partly" in label_of(plot_dimensions(CORPUS[0]))


def test_presence_over_time() -> None:
    frame = documents_frame(CORPUS).assign(when=["2021", "2021-05", "soon"])
    ax = plot_presence(frame, date="when")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["2021  (n = 2)"]
    assert bar_lengths(ax) == [[50], [0], [50], [0], [0]]
    assert label_of(ax) == "Presence by year. 2021 (n = 2): absent 1, quoted 1. Without a date: 1."


@pytest.mark.parametrize(("date", "message"), [("", "no column of dates"), ("born", "no column 'born'")])
def test_presence_needs_dates(date: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        plot_presence(documents_frame(CORPUS), date=date)


def test_platform_time() -> None:
    ax = plot_platform_time([*TIMED, CORPUS[0]])
    assert bar_lengths(ax) == [[30, 0], [60, 0], [15, 45]]
    assert label_of(ax) == (
        "Minutes on the platform. Open day: not identified 30, post or profession 60, lived experience 15; "
        "Summer school: lived experience 45. Without times: 1."
    )


def test_two_programmes_of_one_name_are_two_bars() -> None:
    names = [label.get_text() for label in plot_platform_time([TIMED[0], TIMED[0]]).get_yticklabels()]
    assert names == ["Open day (1)", "Open day (2)"]


def test_dollars_are_no_formula() -> None:
    reading = replace(TIMED[0], document=replace(TIMED[0].document, title="From $5_{ to $9"))
    for ax in (plot_platform_time([reading]), plot_keyness(WORDS, "over $5_{ and $9")):
        figure_of(ax).savefig(BytesIO())


def test_a_programme_without_times_has_no_picture() -> None:
    with pytest.raises(OptionError, match="none of 1 documents is a programme that gives times"):
        plot_platform_time(CORPUS[0])


def test_calibration() -> None:
    ax = plot_calibration(BINS)
    line = next(line for line in ax.lines if line.get_marker() == "o")
    assert points_of(line) == [[0.45, 0.4], [0.72, 0.6]]
    assert written(ax) == ["n = 50", "n = 30"]
    with pytest.raises(OptionError, match="no bin"):
        plot_calibration([])


def test_keyness_shows_the_ends_of_the_list_with_their_counts() -> None:
    ax = plot_keyness(WORDS, "shared", most=1)
    assert bar_lengths(ax) == [[4.1], [-3.2]]
    assert written(ax) == ["19 : 2", "1 : 30"]
    assert "paid" not in label_of(ax)
    hatches = {bars[0].get_hatch() for bars in ax.containers}
    assert len(hatches) == 2
    with pytest.raises(OptionError, match="no word"):
        plot_keyness([], "shared")


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_marks_differ_by_pattern_or_by_more_than_a_third_of_lightness(n: int) -> None:
    marks = marks_for(n)
    assert (marks[0], marks[-1]) == (MARKS[0], MARKS[-1])
    for one, other in pairwise(marks):
        light = [sum(mpl.colors.to_rgb(mark.colour)) / 3 for mark in (one, other)]
        assert one.hatch != other.hatch or light[0] - light[1] > 1 / 3
