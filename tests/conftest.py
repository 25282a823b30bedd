"""What the tests of the engine share: the pipeline, and the way from a string to each of its stages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language
from spacy.tokens import Doc

from tokenwatch.analysis import Analysis, Statement
from tokenwatch.assess import RULES
from tokenwatch.assessment import Assessment
from tokenwatch.codebook import load_codebook
from tokenwatch.document import Document
from tokenwatch.language import extract_analysis, load, make_doc
from tokenwatch.scan import scan_document

# The first example of a property pays for loading the pipeline, so that a deadline would measure the machine.
settings.register_profile("tokenwatch", deadline=None, derandomize=True)
settings.load_profile("tokenwatch")

OWN_CODEBOOK = """
[[indicator]]
id = "tea-and-biscuits"
label = "Thanked with biscuits"
dimension = "payment"
polarity = "tokenism"
level = 0
definition = "People are thanked with refreshments where others are paid."
wordings = ["tea and biscuits", "thank* {people} ... with cake"]
near_misses = ["selling tea and biscuits"]

[[indicator.source]]
cite = "made up for the tests"

[indicator.examples]
match = ["Tenants got tea and biscuits.", "We thanked the tenants who came with cake."]
no_match = ["Tenants were paid.", "A stall selling tea and biscuits."]
"""


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The default pipeline."""
    return load()


@pytest.fixture
def row() -> Language:
    """A blank pipeline with the single components in a row, in the order in which the whole runs them."""
    nlp = spacy.blank("en")
    for name in "blocks sentences terms people indicators acts syntax statements voices details".split():
        nlp.add_pipe(f"tokenwatch_{name}")
    return nlp


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Doc]:
    """From a text to its annotated Doc."""
    return lambda text: nlp(make_doc(nlp, Document.from_text(text)))


@pytest.fixture(scope="session")
def analyse(read: Callable[[str], Doc]) -> Callable[[str], Analysis]:
    """From a text to its Analysis, its statements not yet judged."""
    return lambda text: extract_analysis(read(text), Document.from_text(text), load_codebook())


@pytest.fixture(scope="session")
def judge(analyse: Callable[[str], Analysis]) -> Callable[[str], tuple[Statement, ...]]:
    """From a text to its statements as the rules judge them."""
    return lambda text: RULES.judge_statements(analyse(text)).statements


@pytest.fixture(scope="session")
def scan_text() -> Callable[[str], Assessment]:
    """From a text to its Assessment by the rules, which need no trained model."""
    return lambda text: scan_document(Document.from_text(text), model="rules")


@pytest.fixture(scope="session")
def own_codebook(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Path of a user's codebook with one indicator."""
    path: Path = tmp_path_factory.mktemp("codebook") / "own.toml"
    path.write_text(OWN_CODEBOOK, encoding="utf-8")
    return str(path)
