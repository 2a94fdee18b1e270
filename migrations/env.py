"""Runs migrations on the engine that the command was given. Foreign keys are off while tables are rebuilt."""

from alembic import context
from sqlalchemy import event
from sqlmodel import SQLModel

from webapp.core.data import migrations
from webapp.core.data.columns import Sealed
from webapp.core.data.db import make_engine


def render_item(kind, item, autogen_context):  # type: ignore[no-untyped-def]
    """Migrations stand alone: no import of our own or SQLModel's column types."""
    if kind != "type":
        return False
    if isinstance(item, Sealed):
        return "sa.Text()"
    name = type(item).__name__
    if name == "TextUuid":
        return "sa.Uuid(as_uuid=False)"
    if name == "AutoString":
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if name == "TextUuid":
        return "sa.Uuid(as_uuid=False)"
    if name in ("UTCDateTime", "AwareDateTime"):
        return "sa.DateTime(timezone=True)"
    return False


migrations.load_models()
engine = context.config.attributes["engine"]
if engine.dialect.name == "sqlite":
    engine = make_engine(str(engine.url))
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys=OFF"))

with engine.connect().execution_options(writing=True) as connection, connection.begin():  # all or nothing
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        compare_type=True,
        include_object=migrations.ours,
    )
    context.run_migrations()
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise SystemExit(f"升级后有 {len(broken)} 行对不上，所以没有升级，数据没有动过。")
    if check := context.config.attributes.get("check"):
        check(connection)
if engine.dialect.name == "sqlite":
    engine.dispose()  # ours alone; an open one would keep the file locked for a backup
