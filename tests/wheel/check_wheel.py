"""Build the wheel, install it into an environment of its own, and use it outside the checkout.

``python tests/wheel/check_wheel.py``. Everything is made under ``build/`` and nothing of the checkout's ``src`` is
on the path: what is tested is what users install.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "wheel"
ENVIRONMENT = BUILD / "environment"
OUTSIDE = BUILD / "outside"
PYTHON = ENVIRONMENT / "bin" / "python"
EXTRAS = "[plot,web]"
TOOLS = ("pytest", "pytest-xdist", "hypothesis", "html5lib", "httpx", "ipykernel", "nbclient", "nbformat")
TESTS = (
    "test_cli.py",
    "test_scan.py",
    "test_readers_guard.py",
    "test_codebook_load.py",
    "test_language_whole.py",
    "test_notebooks.py",
    "test_web_app.py",
)
ENGLISH = "tokenwatch/models/english/"
WANTED = (
    "tokenwatch/models/judge/README.md",
    "tokenwatch/models/judge/manifest.json",
    "tokenwatch/models/judge/kinds.npz",
    "tokenwatch/py.typed",
    "tokenwatch/codebook/data/terms.toml",
    "tokenwatch/reports/templates/reading.js",
    "tokenwatch/reports/templates/style.css",
    "tokenwatch/codebook/starter/indicators/my-first-indicator.toml",
    "tokenwatch/web/templates/start.html",
    f"{ENGLISH}LICENSE",
    f"{ENGLISH}README.md",
    f"{ENGLISH}manifest.json",
    f"{ENGLISH}pipeline/config.cfg",
    f"{ENGLISH}pipeline/vocab/vectors",
)
MOST_BYTES = 12_000_000
"""What the English pipeline may take with its papers."""
PARSE = """
from tokenwatch.language import load_english
print(*(token.dep_ for token in load_english()("The play was written by tenants.")))
"""


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command, show it, stop where it fails, and give its output."""
    print("+", *(str(part).replace(str(ROOT), ".") for part in command), flush=True)
    done = subprocess.run([str(part) for part in command], cwd=cwd, text=True, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        sys.exit(f"{done.stdout}\nexit status {done.returncode}")
    return done.stdout


def build_wheel() -> Path:
    """Build the wheel and look into it."""
    shutil.rmtree(BUILD, ignore_errors=True)
    OUTSIDE.mkdir(parents=True)
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", BUILD)
    (wheel,) = BUILD.glob("*.whl")
    files = zipfile.ZipFile(wheel).infolist()
    names = {file.filename for file in files}
    missing = [name for name in WANTED if name not in names]
    strange = [name for name in names if not name.startswith(("tokenwatch/", "tokenwatch-"))]
    if missing or strange:
        sys.exit(f"the wheel lacks {missing} or holds {strange}")
    size = sum(file.file_size for file in files if file.filename.startswith(ENGLISH))
    if size > MOST_BYTES:
        sys.exit(f"the English pipeline takes {size} bytes, more than {MOST_BYTES}")
    return wheel


def install(wheel: Path) -> None:
    """Install the wheel and the test runner, by uv where it is at hand."""
    venv.create(ENVIRONMENT, with_pip=True)
    constraint = ("--constraint", ROOT / "constraints.txt")
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        run(uv, "pip", "install", "--quiet", "--python", PYTHON, *constraint, f"{wheel}{EXTRAS}", *TOOLS)
    else:
        run(PYTHON, "-m", "pip", "install", "--quiet", *constraint, f"{wheel}{EXTRAS}", *TOOLS)


def use() -> None:
    """Use it as its users do, from a folder that is not the checkout."""
    command = ENVIRONMENT / "bin" / "tokenwatch"
    bid = ROOT / "corpora" / "samples" / "bid.md"
    reading = json.loads(run(command, "scan", bid, "--format", "json", cwd=OUTSIDE))
    if reading["verdict"]["label"] != "tokenistic" or not reading["statements"]:
        sys.exit(f"the sample bid is read as {reading['verdict']}")
    copy = OUTSIDE / "copy.docx"
    run(command, "scan", ROOT / "tests" / "data" / "samples" / "funding_bid.docx", "--annotate", copy, cwd=OUTSIDE)
    if "word/comments.xml" not in zipfile.ZipFile(copy).namelist():
        sys.exit("the marked-up copy holds no comments")
    where = run(PYTHON, "-c", "import tokenwatch; print(tokenwatch.__file__)", cwd=OUTSIDE)
    if str(ENVIRONMENT) not in where:
        sys.exit(f"tested the wrong package: {where}")
    labels = run(PYTHON, "-c", PARSE, cwd=OUTSIDE).split()
    if not {"nsubj:pass", "aux:pass", "obl:agent"} <= set(labels):
        sys.exit(f"the shipped English pipeline reads a plain passive as {labels}")
    tests = [ROOT / "tests" / name for name in TESTS]
    options = ("-q", "-p", "no:cacheprovider", "--rootdir", ROOT, "--numprocesses", "2")
    print(run(PYTHON, "-m", "pytest", *options, *tests, cwd=OUTSIDE)[-400:])


if __name__ == "__main__":
    install(build_wheel())
    use()
    print("wheel: 1 passed, 0 failed")
