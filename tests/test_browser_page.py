"""The page in a real browser, served by the real server: what somebody does who came to read one bid."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assessments import BID
from browsers import WINDOWS, barriers, open_browser, runs_over
from tokenwatch.web.forms import Bounds
from tokenwatch.web.worker import Worker
from web_fixtures import running

HOSTILE_NAME = "<img src=x onerror=alert(1)>.txt"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(60)
ENOUGH = 2_000
"""Bytes that the server of these tests takes for a file."""
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running(bounds=Bounds(file=ENOUGH)) as (port, _):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def visit(browser: Any, address: str) -> Iterator[Visit]:
    """Open the start page in a window; a request to anywhere else, or an error of the script, fails the test."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_page(**window: Any) -> Any:
        contexts.append(browser.new_context(**window))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("request", lambda asked: None if asked.url.startswith((address, "blob:")) else wrong.append(asked.url))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def give(page: Any, name: str = "bid.txt", content: bytes = BID.encode()) -> None:
    """Choose a file, and press the button."""
    page.set_input_files("#file", {"name": name, "mimeType": "text/plain", "buffer": content})
    page.get_by_role("button", name="Read it").click()


def reading_is_there(page: Any) -> None:
    """Wait until the reading has come whole: it is streamed."""
    page.get_by_role("heading", name="Claimed and shown").wait_for()
    page.wait_for_load_state()


def read_it(page: Any) -> None:
    """Go from the start to the whole reading."""
    give(page)
    reading_is_there(page)


@pytest.mark.parametrize("window", WINDOWS)
def test_there_are_no_barriers_on_the_whole_way(visit: Visit, window: str) -> None:
    page = visit(**WINDOWS[window])
    stations: dict[str, Callable[[], object]] = {
        "start": lambda: None,
        "error": lambda: give(page, "picture.png", PICTURE),
        "reading": lambda: read_it(page),
        "easy read": lambda: page.get_by_role("switch").check(),
        "gone": lambda: page.goto(page.url + "0"),
    }
    for station, go in stations.items():
        go()
        assert barriers(page) == [], station
        assert runs_over(page) == 0, station


@pytest.mark.parametrize("scripts", [True, False])
def test_a_file_becomes_a_reading_with_scripts_on_and_off(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    read_it(page)
    assert page.locator(".progress").is_visible() is False
    assert page.title() == "bid.txt – tokenwatch"
    page.reload()
    reading_is_there(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_text_becomes_a_reading(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    page.get_by_label("Or paste a text").fill("Six tenants chose the contractor. " * 20)
    page.get_by_role("button", name="Read it").click()
    reading_is_there(page)


def test_a_file_is_dropped_on_the_page(visit: Visit) -> None:
    page = visit()
    dropped = page.evaluate_handle(
        "text => { const held = new DataTransfer(); held.items.add(new File([text], 'bid.txt')); return held; }", BID
    )
    page.dispatch_event("h1", "drop", {"dataTransfer": dropped})
    assert page.evaluate("document.querySelector('#file').files[0].name") == "bid.txt"


def test_a_correction_half_filled_in_is_told_so_and_is_kept(visit: Visit) -> None:
    page = visit()
    give(page)
    page.get_by_text("Is something wrong?").click()
    page.locator("[name=sentence-1]").fill("s1")
    page.get_by_role("button", name="Save what I set right").click()
    page.locator(".told").filter(has_text="fill in both").wait_for()
    assert page.locator("[name=sentence-1]").input_value() == "s1"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wrong_file_says_what_to_do_and_has_the_focus(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    give(page, "picture.png", PICTURE)
    alert = page.get_by_role("alert")
    assert "picture.png" in alert.inner_text()
    assert "What you can do" in alert.inner_text()
    assert alert.evaluate("element => element === document.activeElement")


def test_a_file_that_is_too_large_is_refused_by_the_server(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    give(page, "long.txt", BID.encode() * 20)
    page.get_by_role("alert").filter(has_text="large").wait_for()


def test_with_scripts_a_file_that_is_too_large_is_not_even_sent(visit: Visit) -> None:
    page = visit()
    give(page, "long.txt", BID.encode() * 20)
    assert "too large" in page.evaluate("document.querySelector('#file').validationMessage")
    assert page.get_by_role("button", name="Read it").is_enabled()
    read_it(page)


def test_the_whole_way_by_keyboard(visit: Visit) -> None:
    page = visit()

    def tab_to(wanted: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            found = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
            if found == wanted:
                return
        pytest.fail(f"{wanted} cannot be reached")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips to the main part
    tab_to("text")
    page.keyboard.insert_text("Six tenants chose the contractor. " * 20)
    tab_to("Read it")
    page.keyboard.press("Enter")
    reading_is_there(page)
    tab_to("easy-read")
    page.keyboard.press("Space")
    assert page.get_by_text("So it can be wrong.").is_visible()
    tab_to("s1")
    page.keyboard.press("Enter")
    tab_to("This is wrong")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.value") == "s1"


@pytest.mark.parametrize("scripts", [True, False])
def test_corrections_are_saved_by_the_server(visit: Visit, tmp_path: Path, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    give(page)
    page.get_by_text("Is something wrong?").click()
    page.locator("[name=sentence-1]").fill("s1")
    page.locator("[name=kind-1]").select_option("plan")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what I set right").click()
    download.value.save_as(tmp_path / "corrections.jsonl")
    record = json.loads((tmp_path / "corrections.jsonl").read_text(encoding="utf-8"))
    assert [passage["kind"] for passage in record["passages"]] == ["plan"]
    assert download.value.suggested_filename == "bid.corrections.jsonl"


def test_a_hostile_name_and_text_run_nothing(visit: Visit) -> None:
    page = visit()
    give(page, HOSTILE_NAME, b"<script>alert(1)</script><svg onload=alert(2)> " * 20)
    reading_is_there(page)
    assert HOSTILE_NAME in page.locator(".tools .name").inner_text()


def test_what_is_saved_is_the_reading(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    give(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save this reading as a page").click()
    download.value.save_as(tmp_path / "reading.html")
    assert "Claimed and shown" in (tmp_path / "reading.html").read_text(encoding="utf-8")


def test_forgetting_leads_home_and_the_reading_is_gone(visit: Visit) -> None:
    page = visit()
    read_it(page)
    before = page.url
    page.get_by_role("button", name="Forget it now").click()
    page.get_by_role("status").filter(has_text="Forgotten").wait_for()
    page.goto(before)
    assert "gone" in page.get_by_role("alert").inner_text()


def test_the_real_process_reads_and_tells_how_far_it_is(browser: Any) -> None:
    worker = Worker()
    worker.start()
    try:
        with running(worker) as (port, _):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{port}/")
            give(page, "bid.md", (Path(__file__).parents[1] / "corpora" / "samples" / "bid.md").read_bytes())
            page.get_by_text("Your document has 736 words.").wait_for(timeout=60_000, state="attached")
            page.get_by_role("heading", name="Claimed and shown").wait_for(timeout=60_000)
            assert "The Kettle" in page.get_by_role("heading", level=1).inner_text()
            page.close()
    finally:
        worker.close()
