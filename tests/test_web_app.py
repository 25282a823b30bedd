from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tokenwatch.analysis import GENRES
from tokenwatch.document import Document
from tokenwatch.errors import ReadError, TokenwatchError
from tokenwatch.readers.formats import built_in_readers
from tokenwatch.readers.limits import raise_limit
from tokenwatch.web import pages
from tokenwatch.web.progress import length_words
from tokenwatch.web.readings import MOST
from web_fixtures import BID, TOKEN, Browser, text_of, tree

SAMPLES = Path(__file__).parent / "data" / "samples"
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture
def browser() -> Iterator[Browser]:
    with Browser(pulse=0.01) as browser:
        yield browser


def zipped(**members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return made.getvalue()


def test_start_page_has_a_form_that_needs_no_script(browser: Browser) -> None:
    answer = browser.get("/")
    page = tree(answer.text)
    (form,) = page.iter("form")
    assert form.attrib["action"] == "/read"
    assert form.attrib["enctype"] == "multipart/form-data"
    named = [item for item in form.iter() if item.tag in ("input", "textarea", "select")]
    assert [item.attrib["name"] for item in named] == ["token", "file", "text", "genre"]
    labelled = {label.attrib["for"] for label in form.iter("label")}
    assert labelled == {"file", "text", "genre"} == {item.attrib["id"] for item in named[1:]}
    assert [item.attrib["type"] for item in form.iter("button")] == ["submit"]
    assert len(list(page.iter("h1"))) == len(list(page.iter("main"))) == 1


def test_no_page_carries_script_or_style_of_its_own(browser: Browser) -> None:
    for path in ("/", browser.opened(), "/nowhere", browser.opened(zipped(a_txt=BID, b_txt=BID), "two.zip")):
        page = tree(browser.get(path).text)
        assert [item.attrib.get("src") for item in page.iter("script")] == ["/page.js"]
        assert not list(page.iter("style"))
        assert not [name for item in page.iter() for name in item.attrib if name.startswith("on") or name == "style"]


def test_text_becomes_a_reading(browser: Browser) -> None:
    answer = browser.paste(BID, genre="bid")
    assert answer.status_code == 303
    page = browser.get(answer.headers["location"])
    assert page.status_code == 200
    assert "claims more than it shows" in page.text
    assert browser.worker.scans == [("pasted text", "bid")]
    tree(page.text)


def test_file_becomes_a_reading_with_what_can_be_done(browser: Browser) -> None:
    path = browser.opened()
    page = tree(browser.get(path).text)
    links = [link.attrib["href"] for link in page.iter("a")]
    assert f"{path}/page.html" in links
    assert f"{path}/copy" not in links  # a text has none
    assert f"{path}/forget" in [form.attrib["action"] for form in page.iter("form")]


def test_reading_can_be_saved_as_a_page(browser: Browser) -> None:
    answer = browser.get(browser.opened(name="our bid.txt") + "/page.html")
    assert answer.headers["content-disposition"].startswith("attachment; filename=our_bid.reading.html;")
    assert "<style>" in answer.text
    tree(answer.text)


@pytest.mark.parametrize("name", ["funding_bid.docx", "funding_bid.pdf"])
def test_copy_with_comments(browser: Browser, name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    path = browser.opened(data, name)
    assert f'href="{path}/copy"' in browser.get(path).text
    answer = browser.get(f"{path}/copy")
    assert answer.content == b"marked up: " + data
    assert f"funding_bid.with-comments.{name[-4:].strip('.')}" in answer.headers["content-disposition"]


def test_copy_that_cannot_be_made_is_told(browser: Browser) -> None:
    path = browser.opened((SAMPLES / "funding_bid.docx").read_bytes(), "bid.docx")
    browser.get(path)
    browser.worker.error = TokenwatchError("it is signed", kind="signed", hint="save a copy")
    answer = browser.get(f"{path}/copy")
    assert answer.status_code == 422
    assert "It is signed" in text_of(answer.text)


def test_no_copy_of_what_has_no_comments(browser: Browser) -> None:
    assert browser.get(browser.opened() + "/copy").status_code == 404


def test_corrections_come_back_as_a_line_of_json(browser: Browser) -> None:
    path = browser.opened()
    answer = browser.post(f"{path}/corrections", {"verdict": "heard"})
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment; filename=bid.corrections.jsonl;")
    assert json.loads(answer.content)["text"]
    assert TOKEN not in answer.text


def test_what_is_wrong_with_a_correction_leads_back_to_the_reading(browser: Browser) -> None:
    path = browser.opened()
    answer = browser.post(f"{path}/corrections", {"verdict": "no such"})
    assert answer.status_code == 422
    assert f'href="{path}"' in answer.text
    gone = browser.post("/readings/nowhere/corrections", {"verdict": "heard"})
    assert gone.status_code == 404
    assert 'href="/readings' not in gone.text


def test_forgotten_is_gone(browser: Browser) -> None:
    path = browser.opened()
    assert browser.get(path).status_code == 200
    answer = browser.post(f"{path}/forget")
    assert answer.status_code == 303
    assert "Nothing of that document is kept" in text_of(browser.get(answer.headers["location"]).text)
    gone = browser.get(path)
    assert gone.status_code == 404
    assert "This reading is gone" in text_of(gone.text)
    assert 'href="/"' in gone.text


def test_only_the_last_few_are_held(browser: Browser) -> None:
    paths = [browser.opened() for _ in range(MOST + 1)]
    assert [browser.get(path).status_code for path in paths] == [404, *[200] * MOST]


def test_archive_is_a_list_whose_documents_are_read_when_opened(browser: Browser) -> None:
    path = browser.opened(zipped(one_txt=BID, two_docx="no document", three_txt=SCRIPT * 3), "all.zip", genre="bid")
    assert browser.worker.scans == []
    page = browser.get(path).text
    assert "3 documents" in page
    assert "two.docx" in text_of(page)
    links = [link.attrib["href"] for link in tree(page).iter("a") if ".txt" in "".join(link.itertext())]
    assert links == [f"{path}.1", f"{path}.3"]
    assert browser.get(links[0]).status_code == 200
    assert browser.worker.scans == [("all.zip/one.txt", "bid")]
    assert browser.get(f"{path}.9").status_code == 404


def test_what_cannot_be_read_is_told_on_the_start_page(browser: Browser) -> None:
    answer = browser.give((SAMPLES / "funding_bid.doc").read_bytes(), "bid.doc")
    assert answer.status_code == 415
    assert "old Word file (.doc)" in text_of(answer.text)
    assert tree(answer.text).find(".//form") is not None


def test_error_stands_first_has_the_focus_and_names_the_culprit(browser: Browser) -> None:
    answer = browser.give(b"", "empty.docx")
    (alert,) = [item for item in tree(answer.text).iter() if item.attrib.get("role") == "alert"]
    assert "autofocus" in alert.attrib
    assert alert.attrib["tabindex"] == "-1"
    assert "empty.docx: the file is empty" in "".join(alert.itertext())
    assert answer.text.index('role="alert"') < answer.text.index("<h1>")


def test_pasted_text_stays_in_the_box(browser: Browser) -> None:
    answer = browser.post("/read", {"text": f"kept </textarea>{SCRIPT}"}, files={"file": ("a.txt", b"other")})
    assert answer.status_code == 400
    assert "you gave a file and a text".capitalize() in text_of(answer.text)
    (box,) = tree(answer.text).iter("textarea")
    assert box.text == f"kept </textarea>{SCRIPT}"


def test_nothing_given_is_told(browser: Browser) -> None:
    assert "There is nothing to read yet" in text_of(browser.paste("  \n").text)


def test_genre_that_is_none_is_refused(browser: Browser) -> None:
    assert browser.paste(BID, genre="limerick").status_code == 400


@pytest.mark.parametrize(
    "hint",
    [
        f"split it, {raise_limit('seconds', 20)}",
        raise_limit("members", 5000),
        "tokenwatch.read_each gives them one by one, and so does the command",
        "allow more memory than 768 MiB: the limit memory, in bytes",
        "please report it; --debug shows where it happened",
    ],
)
def test_words_of_the_command_do_not_show(hint: str) -> None:
    told = pages.problem_words(ReadError("not read", kind="x", hint=hint))[1]
    assert not any(word in told for word in ("--", "Python", "read_each", "tokenwatch.", "limit", "if you trust"))
    assert len(told) > 5


def test_reading_that_fails_is_told_in_the_page_and_by_its_status(browser: Browser) -> None:
    browser.worker.error = TokenwatchError("not read in time", kind="lost", hint="split it")
    path = browser.opened()
    answer = browser.get(path)
    assert "Not read in time" in text_of(answer.text)
    assert browser.get(path).status_code == 503


def test_mistake_of_ours_ends_the_page_soundly(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr("tokenwatch.reports.to_html.render_body", fail)
    told = text_of(browser.get(browser.opened()).text)
    assert "Sorry, tokenwatch made a mistake here: ZeroDivisionError" in told


def test_progress_is_told_until_the_reading_is_there(browser: Browser) -> None:
    browser.worker.ready = False
    browser.worker.gate = gate = asyncio.Event()
    path = browser.opened()

    async def open_later() -> None:
        asyncio.get_running_loop().call_later(0.1, gate.set)

    browser.runner.run(open_later())
    page = browser.get(path).text
    assert "Your document has 9 words" in page
    assert "still getting ready" in page
    assert page.index("Still reading") < page.index("</section>") < page.index("<main")
    assert "Still reading" not in browser.get(path).text
    tree(page)


def test_who_comes_second_is_told(browser: Browser) -> None:
    browser.worker.waiting = 2
    browser.worker.gate = gate = asyncio.Event()
    path = browser.opened()

    async def open_later() -> None:
        asyncio.get_running_loop().call_later(0.05, gate.set)

    browser.runner.run(open_later())
    assert "Yours comes next" in browser.get(path).text


@pytest.mark.parametrize(
    ("words", "n_pages", "told"),
    [
        (1, None, "Your document has 1 word. Reading it takes about 1 second."),
        (9_800, 30, "Your document has 9,800 words on 30 pages. Reading it takes about 2 seconds."),
        (170_000, 1, "Your document has 170,000 words on 1 page. Reading it takes about 34 seconds."),
    ],
)
def test_length_is_told_before_it_is_read(words: int, n_pages: int | None, told: str) -> None:
    assert length_words(Document("word " * words, (), n_pages=n_pages)) == told


def test_forgetting_calls_off_what_waits(browser: Browser) -> None:
    browser.worker.gate = asyncio.Event()
    path = browser.opened()
    part = browser.shelf.part(path.rpartition("/")[2])
    task = part.reading(browser.worker)
    browser.post(f"{path}/forget")
    browser.runner.run(asyncio.sleep(0))
    assert task.cancelled()


def test_unknown_pages_lead_home(browser: Browser) -> None:
    for path in ("/nowhere", "/readings/", "/readings/x/y", "/../etc/passwd", "/style.css/"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert 'href="/"' in answer.text
        tree(answer.text)


def test_parts_of_the_page(browser: Browser) -> None:
    assert browser.get("/style.css").headers["content-type"].startswith("text/css")
    assert ".tokenwatch" in browser.get("/style.css").text
    assert browser.get("/page.js").headers["content-type"].startswith("text/javascript")
    assert browser.get("/favicon.svg").headers["content-type"] == "image/svg+xml"


def test_every_genre_can_be_chosen_and_every_format_is_named() -> None:
    assert sorted(pages.GENRES) == sorted(("", *GENRES))
    start = pages.start_page("t", most=1, held=1)
    assert all(reader.LABEL in start for reader in built_in_readers())


def test_the_server_takes_nothing_apart() -> None:
    code = (
        "import sys; import tokenwatch.web.server; from tokenwatch.web import pages\n"
        "pages.start_page('t', most=1, held=1)\n"
        "sys.exit(', '.join({'spacy', 'numpy', 'lxml', 'pypdfium2', 'pandas'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
