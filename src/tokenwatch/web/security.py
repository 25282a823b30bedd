"""Who may ask, and what every answer carries.

The dangers are pages on the internet that the same browser has open: one that makes its own name point here (so the
`Host` is looked at), and one that sends forms here (so the `Origin` of every form is). Both are refused before a
byte of the body is read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tokenwatch.web.pages import problem_page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

OWN_NAMES = ("127.0.0.1", "localhost")
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    # "no-referrer" would make browsers send the origin "null" with our own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_HTTP = 80


class Guard:
    """An application behind its guard.

    Parameters
    ----------
    app
        What answers those who may ask.
    port
        The port on which it is asked.
    """

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.app = app
        self.hosts = {f"{name}:{port}" for name in OWN_NAMES} | (set(OWN_NAMES) if port == _HTTP else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse to."""
        if scope["type"] != "http":  # no lifespan, no web sockets
            return
        guarded = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is None:
            await self.app(scope, receive, guarded)
            return
        from starlette.responses import HTMLResponse

        status, title, hint = refusal
        page = problem_page(title, hint)
        await HTMLResponse(page, status, headers={"connection": "close"})(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str, str] | None:
        host = _only(scope["headers"], b"host")
        if host not in self.hosts:
            return 400, "This address is not ours", "Use the address that the program printed when it started."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "This cannot be done here", "Go to the start page."
        if scope["method"] == "POST" and _only(scope["headers"], b"origin") != f"http://{host}":
            return 403, "This came from another page", "Only the program’s own pages may send something to it."
        return None


def _only(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> str:
    """Give the value of a header that stands there once; ``""`` for none and for several."""
    values = [value for name, value in headers if name == wanted]
    return values[0].decode("latin-1").lower() if len(values) == 1 else ""


def _with_headers(send: Send) -> Send:
    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", ()), *own]}
        await send(message)

    return guarded
