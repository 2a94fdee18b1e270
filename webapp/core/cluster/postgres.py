"""PostgreSQL as a district has it: behind PgBouncer, with a primary that may change, many processes at once.

Nothing is kept in a session: PgBouncer gives the connection to somebody else after each transaction. A transaction's
limits travel with its BEGIN, so they cost no round trip and end with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, NamedTuple

from flask import has_request_context
from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext


class Limits(NamedTuple):
    """Seconds for one statement, for another's lock, and for our own silence while we hold locks. 0: for ever."""

    statement: int
    lock: int
    silence: int


REQUEST = Limits(statement=15, lock=5, silence=60)  # somebody looks at the screen
JOB = Limits(statement=600, lock=30, silence=600)
COMMAND = Limits(statement=0, lock=0, silence=0)  # a migration, a move: somebody watches it in a terminal
AT_WORK: ContextVar[Limits] = ContextVar("limits", default=COMMAND)
THIS_ONE: ContextVar[tuple[float | None, bool, str]] = ContextVar("this_one", default=(None, True, ""))
# A machine that was cut off says nothing more: it is given up after ten seconds, not after a quarter of an hour.
PATIENT = {
    "connect_timeout": 5, "tcp_user_timeout": 10_000, "keepalives_idle": 5, "keepalives_interval": 2,
    "keepalives_count": 3,
}  # fmt: skip
READ_ONLY = "25006"  # what was the primary is one no longer
BEGUN = 2  # libpq's PQTRANS_INTRANS, which it knows without asking


def make_engine(url: str, *, size: int = 10, begin: str = "BEGIN") -> Engine:
    """`?pgbouncer=1`: statements are not prepared, for the next transaction may run on another connection."""
    address, pooled = read(url)
    named: dict[str, Any] = dict(PATIENT)
    if pooled:
        named["prepare_threshold"] = None
    engine = create_engine(
        address, connect_args=named, pool_pre_ping=True, pool_size=size, max_overflow=size, pool_use_lifo=True
    )
    event.listen(engine, "connect", _begin_ourselves)
    event.listen(engine, "checkin", _begin_ourselves_again)
    event.listen(engine, "handle_error", _leave_former_primary)
    engine.dialect.do_begin = partial(_begin, begin)  # type: ignore[method-assign]
    return engine


def read(url: str) -> tuple[URL, bool]:
    """The address as the driver takes it, and whether PgBouncer stands before it."""
    address = make_url(url)
    return address.difference_update_query(["pgbouncer"]), address.query.get("pgbouncer") == "1"


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    before = AT_WORK.set(limits)
    try:
        yield
    finally:
        AT_WORK.reset(before)


@contextmanager
def this_one(patience: float | None, lasting: bool, said: str = "") -> Iterator[None]:
    """What holds for one transaction of many (`db.transaction`) travels with its BEGIN as well; `said` as it stands."""
    before = THIS_ONE.set((patience, lasting, said))
    try:
        yield
    finally:
        THIS_ONE.reset(before)


def _begin_ourselves(raw: Any, _: Any) -> None:
    raw.autocommit = True  # the driver's own BEGIN would be a round trip of its own


def _begin_ourselves_again(raw: Any, _: Any) -> None:
    """A backup reads with another isolation; SQLAlchemy takes that back and leaves the BEGIN to the driver, which knows
    of no limits."""
    if raw is not None and not raw.closed and not raw.autocommit:
        raw.isolation_level, raw.autocommit = None, True


def _begin(begin: str, raw: Any) -> None:
    """Once: the ORM that joins what the driver began alone would say other limits, and the server would warn of it."""
    if raw.pgconn.transaction_status == BEGUN:
        return
    if not raw.autocommit:  # another isolation was asked for: the driver says so in its BEGIN
        return
    limits, (patience, lasting, said) = REQUEST if has_request_context() else AT_WORK.get(), THIS_ONE.get()
    lock = f"{limits.lock}s" if patience is None else f"{int(patience * 1000)}ms"
    whole = (
        f"{begin}; SET LOCAL statement_timeout = '{limits.statement}s'; SET LOCAL lock_timeout = '{lock}'; "
        f"SET LOCAL idle_in_transaction_session_timeout = '{limits.silence}s'"
        + ("" if lasting else "; SET LOCAL synchronous_commit = off")
        + (f"; {said}" if said else "")
    )
    with raw.cursor() as cursor:
        cursor.execute(whole, prepare=False)  # several at once: sent as plain text


def is_former_primary(error: BaseException | None) -> bool:
    """A server that only reads now keeps its connections open; ours go, and the next ones find the new primary."""
    return getattr(error, "sqlstate", None) == READ_ONLY


def _leave_former_primary(context: ExceptionContext) -> None:
    if is_former_primary(context.original_exception):
        context.is_disconnect = True
