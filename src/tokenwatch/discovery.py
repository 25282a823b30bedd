"""Which modules a room holds: what makes a new reader, report or format one file that nobody has to list."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TypeVar, cast

from tokenwatch.errors import ExtensionError

Contract = TypeVar("Contract")


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


def import_named(package: str, prefix: str, name: str, contract: type[Contract]) -> Contract:
    """Import the module that `find_names` named.

    Parameters
    ----------
    package, prefix, name
        As `find_names` takes and gives them.
    contract
        Protocol that says what the module must hold; where ``FORMAT`` is among it, that is `name`.

    Raises
    ------
    ExtensionError
        If something of it is missing; it names the file.

    Examples
    --------
    >>> from tokenwatch.reports import Renderer
    >>> import_named("tokenwatch.reports", "to_", "json", Renderer).SUFFIX
    '.json'
    """
    module = import_module(f"{package}.{prefix}{name.replace('-', '_')}")
    checked = check_module(module, contract)
    given = getattr(module, "FORMAT", name)
    if given != name:
        raise _unfit(module, f"calls its format {given!r}, by its file's name it is {name!r}", contract)
    return checked


def check_module(module: ModuleType, contract: type[Contract]) -> Contract:
    """Give a module as what a protocol describes, if it holds all of that.

    Raises
    ------
    ExtensionError
        If something of it is missing.
    """
    members = (name for name, value in vars(contract).items() if callable(value) and not name.startswith("_"))
    missing = [name for name in (*contract.__annotations__, *members) if not hasattr(module, name)]
    if missing:
        raise _unfit(module, f"lacks {' and '.join(missing)}", contract)
    return cast(Contract, module)


def _unfit(module: ModuleType, what: str, contract: type) -> ExtensionError:
    hint = f"see {contract.__module__}.{contract.__qualname__} for what it must hold"
    return ExtensionError(f"the module {module.__name__} {what}", kind="extension", hint=hint)
