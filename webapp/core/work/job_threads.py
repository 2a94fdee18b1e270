"""The threads that do the jobs, inside the server's own process: no second service to keep alive."""

import logging
import threading
import time
from collections.abc import Callable

from flask import Flask

from webapp.core.work import jobs

POLL = 2.0
BEAT = 20.0
log = logging.getLogger("fullgrid.jobs")
_threads: list[threading.Thread] = []
_last_turn = 0.0


def init_app(app: Flask) -> None:
    """Under `flask run` and other servers the first request starts the threads; gunicorn starts them at once."""
    app.config.setdefault("CONSUMER", not app.testing)
    app.before_request(lambda: start(app))


def start(app: Flask, threads: int = 2) -> None:
    if _threads or not app.config.get("CONSUMER", True):
        return
    jobs.STOPPING.clear()
    plan = [("jobs-clock", _keep_time)] + [(f"jobs-{number}", _work) for number in range(threads)]
    for name, target in plan:
        thread = threading.Thread(target=_turns, args=(app, target), name=name, daemon=True)
        _threads.append(thread)
        thread.start()


def stop(seconds: float = 10.0) -> None:
    """Jobs leave at their next `progress` call and go back into the queue; a killed one is resumed by its lease."""
    jobs.STOPPING.set()
    jobs.WAKE.set()
    until = time.monotonic() + seconds
    while _threads:
        _threads.pop().join(max(0.0, until - time.monotonic()))


def is_alive() -> bool:
    return any(thread.is_alive() for thread in _threads) and time.monotonic() - _last_turn < 3 * BEAT


def _turns(app: Flask, turn: Callable[[], None]) -> None:
    while not jobs.STOPPING.is_set():
        try:
            with app.app_context():
                turn()
        except Exception:
            log.exception("the job threads stumbled")
            jobs.STOPPING.wait(POLL)


def _work() -> None:
    if jobs.run_pending(limit=1) == 0:
        jobs.WAKE.wait(POLL)
        jobs.WAKE.clear()


def _keep_time() -> None:
    global _last_turn
    _last_turn = time.monotonic()
    jobs.queue_periodic()
    jobs.keep_alive()
    jobs.STOPPING.wait(BEAT)
