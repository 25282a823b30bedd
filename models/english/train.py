"""Train one part of the pipeline (syntax or names) as ``spacy train`` does, but with faster products.

thinc multiplies with BLIS unless told otherwise; on current processors numpy's own OpenBLAS is three to four times as
fast, and the weights it trains are the same up to rounding.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def read_value(text: str) -> Any:
    """Read a setting as JSON where it is JSON (a number, a list, true …), else as the text it is.

    Examples
    --------
    >>> read_value("20"), read_value("corpus/train")
    (20, 'corpus/train')
    """
    try:
        return json.loads(text)
    except ValueError:
        return text


def read_settings(pairs: Iterable[str]) -> dict[str, Any]:
    """Read ``section.key=value`` settings.

    Raises
    ------
    SystemExit
        If a setting has no ``=``.
    """
    settings: dict[str, Any] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign:
            raise SystemExit(f"--set {pair}: no value; write it as section.key=value")
        settings[key] = read_value(value)
    return settings


def main() -> None:
    """Train by a configuration file; ``--set section.key=value`` overrides one of its settings."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="settings")
    options = parser.parse_args()
    settings = read_settings(options.settings)
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from spacy.util import load_config

    nlp = init_nlp(load_config(options.config, overrides=settings, interpolate=False))
    options.out.mkdir(parents=True, exist_ok=True)
    train(nlp, options.out, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
