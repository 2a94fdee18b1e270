"""The product behind a port of its own, for as long as a test lasts."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.serving import make_server


class Busy:
    """Counts the requests that are being answered."""

    def __init__(self, app: Flask) -> None:
        self.app, self.count, self.lock = app, 0, threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with self.lock:
            self.count += 1
        try:
            return self.app(environ, start_response)
        finally:
            with self.lock:
                self.count -= 1


@contextmanager
def serving(app: Flask, host: str = "127.0.0.1") -> Iterator[int]:
    """At its port. What is being answered at the end is answered first: the next test has another database."""
    busy = Busy(app)
    server = make_server(host, 0, busy, threaded=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        until = time.monotonic() + 20
        while busy.count and time.monotonic() < until:
            time.sleep(0.01)
