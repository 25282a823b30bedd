"""Other tools of the kind, each in an environment of its own: some of them cannot live together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from environments import install


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


def prepare(peer: Peer, folder: Path) -> Path:
    """Install a peer where it is not yet, and give its Python.

    Raises
    ------
    NotInstalledError
        If the installer fails.
    """
    packages = (peer.name, *peer.wants)
    return install(folder / peer.name, packages, " ".join(packages))
