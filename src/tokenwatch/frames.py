"""Assessments as tables: their columns and dtypes, and the rows that fill them.

A table has the same columns and dtypes however many rows it holds, none included. Names of people are left
out unless asked for: lived experience is sensitive, and a table is easily passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from tokenwatch.analysis import Kind
from tokenwatch.assessment import DIMENSIONS, VERDICTS, Assessment
from tokenwatch.errors import TokenwatchError
from tokenwatch.masking import name_masker

if TYPE_CHECKING:
    import pandas

Given = TypeVar("Given")

_COUNTS: dict[Kind, str] = {
    "practice": "n_practice",
    "claim": "n_claims",
    "plan": "n_plans",
    "critique": "n_critiques",
    "explain": "n_explanations",
    "invite": "n_invitations",
}

DOCUMENT_DTYPES: dict[str, str] = {
    "id": "str",
    "source": "str",
    "title": "str",
    "genre": "str",
    "n_words": "Int64",
    "verdict": "str",
    **{f"p_{label}": "Float64" for label in VERDICTS},
    "abstained": "boolean",
    "why": "str",
    "claimed": "Int64",
    "evidenced": "Int64",
    "gap": "Int64",
    "presence": "str",
    "is_programme": "boolean",
    "n_speakers": "Int64",
    "n_lived": "Int64",
    "n_statements": "Int64",
    **dict.fromkeys(_COUNTS.values(), "Int64"),
    "n_voices": "Int64",
    "n_lived_voices": "Int64",
    "n_sections": "Int64",
    **{f"dimension_{name}": "str" for name in DIMENSIONS},
    "error": "str",
    "error_kind": "str",
    "error_hint": "str",
    "codebook_id": "str",
    "pipeline_id": "str",
    "model_id": "str",
}
"""Columns of `documents_frame`. A row that holds an error has missing values in place of the answers."""

STATEMENT_DTYPES: dict[str, str] = {
    "document_id": "str",
    "id": "str",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "page": "Int64",
    "place": "str",
    "block": "str",
    "heading": "str",
    "kind": "str",
    "level": "Int64",
    "specific": "boolean",
    "lived_voice": "boolean",
    "stance": "str",
    "time": "str",
    "actor": "str",
    "act": "str",
    "stage": "str",
    "support": "str",
    "terms": "str",
    "indicators": "str",
    "p_kind": "Float64",
    "why": "str",
}
"""Columns of `statements_frame`. Several values in one cell are parted by ``"; "``; `p_kind` is the
probability of the kind given."""

VOICE_DTYPES: dict[str, str] = {
    "document_id": "str",
    "kind": "str",
    "name": "str",
    "role": "str",
    "lived": "boolean",
    "groups": "str",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
    "cue": "str",
    "minutes": "Int64",
    "number": "Int64",
}
"""Columns of `voices_frame`; `name` only where names are asked for."""

FINDING_DTYPES: dict[str, str] = {
    "document_id": "str",
    "indicator": "str",
    "dimension": "str",
    "polarity": "str",
    "level": "Int64",
    "start": "Int64",
    "end": "Int64",
    "text": "str",
}
"""Columns of `findings_frame`."""


def documents_frame(assessments: Assessment | Iterable[Assessment | TokenwatchError]) -> pandas.DataFrame:
    """Give one row a document.

    Parameters
    ----------
    assessments
        One assessment or several; an error in the place of one gives a row with its `error`.

    Returns
    -------
    pandas.DataFrame
        Columns and dtypes of `DOCUMENT_DTYPES`. Where `abstained` is true, `verdict` is not an answer.
    """
    rows = (
        error_row(given) if isinstance(given, TokenwatchError) else document_row(given)
        for given in _several(assessments)
    )
    return make_frame(rows, DOCUMENT_DTYPES)


def statements_frame(assessments: Assessment | Iterable[Assessment], *, names: bool = False) -> pandas.DataFrame:
    """Give one row a statement.

    Parameters
    ----------
    assessments
        One assessment or several.
    names
        Leave the names of people in the text, instead of ``[name]``. `start` and `end` point into the
        document's own text either way.

    Returns
    -------
    pandas.DataFrame
        Columns and dtypes of `STATEMENT_DTYPES`.
    """
    rows = (row for assessment in _several(assessments) for row in statement_rows(assessment, _mask(assessment, names)))
    return make_frame(rows, STATEMENT_DTYPES)


def voices_frame(assessments: Assessment | Iterable[Assessment], *, names: bool = False) -> pandas.DataFrame:
    """Give one row a voice.

    Parameters
    ----------
    assessments
        One assessment or several.
    names
        Add the column `name`, and leave names in the other columns, instead of ``[name]``.

    Returns
    -------
    pandas.DataFrame
        Columns and dtypes of `VOICE_DTYPES`.
    """
    dtypes = {column: dtype for column, dtype in VOICE_DTYPES.items() if names or column != "name"}
    rows = (row for assessment in _several(assessments) for row in _voice_rows(assessment, names=names))
    return make_frame(rows, dtypes)


def findings_frame(assessments: Assessment | Iterable[Assessment], *, names: bool = False) -> pandas.DataFrame:
    """Give one row a hit of an indicator, with the columns and dtypes of `FINDING_DTYPES`."""
    rows = (row for assessment in _several(assessments) for row in _finding_rows(assessment, names=names))
    return make_frame(rows, FINDING_DTYPES)


def make_frame(rows: Iterable[dict[str, Any]], dtypes: dict[str, str]) -> pandas.DataFrame:
    """Make a table of rows, with the columns and dtypes given and no others.

    Parameters
    ----------
    rows
        Dicts by column; a column that a row lacks is missing there.
    dtypes
        Dtype of each column, in order.
    """
    import pandas

    found = list(rows)
    columns = {name: pandas.Series([row.get(name) for row in found], dtype=dtype) for name, dtype in dtypes.items()}
    return pandas.DataFrame(columns)


def document_row(assessment: Assessment) -> dict[str, Any]:
    """Give a document's row for `documents_frame`; its id is its source, or its sha256 where it has none."""
    document, verdict = assessment.document, assessment.verdict
    kinds = [statement.kind for statement in assessment.statements]
    return {
        "id": document_id(assessment),
        "source": document.source,
        "title": document.title,
        "genre": assessment.genre,
        "n_words": document.n_words,
        "verdict": verdict.label,
        **{f"p_{label}": verdict.probabilities.get(label) for label in VERDICTS},
        "abstained": verdict.abstained,
        "why": verdict.why,
        "claimed": assessment.levels.claimed,
        "evidenced": assessment.levels.evidenced,
        "gap": assessment.levels.gap,
        "presence": assessment.presence,
        "is_programme": assessment.programme.is_programme,
        "n_speakers": assessment.programme.n_speakers,
        "n_lived": assessment.programme.n_lived,
        "n_statements": len(kinds),
        **{column: kinds.count(kind) for kind, column in _COUNTS.items()},
        "n_voices": len(assessment.voices),
        "n_lived_voices": sum(voice.lived is True for voice in assessment.voices),
        "n_sections": len(assessment.sections),
        **{f"dimension_{name}": dimension.state for name, dimension in assessment.dimensions.items()},
        "error": "",
        "error_kind": "",
        "error_hint": "",
        "codebook_id": assessment.ids.get("codebook", ""),
        "pipeline_id": assessment.ids.get("pipeline", ""),
        "model_id": assessment.ids.get("models", ""),
    }


def error_row(error: TokenwatchError) -> dict[str, Any]:
    """Give the row of a document that could not be read or scanned: it has no answers."""
    told = {"error": error.message, "error_kind": error.kind, "error_hint": error.hint}
    return {"id": error.place, "source": error.place, **told}


def document_id(assessment: Assessment) -> str:
    """Name a document in tables: its source, or its sha256 where it has none."""
    return assessment.document.source or assessment.document.sha256


def _several(assessments: Assessment | Iterable[Given]) -> Iterable[Assessment | Given]:
    return (assessments,) if isinstance(assessments, Assessment) else assessments


def _mask(assessment: Assessment, names: bool) -> Callable[[str], str]:
    return str if names else name_masker(assessment.voices)


def statement_rows(assessment: Assessment, mask: Callable[[str], str] = str) -> Iterator[dict[str, Any]]:
    """Give the rows of a document's statements for `statements_frame`, their texts masked."""
    for statement in assessment.statements:
        slots = statement.slots
        yield {
            **{name: getattr(statement, name) for name in STATEMENT_DTYPES if hasattr(statement, name)},
            **{name: getattr(slots, name) for name in ("stance", "time", "act", "stage")},
            "document_id": document_id(assessment),
            "text": mask(statement.text),
            "heading": mask(statement.heading),
            "actor": ", ".join(slots.actors),
            "support": "; ".join(slots.support),
            "terms": "; ".join(statement.terms),
            "indicators": "; ".join(statement.indicators),
            "p_kind": statement.probabilities.get(statement.kind),
        }


def _voice_rows(assessment: Assessment, *, names: bool) -> Iterator[dict[str, Any]]:
    mask = _mask(assessment, names)
    for voice in assessment.voices:
        row = {name: getattr(voice, name) for name in VOICE_DTYPES if hasattr(voice, name)}
        row |= {"document_id": document_id(assessment), "groups": "; ".join(voice.groups)}
        yield row | {key: mask(row[key]) for key in ("role", "text", "cue")}


def _finding_rows(assessment: Assessment, *, names: bool) -> Iterator[dict[str, Any]]:
    mask = _mask(assessment, names)
    for finding in assessment.findings:
        row = {name: getattr(finding, name) for name in FINDING_DTYPES if hasattr(finding, name)}
        yield row | {"document_id": document_id(assessment), "text": mask(finding.text)}
