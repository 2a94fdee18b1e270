"""Takes the pictures of the ten most used desktop pages from a running demo.

    make run                       # prints the password of the demo
    FULLGRID_DEMO_PASSWORD=… python scripts/desk_pictures.py [http://127.0.0.1:8000]

Writes docs/pictures/desk/<page>-<width>.webp.
"""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

from demo_pages import first, sign_in
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "desk"
SIZES = ((1280, 800), (1440, 900))
QUALITY, MOST = 62, 1_500_000


def beside(page: Page) -> None:
    """Opens the first row of the list beside it."""
    page.locator("[data-row] a.t").first.click()
    page.wait_for_selector(".panes.two #pane > *")
    page.wait_for_load_state("networkidle")


def mark(page: Page) -> None:
    for box in page.locator("[data-row] input[type=checkbox]").all()[:3]:
        box.check()


# page → (who, address, what to do there)
PAGES: dict[str, tuple[str, str, Callable[[Page], None] | None]] = {
    "overview": ("he", "/overview", None),
    "late": ("chen", "/cases/late", mark),
    "case-beside": ("chen", "/cases/", beside),
    "case": ("chen", "/cases/", first(r"^/cases/[0-9a-f-]{36}$")),
    "waiting": ("lin", "/desk/", None),
    "tasks": ("chen", "/tasks/all", None),
    "promises": ("huang", "/promises/", None),
    "households": ("lin", "/register/households?due=late", None),
    "timeline": ("he", "/timeline", None),
    "silence": ("chen", "/silence", None),
}


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for size in SIZES:
            _take_all(browser, address, size)
        browser.close()
    total = sum(file.stat().st_size for file in FOLDER.glob("*.webp"))
    print(f"{total:,} bytes")
    if total > MOST:
        sys.exit("The pictures are too large together: lower QUALITY.")


def _take_all(browser: Browser, address: str, size: tuple[int, int]) -> None:
    width, height = size
    for who in dict.fromkeys(who for who, _, _ in PAGES.values()):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        page = context.new_page()
        sign_in(page, address, who, os.environ["FULLGRID_DEMO_PASSWORD"])
        for name, (reader, path, step) in PAGES.items():
            if reader == who:
                page.goto(address + path, wait_until="networkidle")
                if step:
                    step(page)
                picture = Image.open(io.BytesIO(page.screenshot()))
                picture.save(FOLDER / f"{name}-{width}.webp", quality=QUALITY, method=6)
        context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
