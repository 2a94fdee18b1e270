"""Many people who do something at the same moment, each in a thread, a session and a transaction of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlmodel import Session

from webapp.core.data import db
from webapp.core.web.errors import DomainError

Act = Callable[[Session], object]


def at_once(app: Flask, acts: list[Act]) -> list[DomainError | None]:
    """What each was refused with; None: done."""
    start = Barrier(len(acts))

    def run(act: Act) -> DomainError | None:
        with app.app_context():
            session = db.session()
            start.wait()
            try:
                with db.transaction():
                    act(session)
            except DomainError as refusal:
                return refusal
            return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
