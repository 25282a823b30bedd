"""Other tools of the kind, each in an environment of its own: some of them cannot live together."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Peer:
    """A tool to be measured beside.

    Parameters
    ----------
    name
        Name of its package, and of its maker in ``timing/peer.py``.
    does
        What of it is measured, in a few words for the report.
    wants
        What else goes into its environment.
    """

    name: str
    does: str
    wants: tuple[str, ...] = ("spacy>=3.7,<4",)


PEERS = (
    Peer("negspacy", "sentencizer, the same phrases as entities, negation"),
    Peer("textacy", "sentencizer, three readability indices"),
    Peer("textdescriptives", "sentencizer, counts and readability, values read", ("spacy>=3.7,<4", "numpy<2")),
    Peer("proselint", "all checks that are on by default"),
    Peer("medspacy", "sentencizer, the same phrases as targets, ConText", ("spacy>=3.7,<4", "numpy<2")),
)


class NotInstalledError(Exception):
    """A peer's environment could not be made; the message is the installer's last line."""


def prepare(peer: Peer, folder: Path) -> Path:
    """Install a peer where it is not yet, and give its Python.

    Raises
    ------
    NotInstalledError
        If the installer fails. That is no fault of the measurement, which goes on without the peer.
    """
    home = folder / peer.name
    python = home / "bin" / "python"
    done, wanted = home / ".done", " ".join((peer.name, *peer.wants))
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return python
    installer = Path(sys.executable).with_name("uv")
    environment = ["-m", "venv", "--clear", str(home)]
    if installer.exists():
        _run([sys.executable, *environment, "--without-pip"])
        _run([str(installer), "pip", "install", "--quiet", "--python", str(python), peer.name, *peer.wants])
    else:
        _run([sys.executable, *environment])
        _run([str(python), "-m", "pip", "install", "--quiet", peer.name, *peer.wants])
    done.write_text(wanted, encoding="utf-8")
    return python


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        raise NotInstalledError(lines[-1] if lines else f"the installer gave {done.returncode}")
