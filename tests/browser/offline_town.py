"""A server on a database of its own with one staircase, a bad line before it, and a phone.

Signing in and getting ready takes a browser longer than most tests: it is done once, and what a phone and the
database then hold is copied for each test. The port stays the same, since a browser keeps its store by address."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from socket import socket
from typing import Any

from flask import Flask
from playwright.sync_api import Page, Playwright

from tests.browser.phone import Phone
from tests.browser.proxy import Proxy, hold_port
from tests.browser.serving import serving
from tests.register.register import homes
from tests.town import Town
from webapp.core.data import db


@dataclass
class Street:
    app: Flask
    town: Town
    proxy: Proxy
    phone: Phone
    homes: list[str]


@dataclass
class Ready:
    """Signed in as 王, everything on the phone and read back."""

    folder: Path
    port: socket
    homes: list[str]
    cookies: list[Any]


def settle_homes(app: Flask, town: Town, doors: int = 24) -> list[str]:
    with app.app_context(), db.transaction() as session:
        building = homes.build(session, town)
        rooms = [f"{floor}0{door}" for floor in range(6, 0, -1) for door in (1, 2)][:doors]
        return [homes.settle(session, town, building, room=room).id for room in rooms]


def database_of(app: Flask) -> Path:
    return Path(app.config["SETTINGS"].database_url.removeprefix("sqlite:///"))


@contextmanager
def street(
    app: Flask, town: Town, playwright: Playwright, folder: Path, doors: int = 24, ready: Ready | None = None
) -> Iterator[Street]:
    settled = ready.homes if ready else settle_homes(app, town, doors)
    with serving(app) as port:
        proxy = Proxy(port, ready.port.getsockname()[1] if ready else 0)
        phone = Phone(playwright, f"http://localhost:{proxy.port}", database_of(app), folder / "profile")
        if ready:
            shutil.copytree(ready.folder / "profile", phone.profile, ignore=shutil.ignore_patterns("Singleton*"))
        phone.profile.mkdir(exist_ok=True)
        try:
            yield Street(app, town, proxy, phone, settled)
        finally:
            phone.stop()
            proxy.close()


@contextmanager
def ready_street(app: Flask, town: Town, playwright: Playwright, folder: Path) -> Iterator[tuple[Street, Page]]:
    """With a phone that is signed in and ready, in a second instead of ten."""
    ready = kept(str(town.wang)) or _prepare(app, town, playwright)
    shutil.copy(ready.folder / "town.db", database_of(app))
    with street(app, town, playwright, folder, ready=ready) as here:
        page = here.phone.start()
        page.context.add_cookies(ready.cookies)
        yield here, page


_READY: dict[str, Ready] = {}
kept = _READY.get


@cache
def _shelf() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fullgrid-ready-")


def _prepare(app: Flask, town: Town, playwright: Playwright) -> Ready:
    folder = Path(_shelf().name)
    with street(app, town, playwright, folder) as here:
        page = here.phone.start()
        here.phone.sign_in(page)
        here.phone.make_ready(page)
        cookies = page.context.cookies()
        here.phone.close()
        found = Ready(folder, hold_port(here.proxy.port), here.homes, cookies)
    app.extensions["engine"].dispose()
    database = database_of(app)
    with sqlite3.connect(database) as base:
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()
    shutil.copy(database, folder / "town.db")
    _READY[str(town.wang)] = found
    return found
