"""The product as `make run` serves it, on a data folder of its own, with one empty Flask route beside it.

Run by gunicorn as `benchmarks._server:make()`; `serving()` starts and stops that.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(url)
