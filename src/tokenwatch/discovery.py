"""Which modules a room holds: what makes a new reader, report or format one file that nobody has to list."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


def find_names(package: str, prefix: str) -> tuple[str, ...]:
    """Name the modules of a package whose file begins with a prefix, without importing the package.

    Parameters
    ----------
    package
        Full name, such as ``"tokenwatch.reports"``.
    prefix
        What their names begin with, such as ``"to_"``.

    Returns
    -------
    tuple of str
        What follows the prefix, in alphabetical order, with hyphens for underscores.

    Examples
    --------
    >>> find_names("tokenwatch.reports", "to_")
    ('html', 'json', 'markdown', 'terminal')
    """
    folders = getattr(find_spec(package), "submodule_search_locations", ())
    found = (module.name for module in pkgutil.iter_modules(folders))
    return tuple(sorted(name.removeprefix(prefix).replace("_", "-") for name in found if name.startswith(prefix)))


def import_named(package: str, prefix: str, name: str) -> ModuleType:
    """Import the module that `find_names` named.

    Examples
    --------
    >>> import_named("tokenwatch.reports", "to_", "json").FORMAT
    'json'
    """
    return import_module(f"{package}.{prefix}{name.replace('-', '_')}")
