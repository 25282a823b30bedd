"""The contract's JSON, as a string."""

from __future__ import annotations

import json
from typing import Any

from tokenwatch.assessment import Assessment
from tokenwatch.codebook.schema import Codebook

FORMAT = "json"
SUFFIX = ".json"


def render(assessment: Assessment, *, codebook: Codebook | None = None) -> str:
    """Render one assessment as the contract's object, without its text; labels need no codebook's words."""
    return dump(assessment.to_dict())


def dump(data: Any) -> str:
    """Write plain data as JSON: indented, ASCII only, ended by a line feed.

    ASCII only, so that neither a half surrogate pair nor a control character of a hostile document reaches a
    file or a terminal as itself.
    """
    return json.dumps(data, indent=1, ensure_ascii=True, allow_nan=False) + "\n"
