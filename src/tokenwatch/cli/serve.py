"""``tokenwatch serve``: the page for people who would rather not use a command."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Annotated

import typer

from tokenwatch.cli.options import Debug
from tokenwatch.errors import OptionError

_NEEDED = ("starlette", "uvicorn", "python_multipart")
"""What the extra ``web`` installs."""


def add_to(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command("serve")(serve_page)


def serve_page(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port to use.", show_default="8371, or a free one")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
    debug: Debug = False,
) -> None:
    """Show a page in the browser: drop a document on it, or paste a text. Nothing leaves this machine."""
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        message = f"the page needs what is not installed: {', '.join(missing)}"
        raise OptionError(message, kind="extra", hint='pip install "tokenwatch[web]"')
    from tokenwatch.web.server import serve

    serve(port, open_browser=browser, tell=typer.echo)
