"""Doors delivered per second by 1, 8 and 32 phones at once, beside a bare insert of the same bytes, same file, and
beside the physical limit: the rows of a visit (visit, receipt, audit line, head of its chain, household) written into
the same tables by the driver alone, in one transaction. Each phone has a sign-in of its own, and they speak through
plain sockets: `http.client` takes half a millisecond of the measured cores to read an answer."""

import http.client
import json
import secrets
import socket
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from benchmarks import _server
from benchmarks.clock import Line, short

TITLE = "Offline, doors delivered per second (SQLite, synchronous=FULL, over HTTP, receipts read)"
TAKES = 108
SECONDS = 2.5
CLIENTS = (1, 8, 32)
HEAD = (
    "POST /sync HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nContent-Type: application/json\r\n"
    "Accept: application/json\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {length}\r\n\r\n"
)


def run() -> list[Line]:
    lines = []
    with _server.serving() as served:
        cookies = [_server.sign_in(served, "wang") for _ in range(max(CLIENTS))]
        homes = _homes(served, cookies[0])
        database = served.folder / "fullgrid.db"
        _bare_table(database)
        _for_a_while(max(CLIENTS), lambda n: _phone(served, cookies[n], homes, 1))  # every process has answered once
        for clients in CLIENTS:
            bare = _for_a_while(clients, lambda n: _bare(database))
            one = _for_a_while(clients, lambda n: _phone(served, cookies[n], homes, 1))
            many = _for_a_while(clients, lambda n: _phone(served, cookies[n], homes, 20))
            again = _for_a_while(clients, lambda n: _again(served, cookies[n], homes))
            driver = _for_a_while(clients, lambda n: _driver(database, 1))
            driver_many = _for_a_while(clients, lambda n: _driver(database, 20))
            lines.append(Line(f"{clients} phones", {
                "bare insert /s": short(bare), "one a request /s": short(one), "bare ÷ one": short(bare / one),
                "20 a request /s": short(many), "bare ÷ 20": short(bare / many), "known again /s": short(again),
                "same rows by the driver /s": short(driver), "20 at once /s": short(driver_many),
                "driver ÷ one": short(driver / one), "driver ÷ 20": short(driver_many / many),
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


class Phone:
    """One connection that stays open."""

    def __init__(self, served: _server.Served, cookie: str) -> None:
        self.said = {"host": served.host, "port": served.port, "cookie": cookie}
        self.line = socket.create_connection((served.host, served.port), timeout=60)
        self.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def deliver(self, records: list[dict[str, Any]]) -> int:
        body = json.dumps({"records": records})
        self.line.sendall((HEAD.format(length=len(body), **self.said) + body).encode())
        results = json.loads(self._answer())["results"]
        received = sum(one["state"] == "receipt" for one in results)
        assert received == len(records), results
        return received

    def _answer(self) -> bytes:
        heard, head, length = b"", -1, 0
        while head < 0 or len(heard) < head + 4 + length:
            more = self.line.recv(65_536)
            assert more, "the server hung up"
            heard += more
            if head < 0 and (head := heard.find(b"\r\n\r\n")) >= 0:
                assert heard.startswith(b"HTTP/1.1 200 "), heard[:head]
                length = int(heard[:head].lower().split(b"content-length:")[1].split(b"\r\n")[0])
        return heard[head + 4 :]


def _phone(served: _server.Served, cookie: str, homes: list[str], batch: int) -> Callable[[], int]:
    phone = Phone(served, cookie)
    return lambda: phone.deliver([record(secrets.choice(homes)) for _ in range(batch)])


def _again(served: _server.Served, cookie: str, homes: list[str]) -> Callable[[], int]:
    phone, known = Phone(served, cookie), [record(secrets.choice(homes)) for _ in range(20)]
    phone.deliver(known)
    return lambda: phone.deliver(known)


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


class Rows:
    """The rows of the newest visit, to be written again and again under new keys."""

    def __init__(self, base: sqlite3.Connection) -> None:
        newest = "SELECT v.id FROM visit v JOIN sync_receipt r ON r.id = v.id ORDER BY v.received_at DESC LIMIT 1"
        (visit_id,) = base.execute(newest).fetchone()
        self.visit = self._one(base, "visit", "id", visit_id)
        self.receipt = self._one(base, "sync_receipt", "id", visit_id)
        self.line = self._one(base, "audit_line", "row_id", visit_id)
        self.head = (secrets.token_hex(16), self.line["hash"])
        base.execute("INSERT INTO audit_head (chain_id, seq, hash) VALUES (?, 0, ?)", self.head)
        self.seq = 0

    @staticmethod
    def _one(base: sqlite3.Connection, table: str, key: str, value: str) -> dict[str, Any]:
        found = base.execute(f"SELECT * FROM {table} WHERE {key} = ?", (value,))
        return dict(zip((column[0] for column in found.description), found.fetchone(), strict=True))

    def write(self, base: sqlite3.Connection, count: int) -> None:
        ids = [uuid.UUID(record("")["id"]).hex for _ in range(count)]
        lines = []
        for row_id in ids:
            self.seq += 1
            lines.append({"id": secrets.token_hex(16), "chain_id": self.head[0], "seq": self.seq, "row_id": row_id})
        for table, row, more in (
            ("visit", self.visit, [{"id": one} for one in ids]),
            ("sync_receipt", self.receipt, [{"id": one} for one in ids]),
            ("audit_line", self.line, lines),
        ):
            names = ", ".join(f'"{name}"' for name in row)
            marks = ", ".join("?" * len(row))
            base.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})",
                             [tuple((row | one).values()) for one in more])  # fmt: skip
        base.execute(
            "UPDATE audit_head SET seq = ?, hash = ? WHERE chain_id = ?", (self.seq, self.head[1], self.head[0])
        )
        home = (self.visit["happened_at"], self.visit["household_id"])
        base.executemany("UPDATE household SET last_visited_at = ? WHERE id = ?", [home] * count)


def _driver(database: Any, count: int) -> Callable[[], int]:
    base = sqlite3.connect(database, isolation_level=None, timeout=30)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        base.execute(f"PRAGMA {pragma}")
    rows = Rows(base)

    def write() -> int:
        base.execute("BEGIN IMMEDIATE")
        rows.write(base, count)
        base.execute("COMMIT")
        return count

    return write
