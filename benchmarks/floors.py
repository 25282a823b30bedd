"""Floors: the least value of each measure, so that no change lowers one unnoticed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tokenwatch.errors import GoldError
from tokenwatch.evaluate.evaluation import Evaluation

LOWER_IS_BETTER = ("calibration.", "about.", "voices.false_alarm")
"""Beginnings of the names of errors: their floor is a ceiling."""
WATCHED = (
    "verdict.macro_f1", "verdict.accuracy", "verdict.f1.tokenistic", "presence.macro_f1", "presence.accuracy",
    "claimed.kappa", "evidenced.kappa", "kind.macro_f1", "level.kappa", "specific.f1", "lived_voice.f1",
    "programme.f1", "speakers.exact", "speakers.close", "lived_speakers.exact", "voices.precision",
    "voices.recall", "voices.f1", "voices.lived_precision", "voices.lived_recall", "voices.false_alarm",
    "calibration.ece", "calibration.brier", "about.critical_tokenistic",
)  # fmt: skip
"""Measures that get a floor: those the design promises, and the one class whose false use does most harm."""
MARGIN = 0.01
"""How far a floor lies under the measured value: three documents of 318, so that a change of wording in a
report or of one borderline sentence does not fail the build, and a lost rule does."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors and what they were measured on.

    Parameters
    ----------
    sha256, voices_sha256
        Digests of the gold file and the file of voices.
    values
        By name of the measure: the least value, or the greatest where lower is better.
    """

    sha256: str
    voices_sha256: str
    values: Mapping[str, float]


def read_floors(path: str | Path) -> Floors:
    """Read a file of floors.

    Raises
    ------
    GoldError
        If the file is missing, is no TOML, or holds something else than numbers under ``[floors]``.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        values = {str(name): float(value) for name, value in data["floors"].items()}
        return Floors(str(data["gold"]["sha256"]), str(data["gold"]["voices_sha256"]), values)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise GoldError(
            f"the floors cannot be read: {error}",
            kind="floors",
            place=str(path),
            hint="write them anew with benchmarks/accuracy.py --write-floors",
        ) from error


def write_floors(evaluation: Evaluation) -> str:
    """Give the text of a file of floors: every watched measure less `MARGIN`, errors plus it.

    The number of critical texts called tokenistic has no margin: its ceiling is 0, whatever was measured.
    """
    lines = [
        "# Floors of accuracy: CI fails where a measure falls below (for errors: rises above).",
        "# A change that lowers a measure must say so and lower the floor here by hand.",
        "",
        "[gold]",
        f'sha256 = "{evaluation.gold.sha256}"',
        f'voices_sha256 = "{evaluation.gold.voices_sha256}"',
        "",
        "[floors]",
    ]
    measured = _values(evaluation)
    for name in WATCHED:
        value = measured.get(name)
        if name == "about.critical_tokenistic":
            lines.append(f'"{name}" = 0')
        elif value is not None and (value > MARGIN or _is_error(name)):  # a floor of 0 could not be broken
            lines.append(f'"{name}" = {value + MARGIN if _is_error(name) else max(value - MARGIN, 0.0):.3f}')
    return "\n".join(lines) + "\n"


def find_below(evaluation: Evaluation, floors: Mapping[str, float]) -> list[str]:
    """List the measures that break their floor, each in one sentence.

    Parameters
    ----------
    evaluation
        What was measured.
    floors
        By name of the measure: the least value, or the greatest where lower is better.

    Returns
    -------
    list of str
        Empty where every floor holds. A floor for something that was not measured is listed too.
    """
    problems = []
    measured = _values(evaluation)
    for name, floor in floors.items():
        value = measured.get(name)
        if value is None:
            problems.append(f"{name} was not measured; its floor is {floor}")
        elif _is_error(name) and value > floor:
            problems.append(f"{name} is {value}, above its ceiling of {floor}")
        elif not _is_error(name) and value < floor:
            problems.append(f"{name} is {value}, below its floor of {floor}")
    return problems


def _values(evaluation: Evaluation) -> dict[str, float | None]:
    values = {name: figure.value for name, figure in evaluation.figures.items()}
    return values | {"about.critical_tokenistic": float(evaluation.about.critical_tokenistic)}


def _is_error(name: str) -> bool:
    return name.startswith(LOWER_IS_BETTER)
