"""`kill -9` under load, again and again: every acknowledged visit is there, every other one is whole or absent.

KILLS=100 for the long run; on PostgreSQL through FULLGRID_DATABASE (the product is killed, the database is not). The
clients post the page's own form with an id made beforehand, as a phone does.
"""

import os
import random
import re
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPException
from urllib.parse import urlencode

from sqlalchemy import create_engine, text

from benchmarks import _server
from benchmarks.clock import Line
from webapp.core.data import ids

TITLE = "Killed with SIGKILL while 4 clients record visits"
APART = True
CLIENTS = 4
SERVER = os.environ.get("FULLGRID_DATABASE", "")


@dataclass
class Ledger:
    tried: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    over: threading.Event = field(default_factory=threading.Event)


def run() -> list[Line]:
    kills = int(os.environ.get("KILLS", "20"))
    chance = random.Random(7)
    with _server.serving() as served:
        cookie, token, doors = ready(served)
        ledger = Ledger()
        clients = [
            threading.Thread(target=knock, args=(served, cookie, token, doors, ledger), daemon=True)
            for _ in range(CLIENTS)
        ]
        for client in clients:
            client.start()
        for _ in range(kills):
            time.sleep(chance.uniform(0.3, 1.5))
            _server.kill(served)
            _server.start(served)
        ledger.over.set()
        for client in clients:
            client.join(30)
        return [_verdict(served, ledger, kills)]


def ready(served: _server.Served) -> tuple[str, str, list[str]]:
    """(cookie, token, doors) of a worker in front of a building."""
    cookie = _server.sign_in(served, "wang")
    building = _server.first_link(served, cookie, "/buildings", "/today?building=")
    page, _ = _server.ask(served, "GET", f"/buildings/{building}", cookie)
    doors = sorted(set(re.findall(r'href="/doors/([0-9a-f-]{36})', page)))
    form, renewed = _server.ask(served, "GET", f"/doors/{doors[0]}", cookie)
    cookie = renewed or cookie  # the session now holds the seed of the token
    return cookie, re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', form)[0], doors


def knock(served: _server.Served, cookie: str, token: str, doors: list[str], ledger: Ledger) -> None:
    while not ledger.over.is_set():
        visit_id = ids.new()
        ledger.tried.add(visit_id)
        told = {"id": visit_id, "household_id": random.choice(doors), "outcome": "fine", "csrf_token": token}
        try:
            if _server.ask_status(served, "POST", "/visits", cookie, urlencode(told)) == 303:
                ledger.acknowledged.add(visit_id)
        except (OSError, HTTPException):
            time.sleep(0.05)


def _verdict(served: _server.Served, ledger: Ledger, kills: int) -> Line:
    there, integrity = _stored(served)
    kept = {visit_id for visit_id in ledger.tried if visit_id.replace("-", "") in there}
    return Line(
        f"{kills} kills, {'PostgreSQL' if SERVER else 'SQLite'}",
        {
            "tried": len(ledger.tried),
            "acknowledged": len(ledger.acknowledged),
            "acknowledged but lost": len(ledger.acknowledged - kept),
            "kept though the answer was lost": len(kept - ledger.acknowledged),
            "stored twice": len(there) - len(set(there)),
            "integrity": integrity,
        },
    )  # fmt: skip


def _stored(served: _server.Served) -> tuple[list[str], str]:
    """Ids of all visits, and what the database says of itself."""
    if SERVER:
        engine = create_engine(SERVER.replace("postgresql://", "postgresql+psycopg://", 1))
        with engine.connect() as there:
            return [str(key).replace("-", "") for (key,) in there.execute(text("SELECT id FROM visit"))], "—"
    with closing(sqlite3.connect(served.folder / "fullgrid.db")) as raw:
        sound = raw.execute("PRAGMA integrity_check").fetchone()[0]
        orphans = len(raw.execute("PRAGMA foreign_key_check").fetchall())
        return [str(row[0]) for row in raw.execute("SELECT id FROM visit")], f"{sound}, {orphans} orphans"
