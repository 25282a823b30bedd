"""Measure what each part of the labelled text brings to a simple model, and write the page.

``make parts GOLD=… BULK=…`` writes ``benchmarks/parts.md``. Labels of real
texts are in ``corpora/real`` without their words, which are taken from GOLD and BULK; the pieces are in
``benchmarks/learning``.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from learning.page import ALL, GOLD, OWN, OWN_ALONE, REAL, RULES, Findings, to_markdown
from learning.rows import DOCUMENTS, PASSAGES, ROOT, UNLABELLED, Part, Row, gold_rows, read_own, read_real, thin
from learning.telling import tell_apart
from learning.train import answer_all
from tokenwatch.evaluate.baselines import FOLDS, predict_baselines
from tokenwatch.evaluate.tasks import Task, document_tasks, passage_tasks
from tokenwatch.gold import read_gold
from tokenwatch.gold.readings import scan_all
from tokenwatch.measure.bootstrap import Integers
from tokenwatch.scan import scan_document

HERE = Path(__file__).parent
MADE_BY = "<!-- Made by benchmarks/parts.py; change that, not this. -->\n"
SETS = {
    "documents": {
        GOLD: ("gold",),
        "gold + bulk": ("gold", "bulk"),
        OWN: ("gold", "own"),
        ALL: ("gold", "bulk", "own"),
        OWN_ALONE: ("own",),
    },
    "passages": {
        GOLD: ("gold",),
        "gold + sentences": ("gold", "sentences"),
        "gold + bulk": ("gold", "bulk"),
        REAL: ("gold", "sentences", "bulk"),
        OWN: ("gold", "own"),
        ALL: ("gold", "sentences", "bulk", "own"),
        OWN_ALONE: ("own",),
    },
}
"""What is learnt from. The sentences are of the gold's own documents, and so add no document."""


def main() -> int:
    """Measure and write; 0 also where there is nothing to measure."""
    options = _options()
    for path in (options.gold, options.bulk):
        if not path.exists():
            print(f"nothing measured: there is no {path}")
            return 0
    documents = read_gold(options.gold)
    # By the rules: the shipped judge has learnt from these documents.
    readings = scan_all(documents, partial(scan_document, model="rules"))
    found = document_tasks(readings) | passage_tasks(readings)
    tasks = {"documents": [found[name] for name in DOCUMENTS], "passages": [found[name] for name in PASSAGES]}
    ids = {document.id for document in documents}
    parts = {
        "sentences": read_real(options.labels / "gold", options.gold, jobs=options.jobs),
        # What stands in the gold is learnt from with the gold's labels only.
        "bulk": read_real(options.labels / "bulk", options.bulk, without=ids, jobs=options.jobs),
        "own": read_own(options.own),
    }
    rows = {kind: collect(kind, tasks[kind], parts) for kind in tasks}
    answers = {kind: answer_all(tasks[kind], rows[kind], SETS[kind], jobs=options.jobs) for kind in tasks}
    about = [*_about(options.gold, tasks, rows), *_notes(parts), _check(tasks, answers)]
    told = tell_apart(rows["documents"]["own"], rows["documents"]["gold"], jobs=options.jobs)
    sizes = {kind: {name: _size(rows[kind], members) for name, members in SETS[kind].items()} for kind in tasks}
    rules = {kind: {RULES: {task.name: task.predicted for task in tasks[kind]}} for kind in tasks}
    page = to_markdown(Findings(about, tasks, {kind: rules[kind] | answers[kind] for kind in tasks}, sizes, told))
    print(page)
    (HERE / "parts.md").write_text(MADE_BY + page, encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--gold", type=Path, required=True, help="labelled documents, JSONL")
    parser.add_argument("--bulk", type=Path, required=True, help="texts that the bulk labels are of, JSONL or .gz")
    parser.add_argument("--labels", type=Path, default=ROOT / "corpora" / "real", help="folder of labels without words")
    parser.add_argument("--own", type=Path, default=ROOT / "corpora" / "own", help="the project's own labelled texts")
    parser.add_argument("--jobs", type=int, default=2, help="processes that learn side by side")
    return parser.parse_args()


def collect(kind: str, tasks: Sequence[Task], parts: Mapping[str, Part]) -> dict[str, tuple[Row, ...]]:
    """Collect the rows of each part, the gold first.

    Of the sentences of the gold's documents all are kept, of other parts no more unlabelled ones than `thin` keeps.

    Parameters
    ----------
    kind
        ``"documents"`` or ``"passages"``.
    tasks
        On the gold's rows of this kind.
    parts
        By name.
    """
    rows = {"gold": gold_rows(tasks)}
    if kind == "documents":
        return rows | {name: part.documents for name, part in parts.items() if name != "sentences"}
    return rows | {name: part.passages if name == "sentences" else thin(part.passages) for name, part in parts.items()}


def _size(rows: Mapping[str, Sequence[Row]], members: Sequence[str]) -> int:
    return sum(len(rows[member]) for member in members)


def _about(
    gold: Path, tasks: Mapping[str, Sequence[Task]], rows: Mapping[str, Mapping[str, Sequence[Row]]]
) -> list[str]:
    """Say what was measured and how."""
    documents, passages = tasks["documents"][0], tasks["passages"][0]
    known = set(documents.repos)
    shared = sorted({row.repo for row in rows["documents"]["bulk"]} & known)
    n_shared = sum(documents.repos.count(repo) for repo in shared)
    named = {name: sum(row.named for row in part) for name, part in rows["passages"].items()}
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()[:12]
    return [
        f"Answered for: {gold.name} (sha256 {digest}…), {len(documents.texts)} documents from {len(known)} "
        f"repositories, {len(passages.texts)} marked passages. Labels of everything here were made by language models.",
        f"The model is the baseline of the evaluation, TF-IDF of words and characters with logistic regression, in "
        f"{FOLDS} folds by repository: no text is learnt from, of whichever part, whose repository is answered for. It "
        "works on the sparse table as it is, by Newton's method, and is not turned onto fewer axes: both for speed.",
        f"Sentences: every sentence of the gold's documents, read anew ({named['sentences']} named by a reader, "
        f"{len(rows['passages']['sentences']) - named['sentences']} not, and so of kind none). They add no document.",
        f"Bulk: {len(rows['documents']['bulk'])} descriptions of grants and studies that are not in the gold, "
        f"{named['bulk']} passages named. They come from {len(shared)} repositories that are in the gold, too: where "
        f"one of their {n_shared} documents is answered for, the bulk of that repository is left out.",
        f"Own: {len(rows['documents']['own'])} texts written for the project, {named['own']} passages named. All of "
        "them, those that are set aside for tests, too: no model of these is kept.",
        f"Of bulk and own no more passages that no reader named are kept than {UNLABELLED} for each named one, "
        "drawn with a fixed seed.",
        "Figures are those of `tokenwatch evaluate`; brackets hold 95 % intervals from resampling the repositories "
        "that are answered for. Which rows were learnt from is chance as well, and is not in them. Rows: texts learnt "
        "from, before a fold's repositories are left out.",
    ]


def _notes(parts: Mapping[str, Part]) -> list[str]:
    return [f"{name.capitalize()}: {part.note}" for name, part in parts.items() if part.note]


def _check(tasks: Mapping[str, Sequence[Task]], answers: Mapping[str, Mapping[str, Mapping[str, Integers]]]) -> str:
    """Say how far the gold alone gives what the evaluation's own baseline gives."""
    same, n_answers = 0, 0
    for kind, ours in tasks.items():
        theirs = predict_baselines({task.name: task for task in ours})["tfidf"]
        for name, task in theirs.items():
            same += int((task.predicted == answers[kind][GOLD][name]).sum())
            n_answers += len(task.gold)
    return f"Learnt from the gold alone it gives {same} of {n_answers} answers as the baseline of the evaluation does."


if __name__ == "__main__":
    raise SystemExit(main())
