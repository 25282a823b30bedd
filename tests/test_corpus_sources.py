import os
from pathlib import Path

import pytest

from corpora_fixtures import CLAIM, write_lines
from tokenwatch.corpus.options import BatchOptions
from tokenwatch.corpus.sources import Item, Sources
from tokenwatch.errors import OptionError


def items(*sources: object, **settings: object) -> list[Item]:
    return list(Sources(list(sources), BatchOptions.of(settings)).items())


def test_a_folder_gives_its_files_by_name_without_the_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.git/x.txt", ".DS_Store", "~$bid.docx", "c.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found = [Path(item.path).relative_to(tmp_path).as_posix() for item in items(tmp_path)]
    assert found == ["a/z.md", "b.txt", "c.jsonl"]


def test_links_in_a_folder_are_listed_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.txt").write_text(CLAIM)
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "out.txt")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe")
    found = items(tmp_path / "in")
    assert [(Path(item.path).name, item.link, item.sha256) for item in found] == [
        ("link.txt", True, ""), ("loop", True, ""), ("pipe", False, ""),
    ]  # fmt: skip
    assert items(tmp_path / "in" / "link.txt")[0].sha256, "a link that the user names is what it points to"


def test_patterns_take_tables_as_tables(tmp_path: Path) -> None:
    write_lines(tmp_path / "one.jsonl", [{"id": "a", "text": CLAIM}])
    write_lines(tmp_path / "two.jsonl", [{"text": CLAIM, "funder": "X"}])
    found = items(str(tmp_path / "*.jsonl"))
    assert [item.id for item in found] == ["a", "row 1"]
    assert found[0].key == found[1].key
    assert found[1].carried == {"funder": "X"}


def test_the_key_knows_text_title_and_kind_of_file(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(CLAIM)
    one, same, other = items(tmp_path)
    assert one.key == same.key != other.key
    write_lines(tmp_path / "t.jsonl", [{"text": CLAIM}, {"text": CLAIM, "title": "Our plan"}])
    plain, titled = items(tmp_path / "t.jsonl")
    assert plain.key != titled.key


@pytest.mark.parametrize("text", ["", "  \n", None, 7])
def test_a_row_without_text_says_so(tmp_path: Path, text: object) -> None:
    assert items(write_lines(tmp_path / "t.jsonl", [{"text": text}]))[0].problem


def test_names_that_are_no_text_are_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(CLAIM)
    (item,) = items(tmp_path)
    assert item.id.endswith("caf\ufffd.txt")
    assert os.fsencode(item.path) == path


def test_wrong_use_is_told(tmp_path: Path) -> None:
    table = write_lines(tmp_path / "t.jsonl", [{"body": CLAIM}])
    with pytest.raises(OptionError, match="'body'"):
        items(table)
    assert items(table, text_column="body")[0].text == CLAIM
    with pytest.raises(OptionError, match="'ref'"):
        items(table, text_column="body", id_column="ref")
    for wrong in ([str(tmp_path / "*.pdf")], [tmp_path / "gone"], [], [7]):
        with pytest.raises(OptionError):
            items(*wrong)


def test_what_the_run_writes_is_no_source(tmp_path: Path) -> None:
    table = write_lines(tmp_path / "t.csv", [])
    with pytest.raises(OptionError, match="it is a source, and would be written over"):
        list(Sources([table], BatchOptions(), own=[table]).items())
    done = tmp_path / "t.csv.run"
    done.mkdir()
    (tmp_path / "a.txt").write_text(CLAIM)
    own = [table, done]
    found = [item.path for item in Sources([tmp_path], BatchOptions(), own=own).items()]
    assert found == [str(tmp_path / "a.txt")]
    # A shell's pattern names the folder of what is done already: the same command must go on.
    found = [item.path for item in Sources([tmp_path / "a.txt", done], BatchOptions(), own=own).items()]
    assert found == [str(tmp_path / "a.txt")]
