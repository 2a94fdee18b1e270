"""An upgrade that is whole or did not happen: a backup first, then every migration and its check in one transaction."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, inspect, select, table
from sqlmodel import Session

from webapp.core.data import backup, db, migrations
from webapp.core.search import word_search
from webapp.core.text.i18n import N_, gettext

Say = Callable[[str], None]
LOST = N_("表 %(table)s 升级前有 %(before)s 行，升级后只有 %(after)s 行")
DIFFERS = N_("数据库和程序对不上：%(what)s")
BROKEN = N_("留痕从这一行起对不上：%(line)s")


class UpgradeRefused(Exception):
    """The check of the new state failed; the transaction goes back and the database is what it was."""


def run(engine: Engine, folder: Path, say: Say) -> str:
    """The revision reached. Raises UpgradeRefused, or whatever a migration raised; either way nothing has changed."""
    migrations.refuse_newer(engine)
    have, head = migrations.current_revision(engine), migrations.head(engine)
    if have is not None and have != head:
        say(gettext(N_("先备份：%(name)s"), name=backup.make(engine, folder, say, label=f"before-{head}").name))
    before = counts(engine)
    reached = migrations.upgrade(engine, check=lambda connection: check(connection, before))
    if kept := keep_words():
        say(gettext(N_("补上了 %(n)s 行的搜索字"), n=kept))
    return reached


def keep_words() -> int:
    """What is found by its words and has none yet; the data itself is whole without them."""
    kept = 0
    while True:
        with db.transaction() as session:
            now = word_search.keep_missing(session)
        kept += now
        if now < word_search.MOST_MISSING:
            return kept


def counts(on: Engine | Connection) -> dict[str, int]:
    """Rows of every table that is there."""
    if isinstance(on, Engine):
        with on.connect() as connection:
            return counts(connection)
    names = [name for name in inspect(on).get_table_names() if name != "alembic_version" and "_fts" not in name]
    return {name: int(on.execute(select(func.count()).select_from(table(name))).scalar_one()) for name in names}


def check(connection: Connection, before: dict[str, int]) -> None:
    """No row is gone, the tables are what the program expects, the audit chain is unbroken."""
    after = counts(connection)
    for name, rows in before.items():
        if name in after and after[name] < rows:
            raise UpgradeRefused(gettext(LOST, table=name, before=rows, after=after[name]))
    if differences := migrations.differences(connection):
        raise UpgradeRefused(gettext(DIFFERS, what=differences[0][:200]))
    if (broken := backup.first_break_of(Session(bind=connection))) is not None:
        raise UpgradeRefused(gettext(BROKEN, line=broken))


def told(trouble: BaseException) -> str:
    """What went wrong in one line, for a terminal."""
    first: Any = str(trouble).strip().splitlines() or [type(trouble).__name__]
    return str(first[0])
