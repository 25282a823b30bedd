"""The panel of the ten sides quotes what stands in no statement."""

from __future__ import annotations

from dataclasses import replace

import tokenwatch
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.reports.panels import MOST_QUOTES, build_panels
from tokenwatch.reports.tree import Table

TEXT = "Six tenants chose the new contractor in May 2024. They get £15 an hour. " * 3


def _payment(reading: tokenwatch.Assessment) -> str:
    section = build_panels(reading, load_codebook(), {})[2]
    table = section.body[0]
    assert isinstance(table, Table)
    return next(row[1].text for row in table.rows if row[0].text == "Payment")


def test_a_detail_outside_every_statement_is_quoted_once() -> None:
    reading = tokenwatch.scan(Document.from_text(TEXT))
    assert reading.dimensions["payment"].state == "shown"
    assert _payment(reading).endswith("shown: “They get £15 an hour”")


def test_no_more_than_a_few_are_quoted() -> None:
    reading = tokenwatch.scan(Document.from_text(TEXT))
    detail = next(finding for finding in reading.findings if finding.indicator == "sum-for-taking-part")
    many = tuple(replace(detail, text=f"£{number} an hour") for number in range(MOST_QUOTES + 1))
    assert _payment(replace(reading, findings=many)).count("“") == MOST_QUOTES
