"""The promises of the architecture: directions of import, sizes, public names, what stays light."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import tokenwatch

ROOT = Path(__file__).parents[1]
SOURCE = Path(tokenwatch.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))

# Left knows nothing of right; rooms of one step know nothing of each other.
STEPS = (
    ("errors", "ranges", "structure", "version"),
    ("discovery", "document", "deadlines"),
    ("analysis",),
    ("assessment",),
    ("comparison",),
    ("codebook",),
    ("readers", "language", "assess"),
    ("wire", "masking", "normal_form", "sections", "corrections", "gold"),
    ("frames",),
    ("overview",),
    ("reports",),
    ("displacy", "marked_copy"),
    ("classifiers",),
    ("scan",),
    ("corpus", "pilot"),
    ("pandas", "sklearn", "web"),
    ("measure",),
    ("evaluate", "plots"),
    ("exchange", "training"),
    ("cli",),
)
STEP = {room: number for number, rooms in enumerate(STEPS) for room in rooms}

# What notebooks and files call by name on the result itself; each is one import inside one method.
UPWARD = {("assessment.py", "wire"), ("assessment.py", "reports")}

PURE = (
    "errors",
    "ranges",
    "structure",
    "document",
    "sections",
    "analysis",
    "assessment",
    "comparison",
    "codebook",
    "assess",
    "wire",
    "corrections",
    "gold",
)
LIBRARIES = {"spacy", "pandas", "sklearn", "numpy", "scipy", "joblib"}
HOMES = {
    "spacy": {"language", "displacy", "exchange"},
    "pandas": {"frames", "corpus", "overview", "measure", "plots", "pandas"},
    "pyarrow": {"corpus"},
    "distributed": {"corpus"},
    "datasketch": {"overview"},
    "sklearn": {"evaluate", "measure", "sklearn", "training"},
    "jinja2": {"reports", "web"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "python_multipart": {"web"},
    "lxml": {"exchange", "readers"},
    "cassis": {"exchange"},
    "pypdfium2": {"readers"},
    "typer": {"cli"},
    "matplotlib": {"plots"},
}


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module
            if node.module == "tokenwatch":
                yield from (f"tokenwatch.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("tokenwatch.")} - {room}
    wrong = {other for other in rooms if STEP[other] >= STEP[room] and (path.name, other) not in UPWARD}
    assert not wrong, f"{path.name} ({room}) imports {sorted(wrong)}, which stand after or beside it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    room = room_of(path)
    used = {name.split(".")[0] for name in imports_of(path)}
    if room in PURE:
        assert not used & LIBRARIES
    wrong = {library for library in used & HOMES.keys() if room not in HOMES[library]}
    assert not wrong, f"{path.name} imports {sorted(wrong)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_are_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 300


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_functions_are_short_and_take_few_parameters(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            documented = isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
            body = node.body[1:] if documented else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0  # type: ignore[operator]  # known of parsed code
            assert lines <= 40, f"{node.name} has {lines} lines"
            parameters = [*node.args.args, *node.args.kwonlyargs]
            # A command's parameters are its options, and typer wants each as one.
            assert len(parameters) <= 7 or room_of(path) == "cli", f"{node.name} takes {len(parameters)} parameters"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_prints_or_unpickles(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "eval" not in calls
    assert "exec" not in calls
    assert "print" not in calls or room_of(path) == "cli"
    assert not {"pickle", "marshal", "shelve", "urllib", "requests", "http"} & {
        name.split(".")[0] for name in imports_of(path)
    }


EXCEPTION = re.compile(r"#\s*(?:noqa(?P<rules>: [A-Z0-9, ]+)?|type: ignore(?P<errors>\[[a-z, -]+\])?)(?P<rest>.*)")


@pytest.mark.parametrize("folder", ["src", "models", "corpora", "benchmarks", "fuzzing", "docs", "tests"])
def test_each_exception_to_a_check_is_narrow_and_has_its_reason(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for found in EXCEPTION.finditer(line):
                place = f"{path.relative_to(ROOT)}:{number}"
                assert found["rules"] or found["errors"], f"{place} silences every rule"
                assert re.search(r"[(#] *\w", found["rest"]), f"{place} says no reason"


def test_the_same_bytes_come_out_whatever_the_order_of_hashes() -> None:
    command = [sys.executable, "-m", "tokenwatch", "scan", str(ROOT / "corpora" / "samples" / "programme.md")]
    given = [
        subprocess.run(
            [*command, "--format", "json", "--with-text"],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert given[0] == given[1]


def test_public_names() -> None:
    assert sorted(tokenwatch.__all__) == [
        "Assessment",
        "Codebook",
        "Document",
        "Limits",
        "TokenwatchError",
        "__version__",
        "load",
        "load_codebook",
        "read",
        "read_each",
        "read_table",
        "scan",
        "scan_corpus",
    ]
    for name in tokenwatch.__all__:
        assert getattr(tokenwatch, name) is not None
    with pytest.raises(AttributeError, match="scam"):
        tokenwatch.scam  # noqa: B018  # to see it fail


def test_public_functions_stay_functions_whatever_is_imported() -> None:
    for module in ("scan", "readers", "language", "evaluate", "document"):
        importlib.import_module(f"tokenwatch.{module}")
    assert callable(tokenwatch.scan)


@pytest.mark.parametrize("command", ["import tokenwatch", "import tokenwatch.cli"])
def test_importing_loads_nothing_heavy(command: str) -> None:
    heavy = "{'spacy', 'pandas', 'sklearn', 'numpy', 'lxml', 'pypdfium2', 'jinja2', 'pyarrow', 'tqdm', 'starlette', "
    heavy += "'uvicorn', 'python_multipart'}"
    code = f"import sys; {command}; found = {heavy} & set(sys.modules); sys.exit(', '.join(sorted(found)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command} loads {done.stderr.strip()}"
