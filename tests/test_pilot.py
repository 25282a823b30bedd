from __future__ import annotations

from pathlib import Path

import pytest

from tokenwatch import codebook
from tokenwatch.cli import run
from tokenwatch.codebook import load_codebook
from tokenwatch.codebook.load import check_codebook
from tokenwatch.codebook.starter import begin_codebook
from tokenwatch.document import Document
from tokenwatch.errors import CodebookError, OptionError
from tokenwatch.pilot import MOST_SHOWN, pilot_codebook
from tokenwatch.readers import read

CHAIRED = "Two young people co-chair the board."
TEXTS = [
    Document.from_text(f"{CHAIRED} Young people watched a professional chair the meeting."),
    Document.from_text("The buses run late."),
]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    begin_codebook(tmp_path / "own")
    return tmp_path / "own"


def change(own: Path, *changes: tuple[str, str], name: str = "my-first-indicator") -> None:
    """Write an indicator that is the first one with other words."""
    text = (own / "indicators" / "my-first-indicator.toml").read_text(encoding="utf-8")
    for before, after in (("my-first-indicator", name), *changes):
        assert before in text
        text = text.replace(before, after)
    (own / "indicators" / f"{name}.toml").write_text(text, encoding="utf-8")


def test_the_beginning_is_sound_and_its_examples_hold(own: Path) -> None:
    assert check_codebook(own) == []
    pilot = pilot_codebook(own)
    assert pilot.faults == ()
    assert [use.indicator for use in pilot.uses] == ["my-first-indicator"]
    assert load_codebook(own).name == "my codebook"
    assert "youth-led" in load_codebook(own).terms


def test_nothing_that_is_there_is_written_over(own: Path, tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="something is there already"):
        begin_codebook(own)
    (tmp_path / "file").touch()
    with pytest.raises(OptionError, match="something is there already"):
        begin_codebook(tmp_path / "file")
    with pytest.raises(OptionError, match="cannot be written"):
        begin_codebook(tmp_path / "file" / "below")
    (tmp_path / "empty").mkdir()
    assert len(begin_codebook(tmp_path / "empty")) == 3


def test_hits_are_counted_and_what_never_fires_is_named(own: Path) -> None:
    change(own, ("young people co-chair", "young people juggle"), name="never-seen")
    pilot = pilot_codebook(own, TEXTS)
    uses = {use.indicator: (use.n_documents, use.n_hits) for use in pilot.uses}
    assert pilot.n_documents == 2
    assert uses["my-first-indicator"] == (1, 1)
    change(own, ("chair|chairs|chaired|co-chair|co-chairs|co-chaired", "zzz"), name="never-seen")
    assert pilot_codebook(own, TEXTS).silent == ("never-seen",)


def test_a_hit_that_counts_for_nothing_is_told(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "heading.md", tmp_path / "bid.md"]
    paths[0].write_text(CHAIRED, encoding="utf-8")  # too little is said to be sure that it is about taking part
    paths[1].write_text(
        "In May 2024 six young people chaired the board and chose the new contractor.", encoding="utf-8"
    )
    (use,) = pilot_codebook(own, map(read, paths)).uses
    assert (use.n_hits, use.n_stated) == (2, 1)
    note = "found, but never where people are told to take part"
    assert run(["codebook", "try", str(own), str(paths[0])]) == 0
    assert note in capsys.readouterr().out
    assert run(["codebook", "try", str(own), str(paths[1])]) == 0
    assert note not in capsys.readouterr().out


def test_a_shipped_indicator_is_counted_where_it_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "bid.txt"
    text.write_text(CHAIRED, encoding="utf-8")
    shipped = Path(codebook.__file__).parent / "data"
    assert run(["codebook", "try", str(shipped / "indicators" / "co-chair.toml"), str(text)]) == 0
    assert "co-chair          1     1" in capsys.readouterr().out
    assert run(["codebook", "try", str(shipped / "dimensions.toml"), str(text)]) == 0
    assert capsys.readouterr().out == "it holds no indicator of its own; nothing was counted\n"


def test_an_example_that_does_not_hold_is_told(own: Path) -> None:
    change(own, (CHAIRED, "Young people watched a professional chair the meeting."), name="too-quiet")
    change(own, ("The meetings are chaired by the head of service.", "Tenants chaired the meeting."), name="too-loud")
    faults = {fault.indicator: fault for fault in pilot_codebook(own).faults}
    assert set(faults) == {"too-quiet", "too-loud"}
    assert faults["too-loud"].fires
    assert not faults["too-quiet"].fires
    assert faults["too-quiet"].kept_quiet


def test_what_a_near_miss_keeps_quiet_is_shown(own: Path) -> None:
    (use,) = pilot_codebook(own, TEXTS).uses
    assert use.kept_quiet == ("Young people watched a professional chair the meeting.",)
    assert len(use.kept_quiet) <= MOST_SHOWN


def test_indicators_on_the_same_words_overlap_or_contradict(own: Path) -> None:
    change(own, ("Young people chair the meeting", "The same again"), name="the-same")
    change(own, ('"genuine"', '"tokenism"'), name="the-opposite")
    texts = [Document.from_text(CHAIRED)] * 3
    pairs = {(pair.first, pair.second): pair for pair in pilot_codebook(own, texts).pairs}
    same = pairs["my-first-indicator", "the-same"]
    assert (same.n_shared, same.share, same.contradict) == (3, 1.0, False)
    assert pairs["my-first-indicator", "the-opposite"].contradict
    once = pilot_codebook(own, texts[:1]).pairs
    assert ("my-first-indicator", "the-same") not in {(pair.first, pair.second) for pair in once}


def test_an_unsound_codebook_is_refused(own: Path) -> None:
    change(own, ("level = 5 ", "level = 9 "), name="my-first-indicator")
    with pytest.raises(CodebookError, match="level is 9"):
        pilot_codebook(own)


def test_the_command_begins_and_tries(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own, text = tmp_path / "own", tmp_path / "bid.txt"
    text.write_text(CHAIRED, encoding="utf-8")
    assert run(["codebook", "new", str(own)]) == 0
    assert "codebook.toml" in capsys.readouterr().out
    assert run(["codebook", "try", str(own)]) == 0
    assert "name documents" in capsys.readouterr().out
    assert run(["codebook", "try", str(own), str(text)]) == 0
    assert "my-first-indicator          1     1" in capsys.readouterr().out
    assert run(["codebook", "new", str(own)]) == 2
    change(own, ("The meetings are chaired by the head of service.", "Tenants chaired the meeting."), name="too-loud")
    capsys.readouterr()
    assert run(["codebook", "try", str(own)]) == 3
    assert "too-loud fires on its own example: Tenants chaired the meeting." in capsys.readouterr().err
    assert run(["codebook", "try", str(own), "nowhere.txt"]) == 3
