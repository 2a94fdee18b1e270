"""Overviews are read on a standby, so that counting holds up nobody who writes. What it knows is a moment old and the
page says of when; where it is away, or too far behind, the primary answers and the page says nothing.

Only what is counted is read here: whoever has just written something must find it.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from flask import Flask, current_app, g
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlmodel import Session

from webapp.core.cluster import postgres
from webapp.core.data import db
from webapp.core.time import clock

T = TypeVar("T")
log = logging.getLogger("fullgrid.replica")
OLDEST = timedelta(minutes=15)  # the primary writes at least its own clock's work every few minutes
REST = 30.0  # seconds in which a standby that did not answer is not asked again
FROM_ONE_MOMENT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
KNOWN_UNTIL = text("SELECT pg_last_xact_replay_timestamp() WHERE pg_is_in_recovery()")


class Standby:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.rests_until = 0.0

    def rest(self) -> None:
        self.rests_until = time.monotonic() + REST

    @property
    def is_resting(self) -> bool:
        return time.monotonic() < self.rests_until


def init_app(app: Flask) -> None:
    if url := app.config["SETTINGS"].replica_url:
        app.extensions["standby"] = Standby(postgres.make_engine(url, size=4, begin=FROM_ONE_MOMENT))
    app.teardown_appcontext(_close)


def read(work: Callable[[Session], T]) -> tuple[T, datetime | None]:
    """What `work` finds, and up to when it is complete; None where the primary answered, which knows all. `work` only
    reads, for a standby that goes away in the middle means reading again."""
    standby: Standby | None = current_app.extensions.get("standby")
    if standby is not None and not standby.is_resting:
        try:
            session = _session(standby)
            until = known_until(session)
            if until is not None and clock.now() - until < OLDEST:
                return work(session), until
        except (DBAPIError, NoneFree) as error:
            log.warning("the standby did not answer, the primary does: %s", type(error).__name__)
            standby.rest()
            _close()
    return work(db.session()), None


def known_until(session: Session) -> datetime | None:
    """None from a standby that has become the primary: it knows all, but counting is not its work."""
    found: datetime | None = session.execute(KNOWN_UNTIL).scalar()
    return found


def _session(standby: Standby) -> Session:
    """Kept open to the end of the request: the page may look at what was read."""
    if "standby_session" not in g:
        g.standby_session = db.open_session(standby.engine)
    found: Session = g.standby_session
    return found


def _close(_: BaseException | None = None) -> None:
    if (current := g.pop("standby_session", None)) is not None:
        current.close()
