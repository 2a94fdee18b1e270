"""Migrations run by themselves at start. A database newer than the code is refused with a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlmodel import SQLModel

from webapp.core.scale import partitions
from webapp.core.spread import shards

FOLDER = Path(__file__).resolve().parents[3] / "migrations"


class DatabaseTooNew(SystemExit):
    pass


class DatabaseSpread(SystemExit):
    """Migrations name rows by their id alone; where the key holds the community, they do not apply."""


def config(engine: Engine) -> Config:
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.set_main_option("path_separator", "os")
    made.attributes["engine"] = engine
    return made


def current_revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head(engine: Engine) -> str:
    return ScriptDirectory.from_config(config(engine)).get_current_head() or ""


def upgrade(engine: Engine, check: Callable[[Connection], None] | None = None, *, to: str = "head") -> str:
    """Returns the revision reached. Raises DatabaseTooNew with what to do. `check` sees the new state before it is
    committed; what it raises takes every migration back."""
    refuse_newer(engine)
    if shards.is_spread(engine) and current_revision(engine) != head(engine):
        raise DatabaseSpread("数据库是按社区分开存的，这一版要改表。先 flask db gather，升级好再 flask db distribute。")
    asked = config(engine)
    asked.attributes["check"] = check
    command.upgrade(asked, to)
    return current_revision(engine) or ""


def refuse_spread(engine: Engine, refusal: type[SystemExit]) -> None:
    """For what writes or cuts whole tables: their keys must be the models' own."""
    with engine.connect() as connection:
        if shards.is_spread(connection):
            raise refusal("数据库是按社区分开存的。先 flask db gather 合回一处，再做这一步；数据没有动过。")


def refuse_newer(engine: Engine) -> None:
    script = ScriptDirectory.from_config(config(engine))
    have = current_revision(engine)
    if have is not None and have not in {revision.revision for revision in script.walk_revisions()}:
        raise DatabaseTooNew(f"数据库的版本是 {have}，比这份程序新。请换回新程序，或恢复升级前的备份；数据没有动过。")


def differences(on: Engine | Connection) -> list[str]:
    load_models()
    if isinstance(on, Engine):
        with on.connect() as connection:
            return differences(connection)
    context = MigrationContext.configure(on, opts={"compare_type": True, "include_object": ours})
    wanted = shards.spread_keys(SQLModel.metadata) if shards.is_spread(on) else SQLModel.metadata
    found = compare_metadata(context, wanted)
    return [str(one) for one in found if not partitions.passing(on, one)]


def write_revision(engine: Engine, name: str) -> str:
    load_models()
    made: Any = command.revision(config(engine), message=name, autogenerate=True, rev_id=name)
    return str(made.path)


def load_models() -> None:
    """Every models file of every slice, found by name, so that none is forgotten."""
    from importlib import import_module

    root = FOLDER.parent
    names = [*root.glob("webapp/*/*/models.py"), *root.glob("webapp/*/*/*_models.py")]
    for file in sorted(names):
        import_module(".".join(file.relative_to(root).with_suffix("").parts))
    for name in ("trust.history", "trust.throttle", "work.jobs", "search.lookup", "search.word_search"):
        import_module(f"webapp.core.{name}")


def ours(item: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    """Full-text shadow tables, triggers and the parts of a table that is cut are the database's own business."""
    if kind != "table" or not reflected or compared is not None or name is None:
        return True
    return "_fts" not in name and not partitions.PART.search(name)


def is_empty(engine: Engine) -> bool:
    return not inspect(engine).has_table("unit")
