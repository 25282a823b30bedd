"""Draw documents to label: some at random, more of those that teach most.

What there is to learn from is rare: one grant in a hundred says who decides. So documents are drawn by strata, each
with a pattern that its texts must hold, and from some strata those first about which tokenwatch is least sure.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLACE = ("repo", "commit", "path", "row")
POOL = 4
"""Texts looked at for each one drawn by doubt: with more, the odd and the broken ones come to the front."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One kind of document to draw.

    Parameters
    ----------
    name
        Kept beside each document that it drew.
    n
        How many documents.
    pattern
        Regular expression that the text must hold, letter case ignored; ``""`` for any text.
    repo
        Only texts of this source; ``""`` for any.
    words
        Least and greatest number of words.
    doubtful
        Take those whose verdict is least sure, instead of any.
    """

    name: str
    n: int
    pattern: str = ""
    repo: str = ""
    words: tuple[int, int] = (40, 1_500)
    doubtful: bool = False


def read_strata(path: Path) -> list[Stratum]:
    """Read strata from a TOML file with one table ``[name]`` each.

    Raises
    ------
    ValueError
        If the file is no TOML or a stratum has a key that is not known.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return [
            Stratum(name, **(values | {"words": tuple(values["words"])} if "words" in values else values))
            for name, values in data.items()
        ]
    except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: {error}") from None


def draw(
    texts: Iterable[dict[str, Any]], strata: Iterable[Stratum], *, without: Iterable[str] = ()
) -> Iterator[dict[str, Any]]:
    """Draw documents, no text twice; the same texts and strata give the same documents.

    Parameters
    ----------
    texts
        Records with ``id`` and ``text``.
    strata
        What to draw.
    without
        Ids that are not to be drawn: those of a gold on which one wants to measure.

    Yields
    ------
    dict
        The text's own record with ``stratum`` added.
    """
    left_out = set(without)
    fresh = (record for record in texts if record["id"] not in left_out)
    records = sorted(fresh, key=lambda record: hashlib.sha256(str(record["id"]).encode()).digest())
    taken: set[str] = set()
    for stratum in strata:
        fitting = (record for record in records if record["text"] not in taken and _fits(record, stratum))
        for record in _choose(fitting, stratum):
            taken.add(record["text"])
            yield record | {"stratum": stratum.name}


def _fits(record: dict[str, Any], stratum: Stratum) -> bool:
    if stratum.repo and record.get("repo") != stratum.repo:
        return False
    least, most = stratum.words
    in_size = least <= len(record["text"].split()) <= most
    return in_size and (not stratum.pattern or re.search(stratum.pattern, record["text"], re.IGNORECASE) is not None)


def _choose(fitting: Iterator[dict[str, Any]], stratum: Stratum) -> list[dict[str, Any]]:
    wanted = stratum.n * (POOL if stratum.doubtful else 1)
    pool: dict[str, dict[str, Any]] = {}
    for record in fitting:
        pool.setdefault(record["text"], record)
        if len(pool) == wanted:
            break
    found = list(pool.values())
    return sorted(found, key=_sureness)[: stratum.n] if stratum.doubtful else found


def _sureness(record: dict[str, Any]) -> float:
    from tokenwatch.document import Document
    from tokenwatch.scan import scan_document

    verdict = scan_document(Document.from_text(record["text"], title=record.get("title") or "")).verdict
    return max(verdict.probabilities.values())


def write_corpus(records: Iterable[dict[str, Any]], corpus: Path) -> int:
    """Write drawn documents as a corpus to label: ``texts/``, ``units/``, and ``index.jsonl`` with their places.

    Returns
    -------
    int
        Number of documents.
    """
    from labelling.units import frozen_units

    (corpus / "texts").mkdir(parents=True, exist_ok=True)
    lines = []
    for record in records:
        (corpus / "texts" / f"{record['id']}.md").write_bytes(record["text"].encode())
        frozen_units(corpus, record["id"])
        place = {key: record[key] for key in (*PLACE, "licence", "genre", "title", "stratum") if record.get(key)}
        digest = hashlib.sha256(record["text"].encode()).hexdigest()
        lines.append(json.dumps({"id": record["id"]} | place | {"sha256": digest}, ensure_ascii=False))
    (corpus / "index.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return len(lines)
