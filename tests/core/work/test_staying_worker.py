"""The worker of gunicorn.conf.py, by a real gunicorn: who asks again at once keeps the thread, nobody starves."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

THREADS = 2
CONFIGURATION = """
from webapp.core.work.staying_worker import StayingWorker

class Patient(StayingWorker):
    stays = 1.0

bind, workers, threads, worker_class, keepalive = "127.0.0.1:{port}", 1, {threads}, Patient, 30
"""
APPLICATION = """
import threading

def app(environ, start_response):
    environ["wsgi.input"].read()
    said = threading.current_thread().name.encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]
"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "configuration.py").write_text(CONFIGURATION.format(port=port, threads=THREADS))
    (tmp_path / "told.py").write_text(APPLICATION)
    command = [sys.executable, "-m", "gunicorn", "--config", str(tmp_path / "configuration.py"), "--no-control-socket"]
    command += ["--chdir", str(tmp_path), "--log-level", "error", "told:app"]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[3])
    try:
        _wait_for(port)
        yield process, port
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(port)


def ask(line: http.client.HTTPConnection, body: bytes = b"") -> str:
    line.request("POST", "/", body)
    answer = line.getresponse()
    assert answer.status == 200
    return answer.read().decode()


def test_who_asks_again_at_once_is_answered_by_the_same_thread(served: Any) -> None:
    line = http.client.HTTPConnection("127.0.0.1", served[1], timeout=20)
    assert len({ask(line, b"door " * n) for n in range(20)}) == 1


def test_with_more_connections_than_threads_everybody_is_answered_in_turn(served: Any) -> None:
    lines = [http.client.HTTPConnection("127.0.0.1", served[1], timeout=20) for _ in range(3 * THREADS)]
    for _ in range(3):
        assert all(ask(line) for line in lines)


def test_who_went_away_meanwhile_leaves_a_thread_for_the_next(served: Any) -> None:
    for _ in range(4 * THREADS):
        line = http.client.HTTPConnection("127.0.0.1", served[1], timeout=20)
        assert ask(line)
        line.close()


def test_a_worker_told_to_stop_does_not_wait_for_connections_that_stay(served: Any) -> None:
    process, port = served
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    assert ask(line)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
