"""SQLite as a street has it: one file, one writer, many readers."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from webapp.core.cluster.alone import WAITS, as_told

PATIENCE = 30.0  # seconds for another process to finish; longer than a phone waits for its answer
# Pages of the log (16 MB) before a commit carries them over into the file: a fourth as often as SQLite would by itself,
# and no more than one part of the log's index covers, so that a reader looks a page up in one place.
LOG = 4000


def make_engine(url: str, file: Path) -> Engine:
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {"timeout": PATIENCE, "cached_statements": 1000}  # all that the pages ask between them
    engine = create_engine(url, connect_args=kept, pool_size=16, max_overflow=16, pool_use_lifo=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: sqlite3.Connection, _: Any) -> None:
    raw.isolation_level = None
    patience, log = f"busy_timeout={int(PATIENCE * 1000)}", f"wal_autocheckpoint={LOG}"
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", patience, log):
        raw.execute(f"PRAGMA {pragma}")
    raw.execute(WAITS)


def _begin(connection: Connection) -> None:
    """Straight to the driver, at every request. A plain BEGIN waits for nobody; the other may find that a program which
    does not queue writes for longer than we wait."""
    options = connection.get_execution_options()
    if options.get("joined"):
        return
    begin = "BEGIN IMMEDIATE" if options.get("writing") else "BEGIN"
    try:
        connection.connection.cursor().execute(begin)
    except sqlite3.Error as error:
        raise as_told(connection, begin, error) from error
