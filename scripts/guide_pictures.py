"""Takes the pictures of the guide from the demo, so that they show the product as it is.

    python scripts/guide_pictures.py [FOLDER OF A DEMO]

Works on a copy of that demo, or on a fresh one, serves it for a minute and writes docs/guide/pictures/*.webp.
"""

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from demo_pages import first, sign_in
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "guide" / "pictures"
SHOPS = (
    "网格,店名,铺位号,做什么生意\n第一网格,春风早点,底商 3,餐饮\n第一网格,新华书店,,书店\n"
    "第一网格,春和理发,底商 5,理发\n"
)
WIDTH, HEIGHT, SCALE, QUALITY = 390, 760, 2, 60


def import_shops(page: Page) -> None:
    page.set_input_files("input[type=file]", {"name": "商户.csv", "mimeType": "text/csv", "buffer": SHOPS.encode()})
    page.click("main form button[type=submit]")
    page.get_by_role("button", name="都对，导入").click()
    page.get_by_text("导错了").click()


# name → (who, address, what to do there)
PAGES: dict[str, tuple[str, str, Callable[[Page], None] | None]] = {
    "today": ("wang", "/today", None),
    "door": ("wang", "/today", first(r"^/visits/|/households/|/door")),
    "register": ("wang", "/register/", None),
    "case": ("wang", "/cases/", first(r"^/cases/[0-9a-f-]{36}$")),
    "council": ("li", "/councils/", None),
    "sitting": ("li", "/councils/", first(r"/(councils|meetings|sittings)/.*[0-9a-f-]{36}$")),
    "return": ("lin", "/intake/lists/merchants", import_shops),
    "passbook": ("zhao", "/", None),
    "liaison": ("wu", "/liaisons/", None),
    "overview": ("chen", "/", None),
    "late": ("chen", "/cases/late", None),
    "settings": ("he", "/settings/", None),
}


def main(given: str = "") -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "demo"
        environment = {**os.environ, "DATA": str(data)}
        if given:
            shutil.copytree(given, data)
        flask, silent = [sys.executable, "-m", "flask", "--app", "wsgi"], subprocess.DEVNULL
        for command in (("db", "upgrade"), ("seed", "--if-empty")):
            subprocess.run([*flask, *command], env=environment, cwd=ROOT, check=True, stdout=silent)
        port = _free_port()
        server = subprocess.Popen(
            [*flask, "run", "-p", str(port)], env=environment, cwd=ROOT, stdout=silent, stderr=silent
        )  # fmt: skip
        try:
            _take(f"http://127.0.0.1:{port}", (data / "demo-sign-ins.txt").read_text())
        finally:
            server.terminate()
            server.wait()


def _take(address: str, sign_ins: str) -> None:
    password = re.search(r"密码都是 (.+?)）", sign_ins)
    assert password, "no password of the demo"
    _await(address)
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        pages: dict[str, Page] = {}
        for name, (who, path, step) in PAGES.items():
            page = pages.get(who) or pages.setdefault(who, _signed_in(browser, address, who, password[1]))
            page.goto(address + path)
            if step:
                step(page)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(800)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            picture.save(PICTURES / f"{name}.webp", quality=QUALITY, method=6)
            print(name, page.url, (PICTURES / f"{name}.webp").stat().st_size)
        browser.close()


def _signed_in(browser: Browser, address: str, who: str, password: str) -> Page:
    page = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, locale="zh-CN"
    ).new_page()  # fmt: skip
    sign_in(page, address, who, password)
    return page


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _await(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the demo did not start")


if __name__ == "__main__":
    main(*sys.argv[1:2])
