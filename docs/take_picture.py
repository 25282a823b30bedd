"""Take the README's picture: the reading of the sample bid, as a browser shows it (``make pages``; needs Chromium)."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ViewportSize, sync_playwright

from tokenwatch import scan
from tokenwatch.reports import render

ROOT = Path(__file__).parents[1]
PICTURE = Path(__file__).with_name("reading.png")
WINDOW: ViewportSize = {"width": 940, "height": 706}
"""The answer with its three panels; at twice the pixels, for sharp letters on every screen."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    """Render the sample, open it, and keep what is seen first."""
    program = shutil.which("chromium")
    if program is None:
        sys.exit("needs Chromium, for example Debian's package chromium")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder) / "bid.html"
        page.write_text(render(scan(ROOT / "corpora" / "samples" / "bid.md"), "html"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        tab = browser.new_page(viewport=WINDOW, device_scale_factor=1.5, color_scheme="light")
        tab.goto(page.as_uri())
        tab.screenshot(path=str(PICTURE))
        browser.close()


if __name__ == "__main__":
    main()
