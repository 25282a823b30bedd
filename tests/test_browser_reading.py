"""The HTML file of a reading in a real browser: from a file, with nothing behind it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessments import BID, make_abstained, make_assessment, make_hostile
from browsers import WINDOWS, barriers, open_browser, runs_over
from programs import find_program
from tokenwatch.assessment import Assessment
from tokenwatch.corrections import ROWS, correct
from tokenwatch.document import Document
from tokenwatch.gold import read_gold
from tokenwatch.reports import to_html

READINGS = {"reading": make_assessment, "no verdict": make_abstained, "hostile": make_hostile}
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """From a reading to its page in a browser; errors of its script and its policy fail the test."""
    contexts: list[Any] = []
    errors: list[str] = []

    def open_page(assessment: Assessment, **window: Any) -> Any:
        path = tmp_path / "reading.html"
        path.write_text(to_html.render(assessment), encoding="utf-8")
        contexts.append(browser.new_context(**window))
        contexts[-1].set_default_timeout(30_000)
        page = contexts[-1].new_page()
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: errors.append(request.url) if request.url.startswith("http") else None)
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("reading", READINGS)
def test_there_are_no_barriers_in_any_window(show: Open, reading: str, window: str) -> None:
    page = show(READINGS[reading](), **WINDOWS[window])
    assert barriers(page) == []
    assert runs_over(page) == 0
    page.get_by_role("switch").check()
    page.locator("section.wrong summary").first.click()
    assert barriers(page) == []
    assert runs_over(page) == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_easy_read_is_one_switch_with_and_without_scripts(show: Open, scripts: bool) -> None:
    page = show(make_assessment(), java_script_enabled=scripts)
    standard, easy = page.locator("section.answer"), page.get_by_text("So it can be wrong.")
    assert standard.is_visible()
    assert not easy.is_visible()
    page.get_by_role("switch", name="Easy read").check()
    assert easy.is_visible()
    assert not standard.is_visible()
    assert page.locator("div.text").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_label_opens_its_reason_by_keyboard(show: Open, scripts: bool) -> None:
    page = show(make_assessment(), java_script_enabled=scripts)
    why = page.get_by_text("says co-produced, with nothing to check")
    assert not why.is_visible()
    page.locator("#s1").focus()
    page.keyboard.press("Enter")
    assert why.is_visible()
    assert page.get_by_role("button", name="This is wrong").count() == (1 if scripts else 0)
    page.keyboard.press("Escape")
    assert not why.is_visible()


def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(show: Open) -> None:
    page = show(make_assessment())
    reached: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        reached.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", reached[-1]
    assert {"easy-read", "Copy the questions", "s1", "s2", "Is something wrong?", "Made with"} <= set(reached)


def test_the_questions_are_copied(show: Open) -> None:
    assessment = make_assessment()
    page = show(assessment)
    page.get_by_role("button", name="Copy the questions").click()
    page.get_by_role("status").filter(has_text="Copied").or_(page.get_by_text("press Ctrl and C")).wait_for()
    marked = page.evaluate("document.activeElement.value")
    assert all(question in marked for question in assessment.questions)


def test_the_file_saves_the_same_corrections_as_the_server(show: Open, tmp_path: Path) -> None:
    text = BID + "\n- one\n- two\n\n\n\nA last \N{PILE OF POO} line, at the end."
    assessment = make_assessment(document=replace(Document.from_text(text), source="bid.txt", title="Open Kitchen"))
    page = show(assessment)
    page.locator("#s2").click()
    page.get_by_role("button", name="This is wrong").locator("visible=true").click()
    assert page.evaluate("document.activeElement.value") == "s2"
    page.get_by_label("What is it?").first.select_option("claim")
    page.get_by_text("More sentences").click()
    page.locator("[name=sentence-3]").fill("at  the END.")
    page.locator("[name=kind-3]").select_option("none")
    page.locator("[name=specific-3]").select_option("no")
    page.locator("[name=claimed_level]").select_option("4")
    page.get_by_label("Anything else?").fill("It was our idea.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save what I set right").click()
    saved = tmp_path / "corrections.jsonl"
    download.value.save_as(saved)
    fields = {
        "sentence-1": "s2",
        "kind-1": "claim",
        "sentence-3": "at  the END.",
        "kind-3": "none",
        "specific-3": "no",
        "claimed_level": "4",
        "note": "It was our idea.",
    }
    assert json.loads(saved.read_text(encoding="utf-8")) == correct(assessment, fields)
    assert len(read_gold(saved)[0].passages) == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Nothing was set right"),
        ({"sentence-1": "s1"}, "fill in both"),
        ({"sentence-1": "words (that are [not there", "kind-1": "claim"}, "no such sentence"),
    ],
)
def test_a_form_that_says_nothing_is_told_so(show: Open, fields: dict[str, str], told: str) -> None:
    page = show(make_assessment())
    page.locator("section.wrong summary").first.click()
    for name, value in fields.items():
        field = page.locator(f"[name={name}]")
        field.select_option(value) if name.startswith("kind") else field.fill(value)
    page.get_by_role("button", name="Save what I set right").click()
    page.locator(".told").filter(has_text=told).wait_for()


def test_printing_opens_everything(show: Open, tmp_path: Path) -> None:
    find_program("pdftotext")
    page = show(make_assessment())
    path = tmp_path / "printed.pdf"
    page.pdf(path=path, format="A4")
    printed = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    text = " ".join(printed.stdout.split())
    for words in (
        "says co-produced, with nothing to check",
        "After: ",
        "What this cannot tell",
        "cb-0123456789",
        "see s1 in the text",
    ):
        assert words in text
    for words in ("Save what I set right", "Copy the questions", "Easy read"):
        assert words not in text


def test_a_form_that_is_full_keeps_what_it_holds(show: Open) -> None:
    page = show(make_assessment())
    page.locator("section.wrong summary").first.click()
    page.get_by_text("More sentences").click()
    for row in range(1, ROWS + 1):
        page.locator(f"[name=sentence-{row}]").fill(f"words {row}")
    page.locator("#s1").click()
    page.get_by_role("button", name="This is wrong").locator("visible=true").click()
    assert "room for 5" in page.locator(".told").inner_text()
    assert page.locator(f"[name=sentence-{ROWS}]").input_value() == f"words {ROWS}"
