"""Harmed files: whatever comes, a document or one clear reason.

The reading process is a real one here. `fuzzing/` has the long runs: thousands of files, and a search led by coverage.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mutations import PACKED, PLAIN, mutate
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.readers import Limits, read_each

SAMPLES = sorted(
    path
    for path in (Path(__file__).parent / "data" / "samples").iterdir()
    if path.is_file() and path.name != "README.md"
)
LIMITS = Limits(seconds=10, characters=20_000, pages=5, documents=10, inflated=2**24)
"""Tight, so that a run takes seconds: what the limits are has no say in how a file can break a parser."""
SIZES = (0, 1, 2, 3, 4, 8, 16, 64, 512, 2_048)


def check(data: bytes, name: str) -> None:
    """A file gives documents whose blocks lie in their text, or a reason in one line with the next step."""
    try:
        found = [*read_each(data, name=name, limits=LIMITS)]
    except ReadError as error:
        found = [error]
    assert found
    for one in found:
        if isinstance(one, Document):
            assert all(0 <= block.start < block.end <= len(one.text) for block in one.blocks)
            assert len(one.text) <= 2 * LIMITS.characters
        else:
            assert one.kind
            assert one.hint
            assert "\n" not in str(one)
            assert len(str(one)) < 600


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sound_samples_are_read(path: Path) -> None:
    if path.suffix == ".doc":
        pytest.skip("recognised, not read: see test_readers_formats")
    found = [*read_each(path)]
    assert all(isinstance(one, Document) for one in found)


@given(st.sampled_from(SAMPLES), st.integers(min_value=0))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_harmed_files_give_a_document_or_a_reason(path: Path, seed: int) -> None:
    check(mutate(path.read_bytes(), Random(seed)), path.name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_files_cut_at_every_sort_of_place(path: Path) -> None:
    data = path.read_bytes()
    borders = [size for size in SIZES if size < len(data)] + [len(data) * part // 5 for part in range(1, 5)]
    for size in (*borders, len(data) - 1):
        check(data[:size], path.name)


@given(st.binary(max_size=300), st.sampled_from([path.suffix for path in SAMPLES]))
@settings(max_examples=60, deadline=None)
def test_noise_under_any_name(data: bytes, suffix: str) -> None:
    check(data, "noise" + suffix)


SOUND = next(path for path in SAMPLES if path.suffix == ".docx").read_bytes()


@given(st.integers(min_value=0))
@settings(deadline=None, max_examples=40)
def test_the_same_seed_does_the_same_harm(seed: int) -> None:
    assert mutate(SOUND, Random(seed)) == mutate(SOUND, Random(seed))


def test_every_mutation_does_harm() -> None:
    for mutation in (*PLAIN, *PACKED):
        assert any(mutation(SOUND, Random(seed)) != SOUND for seed in range(5)), mutation
