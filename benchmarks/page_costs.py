"""What a page costs the processor: the most opened pages of the demo district beside an empty Flask route, called in
this process without a server, the contenders taking turns. A thread's own time, so that a busy machine falls on all
alike and on waiting not at all. `ROUNDS=300` for a quiet machine.
"""

import gc
import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import EnvironBuilder

from benchmarks import _server
from benchmarks.clock import Line, short

TITLE = "CPU of the most opened pages beside an empty Flask route (one process, no server)"
Call = Callable[[], int]


def run() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder:
        served = _server.Served("127.0.0.1", 0, Path(folder))
        os.environ.update(_server.surroundings(served))
        _server.seed(served)
        from webapp import create_app

        app, bare = create_app(), Flask("bare")
        bare.add_url_rule("/", "empty", lambda: "")
        calls = {"an empty Flask route": _call(bare, "/", "")}
        calls |= {name: _call(app, path, cookie) for name, (path, cookie) in _pages(app).items()}
        gc.collect()
        gc.freeze()
        asked = {name: _statements(app, call) for name, call in calls.items()}
        return _lines(_times(calls), asked)


def _pages(app: Flask) -> dict[str, tuple[str, str]]:
    wang, zhao = _server.signed_in(app, "wang"), _server.signed_in(app, "zhao")
    building = "/buildings/" + _server.link_on(app, wang, "/buildings", "/today?building=")
    door = "/doors/" + _server.link_on(app, wang, building, "/doors/")
    return {
        "today's page": ("/today", wang), "door list of a building": (building, wang), "one door": (door, wang),
        "list of cases": ("/cases/", wang), "a volunteer's page": ("/passbook", zhao),
    }  # fmt: skip


def _call(app: Any, path: str, cookie: str) -> Call:
    known = EnvironBuilder(path=path, headers={"Cookie": cookie, "Accept-Encoding": "identity"}).get_environ()

    def call() -> int:
        told: list[str] = []
        answer = app(known | {"wsgi.input": io.BytesIO()}, lambda status, *_: told.append(status))
        size = sum(len(part) for part in answer)
        answer.close()
        assert told[0].startswith("200"), (path, told)
        return size

    return call


def _statements(app: Flask, call: Call) -> int:
    """The least of three calls: now and then one of them renews the sign-in or reads the settings afresh."""
    engine, counts = app.extensions["engine"], list[int]()
    for _ in range(3):
        heard: list[str] = []
        event.listen(engine, "before_cursor_execute", hear := lambda *told, heard=heard: heard.append(told[2]))
        call()
        event.remove(engine, "before_cursor_execute", hear)
        counts.append(len(heard))
    return min(counts)


def _times(calls: dict[str, Call]) -> dict[str, list[float]]:
    spent: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(int(os.environ.get("ROUNDS", "60")) + 5):
        for name, call in calls.items():
            since = time.thread_time()
            call()
            if number >= 5:
                spent[name].append(time.thread_time() - since)
    return spent


def _lines(times: dict[str, list[float]], asked: dict[str, int]) -> list[Line]:
    base = statistics.median(times["an empty Flask route"])
    return [
        Line(
            name,
            {
                "median ms": short(statistics.median(took) * 1e3), "min ms": short(min(took) * 1e3),
                "ratio": short(statistics.median(took) / base), "statements": asked[name],
            },
        )
        for name, took in times.items()
    ]  # fmt: skip
