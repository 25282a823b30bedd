"""Load pipelines that tag and parse: the project's own small English one, or a bigger one of the user's."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import NumpyOps

from tokenwatch.errors import OptionError

OWN = Path(__file__).parents[1] / "models" / "english" / "pipeline"
UNREAD = ("ner", "lemmatizer", "trainable_lemmatizer")
"""Components whose work nothing here reads, under the names that spaCy's own pipelines give them."""


def load_english(*, exclude: Iterable[str] = ()) -> Language:
    """Load the project's own English pipeline: tags, features, lemmas, dependencies, sentences and names.

    Trained on Universal Dependencies; what for, how well and where it fails stands in its model card
    (``models/english/README.md``).

    Parameters
    ----------
    exclude
        Names of components not to load: any of ``"tagger"``, ``"morphologizer"``, ``"parser"``,
        ``"trainable_lemmatizer"``, ``"ner"``.

    Returns
    -------
    Language
        A plain spaCy pipeline, a new one on each call.

    Examples
    --------
    >>> nlp = load_english()
    >>> [token.dep_ for token in nlp("Tenants chose the contractor.")]
    ['nsubj', 'ROOT', 'det', 'obj', 'punct']
    """
    nlp = spacy.load(OWN, exclude=list(exclude))
    for _, component in nlp.components:
        if hasattr(component, "model"):
            _widen(component.model)
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype("float32")
    return nlp


def _widen(model: Any) -> None:
    """Widen weights from the half precision in which they are shipped, and let numpy do the products.

    numpy's OpenBLAS multiplies three to four times as fast as thinc's BLIS on current processors.
    """
    ops = NumpyOps(use_blis=False)
    for node in model.walk():
        node.ops = ops
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype("float32"))


@cache
def load_parser(pipeline: str | None = None) -> Language:
    """Load a pipeline to parse with: once for each name.

    Parameters
    ----------
    pipeline
        Name of an installed spaCy pipeline, or a path to one; ``None`` for the project's own.

    Raises
    ------
    OptionError
        If there is no such pipeline, or it has no parser.
    """
    if pipeline is None:
        return load_english(exclude=UNREAD)
    try:
        nlp = spacy.load(pipeline, exclude=list(UNREAD))
    except (OSError, ValueError) as error:
        hint = "name an installed spaCy pipeline, such as one that `python -m spacy download` gets, or the path of one"
        raise OptionError(f"there is no pipeline {pipeline!r}", kind="pipeline", hint=hint) from error
    if "parser" not in nlp.pipe_names:
        hint = "take one with a component named 'parser', or leave the option out"
        raise OptionError(f"the pipeline {pipeline!r} has no parser", kind="pipeline", hint=hint)
    return nlp
