"""Doors delivered per second by 1, 8 and 32 phones at once, beside a bare insert of the same bytes, same file."""

import http.client
import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from benchmarks import _server
from benchmarks.clock import Line, short

TITLE = "Offline, doors delivered per second (SQLite, synchronous=FULL, over HTTP, receipts read)"
SECONDS = 4.0
HERE = {"Content-Type": "application/json", "Accept": "application/json", "Sec-Fetch-Site": "same-origin"}


def run() -> list[Line]:
    lines = []
    with _server.serving() as served:
        cookie = _server.sign_in(served, "wang")
        homes = _homes(served, cookie)
        database = served.folder / "fullgrid.db"
        _bare_table(database)
        _for_a_while(1, lambda n: _phone(served, cookie, homes, 1))
        for clients in (1, 8, 32):
            bare = _for_a_while(clients, lambda n: _bare(database))
            one = _for_a_while(clients, lambda n: _phone(served, cookie, homes, 1))
            many = _for_a_while(clients, lambda n: _phone(served, cookie, homes, 20))
            again = _for_a_while(clients, lambda n: _again(served, cookie, homes))
            lines.append(Line(f"{clients} phones", {
                "bare insert /s": short(bare), "one a request /s": short(one), "bare ÷ one": short(bare / one),
                "20 a request /s": short(many), "bare ÷ 20": short(bare / many), "known again /s": short(again),
            }))  # fmt: skip
    return lines


def _for_a_while(clients: int, make: Callable[[int], Callable[[], int]]) -> float:
    """Records per second of all clients together, from the moment the last of them is ready."""
    counts, since = [0] * clients, [0.0]
    ready = threading.Barrier(clients, lambda: since.__setitem__(0, time.perf_counter()))

    def work(number: int) -> None:
        act = make(number)
        ready.wait()
        while time.perf_counter() < since[0] + SECONDS:
            counts[number] += act()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - since[0])


def _homes(served: _server.Served, cookie: str) -> list[str]:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=60)
    connection.request("GET", "/sync/household?since=", headers={"Cookie": cookie, "Accept": "application/json"})
    said = json.loads(connection.getresponse().read())
    return [home["id"] for building in said["buildings"] for home in building["households"]]


def record(home: str) -> dict[str, Any]:
    stamp = int(time.time() * 1000)
    bits = stamp << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    text = f"{bits:032x}"
    return {
        "id": f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}", "kind": "visit", "version": 1,
        "fields": {"household_id": [home], "outcome": ["fine"]}, "captured_at": datetime.now(UTC).isoformat(),
    }  # fmt: skip


def _phone(served: _server.Served, cookie: str, homes: list[str], batch: int) -> Callable[[], int]:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=60)

    def send() -> int:
        return _post(connection, cookie, [record(secrets.choice(homes)) for _ in range(batch)])

    return send


def _again(served: _server.Served, cookie: str, homes: list[str]) -> Callable[[], int]:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=60)
    known = [record(secrets.choice(homes)) for _ in range(20)]
    _post(connection, cookie, known)
    return lambda: _post(connection, cookie, known)


def _post(connection: http.client.HTTPConnection, cookie: str, records: list[dict[str, Any]]) -> int:
    connection.request("POST", "/sync", json.dumps({"records": records}), {**HERE, "Cookie": cookie})
    results = json.loads(connection.getresponse().read())["results"]
    received = sum(one["state"] == "receipt" for one in results)
    assert received == len(records), results
    return received


def _bare_table(database: Any) -> None:
    with sqlite3.connect(database) as base:
        base.execute("CREATE TABLE bench_bare (id TEXT PRIMARY KEY, body TEXT)")


def _bare(database: Any) -> Callable[[], int]:
    base = sqlite3.connect(database, isolation_level=None, timeout=30)
    base.execute("PRAGMA synchronous=FULL")

    def insert() -> int:
        one = record(secrets.token_hex(18))
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT INTO bench_bare VALUES (?, ?)", (one["id"], json.dumps(one)))
        base.execute("COMMIT")
        return 1

    return insert
