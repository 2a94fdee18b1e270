"""Where a database stands against this code's migrations."""

from enum import StrEnum
from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"


class Standing(StrEnum):
    EMPTY = "empty"
    BEHIND = "behind"
    CURRENT = "current"
    NEWER = "newer"


class DatabaseNewer(SystemExit):
    """A database written by later code is never opened by earlier code."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"这个数据库是更新版本的满格写的（{revision}），现在的程序读不了，没有改动它。"
            f"请换回新版程序，或恢复升级前的备份。\n"
            f"This database was written by a newer FullGrid ({revision}); nothing was changed. "
            f"Use the newer code, or restore the backup made before the upgrade."
        )


def config(engine: Engine | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(MIGRATIONS))
    if engine is not None:
        made.attributes["engine"] = engine
    return made


def head() -> str:
    return ScriptDirectory.from_config(config()).get_current_head() or ""


def revision(engine: Engine) -> str:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def standing(engine: Engine) -> Standing:
    current = revision(engine)
    if not current:
        return Standing.EMPTY
    if current == head():
        return Standing.CURRENT
    known = {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
    return Standing.BEHIND if current in known else Standing.NEWER


def refuse_newer(engine: Engine) -> None:
    if standing(engine) == Standing.NEWER:
        raise DatabaseNewer(revision(engine))


def is_empty(engine: Engine) -> bool:
    return not set(inspect(engine).get_table_names()) - {"alembic_version"}


def upgrade(engine: Engine) -> None:
    from alembic import command

    refuse_newer(engine)
    command.upgrade(config(engine), "head")
