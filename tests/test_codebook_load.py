"""Loading a codebook: every problem named with its line, and an own codebook laid over the default one."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenwatch.codebook import check_codebook, load, load_codebook
from tokenwatch.codebook.files import read_layer
from tokenwatch.codebook.places import Place, find_sections
from tokenwatch.codebook.records import build_record
from tokenwatch.codebook.schema import Act, Role
from tokenwatch.errors import CodebookError

Write = Callable[..., Path]

INDICATOR = """\
id = "kept-keys"
label = "People hold the keys"
dimension = "power"
polarity = "genuine"
level = 5
definition = "Members can open the building themselves."
wordings = ["{people} hold|holds the keys"]
near_misses = ["piano keys"]

[[source]]
cite = "Made up for the tests (2024)"

[examples]
match = ["Tenants hold the keys of the hall.", "Carers hold the keys."]
no_match = ["The caretaker holds the keys.", "Tenants hold the rail."]
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files into a codebook folder and give the folder."""

    def write_files(files: dict[str, str | bytes]) -> Path:
        root = tmp_path / "book"
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return root

    return write_files


@pytest.fixture
def problems(write: Write) -> Callable[[str], list[CodebookError]]:
    """Check an indicator file that says this."""
    return lambda text: check_codebook(write({"indicators/kept-keys.toml": text}))


def only(found: list[CodebookError]) -> CodebookError:
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


# --- problems of one record ---


def test_a_sound_indicator_has_no_problems(problems: Callable[[str], list[CodebookError]]) -> None:
    assert problems(INDICATOR) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "place", "hint"),
    [
        ("wordings =", "wording =", "unknown key", ":7, wording", "did you mean wordings?"),
        ("cite =", "site =", "unknown key", ":10, source 1, site", "did you mean cite?"),
        ("[[source]]", "[[sorce]]", "unknown key", ":10, sorce", "did you mean source?"),
        ("no_match =", "nomatch =", "unknown key", ":15, examples.nomatch", "did you mean no_match?"),
        ("wordings =", "match = []\nwordings =", "unknown key", ":7, match", "under [examples]"),
        ("[[source]]", "[source]", "type", ":10, source", "[["),
        ("level = 5", "level = 6", "value", ":5, level", "0 to 5"),
        ("level = 5", "level = -1", "value", ":5, level", "0 to 5"),
        ("level = 5", 'level = "5"', "type", ":5, level", "a whole number"),
        ("level = 5", "level = true", "type", ":5, level", "a whole number"),
        ("level = 5", "level = 5.0", "type", ":5, level", "a whole number"),
        ('label = "People hold the keys"', "label = 3", "type", ":2, label", "text"),
        ('label = "People hold the keys"', 'label = " "', "value", ":2, label", "plain words"),
        ('"piano keys"', "88", "type", ":8, near_misses 1", "text"),
        ('["piano keys"]', '"piano keys"', "type", ":8, near_misses", "["),
        ('"genuine"', '"genuin"', "value", ":4, polarity", "did you mean genuine?"),
        ('"power"', '"powers"', "value", ":3, dimension", "did you mean power?"),
        ('id = "kept-keys"', 'id = "kept-key"', "id", ":1, id", "'kept-keys'"),
        ('["Tenants hold the keys of the hall.", "Carers hold the keys."]', '["One."]', "examples", ":14", "add"),
        ('"The caretaker holds the keys."', '"Tenants hold the rail."', "examples", ":15", "add"),
        ("Made up for the tests (2024)", "", "source", ":10, source", "cite"),
        ('["{people} hold|holds the keys"]', "[]", "wording", ":7, wordings", "at least one"),
        ("{people} hold", "{tenants} hold", "wording", ":7, wordings", "{community}"),
        ("piano keys", "... keys", "wording", ":8, near_misses", "drop"),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_its_line(
    problems: Callable[[str], list[CodebookError]], old: str, new: str, kind: str, place: str, hint: str
) -> None:
    assert old in INDICATOR
    found = [problem for problem in problems(INDICATOR.replace(old, new)) if problem.kind == kind]
    assert any(f"indicators/kept-keys.toml{place}" in problem.place for problem in found), [str(p) for p in found]
    assert any(hint in problem.hint for problem in found), [str(problem) for problem in found]


@pytest.mark.parametrize("key", ["id", "label", "dimension", "polarity", "level", "definition", "wordings"])
def test_a_missing_key_is_named(problems: Callable[[str], list[CodebookError]], key: str) -> None:
    text = "".join(line for line in INDICATOR.splitlines(keepends=True) if not line.startswith(f"{key} ="))
    problem = only(problems(text))
    assert problem.kind == "missing key"
    assert f"'{key}'" in problem.message
    assert problem.hint == f"add {key} = …"


def test_missing_tables_are_named_as_a_file_writes_them(problems: Callable[[str], list[CodebookError]]) -> None:
    found = problems(INDICATOR.split("[[source]]", maxsplit=1)[0])
    assert [(problem.kind, problem.hint) for problem in found] == [
        ("missing key", "add [[source]]"),
        ("missing key", "add match = … under [examples]"),
        ("missing key", "add no_match = … under [examples]"),
    ]


def test_keys_of_the_records_are_no_keys_of_the_files(problems: Callable[[str], list[CodebookError]]) -> None:
    found = problems(INDICATOR.replace("near_misses", 'sources = ["x"]\nnear_misses'))
    assert only(found).hint == "did you mean source?"
    # What stands among the examples must not reach the record's other fields.
    found = problems(INDICATOR + 'label = "Another"\n')
    assert (only(found).kind, only(found).place) == ("unknown key", "indicators/kept-keys.toml:16, examples.label")


def test_every_problem_is_given_at_once_by_file_and_line(write: Write) -> None:
    root = write(
        {
            "indicators/kept-keys.toml": INDICATOR.replace("level = 5", "level = 9").replace('"power"', '"might"'),
            "codebook.toml": 'name = "mine"\ndisable = ["co-chiar"]\n',
            "roles/own.toml": '[[role]]\nid = "bakers"\ngroup = "crowd"\nwordings = ["bak*"]\n',
            "broken.toml": 'id = "x"\nlabel = "never closed\n',
        }
    )
    assert [(problem.place, problem.kind) for problem in check_codebook(root)] == [
        ("broken.toml:2", "syntax"),
        ("codebook.toml:2, disable", "value"),
        ("indicators/kept-keys.toml:3, dimension", "value"),
        ("indicators/kept-keys.toml:5, level", "value"),
        ("roles/own.toml:3, role bakers, group", "value"),
        ("roles/own.toml:4, role bakers, wordings", "wording"),
    ]
    with pytest.raises(CodebookError) as caught:
        load_codebook(root)
    assert caught.value.place == "broken.toml:2"
    assert f"5 more: tokenwatch codebook check {root}" in caught.value.hint


def test_the_second_of_two_tables_is_the_one_that_is_named(write: Write) -> None:
    table = '[[term]]\nid = "{}"\nlevel = {}\nwordings = ["hand in hand"]\n\n'
    root = write({"terms.toml": table.format("first", 3) + table.format("second", 8)})
    assert only(check_codebook(root)).place == "terms.toml:8, term second, level"


def test_two_records_with_one_id_are_both_placed(write: Write) -> None:
    table = '[[term]]\nid = "twin"\nlevel = 3\nwordings = ["hand in hand"]\n'
    problem = only(check_codebook(write({"one.toml": table, "two.toml": table})))
    assert (problem.kind, problem.place) == ("duplicate", "two.toml:1, term twin")
    assert "one.toml:1" in problem.hint


@pytest.mark.parametrize("wording", ["lend*", "lend ... hand", "{lived} lend"])
def test_acts_terms_and_roles_need_finite_wordings(write: Write, wording: str) -> None:
    root = write({"acts.toml": f'[[act]]\nid = "lend"\nlevel = 3\nwordings = ["{wording}"]\n'})
    assert only(check_codebook(root)).kind == "wording"


def test_a_wording_that_expands_too_far_is_a_problem(problems: Callable[[str], list[CodebookError]]) -> None:
    many = " ".join(["a|b|c|d|e"] * 30)
    assert "phrases" in only(problems(INDICATOR.replace("piano keys", many))).message


# --- files ---


@pytest.mark.parametrize(
    ("content", "place", "kind"),
    [
        ('id = "kept-keys"\nlabel = \n', ":2", "syntax"),
        ('id = "kept-keys"\nid = "twice"\n', ":2", "syntax"),
        ("wordings = [", "", "syntax"),
        (b'label = "caf\xe9"\n', "", "encoding"),
        ("x = " + "[" * 5000, "", "syntax"),
    ],
)
def test_what_is_not_toml_is_placed(write: Write, content: str | bytes, place: str, kind: str) -> None:
    problem = only(check_codebook(write({"indicators/kept-keys.toml": content})))
    assert (problem.kind, problem.place) == (kind, f"indicators/kept-keys.toml{place}")


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(write: Write) -> None:
    windows = b"\xef\xbb\xbf" + INDICATOR.replace("\n", "\r\n").encode("utf-8")
    root = write({"indicators/kept-keys.toml": windows})
    assert check_codebook(root) == []
    assert load_codebook(root).indicators["kept-keys"].level == 5


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="rights do not hold for everybody here")
def test_a_file_without_rights_is_a_problem(write: Write) -> None:
    root = write({"terms.toml": ""})
    (root / "terms.toml").chmod(0)
    assert only(check_codebook(root)).kind == "unreadable"


def test_a_file_that_fails_while_it_is_read_is_a_problem(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write({"terms.toml": ""})
    load_codebook()

    def fail(path: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    problem = only(check_codebook(root))
    assert (problem.kind, problem.place) == ("unreadable", "terms.toml")
    assert "Input/output error" in problem.message


def test_what_systems_leave_behind_is_passed_over(write: Write) -> None:
    root = write(
        {
            "indicators/kept-keys.toml": INDICATOR,
            "indicators/._kept-keys.toml": b"\x00\x05\x16",
            "indicators/notes.md": "no codebook",
            ".git/config.toml": "[[core]]",
            "__pycache__/x.toml": "][",
            "README.md": "about",
        }
    )
    (root / "indicators" / "folder.toml").mkdir()
    assert check_codebook(root) == []


def test_an_unknown_folder_or_key_names_the_nearest(write: Write) -> None:
    root = write(
        {"indicator/kept-keys.toml": INDICATOR, "own.toml": '[[rolle]]\nid = "x"\n', "cues.toml": "negatoin = []\n"}
    )
    found = {problem.place: problem.hint for problem in check_codebook(root)}
    assert found == {
        "indicator": "did you mean indicators?",
        "own.toml:1, rolle": "did you mean role?",
        "cues.toml:1, negatoin": "did you mean negation?",
    }


def test_a_kind_that_is_no_list_of_tables_is_told_how(write: Write) -> None:
    problem = only(check_codebook(write({"own.toml": '[role]\nid = "x"\n'})))
    assert (problem.place, problem.hint) == ("own.toml:1, role", "write [[role]] tables")


@pytest.mark.parametrize("line", ["mild = 5", 'mild = "perhaps"', "mild = [1]"])
def test_cues_are_lists_of_wordings(write: Write, line: str) -> None:
    known = next(iter(load_codebook().cues))
    problem = only(check_codebook(write({"cues.toml": line.replace("mild", known)})))
    assert (problem.kind, problem.place) == ("type", f"cues.toml:1, {known}")


@pytest.mark.parametrize(
    "line", ["name = 5", "version = 1.0", 'disable = "co-chair"', "disable = [5]", "disable = [[]]"]
)
def test_the_keys_of_a_codebook_have_types_too(write: Write, line: str) -> None:
    assert only(check_codebook(write({"codebook.toml": line}))).kind == "type"


def test_a_path_that_holds_no_codebook_is_said_so(tmp_path: Path) -> None:
    assert only(check_codebook(tmp_path / "nowhere")).kind == "missing"
    assert only(check_codebook(tmp_path)).kind == "empty"
    with pytest.raises(CodebookError, match="no such codebook"):
        load_codebook(str(tmp_path / "nowhere"))


# --- merging ---


def test_a_folder_adds_and_replaces_whole_records(write: Write) -> None:
    default = load_codebook()
    changed = INDICATOR.replace("kept-keys", "co-chair")
    root = write({"indicators/kept-keys.toml": INDICATOR, "indicators/co-chair.toml": changed})
    merged = load_codebook(root)
    assert set(merged.indicators) == {*default.indicators, "kept-keys"}
    assert list(merged.indicators) == sorted(merged.indicators)
    assert merged.indicators["co-chair"] == replace(merged.indicators["kept-keys"], id="co-chair")
    assert merged.indicators["co-chair"].wordings == ("{people} hold|holds the keys",)
    assert (merged.terms, merged.roles, merged.acts, merged.cues) == (
        default.terms,
        default.roles,
        default.acts,
        default.cues,
    )
    assert (merged.name, merged.version, merged.levels) == (default.name, default.version, default.levels)
    assert "kept-keys" not in load_codebook().indicators


def test_one_file_may_hold_every_sort_of_table(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        'name = "bakers"\ndisable = ["co-chair"]\n\n'
        '[[role]]\nid = "bakers"\ngroup = "community"\nwordings = ["baker|bakers"]\n\n'
        '[[term]]\nid = "co-baking"\nlevel = 4\nwordings = ["co-baking"]\npeople = true\n\n'
        '[[act]]\nid = "bake"\nlevel = 3\nas_object = 1\nwordings = ["bake|bakes|baked"]\n\n'
        '[[level]]\nlevel = 0\nname = "nil"\npeople = "a"\nclaimed = "b"\nshown = "c"\n\n'
        '[[dimension]]\nid = "power"\nlabel = "Say"\ndefinition = "d"\nquestion = "q?"\n\n'
        '[cues]\nnegation = ["nay"]\n',
        encoding="utf-8",
    )
    default, merged = load_codebook(), load_codebook(path)
    assert merged.name == "bakers"
    assert merged.version == default.version
    assert set(default.indicators) - set(merged.indicators) == {"co-chair"}
    assert merged.roles["bakers"] == Role("bakers", "community", ("baker|bakers",))
    assert merged.terms["co-baking"].people
    assert merged.acts["bake"] == Act("bake", 3, ("bake|bakes|baked",), as_object=1)
    assert merged.levels[0].name == "nil"
    assert merged.levels[1:] == default.levels[1:]
    assert merged.dimensions["power"].label == "Say"
    assert list(merged.dimensions) == list(default.dimensions)
    assert merged.cues["negation"] == ("nay",)
    assert {**merged.cues, "negation": default.cues["negation"]} == default.cues


def test_one_file_may_be_one_indicator_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "any name.toml"
    path.write_text(INDICATOR, encoding="utf-8")
    assert "kept-keys" in load_codebook(path).indicators
    path.write_text(INDICATOR.replace("level = 5", "level = 7"), encoding="utf-8")
    assert only(check_codebook(path)).place == f"{path}:5, level"


def test_one_file_may_be_the_cues(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text('negation = ["nay"]\n', encoding="utf-8")
    assert load_codebook(path).cues["negation"] == ("nay",)


def test_disabling_twice_is_no_problem_and_an_unknown_id_names_the_nearest(write: Write) -> None:
    root = write({"codebook.toml": 'disable = ["co-chair", "co-chair"]\n'})
    assert check_codebook(root) == []
    assert "co-chair" not in load_codebook(root).indicators
    write({"codebook.toml": 'disable = ["co-chiar"]\n'})
    assert only(check_codebook(root)).hint == "did you mean co-chair?"


def test_disabling_reaches_what_the_same_folder_adds(write: Write) -> None:
    root = write({"codebook.toml": 'disable = ["kept-keys"]\n', "indicators/kept-keys.toml": INDICATOR})
    assert load_codebook(root).indicators == load_codebook().indicators


# --- identity ---


def test_equal_content_has_an_equal_id_however_it_is_cut(write: Write, tmp_path: Path) -> None:
    folder = write({"indicators/kept-keys.toml": INDICATOR})
    tabled = tmp_path / "tabled.toml"
    tabled.write_text(
        "[[indicator]]\n"
        + INDICATOR.replace("[[source]]", "[[indicator.source]]").replace("[examples]", "[indicator.examples]"),
        encoding="utf-8",
    )
    commented = tmp_path / "commented.toml"
    commented.write_text("# ours\n" + INDICATOR.replace("level = 5", "level = 0x5  # five"), encoding="utf-8")
    assert load_codebook(folder) == load_codebook(tabled) == load_codebook(commented)
    assert len({load_codebook(path).id for path in (folder, tabled, commented)}) == 1


def test_an_empty_own_codebook_is_the_default_one(write: Write) -> None:
    assert load_codebook(write({"codebook.toml": ""})).id == load_codebook().id == load_codebook(None).id


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hold the keys of the hall", "hold the keys of the barn"),
        ("level = 5", "level = 4"),
        ("(2024)", "(2025)"),
        ("hold|holds", "holds|hold"),
        ("near_misses", "# near_misses"),
    ],
)
def test_other_content_has_another_id(write: Write, old: str, new: str) -> None:
    first = load_codebook(write({"indicators/kept-keys.toml": INDICATOR})).id
    assert old in INDICATOR
    assert load_codebook(write({"indicators/kept-keys.toml": INDICATOR.replace(old, new)})).id != first


def test_an_id_is_short_and_plain() -> None:
    prefix, _, digits = load_codebook().id.partition("-")
    assert prefix == "cb"
    assert len(digits) == 10
    assert int(digits, 16) >= 0


# --- places ---


def test_lines_are_found_past_texts_of_several_lines() -> None:
    text = 'id = "x"\nlabel = """\n[[role]]\nlevel = 5\n"""\nlevel = 3\n'
    assert find_sections(text)[0].lines == {"id": 1, "label": 2, "level": 6}
    assert len(find_sections(text)) == 1


def test_tables_written_inline_are_placed_by_their_name(write: Write) -> None:
    root = write({"own.toml": 'term = [{ id = "x", level = 9, wordings = ["y"] }]\n'})
    assert only(check_codebook(root)).place == "own.toml, term x, level"


def test_inner_tables_belong_to_the_table_before_them() -> None:
    first, second = find_sections("[[indicator]]\nid = 1\n[indicator.examples]\nmatch = 2\n[[indicator]]\nid = 3\n")[1:]
    assert first.lines == {"id": 2, "examples": 3, "examples.match": 4}
    assert second.lines == {"id": 6}


@given(st.text(max_size=60))
def test_finding_lines_takes_any_text(text: str) -> None:
    count = len(text.splitlines())
    for section in find_sections(text):
        assert section.line <= max(count, 1)
        assert all(1 <= line <= count for line in section.lines.values())


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["id", "group", "wordings", "near_misses", "lived_near", "level", "mood"])


@given(st.dictionaries(keys, json_values))
def test_any_table_gives_a_record_or_problems_and_never_both(table: dict[str, object]) -> None:
    record, found = build_record(Role, table, Place("own.toml"))
    assert (record is None) == bool(found)
    if record is not None:
        assert json.loads(json.dumps([record.id, record.group, record.wordings])) == [
            table["id"],
            table["group"],
            table["wordings"],
        ]
    assert all(problem.place.startswith("own.toml") and problem.hint for problem in found)


def test_a_slip_in_a_shipped_file_is_told_once(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = write({"indicators/kept-keys.toml": INDICATOR.replace("level = 5", "level = 9")})
    monkeypatch.setattr(load, "_SHIPPED", broken)
    monkeypatch.setattr(load, "_default_layer", lambda: read_layer(broken))
    for path in (broken, broken / "indicators" / "kept-keys.toml"):
        assert [problem.message for problem in check_codebook(path)] == ["level is 9"]
    assert [problem.kind for problem in check_codebook(broken / "nowhere.toml")] == ["missing", "value"]


def test_an_own_codebook_is_merged_once_for_its_content(write: Write) -> None:
    folder = write({"cues.toml": 'negation = ["never ever"]\n'})
    first = load_codebook(folder)
    assert load_codebook(folder) is first
    write({"cues.toml": 'negation = ["hardly ever"]\n'})
    assert load_codebook(folder).cues["negation"] == ("hardly ever",)
