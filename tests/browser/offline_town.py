"""A server on a database of its own with one staircase, a bad line before it, and a phone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Playwright
from werkzeug.serving import make_server

from tests.browser.phone import Phone
from tests.browser.proxy import Proxy
from tests.register import homes
from tests.town import Town
from webapp.core import db


@dataclass
class Street:
    app: Flask
    town: Town
    proxy: Proxy
    phone: Phone
    homes: list[str]


@contextmanager
def street(app: Flask, town: Town, playwright: Playwright, folder: Path, doors: int = 24) -> Iterator[Street]:
    with app.app_context(), db.transaction() as session:
        building = homes.build(session, town)
        rooms = [f"{floor}0{door}" for floor in range(6, 0, -1) for door in (1, 2)][:doors]
        settled = [homes.settle(session, town, building, room=room).id for room in rooms]
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    proxy = Proxy(server.server_port)
    database = Path(app.config["SETTINGS"].database_url.removeprefix("sqlite:///"))
    phone = Phone(playwright, f"http://localhost:{proxy.port}", database, folder / "profile")
    phone.profile.mkdir()
    try:
        yield Street(app, town, proxy, phone, settled)
    finally:
        phone.stop()
        proxy.close()
        server.shutdown()
