"""The product as `make run` serves it, on a data folder of its own, with one empty Flask route beside it.

Run by gunicorn as `benchmarks._server:make()`; `serving()` starts and stops that.
"""

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "bench 满格 8"


@dataclass
class Served:
    host: str
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


def make() -> Flask:
    from webapp import create_app

    bare = Flask("bare")
    bare.add_url_rule("/", "empty", lambda: "")
    app = create_app()
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": bare})  # type: ignore[method-assign]
    return app


@contextmanager
def serving() -> Iterator[Served]:
    """Seeds the demo district, serves it, stops the server at the end."""
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder, socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", int(os.environ.get("BENCH_PORT", "0"))))
        port = free.getsockname()[1]
        free.close()
        surroundings = os.environ | {
            "DATA": folder, "HOST": "127.0.0.1", "PORT": str(port), "FULLGRID_DEMO_PASSWORD": PASSWORD,
            "FULLGRID_LOG_LEVEL": "WARNING",
        }  # fmt: skip
        for words in (["db", "upgrade"], ["seed", "--if-empty"]):
            _flask(words, surroundings)
        command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--no-control-socket"]
        server = subprocess.Popen(
            [*command, "--log-level", "warning", "benchmarks._server:make()"], cwd=ROOT, env=surroundings
        )
        try:
            served = Served("127.0.0.1", port, Path(folder))
            _wait_for(served.url + "/healthz")
            yield served
        finally:
            server.terminate()
            server.wait(40)


def _flask(words: list[str], surroundings: dict[str, str]) -> None:
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    subprocess.run(command, cwd=ROOT, env=surroundings, check=True, stdout=subprocess.DEVNULL)


def _wait_for(url: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)


def sign_in(served: Served, login: str) -> str:
    """The cookie of a signed-in person, by the form a person uses."""
    page, cookie = _ask(served, "GET", "/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    form = urlencode({"login": login, "password": PASSWORD, "csrf_token": token[1]})
    _, signed = _ask(served, "POST", "/sign-in", cookie, form)
    assert signed, "the demo's sign-in was refused"
    return signed


def first_link(served: Served, cookie: str, path: str, before_id: str) -> str:
    """The id in the first link on the page that goes to `before_id` and an id."""
    page, _ = _ask(served, "GET", path, cookie)
    found = re.search(rf'href="{re.escape(before_id)}([0-9a-f-]{{36}})[?"]', page)
    assert found is not None, f"no link to {before_id} on {path}"
    return found[1]


def _ask(served: Served, method: str, path: str, cookie: str = "", form: str = "") -> tuple[str, str]:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} | ({"Cookie": cookie} if cookie else {})
    connection.request(method, path, form or None, headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    given = answer.headers.get_all("Set-Cookie") or []
    connection.close()
    return page, "; ".join(line.split(";", 1)[0] for line in given)
