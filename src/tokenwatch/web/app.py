"""The routes: what is asked for, and who answers."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from tokenwatch.analysis import GENRES, Genre
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.web import pages
from tokenwatch.web.forms import Bounds, Form, malformed, read_form
from tokenwatch.web.names import attachment, last_part
from tokenwatch.web.progress import PULSE, settled, stream_reading
from tokenwatch.web.readings import COPIED, Shelf
from tokenwatch.web.security import Guard
from tokenwatch.web.tasks import mistake_of_ours

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from tokenwatch.web.worker import Reads

STATUSES = {
    "malformed": 400,
    "nothing": 400,
    "stale": 403,
    "gone": 404,
    "slow": 408,
    "too large": 413,
    "unsupported format": 415,
    "internal": 500,
    "lost": 503,
}
"""Status of an answer by the kind of error; any other is 422: understood, and not to be read."""
PASTED = "pasted text"
"""Name of a text that came without one."""


def make_app(
    worker: Reads,
    *,
    port: int,
    token: str = "",
    bounds: Bounds | None = None,
    shelf: Shelf | None = None,
    pulse: float = PULSE,
) -> ASGIApp:
    """Put the application together.

    Parameters
    ----------
    worker
        Who reads.
    port
        The port on which it is asked.
    token
        What every form must hold; by default a new one that nobody can guess.
    bounds
        How much may be sent.
    shelf
        Where readings are held.
    pulse
        Seconds between two lines that tell how far a reading is.
    """
    site = Site(
        worker, token or secrets.token_urlsafe(24), bounds or Bounds(), Shelf() if shelf is None else shelf, pulse
    )
    app = Starlette(
        routes=[
            Route("/", site.start),
            Route("/read", site.read, methods=["POST"]),
            Route("/readings/{key}", site.reading),
            Route("/readings/{key}/page.html", site.page),
            Route("/readings/{key}/copy", site.copy),
            Route("/readings/{key}/corrections", site.corrections, methods=["POST"]),
            Route("/readings/{key}/forget", site.forget, methods=["POST"]),
            Route("/style.css", site.style),
            Route("/page.js", site.script),
            Route("/favicon.svg", site.icon),
        ],
        exception_handlers={
            404: _not_found,
            405: _not_found,
            500: _mistake,
            TokenwatchError: _error,
            ClientDisconnect: _nobody_there,
        },
    )
    app.router.redirect_slashes = False
    return Guard(app, port)


@dataclass(frozen=True)
class Site:
    """What the routes share.

    Parameters
    ----------
    worker, token, bounds, shelf, pulse
        As of `make_app`.
    """

    worker: Reads
    token: str
    bounds: Bounds = field(default_factory=Bounds)
    shelf: Shelf = field(default_factory=Shelf)
    pulse: float = PULSE

    async def start(self, request: Request) -> Response:
        """Answer with the start page."""
        return self._start(forgotten="forgotten" in request.query_params)

    async def read(self, request: Request) -> Response:
        """Read a document and lead to its reading; what is wrong with it stands on the start page."""
        form = Form()
        try:
            form = await read_form(request, token=self.token, bounds=self.bounds)
            data, name = _given(form)
            genre = _genre(form)
            found = await self.worker.read(data, name)
            if len(found) == 1 and isinstance(found[0], ReadError):
                raise found[0]
        except TokenwatchError as error:
            return self._start(error, form)
        upload = self.shelf.add(name, found, data=data, genre=genre)
        if len(upload.parts) == 1:
            upload.parts[0].reading(self.worker)
        return RedirectResponse(f"/readings/{upload.key}", 303)

    async def reading(self, request: Request) -> Response:
        """Show a reading, or the list of documents in a file that holds several."""
        key = request.path_params["key"]
        if "." not in key and len((upload := self.shelf.upload(key)).parts) > 1:
            return HTMLResponse(pages.list_page(upload, self.token))
        part = self.shelf.part(key)
        task = part.reading(self.worker)
        if task.done():
            await settled(task)  # where it failed, the answer has the status of that
        lines = stream_reading(part, self.worker, token=self.token, held=self.shelf.most, pulse=self.pulse)
        return StreamingResponse(lines, media_type="text/html")

    async def page(self, request: Request) -> Response:
        """Give a reading as a page to save."""
        import asyncio

        from tokenwatch.reports.to_html import render

        part = self.shelf.part(request.path_params["key"])
        assessment = await settled(part.reading(self.worker))
        html = await asyncio.to_thread(render, assessment)
        return _download(html.encode("utf-8", "replace"), "text/html", attachment(part.name, ".reading.html"))

    async def copy(self, request: Request) -> Response:
        """Give a copy of the document with the reading as comments."""
        part = self.shelf.part(request.path_params["key"])
        assessment = await settled(part.reading(self.worker))
        if part.data is None:
            raise TokenwatchError("there is no copy with comments of this document", kind="gone", hint="save the page")
        copy = await self.worker.annotate(part.data, assessment, part.name)
        ending = assessment.document.format
        return _download(copy, COPIED[ending], attachment(part.name, f".with-comments.{ending}"))

    async def corrections(self, request: Request) -> Response:
        """Give what a reader corrected, as a line for a file of labelled documents."""
        from tokenwatch.corrections import as_line, correct

        part = self.shelf.part(request.path_params["key"])
        form = await read_form(request, token=self.token, bounds=self.bounds)
        assessment = await settled(part.reading(self.worker))
        fields = {name: value for name, value in form.fields.items() if name != "token"}
        # Half a surrogate pair, which UTF-8 cannot hold, becomes the escape that JSON has for it.
        line = as_line(correct(assessment, fields)).encode("utf-8", "backslashreplace")
        return _download(line, "application/jsonl", attachment(part.name, ".corrections.jsonl"))

    async def forget(self, request: Request) -> Response:
        """Let go of a document and its reading."""
        await read_form(request, token=self.token, bounds=self.bounds)
        self.shelf.forget(request.path_params["key"].partition(".")[0])
        return RedirectResponse("/?forgotten", 303)

    async def style(self, request: Request) -> Response:
        """Give the style of all pages."""
        return Response(pages.style(), media_type="text/css")

    async def script(self, request: Request) -> Response:
        """Give the script of all pages."""
        return Response(pages.page_script(), media_type="text/javascript")

    async def icon(self, request: Request) -> Response:
        """Give the picture in the browser's tab."""
        return Response(pages.icon(), media_type="image/svg+xml")

    def _start(
        self, error: TokenwatchError | None = None, form: Form | None = None, *, forgotten: bool = False
    ) -> Response:
        fields = {} if form is None else form.fields
        page = pages.start_page(
            self.token,
            most=self.bounds.file,
            held=self.shelf.most,
            error=error,
            text=fields.get("text", ""),
            genre=fields.get("genre", ""),
            forgotten=forgotten,
        )
        return HTMLResponse(page) if error is None else _answer(page, error)


def _given(form: Form) -> tuple[bytes, str]:
    """Say what was given: a file or a text, and its name."""
    text = form.fields.get("text", "").strip()
    if form.file is not None and text:
        hint = "press the button again to read the text, or empty the box and choose the file again"
        raise TokenwatchError("you gave a file and a text", kind="nothing", hint=hint)
    if form.file is not None:
        return form.file, last_part(form.file_name)
    if not text:
        raise TokenwatchError("there is nothing to read yet", kind="nothing", hint="choose a file, or paste a text")
    return text.encode(), PASTED


def _genre(form: Form) -> Genre | None:
    genre = form.fields.get("genre", "")
    if genre and genre not in GENRES:
        raise malformed()
    return cast("Genre", genre) if genre else None


def _answer(page: str, error: TokenwatchError) -> Response:
    # What is still coming of a body that was refused would be taken for the next request.
    return HTMLResponse(page, STATUSES.get(error.kind, 422), headers={"connection": "close"})


def _download(content: bytes, media_type: str, disposition: str) -> Response:
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})


async def _error(request: Request, error: Exception) -> Response:
    assert isinstance(error, TokenwatchError)  # noqa: S101  # that is what it is registered for
    # What went wrong with a form or a copy leaves the reading as it is.
    key = request.path_params.get("key", "")
    is_reading = request.url.path == f"/readings/{key}"
    back = "" if is_reading or error.kind == "gone" else f"/readings/{key}"
    return _answer(pages.error_page(error, back=back), error)


async def _not_found(request: Request, error: Exception) -> Response:
    return HTMLResponse(pages.problem_page("There is no such page", "Go to the start page."), 404)


async def _mistake(request: Request, error: Exception) -> Response:
    return await _error(request, mistake_of_ours(error))


async def _nobody_there(request: Request, error: Exception) -> Response:
    return Response(status_code=400)
