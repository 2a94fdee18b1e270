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
from threading import get_ident
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import EnvironBuilder

from benchmarks import _server
from benchmarks.clock import Line, short

TITLE = "CPU of the most opened pages beside an empty Flask route (one process, no server)"
TAKES = 55
Call = Callable[[], int]
DOOR = "one door"  # drawn each time: its form carries a fresh id


def run() -> list[Line]:
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder:
        served = _server.Served("127.0.0.1", 0, Path(folder))
        os.environ.update(_server.surroundings(served))
        _server.seed(served)
        from webapp import create_app
        from webapp.core.work import job_threads

        app, bare = create_app(), Flask("bare")
        bare.add_url_rule("/", "empty", lambda: "")
        calls = {"an empty Flask route": _call(bare, "/", "")}
        pages = _pages(app)
        calls |= {name: _call(app, path, cookie) for name, (path, cookie) in pages.items()}
        calls |= {
            f"{name}, unchanged": _again(app, path, cookie) for name, (path, cookie) in pages.items() if name != DOOR
        }
        gc.collect()
        gc.freeze()
        asked = {name: _statements(app, call) for name, call in calls.items()}
        times = _times(calls)
        job_threads.stop()  # they would go on beside the tables after this one
        return _lines(times, asked)


def _pages(app: Flask) -> dict[str, tuple[str, str]]:
    wang, zhao = _server.signed_in(app, "wang"), _server.signed_in(app, "zhao")
    building = "/buildings/" + _server.link_on(app, wang, "/buildings", "/today?building=")
    door = "/doors/" + _server.link_on(app, wang, building, "/doors/")
    return {
        "today's page": ("/today", wang), "door list of a building": (building, wang), DOOR: (door, wang),
        "list of cases": ("/cases/", wang), "a volunteer's page": ("/passbook", zhao),
    }  # fmt: skip


def _call(app: Any, path: str, cookie: str) -> Call:
    known = _asked(path, {"Cookie": cookie})

    def call() -> int:
        status, _, size = _answer(app, known)
        assert status.startswith("200"), (path, status)
        return size

    return call


def _again(app: Any, path: str, cookie: str) -> Call:
    """By a browser that holds the page. When a minute is over it gets a new one, once."""
    held = _asked(path, {"Cookie": cookie})

    def call() -> int:
        status, tag, size = _answer(app, held)
        if status.startswith("200"):
            held["HTTP_IF_NONE_MATCH"] = tag
        else:
            assert status.startswith("304") and not size, (path, status)
        return size

    return call


def _asked(path: str, headers: dict[str, str]) -> dict[str, Any]:
    return EnvironBuilder(path=path, headers=headers | {"Accept-Encoding": "identity"}).get_environ()


def _answer(app: Any, asked: dict[str, Any]) -> tuple[str, str, int]:
    """Status, ETag, and how many bytes."""
    told: list[Any] = []
    answer = app(asked | {"wsgi.input": io.BytesIO()}, lambda status, headers, *_: told.extend((status, headers)))
    size = sum(len(part) for part in answer)
    answer.close()
    return told[0], dict(told[1]).get("ETag", ""), size


def _statements(app: Flask, call: Call) -> int:
    """The least of three calls: now and then one of them renews the sign-in or reads the settings afresh."""
    engine, counts = app.extensions["engine"], list[int]()
    for _ in range(3):
        heard: list[int] = []  # by which thread: the jobs' have statements of their own
        event.listen(engine, "before_cursor_execute", hear := lambda *_, heard=heard: heard.append(get_ident()))
        call()
        event.remove(engine, "before_cursor_execute", hear)
        counts.append(heard.count(get_ident()))
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
