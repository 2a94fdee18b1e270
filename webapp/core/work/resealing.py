"""After a rotation every sealed value is sealed again under the current key, in the background, as a job with progress.

Old keys keep opening, so nothing waits for it and it may stop and go on at any row: a row is done when its value names
the current key. A value that somebody changes meanwhile is under the new key already and is left alone.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Table, Text, func, select, type_coerce, update
from sqlmodel import Session, SQLModel

from webapp.core.crypto.ciphers import Family
from webapp.core.data import columns, db, migrations
from webapp.core.text.i18n import N_
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs

KIND = "core.reseal"
BATCH = 200


def sealed_columns() -> Iterator[tuple[Table, Any]]:
    migrations.load_models()
    for table in SQLModel.metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, columns.Sealed):
                yield table, column


class RingElsewhere(DomainError):
    message = N_("钥匙环由环境变量 FULLGRID_SECRET 给，请在给它的地方换。")


def turn(session: Session, actor: Any, folder: Path, family: Family | None = None) -> jobs.Job:
    """A fresh key for what is sealed from now on, and the work it brings. Raises RingElsewhere."""
    if not vault.is_own_ring():
        raise RingElsewhere
    return begin(session, actor, vault.rotate(folder, family))


def begin(session: Session, actor: Any, name: str) -> jobs.Job:
    """Part of the caller's transaction: the new key stands in the history, and the work is queued."""
    history.record(session, actor, "rotate_key", None, after={"key": name})
    return jobs.start(session, actor, KIND)


@jobs.job(KIND)
def reseal(job_id: str) -> str:
    waiting = list(sealed_columns())
    total = sum(_count(table, column) for table, column in waiting)
    done = 0
    jobs.progress(job_id, done, total)
    for table, column in waiting:
        while count := _batch(table, column):
            done += count
            jobs.progress(job_id, min(done, total), total)
    return f"{vault.current_name()}:{done}"


def _raw(column: Any) -> Any:
    """As it lies in the database."""
    return type_coerce(column, Text)


def _old(column: Any) -> Any:
    return column.is_not(None) & ~_raw(column).startswith(f"{vault.current_name()}:", autoescape=True)


def _count(table: Table, column: Any) -> int:
    session = db.session()
    found = session.execute(select(func.count()).select_from(table).where(_old(column))).scalar_one()
    session.rollback()
    return int(found)


def _batch(table: Table, column: Any) -> int:
    keys = list(table.primary_key.columns)
    with db.transaction() as session:
        rows = session.execute(select(*keys, _raw(column)).where(_old(column)).limit(BATCH)).all()
        for *key, value in rows:
            same = [one == given for one, given in zip(keys, key, strict=True)]
            fresh = vault.seal(vault.unseal(value))
            session.execute(
                update(table).where(*same, _raw(column) == value).values({column: type_coerce(fresh, Text)})
            )
        return len(rows)
