"""What a reader says is wrong with a reading, as a line of a gold file.

Pure data: this module imports no library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tokenwatch.assessment import Assessment


def correct(assessment: Assessment, fields: Mapping[str, str]) -> dict[str, Any]:
    """Make the gold record of a corrected reading."""
    document = assessment.document
    return {"id": document.source or document.title or "document", "text": document.text}


def as_line(record: Mapping[str, Any]) -> str:
    """Write a gold record as its line of JSON."""
    return json.dumps(record, ensure_ascii=False) + "\n"
