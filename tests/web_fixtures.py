"""What the tests of the page share: a stand-in for the process that reads, a browser of sorts, a real server."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Self

import html5lib
import httpx

from assessments import make_assessment
from tokenwatch.analysis import Genre
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.readers import read_each
from tokenwatch.web.app import make_app
from tokenwatch.web.forms import Bounds
from tokenwatch.web.readings import Shelf
from tokenwatch.web.security import Guard

PORT = 8371
TOKEN = "a-token-for-the-tests"
BID = "In May 2024 six tenants chose the new contractor."


class FakeWorker:
    """Reads files as ever, in this process, and gives each document the same reading."""

    def __init__(self) -> None:
        self.ready = True
        self.waiting = 0
        self.scans: list[tuple[str, Genre | None]] = []
        self.gate: asyncio.Event | None = None
        self.error: TokenwatchError | None = None

    async def read(self, data: bytes, name: str) -> tuple[Document | ReadError, ...]:
        return tuple(read_each(data, name=name))

    async def scan(self, document: Document, genre: Genre | None) -> Assessment:
        self.scans.append((document.source, genre))
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        assessment = make_assessment(genre=genre or "other")
        return replace(assessment, document=replace(assessment.document, format=document.format))

    async def annotate(self, data: bytes, assessment: Assessment, name: str) -> bytes:
        if self.error is not None:
            raise self.error
        return b"marked up: " + data


class Browser:
    """Asks an application, and keeps to one event loop, as its tasks do."""

    def __init__(self, **choices: Any) -> None:
        self.worker = FakeWorker()
        self.shelf = Shelf()
        self.runner = asyncio.Runner()
        self.app: Any = make_app(
            self.worker, **{"port": PORT, "token": TOKEN, "bounds": Bounds(), "shelf": self.shelf, **choices}
        )
        assert isinstance(self.app, Guard)
        self.address = f"http://127.0.0.1:{PORT}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.runner.close()

    def ask(
        self, method: str, path: str, *, headers: dict[str, str | None] | None = None, **sent: Any
    ) -> httpx.Response:
        own = {"origin": self.address} if method == "POST" else {}
        given = {name: value for name, value in {**own, **(headers or {})}.items() if value is not None}

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url=self.address) as client:
                return await client.request(method, path, headers=given, **sent)

        return self.runner.run(asked())

    def get(self, path: str, **sent: Any) -> httpx.Response:
        return self.ask("GET", path, **sent)

    def post(self, path: str, data: dict[str, str] | None = None, **sent: Any) -> httpx.Response:
        return self.ask("POST", path, data={"token": TOKEN, **(data or {})}, **sent)

    def give(self, content: bytes, name: str = "bid.txt", **fields: str) -> httpx.Response:
        """Give a file as the form does."""
        return self.post("/read", fields, files={"file": (name, content)})

    def paste(self, text: str, **fields: str) -> httpx.Response:
        """Paste a text as the form does: where no file is chosen, browsers send an empty one."""
        return self.post("/read", {"text": text, **fields}, files={"file": ("", b"")})

    def opened(self, content: bytes = BID.encode(), name: str = "bid.txt", **fields: str) -> str:
        """Give a file and say where its reading is."""
        answer = self.give(content, name, **fields)
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])


def tree(page: str) -> Any:
    """Parse a page, and fail where it is not sound HTML."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


def text_of(page: str) -> str:
    """Give what a page says, in one line."""
    return " ".join("".join(tree(page).itertext()).split())


@contextmanager
def running(worker: Any = None, *, bounds: Bounds | None = None, patience: float = 10.0) -> Iterator[tuple[int, Shelf]]:
    """Run the real server on a free port, in a thread; give the port and what it holds."""
    from tokenwatch.web.server import PageServer, bind, make_config

    answering, shelf = threading.Event(), Shelf()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(worker or FakeWorker(), port=port, token=TOKEN, bounds=bounds, shelf=shelf)
    server = PageServer(make_config(app, patience=patience), answering.set)
    with bind(port) as bound:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        assert answering.wait(20)
        try:
            yield port, shelf
        finally:
            server.should_exit = True
            thread.join(20)


def talk(port: int, sent: bytes, *, timeout: float = 10.0) -> bytes:
    """Send bytes to the server and give all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as line:
        line.sendall(sent)
        answer = b""
        while piece := line.recv(65536):
            answer += piece
    return answer
