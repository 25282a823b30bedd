"""Write ``docs/commands.md`` from what the commands say of themselves: ``make pages``. A test holds it current."""

from __future__ import annotations

from pathlib import Path

import typer
from typer.testing import CliRunner

from tokenwatch.cli import make_app

PAGE = Path(__file__).with_name("commands.md")
WIDTH = "100"
HEAD = """<!-- Made by docs/write_commands.py; change the commands' help, not this. -->
# Commands

What `tokenwatch COMMAND --help` says. Exit status: 0 all was read, 2 wrong use, 3 a file could not be read, 4 a batch
could not be written to its end and goes on when the command is given again.
"""


def commands() -> list[tuple[str, ...]]:
    """Name every command, those inside another behind it."""
    root = typer.main.get_command(make_app())
    found: list[tuple[str, ...]] = []
    for name, command in getattr(root, "commands", {}).items():
        inner: list[tuple[str, ...]] = [(below,) for below in getattr(command, "commands", {})]
        found += [(name, *rest) for rest in inner or [()]]
    return found


def page() -> str:
    """Give the page."""
    runner = CliRunner(env={"COLUMNS": WIDTH, "TERMINAL_WIDTH": WIDTH})
    parts = [HEAD]
    for command in commands():
        said = runner.invoke(make_app(), [*command, "--help"], prog_name="tokenwatch").stdout.strip()
        parts.append(f"## {' '.join(command)}\n\n```\n{said}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
