"""A codebook as plain dicts and back, for components that are saved with a pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tokenwatch.codebook.schema import Act, Codebook, DimensionInfo, Indicator, LevelInfo, Role, Source, Term
from tokenwatch.errors import CodebookError


def codebook_to_dict(codebook: Codebook) -> dict[str, Any]:
    """Give a codebook as JSON's types.

    Examples
    --------
    >>> from tokenwatch.codebook import load_codebook
    >>> codebook_from_dict(codebook_to_dict(load_codebook())) == load_codebook()
    True
    """
    return asdict(codebook)


def codebook_from_dict(data: Mapping[str, Any]) -> Codebook:
    """Read what `codebook_to_dict` gave, straight or by way of JSON.

    Raises
    ------
    CodebookError
        If it was written by a version of tokenwatch whose records had other fields.
    """
    try:
        return _read(data)
    except (AttributeError, KeyError, TypeError) as error:
        raise CodebookError(
            f"the saved codebook does not fit this version of tokenwatch: {error}",
            kind="format",
            hint="save the pipeline again with this version",
        ) from error


def _read(data: Mapping[str, Any]) -> Codebook:
    return Codebook(
        name=data["name"],
        version=data["version"],
        licence=data["licence"],
        indicators={key: _indicator(record) for key, record in data["indicators"].items()},
        terms={key: Term(**_tuples(record)) for key, record in data["terms"].items()},
        roles={key: Role(**_tuples(record)) for key, record in data["roles"].items()},
        acts={key: Act(**_tuples(record)) for key, record in data["acts"].items()},
        cues={key: tuple(wordings) for key, wordings in data["cues"].items()},
        dimensions={key: DimensionInfo(**record) for key, record in data["dimensions"].items()},
        levels=tuple(LevelInfo(**record) for record in data["levels"]),
        id=data["id"],
    )


def _indicator(record: Mapping[str, Any]) -> Indicator:
    sources = tuple(Source(**source) for source in record["sources"])
    return Indicator(**{**_tuples(record), "sources": sources})


def _tuples(record: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in record.items()}
