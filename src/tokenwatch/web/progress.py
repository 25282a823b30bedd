"""Telling how far a reading is, in the page itself: lines that come while it is made, and then the reading.

One answer that is sent piece by piece needs no script, no second request, and no page that reloads itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from tokenwatch.errors import TokenwatchError
from tokenwatch.reports.words import counted
from tokenwatch.web import pages
from tokenwatch.web.tasks import mistake_of_ours

if TYPE_CHECKING:
    from tokenwatch.assessment import Assessment
    from tokenwatch.document import Document
    from tokenwatch.web.readings import Part
    from tokenwatch.web.worker import Reads

PULSE = 3.0
"""Seconds between two lines: often enough to show that it lives, seldom enough for who has them read aloud."""
WORDS_A_SECOND = 5_000
"""What one core scans where every other sentence speaks of involvement; of other texts it scans twice as many
(benchmarks/batch.md). It is better to be done sooner than was said."""


async def stream_reading(
    part: Part, worker: Reads, *, token: str, held: int, pulse: float = PULSE
) -> AsyncIterator[str]:
    """Give the page of a reading as it comes about.

    Parameters
    ----------
    part
        The document.
    worker
        Who scans it.
    token
        Of this run.
    held
        How many documents are kept in memory.
    pulse
        Seconds between two lines.

    Yields
    ------
    str
        Markup, in order.
    """
    before, after = pages.around(f"{part.name} – tokenwatch")
    yield before
    task = part.reading(worker)
    if not task.done():
        yield pages.progress_part(part.name)
        async for line in _lines(part, task, worker, pulse):
            yield pages.progress_line(line)
        yield pages.PROGRESS_END
    try:
        body = await render(await settled(task), part, token)
        yield pages.reading_part(part, body, token=token, held=held)
    except TokenwatchError as error:
        yield pages.error_part(error)
    yield after


async def settled(task: asyncio.Task[Assessment]) -> Assessment:
    """Wait for a reading without calling it off when whoever waits goes away.

    Raises
    ------
    TokenwatchError
        What went wrong with it; of kind ``"gone"`` where it was forgotten meanwhile.
    """
    await asyncio.wait({task})
    if task.cancelled():
        raise TokenwatchError("this document was forgotten before it was read", kind="gone", hint="give it again")
    return task.result()


async def render(assessment: Assessment, part: Part, token: str) -> str:
    """Render a reading in a thread: the markup of a long document takes a second, and others wait."""
    from tokenwatch.reports.to_html import render_body

    action = f"/readings/{part.key}/corrections"
    try:
        return await asyncio.to_thread(render_body, assessment, action=action, token=token)
    except Exception as error:  # the page has begun: its end is the only place left to say so
        raise mistake_of_ours(error) from error


def length_words(document: Document) -> str:
    """Say how long a document is, and how long that takes.

    Examples
    --------
    >>> from tokenwatch.document import Document
    >>> length_words(Document.from_text("Six tenants chair it."))
    'Your document has 4 words. Reading it takes about 1 second.'
    """
    words = document.n_words
    pages_words = f" on {counted(document.n_pages, 'page')}" if document.n_pages else ""
    seconds = max(1, round(words / WORDS_A_SECOND))
    return (
        f"Your document has {counted(words, 'word')}{pages_words}. Reading it takes about {counted(seconds, 'second')}."
    )


async def _lines(part: Part, task: asyncio.Task[Assessment], worker: Reads, pulse: float) -> AsyncIterator[str]:
    if not isinstance(part.found, TokenwatchError):
        yield length_words(part.found)
    if not worker.ready:
        yield "The program is still getting ready. It does so once, and it takes some ten seconds."
    elif worker.waiting > 1:
        yield "Another document is being read first. Yours comes next."
    passed = 0.0
    while not (await asyncio.wait({task}, timeout=pulse))[0]:
        passed += pulse
        yield f"Still reading: {counted(round(passed), 'second')} so far."
