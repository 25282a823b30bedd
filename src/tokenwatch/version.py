"""The version, from the installed package's own metadata: it is written once, in ``pyproject.toml``."""

from importlib.metadata import PackageNotFoundError, version

try:
    VERSION = version("tokenwatch")
except PackageNotFoundError:  # the source folder on the path, nothing installed
    VERSION = "0+unknown"
