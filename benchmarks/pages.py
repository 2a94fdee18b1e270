"""Pages of the demo district under load, beside an empty Flask route on the same server in the same run."""

import http.client
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks import _server
from benchmarks.clock import Line, Times, short

TITLE = "Pages under load (8 clients at once) as a ratio to an empty Flask route on the same server"
TAKES = 60
CLIENTS, ROUNDS, REQUESTS = 8, 6, 12


@dataclass(frozen=True)
class Shot:
    host: str
    port: int
    path: str
    cookie: str
    count: int


def run() -> list[Line]:
    with _server.serving() as served:
        cookie = _server.sign_in(served, "wang")
        paths = {"an empty Flask route": "/bare/"} | _paths(served, cookie)
        spent: dict[str, list[float]] = {name: [] for name in paths}
        with ProcessPoolExecutor(CLIENTS) as clients:
            for number in range(ROUNDS + 1):
                for name, path in paths.items():
                    shot = Shot(served.host, served.port, path, cookie, REQUESTS)
                    for seconds in clients.map(_shoot, [shot] * CLIENTS):
                        if number:
                            spent[name] += seconds
    return _lines({name: Times(seconds) for name, seconds in spent.items()})


def _lines(times: dict[str, Times]) -> list[Line]:
    base = times["an empty Flask route"]
    return [
        Line(
            name,
            {
                "p50 ms": short(took.percentile(50) * 1000),
                "p95 ms": short(took.percentile(95) * 1000),
                "p50 ratio": short(took.percentile(50) / base.percentile(50)),
                "p95 ratio": short(took.percentile(95) / base.percentile(95)),
            },
            f"{len(took.seconds)} requests",
        )
        for name, took in times.items()
    ]


def _paths(served: _server.Served, cookie: str) -> dict[str, str]:
    """The first building on 王's page, and the first door in it, as a thumb would find them."""
    building = "/buildings/" + _server.first_link(served, cookie, "/buildings", "/today?building=")
    door = "/doors/" + _server.first_link(served, cookie, building, "/doors/")
    return {"today's page": "/today", "door list of a building": building, "one door": door, "one's own page": "/me"}


def _shoot(shot: Shot) -> list[float]:
    connection = http.client.HTTPConnection(shot.host, shot.port, timeout=60)
    spent = []
    for _ in range(shot.count):
        since = time.perf_counter()
        connection.request("GET", shot.path, headers={"Cookie": shot.cookie, "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{shot.path} answered {answer.status}")
        spent.append(time.perf_counter() - since)
    connection.close()
    return spent
