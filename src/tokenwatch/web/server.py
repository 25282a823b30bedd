"""The server itself: its socket, its patience, and the browser that it opens."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from tokenwatch.errors import OptionError
from tokenwatch.web.app import make_app
from tokenwatch.web.worker import Worker

HOST = "127.0.0.1"
"""The machine itself. There is no way to offer the page to a network: it knows no users and no passwords."""
PORT = 8371
"""Any number that no well-known program uses will do; the same each time lets people keep a bookmark."""
PATIENCE = 10.0
"""Seconds that a connection may take to say what it wants. A browser on the same machine takes none."""
CONNECTIONS = 32
"""A browser opens six. Those that say nothing are closed after `PATIENCE`, so that these do not fill up."""


def serve(port: int | None, *, open_browser: bool, tell: Callable[[str], None]) -> None:
    """Serve the page until Ctrl-C.

    Parameters
    ----------
    port
        The port to use; ``None`` for `PORT`, or any free one where that is taken.
    open_browser
        Open the page in the browser.
    tell
        Takes the lines for the user.

    Raises
    ------
    OptionError
        If the port cannot be used.
    """
    bound = bind(port)
    number = bound.getsockname()[1]
    address = f"http://{HOST}:{number}/"
    if port is None and number != PORT:
        tell(f"port {PORT} is taken, so this is another address than usual")
    worker = Worker()

    def answering() -> None:
        tell(f"tokenwatch is at {address} (Ctrl-C ends it)")
        if open_browser:
            # Some browsers of text terminals come back only when they are closed.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    server = PageServer(make_config(make_app(worker, port=number)), answering)
    with bound:
        worker.start()
        try:
            server.run(sockets=[bound])
        except KeyboardInterrupt:  # Ctrl-C is how it ends
            pass
        finally:
            worker.close()


def bind(port: int | None) -> socket.socket:
    """Take a port of this machine alone.

    Parameters
    ----------
    port
        Which; ``None`` for `PORT`, or any free one where that is taken.

    Raises
    ------
    OptionError
        If the port that was named is taken, or may not be used.
    """
    for number in (PORT, 0) if port is None else (port,):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two programs have one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((HOST, number))
            bound.listen()
        except (OSError, OverflowError) as error:
            bound.close()
            taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            if not (port is None and number):
                message = f"port {number} is {'taken by another program' if taken else 'not to be had'}"
                raise OptionError(message, kind="port", place="--port", hint="leave --port out") from error
        else:
            return bound
    raise AssertionError("unreachable")


def make_config(app: Any, *, patience: float = PATIENCE) -> uvicorn.Config:
    """Set the server up: for one browser, on this machine, without a log.

    Parameters
    ----------
    app
        The application.
    patience
        Seconds that a connection may take to say what it wants.
    """

    class Patient(ImpatientProtocol):
        seconds = patience

    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)  # what it warns of is an answer here
    return uvicorn.Config(
        app,
        http=Patient,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="error",
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )


class PageServer(uvicorn.Server):
    """A server that says when it answers.

    Parameters
    ----------
    config
        By `make_config`.
    answering
        What to do then.
    """

    def __init__(self, config: uvicorn.Config, answering: Callable[[], None]) -> None:
        super().__init__(config)
        self._answering = answering

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._answering()


class ImpatientProtocol(H11Protocol):
    """A connection that is closed if it does not say in time what it wants: uvicorn itself waits for ever."""

    seconds = PATIENCE
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # narrower, as uvicorn's own
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what comes; wait on where it is only the beginning of a request."""
        super().data_received(data)
        if self._is_asking:
            self._wait()
        elif self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    @property
    def _is_asking(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self.seconds, self._give_up)

    def _give_up(self) -> None:
        self._timer = None
        if self._is_asking:
            with contextlib.suppress(Exception):
                self.transport.abort()
