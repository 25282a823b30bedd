from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import httpx
import pytest

from tokenwatch.cli import run, serve
from tokenwatch.web import server


class Stand:
    """In the place of uvicorn's server: it answers at once and ends."""

    def __init__(self, config: Any, answering: Any) -> None:
        self.answering = answering

    def run(self, sockets: list[socket.socket]) -> None:
        self.answering()
        raise KeyboardInterrupt


class Idle:
    """In the place of the process that reads."""

    def start(self) -> None: ...

    def close(self) -> None: ...


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was opened in the browser, with nothing served."""
    found: list[str] = []
    monkeypatch.setattr(server, "PageServer", Stand)
    monkeypatch.setattr(server, "Worker", Idle)
    monkeypatch.setattr(webbrowser, "open", found.append)
    return found


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_it_says_where_it_is_and_opens_the_browser(opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    assert run(["serve", "--port", str(port)]) == 0
    for _ in range(500):  # it is opened beside, since some browsers come back only when they are closed
        if not opened:
            time.sleep(0.01)
    assert capsys.readouterr() == (f"tokenwatch is at http://127.0.0.1:{port}/ (Ctrl-C ends it)\n", "")
    assert opened == [f"http://127.0.0.1:{port}/"]


def test_no_browser(opened: list[str]) -> None:
    assert run(["serve", "--port", str(free_port()), "--no-browser"]) == 0
    assert opened == []


def test_the_usual_port_is_left_to_who_has_it(
    opened: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr(server, "PORT", taken)
        assert run(["serve", "--no-browser"]) == 0
    told = capsys.readouterr().out
    assert f"port {taken} is taken" in told
    assert f"127.0.0.1:{taken}/" not in told


def test_a_taken_port_that_was_named_is_an_error(opened: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert run(["serve", "--port", str(taken)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"tokenwatch: --port: port {taken} is taken by another program (leave --port out)\n"


def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def find(name: str) -> ModuleSpec | None:
        return None if name == "uvicorn" else ModuleSpec(name, None)

    monkeypatch.setattr(serve, "find_spec", find)
    assert run(["serve"]) == 2
    assert capsys.readouterr().err == (
        'tokenwatch: the page needs what is not installed: uvicorn (pip install "tokenwatch[web]")\n'
    )


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
@pytest.mark.parametrize("warm", [False, True])
def test_ctrl_c_ends_it_and_all_that_it_started(warm: bool) -> None:
    command = [sys.executable, "-m", "tokenwatch", "serve", "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address is not None
        assert httpx.get(address[0]).status_code == 200
        if warm:
            time.sleep(1)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "", "")
    assert not alive(process.pid)


def alive(group: int) -> list[str]:
    """Name the processes of a group that still run."""
    for _ in range(100):
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _, own = stat.read_text().rpartition(")")[2].split()[:3]
            except (OSError, ValueError):
                continue
            if int(own) == group and state != "Z":
                found.append(stat.parent.name)
        if not found:
            return []
        time.sleep(0.05)
    return found
