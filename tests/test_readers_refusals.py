"""Strangers' names, fit to stand in an error."""

from __future__ import annotations

import pytest

from tokenwatch.readers.refusals import plain_path


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a/b.txt", "a/b.txt"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\bids\\..\\our bid.docx", "bids/our bid.docx"),
        ("a/./b", "a/b"),
        ("a\u202eb\n\x00c", "a\ufffdb\ufffd\ufffdc"),
        ("...", "unnamed"),
        ("", "unnamed"),
        ("d/" + "x" * 300, "x" * 200),
    ],
)
def test_names_fit_to_be_shown(name: str, shown: str) -> None:
    assert plain_path(name) == shown
