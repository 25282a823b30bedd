from __future__ import annotations

import asyncio
import hashlib

import pytest

from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.web.readings import Shelf, Upload
from web_fixtures import FakeWorker

DATA = b"%PDF bytes"
PDF = Document("A text.", (), source="a.pdf", format="pdf", sha256=hashlib.sha256(DATA).hexdigest())
TEXT = Document.from_text("A text.", source="a.txt")
PROBLEM = ReadError("it is empty", place="all.zip/b.docx", hint="check it")


def shelved(shelf: Shelf, *found: Document | ReadError, name: str = "a.txt") -> Upload:
    return shelf.add(name, found, data=DATA)


def test_the_oldest_goes_when_another_comes() -> None:
    shelf = Shelf(2)
    first, second, third = (shelved(shelf, TEXT) for _ in range(3))
    assert len(shelf) == 2
    with pytest.raises(TokenwatchError) as caught:
        shelf.upload(first.key)
    assert caught.value.kind == "gone"
    assert "the last 2" in caught.value.hint
    assert [shelf.upload(one.key) for one in (second, third)] == [second, third]


def test_forgotten_is_gone_and_forgetting_twice_does_no_harm() -> None:
    shelf = Shelf()
    upload = shelved(shelf, TEXT)
    shelf.forget(upload.key)
    shelf.forget(upload.key)
    with pytest.raises(TokenwatchError, match="gone"):
        shelf.part(upload.key)


def test_one_document_is_the_upload_and_several_are_numbered() -> None:
    shelf = Shelf()
    one, several = shelved(shelf, TEXT), shelved(shelf, PDF, PROBLEM, name="all.zip")
    assert shelf.part(one.key).found is TEXT
    assert [part.key for part in several.parts] == [f"{several.key}.1", f"{several.key}.2"]
    assert shelf.part(f"{several.key}.2").found is PROBLEM
    assert shelf.part(f"{several.key}.2").name == "b.docx"
    for key in (several.key, f"{several.key}.3", f"{one.key}.1", "", "."):
        with pytest.raises(TokenwatchError, match="gone"):
            shelf.part(key)


def test_bytes_are_held_only_where_a_copy_can_be_made_of_them() -> None:
    shelf = Shelf()
    assert shelved(shelf, PDF).parts[0].data == DATA
    assert shelved(shelf, TEXT).parts[0].data is None
    other = Document("A text.", (), format="pdf", sha256="of the file inside")
    assert shelved(shelf, other, name="one.zip").parts[0].data is None
    assert [part.data for part in shelved(shelf, PDF, PDF).parts] == [None, None]


def test_a_reading_is_made_once() -> None:
    async def made() -> int:
        worker, part = FakeWorker(), shelved(Shelf(), TEXT).parts[0]
        assert await part.reading(worker) is await part.reading(worker)
        return len(worker.scans)

    assert asyncio.run(made()) == 1


def test_what_cannot_be_read_has_no_reading() -> None:
    with pytest.raises(ReadError, match="it is empty"):
        shelved(Shelf(), PROBLEM).parts[0].reading(FakeWorker())


def test_a_reading_that_waits_is_called_off_when_its_document_goes() -> None:
    async def called_off() -> bool:
        worker, shelf = FakeWorker(), Shelf(1)
        worker.gate = asyncio.Event()
        task = shelved(shelf, TEXT).parts[0].reading(worker)
        await asyncio.sleep(0)
        shelved(shelf, TEXT)
        await asyncio.wait({task})
        return task.cancelled()

    assert asyncio.run(called_off())
