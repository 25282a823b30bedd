"""Attacks on the page: by other pages in the same browser, by files, and by programs that do not behave."""

from __future__ import annotations

import gc
import os
import socket
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assessments import make_assessment
from readers_fixtures import docx, paragraph
from tokenwatch.analysis import Genre
from tokenwatch.assessment import Assessment
from tokenwatch.document import Document
from tokenwatch.errors import ReadError
from tokenwatch.web.app import make_app
from tokenwatch.web.forms import Bounds
from tokenwatch.web.readings import MOST
from tokenwatch.web.security import HEADERS
from web_fixtures import BID, PORT, TOKEN, Browser, FakeWorker, running, talk, text_of, tree

SCRIPT = "<script>alert('x')</script>\"'><img src=x onerror=alert(1)>"
OWN = f"http://127.0.0.1:{PORT}"


@pytest.fixture
def browser() -> Iterator[Browser]:
    with Browser() as browser:
        yield browser


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", f"evil.example:{PORT}", "127.0.0.1", "localhost", "127.0.0.1:80",
        f"127.0.0.1.evil.example:{PORT}", f"[::1]:{PORT}", "", f"127.0.0.1:{PORT}@evil.example",
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused(browser: Browser, host: str) -> None:
    answer = browser.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert TOKEN not in answer.text
    tree(answer.text)


def test_both_names_of_this_machine_are_served(browser: Browser) -> None:
    for host in (f"127.0.0.1:{PORT}", f"localhost:{PORT}", f"LOCALHOST:{PORT}"):
        assert browser.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "null", "", "http://evil.example", "http://127.0.0.1", "http://127.0.0.1:80", f"https://127.0.0.1:{PORT}",
        f"http://localhost:{PORT}", f"{OWN}.evil.example", f"{OWN}/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/read", "/readings/x/forget", "/readings/x/corrections", "/"])
def test_a_foreign_origin_is_refused_whatever_it_sends(browser: Browser, path: str, origin: str) -> None:
    answer = browser.post(path, {"text": BID}, headers={"origin": origin})
    assert answer.status_code == 403
    assert browser.worker.scans == []


def test_no_origin_is_refused(browser: Browser) -> None:
    assert browser.ask("POST", "/read", headers={"origin": None}, data={"token": TOKEN}).status_code == 403


@pytest.mark.parametrize("path", ["/read", "/readings/x/forget"])
def test_without_the_token_nothing_is_done(browser: Browser, path: str) -> None:
    kept = browser.opened()
    path = path.replace("/readings/x", kept)
    answer = browser.ask("POST", path, data={"token": "a-guess", "text": BID})
    assert answer.status_code == 403
    assert browser.get(kept).status_code == 200


def test_other_methods_are_refused(browser: Browser) -> None:
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"):
        assert browser.ask(method, "/").status_code == 405


def test_every_answer_carries_the_headers(browser: Browser) -> None:
    answers = [
        browser.get("/"),
        browser.get("/nowhere"),
        browser.get("/style.css"),
        browser.get(browser.opened()),
        browser.get(browser.opened() + "/page.html"),
        browser.post("/read", {"text": BID}),
        browser.get("/", headers={"host": "evil.example"}),
        browser.post("/read", headers={"origin": "null"}),
    ]
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_script_in_text_name_and_title_is_text(browser: Browser) -> None:
    path = browser.opened(f"# {SCRIPT}\n\n{BID} {SCRIPT}".encode(), f"{SCRIPT}.md")
    for page in (browser.get(path).text, browser.get("/").text, browser.give(b"", f"{SCRIPT}.pdf").text):
        assert "<img" not in page
        assert [item.attrib.get("src") for item in tree(page).iter("script")] == ["/page.js"]
    assert "onerror" in text_of(browser.get(path).text)


def test_script_in_a_word_file_and_its_properties_is_text() -> None:
    class Plain(FakeWorker):
        """Gives a reading of the document itself."""

        async def scan(self, document: Document, genre: Genre | None) -> Assessment:
            return make_assessment(document=document, statements=(), voices=(), findings=())

    escaped = SCRIPT.replace("<", "&lt;").replace(">", "&gt;")
    body = paragraph(f"{escaped} &lt;script&gt;alert(1)&lt;/script&gt;")
    word = docx(body, core=f"<dc:title>{escaped} title</dc:title><dc:creator>{escaped}</dc:creator>")
    browser = Browser()
    browser.worker = Plain()
    browser.app = make_app(browser.worker, port=PORT, token=TOKEN, shelf=browser.shelf)
    with browser:
        path = browser.opened(word, "bid.docx")
        shown, saved = browser.get(path).text, browser.get(f"{path}/page.html").text
    for page in (shown, saved):
        assert f"{SCRIPT} title" in text_of(page)
        assert "<script>alert(1)</script>" in text_of(page)
        assert "<img" not in page
    assert [item.attrib.get("src") for item in tree(shown).iter("script")] == ["/page.js"]
    assert sum(1 for _ in tree(saved).iter("script")) == 1


def test_a_path_in_the_file_name_is_no_path(browser: Browser) -> None:
    path = browser.opened(name="../../../etc/cron.d/bid.txt")
    assert browser.worker.scans[-1:] in ([], [("bid.txt", None)])
    page = browser.get(path).text
    assert "bid.txt" in page
    assert "cron" not in page
    assert "cron" not in browser.get(f"{path}/page.html").headers["content-disposition"]


def test_a_file_name_cannot_write_headers(browser: Browser) -> None:
    boundary = "multipart/form-data; boundary=xyz"
    name = "a\\r\\nSet-Cookie: x=1%0d%0aX-Bad: 1\tb.txt"
    sent = (
        f'--xyz\r\nContent-Disposition: form-data; name="token"\r\n\r\n{TOKEN}\r\n'
        f'--xyz\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n{BID}\r\n--xyz--\r\n'
    )
    answer = browser.ask("POST", "/read", headers={"content-type": boundary}, content=sent.encode())
    assert answer.status_code == 303
    saved = browser.get(answer.headers["location"] + "/page.html")
    assert set(saved.headers) <= {*HEADERS, "content-type", "content-length", "content-disposition"}


def test_the_address_of_a_reading_cannot_be_guessed(browser: Browser) -> None:
    keys = {browser.opened().rpartition("/")[2] for _ in range(20)}
    assert len(keys) == 20
    assert min(map(len, keys)) >= 20


def test_a_real_server_answers_and_names_no_software() -> None:
    with running() as (port, _):
        answer = httpx.get(f"http://127.0.0.1:{port}/")
        assert answer.status_code == 200
        assert "server" not in answer.headers
        assert httpx.get(f"http://127.0.0.1:{port}/", headers={"host": "evil.example"}).status_code == 400
        with pytest.raises(ConnectionRefusedError if sys.platform == "linux" else OSError):
            # Another address of this machine, on which nothing may listen.
            socket.create_connection(("127.0.0.2", port), timeout=5).close()


def test_a_chunked_body_over_the_bound_is_refused_and_hung_up_on() -> None:
    with running(bounds=Bounds(file=10_000, text=1_000)) as (port, shelf):
        head = (
            f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            "Content-Type: multipart/form-data; boundary=xyz\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        start = (
            f'--xyz\r\nContent-Disposition: form-data; name="token"\r\n\r\n{TOKEN}\r\n'
            '--xyz\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        )
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (start.encode(), *[b"x" * 50_000] * 4))
        answer = talk(port, head.encode() + chunks + b"0\r\n\r\n")  # it ends, so the line was closed
        assert answer.startswith(b"HTTP/1.1 413 ")
        assert b"connection: close" in answer
        assert len(shelf) == 0


def test_a_foreign_form_is_answered_before_its_body_comes() -> None:
    with running() as (port, _):
        head = (
            f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://evil.example\r\n"
            "Content-Type: multipart/form-data; boundary=xyz\r\nContent-Length: 60000000\r\n\r\n"
        )
        assert talk(port, head.encode()).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1"])
def test_who_says_nothing_is_hung_up_on(sent: bytes) -> None:
    with running(patience=0.3) as (port, _):
        assert talk(port, sent) == b""


def test_what_is_sent_writes_nothing_to_the_terminal(caplog: pytest.LogCaptureFixture) -> None:
    with running() as (port, _):
        head = f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        sent = head + "Content-Type: multipart/form-data; boundary=xyz\r\nContent-Length: 10\r\n\r\n--xyz!!!!!"
        assert talk(port, sent.encode()).startswith(b"HTTP/1.1 400 ")
    assert not caplog.records


def test_a_slow_sender_holds_up_nobody_and_is_given_up() -> None:
    with running(bounds=Bounds(seconds=1.0), patience=1.0) as (port, _):
        head = (
            f"POST /read HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            "Content-Type: multipart/form-data; boundary=xyz\r\nContent-Length: 5000\r\n\r\n"
        )
        answers: list[bytes] = []
        slow = threading.Thread(target=lambda: answers.append(drip(port, head.encode())))
        slow.start()
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
        slow.join(20)
        assert answers[0].startswith(b"HTTP/1.1 408 ")


def drip(port: int, head: bytes) -> bytes:
    """Send a body byte by byte until the other side has had enough."""
    with socket.create_connection(("127.0.0.1", port), timeout=15) as line:
        line.sendall(head)
        line.settimeout(0.1)
        for byte in b"--xyz\r\n" * 20:
            line.sendall(bytes([byte]))
            try:
                return line.recv(65536)
            except TimeoutError:
                continue
    return b""


def test_idle_lines_do_not_keep_others_out() -> None:
    with running(patience=0.3) as (port, _):
        idle = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
        for line in idle:
            line.settimeout(10)
            assert line.recv(1) == b""  # hung up on
            line.close()
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200


class Quick(FakeWorker):
    """Takes a text as it is: what is tried is what the server keeps of it."""

    async def read(self, data: bytes, name: str) -> tuple[Document | ReadError, ...]:
        return (Document(data.decode(), (), source=name),)


def client_of(port: int) -> httpx.Client:
    address = f"http://127.0.0.1:{port}"
    return httpx.Client(base_url=address, headers={"origin": address}, verify=False, follow_redirects=True)


def send(client: httpx.Client, number: int) -> int:
    answer = client.post("/read", data={"token": TOKEN}, files={"file": (f"bid-{number}.txt", BID.encode() * 20_000)})
    assert f"bid-{number}.txt" in answer.text
    return answer.status_code


def test_two_at_once_get_a_reading_each() -> None:
    with running(Quick()) as (port, shelf), client_of(port) as client, ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda number: send(client, number), range(2))) == [200, 200]
        assert len(shelf) == 2


def test_a_hundred_in_a_row_leave_nothing_behind() -> None:
    with running(Quick()) as (port, shelf), client_of(port) as client:
        for number in range(10):
            send(client, number)
        before = footprint()
        for number in range(100):
            assert send(client, number) == 200
        files, children, memory = (after - was for after, was in zip(footprint(), before, strict=True))
        assert len(shelf) == MOST
        assert files <= 2
        assert children == 0
        # A hundred uploads have 100 MB; what is held is four of them, as before.
        assert memory < 32 * 2**20


def footprint() -> tuple[int, int, int]:
    """Give the number of open files and of child processes of this process, and its memory."""
    gc.collect()
    time.sleep(0.2)  # lines that were closed are taken down a moment later
    tasks = Path("/proc/self/task")
    if not tasks.exists():
        pytest.skip("the counts are read from /proc")
    children = sum(len((task / "children").read_text().split()) for task in tasks.iterdir())
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return len(list(Path("/proc/self/fd").iterdir())), children, pages * os.sysconf("SC_PAGE_SIZE")
