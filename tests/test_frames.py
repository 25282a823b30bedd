from __future__ import annotations

from collections.abc import Callable

import pandas
import pytest

from assessments import VOICES, make_abstained, make_assessment
from tokenwatch.errors import ReadError
from tokenwatch.frames import (
    DOCUMENT_DTYPES,
    FINDING_DTYPES,
    STATEMENT_DTYPES,
    VOICE_DTYPES,
    document_row,
    documents_frame,
    findings_frame,
    make_frame,
    statements_frame,
    voices_frame,
)

VOICE_DTYPES_BARE = {name: dtype for name, dtype in VOICE_DTYPES.items() if name != "name"}
FRAMES = [
    (documents_frame, DOCUMENT_DTYPES),
    (statements_frame, STATEMENT_DTYPES),
    (voices_frame, VOICE_DTYPES_BARE),
    (findings_frame, FINDING_DTYPES),
]


def dtypes_of(frame: pandas.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in frame.dtypes.items()}


@pytest.mark.parametrize(("make", "dtypes"), FRAMES)
def test_columns_and_dtypes_are_the_same_empty_or_full(
    make: Callable[..., pandas.DataFrame], dtypes: dict[str, str]
) -> None:
    bare = make_assessment(statements=(), voices=(), findings=())
    for given_ in ([], [bare], [make_assessment(), bare], make_assessment()):
        assert dtypes_of(make(given_)) == dtypes


def test_a_document_is_a_row_of_the_batch_contract() -> None:
    row = documents_frame([make_assessment(), make_abstained()]).iloc[0]
    assert (row["id"], row["verdict"], row["p_tokenistic"]) == ("open-kitchen.md", "tokenistic", 0.62)
    assert (row["claimed"], row["evidenced"], row["gap"], row["presence"]) == (5, 2, 3, "quoted")
    assert (row["n_statements"], row["n_claims"], row["n_practice"], row["n_critiques"]) == (5, 1, 1, 2)
    assert (row["n_voices"], row["n_lived_voices"]) == (2, 1)
    assert row["n_speakers"] is pandas.NA
    assert row["dimension_voice"] == "shown"
    assert (row["codebook_id"], row["pipeline_id"], row["model_id"]) == ("cb-0123456789", "pl-abc", "rules")


def test_every_column_of_a_document_is_filled_but_the_speakers() -> None:
    assert set(document_row(make_assessment())) == set(DOCUMENT_DTYPES)
    frame = documents_frame(make_assessment())
    assert set(frame.columns[frame.isna().any()]) == {"n_speakers", "n_lived"}


def test_a_document_without_a_source_is_called_by_its_digest_unless_named() -> None:
    assessment = make_assessment()
    nameless = make_assessment(document=type(assessment.document).from_text("Nothing."))
    assert document_row(nameless)["id"] == nameless.document.sha256


def test_a_row_with_an_error_has_missing_answers() -> None:
    row = make_frame([{"id": "a.pdf", "source": "a.pdf", "error": "damaged"}], DOCUMENT_DTYPES).iloc[0]
    assert row["error"] == "damaged"
    assert pandas.isna(row["claimed"])
    assert pandas.isna(row["verdict"])


def test_an_error_in_the_place_of_a_document_is_a_row() -> None:
    error = ReadError("the file is empty", kind="empty", place="a.zip/b.txt", hint="check it")
    frame = documents_frame([make_assessment(), error])
    assert list(frame["error"]) == ["", "the file is empty"]
    assert frame["source"][1] == "a.zip/b.txt"
    assert pandas.isna(frame["verdict"][1])


@pytest.mark.parametrize("make", [voices_frame, statements_frame, findings_frame])
def test_no_part_of_a_name_is_in_a_table_unless_asked(make: Callable[..., pandas.DataFrame]) -> None:
    masked = make(make_assessment()).to_csv()
    for part in ("Dolores", "Achterberg", "Lindqvist"):
        assert part not in masked
    if make is not findings_frame:
        assert "Achterberg" in make(make_assessment(), names=True).to_csv()
        assert "[name]" in masked


def test_unknown_experience_stays_unknown() -> None:
    unknown = (*VOICES, VOICES[0].__class__("speaker", "Bo", "", None, (), 0, 1, "Bo"))
    lived = voices_frame(make_assessment(voices=unknown))["lived"]
    assert lived.to_list() == [True, False, pandas.NA]


def test_the_probability_beside_a_kind_is_that_of_the_kind() -> None:
    frame = statements_frame(make_assessment())
    assert frame["p_kind"].iloc[0] == 0.9
    assert frame["p_kind"].iloc[1] == 0.75
    assert frame["actor"].iloc[0] == "we, community"
