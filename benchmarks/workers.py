"""Server processes on one SQLite file: pages under 1, 8 and 32 readers, with two phones writing all the while.

The readers are threads of this process on the same cores, so a page is measured beside the empty route of the same
server under the same readers. They hand on to one another at once: by default each would wait five milliseconds for
its turn to read an answer that has long been there. `SECONDS=10` for a steadier run.
"""

import http.client
import os
import sqlite3
import sys
import threading
import time
from contextlib import closing

from benchmarks import _server, killed
from benchmarks.clock import Line, Times

TITLE = "Today's page by server processes and readers, two writers beside them (SQLite)"
APART = True
PROCESSES, READERS, WRITERS = (1, 2, 4), (1, 8, 32), 2


def run() -> list[Line]:
    seconds, lines = float(os.environ.get("SECONDS", "4")), list[Line]()
    sys.setswitchinterval(0.0005)
    with _server.serving() as served:
        for processes in PROCESSES:
            os.environ["WEB_CONCURRENCY"] = str(processes)
            _server.kill(served)
            _server.start(served)
            cookie, token, doors = killed.ready(served)
            for readers in READERS:
                lines.append(_measured(served, cookie, token, doors, processes, readers, seconds))
    return lines


def _measured(
    served: _server.Served, cookie: str, token: str, doors: list[str], processes: int, readers: int, seconds: float
) -> Line:
    empty, _, _ = _read(served, "", "/bare/", readers, seconds)
    ledger = killed.Ledger()
    writers = [
        threading.Thread(target=killed.knock, args=(served, cookie, token, doors, ledger), daemon=True)
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    page, took, each = _read(served, cookie, "/today", readers, seconds)
    ledger.over.set()
    for writer in writers:
        writer.join(30)
    return Line(
        f"{processes} processes, {readers} readers",
        {
            "p50": f"{page.median * 1e3:.0f} ms", "p95": f"{page.percentile(95) * 1e3:.0f} ms",
            "longest": f"{max(page.seconds) * 1e3:.0f} ms", "pages a reader": f"{min(each)}–{max(each)}",
            "× empty route": f"{page.median / empty.median:.1f}", "pages/s": f"{len(page.seconds) / took:.0f}",
            "visits/s beside": f"{len(ledger.acknowledged) / took:.0f}", "lost": _lost(served, ledger),
        },
    )  # fmt: skip


def _read(
    served: _server.Served, cookie: str, path: str, readers: int, seconds: float
) -> tuple[Times, float, list[int]]:
    """How long each page took, all of it, and how many each reader got: who is starved stands out."""
    every, began = [list[float]() for _ in range(readers)], time.monotonic()

    def go(times: list[float]) -> None:
        line = http.client.HTTPConnection(served.host, served.port, timeout=60)
        while time.monotonic() - began < seconds:
            since = time.perf_counter()
            line.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            times.append(time.perf_counter() - since)
        line.close()

    threads = [threading.Thread(target=go, args=(times,)) for times in every]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds_of_all = [spent for times in every for spent in times]
    return Times(seconds_of_all), time.monotonic() - began, [len(times) for times in every]


def _lost(served: _server.Served, ledger: killed.Ledger) -> int:
    with closing(sqlite3.connect(served.folder / "fullgrid.db")) as raw:
        there = {str(row[0]) for row in raw.execute("SELECT id FROM visit")}
    return sum(visit_id.replace("-", "") not in there for visit_id in ledger.acknowledged)
