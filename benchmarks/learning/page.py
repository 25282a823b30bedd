"""Write what was found as a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from learning.compare import difference, figure, sort_out
from learning.telling import SKELETONS, STRIPPED, STRONGEST, UNCOUNTED, WRITTEN, Telling, is_counted
from page_parts import bullets, show, table
from tokenwatch.evaluate.figures import HEADLINES
from tokenwatch.evaluate.tasks import Task
from tokenwatch.measure.bootstrap import Figure, Integers

RULES, GOLD, OWN_ALONE = "the rules as they stand", "gold alone", "own alone"
REAL, OWN, ALL = "gold + sentences + bulk", "gold + own", "all"
MEASURES = {"macro_f1": "macro-F1", "kappa": "kappa", "f1": "F1"}
Answers = Mapping[str, Mapping[str, Integers]]


@dataclass(frozen=True)
class Findings:
    """All that the page is written from.

    Parameters
    ----------
    about
        What was measured and how, a sentence each.
    tasks
        By kind of text (``"documents"``, ``"passages"``), the tasks.
    answers
        By kind of text, by set, by task; the rules are a set, too.
    sizes
        By kind of text, how many rows each set is learnt from, before a fold's repositories are left out.
    telling
        How well own texts are told from real ones.
    """

    about: Sequence[str]
    tasks: Mapping[str, Sequence[Task]]
    answers: Mapping[str, Answers]
    sizes: Mapping[str, Mapping[str, int]]
    telling: Mapping[str, Telling]


def to_markdown(found: Findings) -> str:
    """Give the page."""
    parts = ["# What each part of the labelled text brings", bullets(found.about)]
    for kind, tasks in found.tasks.items():
        parts += [f"## {kind.capitalize()}", _measures(tasks, found.answers[kind], found.sizes[kind])]
    parts += ["## Beside the gold alone", _beside(found)]
    parts += ["## Are own texts told from real ones?", *_telling(found.telling)]
    parts += ["## Does own text help on real text?", bullets(_does_own_help(found))]
    return "\n\n".join(parts) + "\n"


def _measures(tasks: Sequence[Task], answers: Answers, sizes: Mapping[str, int]) -> str:
    header = ["learnt from", "rows", *(f"{task.name} {MEASURES[HEADLINES[task.name][0]]}" for task in tasks)]
    rows = [
        [name, str(sizes.get(name, "–")), *(show(figure(task, said[task.name])) for task in tasks)]
        for name, said in answers.items()
    ]
    return _figures(header, rows)


def _beside(found: Findings) -> str:
    """Write the differences of every set from the gold alone, labels in rows."""
    sets = [name for name in found.answers["passages"] if name != GOLD]
    rows = []
    for kind, tasks in found.tasks.items():
        answers = found.answers[kind]
        for task in tasks:
            against = answers[GOLD][task.name]
            rows.append(
                [task.name]
                + [
                    show(difference(task, answers[name][task.name], against), signed=True) if name in answers else "–"
                    for name in sets
                ]
            )
    return _figures(["label", *sets], rows)


def _differences(found: Findings, ours: str, others: str) -> dict[str, Figure]:
    return {
        task.name: difference(task, found.answers[kind][ours][task.name], found.answers[kind][others][task.name])
        for kind, tasks in found.tasks.items()
        for task in tasks
    }


def _does_own_help(found: Findings) -> list[str]:
    real = {kind: REAL if REAL in answers else "gold + bulk" for kind, answers in found.answers.items()}
    added = {
        task.name: difference(task, found.answers[kind][ALL][task.name], found.answers[kind][real[kind]][task.name])
        for kind, tasks in found.tasks.items()
        for task in tasks
    }
    raised, lowered, open_ = map(len, sort_out(added))
    n_intervals = sum(len(tasks) * (len(found.answers[kind]) - 1) for kind, tasks in found.tasks.items())
    return [
        f"Where all real text is learnt from already, the interval of what own text adds lies above 0 for {raised} of "
        f"{len(added)} labels, below for {lowered}, and around 0 for {open_}. None that ends next to 0 is to be "
        "leaned on.",
        f"Added to the gold alone: {verdict(_differences(found, OWN, GOLD))}",
        f"Added to all real text (gold, sentences, bulk): {verdict(added)}",
        f"Own text without any real text, beside the gold alone: {verdict(_differences(found, OWN_ALONE, GOLD))}",
        f"Everything together beside the rules: {verdict(_differences(found, ALL, RULES))} The rules were tuned while "
        "looking at errors on these documents; the models never saw the repository that they answer for.",
        f"Of the {n_intervals} intervals of the table of differences one in twenty lies off 0 by chance, and one that "
        "begins next to 0 may cross it with another draw of rows.",
        "This is said of words and runs of characters with a linear model. A model that reads sentences may take "
        "something else from the same texts.",
    ]


def verdict(differences: Mapping[str, Figure]) -> str:
    """Say in a sentence what rises, what falls, and of what nothing can be said."""
    raised, lowered, open_ = sort_out(differences)
    said = [
        f"{word} {', '.join(f'{name} {show(differences[name], signed=True)}' for name in names)}"
        for word, names in (("better in", raised), ("worse in", lowered), ("no difference to be told in", open_))
        if names
    ]
    return "; ".join(said) + "."


def _telling(telling: Mapping[str, Telling]) -> list[str]:
    rows = [[name, show(found.right), str(found.right.n)] for name, found in telling.items()]
    parts = [_figures(["the texts", "told rightly (0.50 is guessing)", "documents"], rows)]
    parts.append("In features `·` is a space and `¦` an upright stroke, as between the cells of a table.")
    for name in (WRITTEN, STRIPPED):
        parts.append(f"The {STRONGEST} strongest features, {name}, strongest first:")
        parts.append(bullets([f"{side}: {_features(getattr(telling[name], side))}" for side in ("own", "real")]))
    own, real = (sum(map(is_counted, side)) for side in (telling[WRITTEN].own, telling[WRITTEN].real))
    most = "numbers, dates and durations more than anything else" if own > STRONGEST / 2 else "no one thing"
    parts.append(
        f"What gave it away: {most}. {own} of the {STRONGEST} strongest features of own texts are numbers or words of "
        f"number and time, {real} of the {STRONGEST} of real ones. Yet without these {show(telling[UNCOUNTED].right)} "
        f"are told rightly, and from the commonest words of the beginning alone {show(telling[SKELETONS].right)}. "
        "Subjects, genres and countries differ as well; this does not part them from style."
    )
    return parts


def _features(features: Iterable[str]) -> str:
    return ", ".join(f"`{feature.replace(' ', '·').replace('|', '¦')}`" for feature in features)


def _figures(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return table(header, rows, numbers=header[1:])
