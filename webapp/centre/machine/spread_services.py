"""flask db distribute and gather: a district's communities over several machines, and back into one database."""

from collections.abc import Iterator

from sqlalchemy import Connection, Engine, text
from sqlmodel import SQLModel

from webapp.centre.machine import spread_rules
from webapp.core.data import migrations
from webapp.core.scale import partitions
from webapp.core.spread import reshape, shards
from webapp.core.spread.reshape import Say
from webapp.core.text.i18n import N_, listed
from webapp.core.web.errors import DomainError

HAS_CITUS = text("SELECT count(*) FROM pg_extension WHERE extname = 'citus'")
PLACED = text("SELECT logicalrelid::text FROM pg_dist_partition WHERE partmethod <> 'n' OR repmodel = 't'")
REFERENCE = text("SELECT create_reference_table(:name)")
FIRST = text("SELECT create_distributed_table(:name, :home)")
BESIDE = text("SELECT create_distributed_table(:name, :home, colocate_with => :first)")
BACK = text("SELECT undistribute_table(:name)")
TRIGGERS = "SET LOCAL citus.enable_unsafe_triggers = on"  # those that keep the history as it is stand beside its rows


class OnlyPostgres(DomainError):
    message = N_("只有 PostgreSQL 能按社区分开存。先用 flask db move 搬过去。")


class UpgradeFirst(DomainError):
    message = N_("数据库还没有升级到这一版。先 flask db upgrade。")


class CutByTime(DomainError):
    message = N_("%(what)s 已经按时间分开放了（flask db partition），不能再按社区分。先 flask db move 搬到一个新的库。")


class Contradicts(DomainError):
    message = N_("有的行指着别的社区的行，没法分开存：%(what)s。数据没有动过。")


def distribute(engine: Engine, say: Say, *, dry_run: bool = False) -> None:
    """Keys first, then, where the engine spreads tables, each to its place, then the foreign keys."""
    _refuse(engine)
    if dry_run:
        for line in told(engine):
            say(line)
        return
    wanted = shards.spread_keys(SQLModel.metadata)
    reshape.loosen(engine, wanted, say)
    reshape.rekey(engine, wanted, say)
    if _has_citus(engine):
        _place(engine, say)
    reshape.tie(engine, wanted, say)
    shards.mark(engine, True)


def gather(engine: Engine, say: Say) -> None:
    """Every table whole again, with the keys of the models: before an upgrade, or to go back."""
    if engine.dialect.name != "postgresql":
        raise OnlyPostgres
    migrations.load_models()
    is_citus = _has_citus(engine)
    reshape.loosen(engine, SQLModel.metadata, say, every=is_citus)
    if is_citus:
        for name in _placed(engine):
            with engine.begin() as connection:
                connection.exec_driver_sql(TRIGGERS)
                connection.execute(BACK, {"name": name})
            say(f"{name}: undistribute_table")
    reshape.rekey(engine, SQLModel.metadata, say)
    reshape.tie(engine, SQLModel.metadata, say)
    shards.mark(engine, False)


def told(engine: Engine) -> Iterator[str]:
    """What would be done: where each table goes, with how many rows."""
    with engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            home = shards.home_of(table)
            place = f"distributed by {home.name}" if home is not None else _stays(table.name)
            rows = connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar_one()  # noqa: S608 — our own
            yield f"{table.name:24} {rows:>10}  {place}"


def _stays(name: str) -> str:
    return "reference" if name in spread_rules.EVERYWHERE else "local"


def _refuse(engine: Engine) -> None:
    if engine.dialect.name != "postgresql":
        raise OnlyPostgres
    migrations.load_models()
    if migrations.current_revision(engine) != migrations.head(engine):
        raise UpgradeFirst
    with engine.connect() as connection:
        if cut := partitions.cut_tables(connection):
            raise CutByTime(what=listed(cut))
        found = [f"{column} ({rows})" for column, rows in reshape.contradictions(connection)]
    if found:
        raise Contradicts(what=listed(found))


def _place(engine: Engine, say: Say) -> None:
    """Reference tables first: what is spread names them. All communities of one kind of row lie beside one another."""
    with engine.begin() as connection:
        _settle(connection)
    done, first = set(_placed(engine)), "audit_head"
    names = [table.name for table in SQLModel.metadata.sorted_tables]
    for name in [one for one in names if one in spread_rules.EVERYWHERE and one not in done]:
        with engine.begin() as connection:
            connection.execute(REFERENCE, {"name": name})
        say(f"{name}: create_reference_table")
    for name in sorted(spread_rules.SPREAD - done, key=lambda one: (one != first, names.index(one))):
        with engine.begin() as connection:
            _spread(connection, name, None if name == first else first)
        say(f"{name}: create_distributed_table")


def _settle(connection: Connection) -> None:
    """A report may join rows that do not lie beside one another: slower, but answered."""
    name = connection.dialect.identifier_preparer.quote(str(connection.engine.url.database))
    connection.exec_driver_sql(f"ALTER DATABASE {name} SET citus.enable_repartition_joins = on")


def _spread(connection: Connection, name: str, beside: str | None) -> None:
    home = shards.home_of(SQLModel.metadata.tables[name]).name
    connection.exec_driver_sql(TRIGGERS)
    connection.exec_driver_sql(shards.ONE_BY_ONE)
    if beside is None:
        connection.execute(FIRST, {"name": name, "home": home})
    else:
        connection.execute(BESIDE, {"name": name, "home": home, "first": beside})


def _has_citus(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.execute(HAS_CITUS).scalar_one())


def _placed(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(PLACED).scalars())
