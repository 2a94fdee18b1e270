"""The product as `make run` serves it, on a data folder of its own, with one empty Flask route beside it.

Run by gunicorn as `benchmarks._server:make()`; `serving()` starts and stops that.
"""

import http.client
import os
import re
import signal
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
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"


def make() -> Flask:
    from webapp import create_app

    bare = Flask("bare")
    bare.add_url_rule("/", "empty", lambda: "", methods=["GET", "POST"])
    app = create_app()
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/bare": bare})  # type: ignore[method-assign]
    return app


@contextmanager
def serving() -> Iterator[Served]:
    """Seeds the demo district, serves it, stops the server at the end."""
    with tempfile.TemporaryDirectory(prefix="fullgrid-bench-") as folder:
        served = Served("127.0.0.1", _free_port(), Path(folder))
        seed(served)
        start(served)
        try:
            yield served
        finally:
            assert served.process is not None
            served.process.terminate()
            served.process.wait(40)


def seed(served: Served) -> None:
    for words in (["db", "upgrade"], ["seed", "--if-empty"]):
        _flask(words, surroundings(served))


def start(served: Served) -> None:
    """In a process group of its own, so that `kill` takes master and worker at once."""
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "--no-control-socket"]
    command += ["--log-level", "error", "benchmarks._server:make()"]
    served.process = subprocess.Popen(command, cwd=ROOT, env=surroundings(served), start_new_session=True)
    _wait_for(served.url + "/healthz")


def kill(served: Served) -> None:
    assert served.process is not None
    os.killpg(served.process.pid, signal.SIGKILL)
    served.process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        free.bind(("127.0.0.1", int(os.environ.get("BENCH_PORT", "0"))))
        return int(free.getsockname()[1])


def surroundings(served: Served) -> dict[str, str]:
    return os.environ | {
        "DATA": str(served.folder), "HOST": served.host, "PORT": str(served.port),
        "FULLGRID_DEMO_PASSWORD": PASSWORD, "FULLGRID_LOG_LEVEL": "WARNING",
    }  # fmt: skip


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
    page, cookie = ask(served, "GET", "/sign-in")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    form = urlencode({"login": login, "password": PASSWORD, "csrf_token": token[1]})
    _, signed = ask(served, "POST", "/sign-in", cookie, form)
    assert signed, "the demo's sign-in was refused"
    return signed


def signed_in(app: Flask, login: str) -> str:
    """The same in this process."""
    client = app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/sign-in").get_data(as_text=True))
    assert token is not None
    answer = client.post("/sign-in", data={"login": login, "password": PASSWORD, "csrf_token": token[1]})
    return "; ".join(line.split(";", 1)[0] for line in answer.headers.getlist("Set-Cookie"))


def link_on(app: Flask, cookie: str, path: str, before_id: str) -> str:
    page = app.test_client(use_cookies=False).get(path, headers={"Cookie": cookie}).get_data(as_text=True)
    return _linked(page, before_id, path)


def first_link(served: Served, cookie: str, path: str, before_id: str) -> str:
    """The id in the first link on the page that goes to `before_id` and an id."""
    page, _ = ask(served, "GET", path, cookie)
    return _linked(page, before_id, path)


def _linked(page: str, before_id: str, path: str) -> str:
    found = re.search(rf'href="{re.escape(before_id)}([0-9a-f-]{{36}})[?"]', page)
    assert found is not None, f"no link to {before_id} on {path}"
    return found[1]


def ask(served: Served, method: str, path: str, cookie: str = "", form: str = "") -> tuple[str, str]:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"} | ({"Cookie": cookie} if cookie else {})
    connection.request(method, path, form or None, headers)
    answer = connection.getresponse()
    page = answer.read().decode()
    given = answer.headers.get_all("Set-Cookie") or []
    connection.close()
    return page, "; ".join(line.split(";", 1)[0] for line in given)


def ask_status(served: Served, method: str, path: str, cookie: str, form: str) -> int:
    connection = http.client.HTTPConnection(served.host, served.port, timeout=20)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    try:
        connection.request(method, path, form, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
