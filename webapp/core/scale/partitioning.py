"""A filled table made into one that is cut by time, while the product runs: copied in batches beside it, every write
meanwhile mirrored by a trigger, both proved equal in one snapshot, then exchanged under a short lock.

Killed at any moment it goes on where it was: how far it is stands in the comment on the new table.
"""

import re
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from webapp.core.scale import partitions
from webapp.core.time import clock

BATCH = 20_000
AHEAD = timedelta(days=62)
TRIES, LOCK_SECONDS, PAUSE = 30, 3, 5
Say = Callable[[str], None]
LEAST = "00000000-0000-0000-0000-000000000000"
DEFINED = (
    "SELECT conname, contype::text AS kind, pg_get_constraintdef(oid) AS words, conrelid::regclass::text AS own, "
    "confrelid::regclass::text AS target, conkey, (SELECT attnum FROM pg_attribute WHERE attrelid = conrelid AND "
    "attname = 'id') = ANY(conkey) AS has_id FROM pg_constraint WHERE contype::text IN ('p', 'u', 'f') AND "
)


class PartitionRefused(SystemExit):
    """The old table stays in use unless the new one is known to be the same."""


class Proof(NamedTuple):
    rows: int
    digest: str


def cut(engine: Engine, table: str, say: Say, months: int = partitions.MONTHS) -> Proof | None:
    """None: it was cut before."""
    with engine.begin() as on:
        if partitions.is_cut(on, table):
            return None
        if on.execute(text("SELECT to_regclass(:name)"), {"name": f"{table}_cut"}).scalar() is None:
            _prepare(on, table, months)
    _copy(engine, table, say)
    proof = _prove(engine, table)
    _exchange(engine, table, say)
    return proof


def _prepare(on: Connection, table: str, months: int) -> None:
    new = f"{table}_cut"
    on.exec_driver_sql(
        f"CREATE TABLE {new} (LIKE {table} INCLUDING DEFAULTS INCLUDING GENERATED INCLUDING CONSTRAINTS "
        "INCLUDING STORAGE) PARTITION BY RANGE (id)"
    )
    constraints = on.execute(text(DEFINED + "conrelid = to_regclass(:t)"), {"t": table}).all()
    for one in constraints:
        if one.kind == "f" or one.has_id:
            name = one.conname if one.kind == "f" else f"{one.conname}_cut"
            on.exec_driver_sql(f"ALTER TABLE {new} ADD CONSTRAINT {name} {_elsewhere(one.words, table, new)}")
    lonely = [one.words for one in constraints if one.kind == "u" and not one.has_id]
    _make_parts(on, table, months, lonely)
    for number, words in enumerate(_indexes(on, table).values()):
        pattern = rf"^CREATE (UNIQUE )?INDEX \S+ ON (\w+\.)?{table} "
        on.exec_driver_sql(re.sub(pattern, rf"CREATE \1INDEX {table}_cut_{number} ON {new} ", words, count=1))
    _mirror(on, table)
    partitions.write_note(on, new, f"{months} 0 {LEAST}")


def _make_parts(on: Connection, table: str, months: int, lonely: list[str]) -> None:
    new, today = f"{table}_cut", clock.today()
    oldest = on.exec_driver_sql(f"SELECT id FROM {table} ORDER BY id LIMIT 1").scalar()  # noqa: S608 — a name of TABLES
    since = partitions.moment_of(str(oldest)).date() if oldest else today
    first = partitions.begin_of(min(max(since, today - timedelta(days=3650)), today), months)
    low = partitions.least_id(first)
    on.exec_driver_sql(f"CREATE TABLE {table}_pbefore PARTITION OF {new} FOR VALUES FROM (MINVALUE) TO ('{low}')")
    on.exec_driver_sql(f"CREATE TABLE {table}_prest PARTITION OF {new} DEFAULT")
    for part in ("pbefore", "prest"):
        partitions.keep_unique(on, f"{table}_{part}", lonely)
    for begin in partitions.spans(first, today + AHEAD, months):
        partitions.add_part(on, table, new, begin, months, lonely)


def _indexes(on: Connection, table: str) -> dict[str, str]:
    """Name → definition of those that no constraint keeps."""
    query = (
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = :t AND schemaname = current_schema() "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint WHERE conrelid = to_regclass(:t)) ORDER BY indexname"
    )
    return {str(name): str(words) for name, words in on.execute(text(query), {"t": table}).all()}


def _columns(on: Connection, table: str) -> list[str]:
    query = (
        "SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = to_regclass(:t) AND attnum > 0 "
        "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"
    )
    return [str(name) for name in on.execute(text(query), {"t": table}).scalars()]


def _mirror(on: Connection, table: str) -> None:
    """Whatever is written into the old table is written into the new one in the same transaction."""
    names = _columns(on, table)
    keys, values = ", ".join(names), ", ".join(f"NEW.{name}" for name in names)
    key = next(one.words for one in on.execute(text(DEFINED + "conrelid = to_regclass(:t)"), {"t": f"{table}_cut"})
               if one.kind == "p").removeprefix("PRIMARY KEY ")  # fmt: skip
    same = ", ".join(f"{name} = EXCLUDED.{name}" for name in names)
    on.exec_driver_sql(
        f"CREATE FUNCTION {table}_mirror() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 — a name of TABLES
        f"IF TG_OP = 'DELETE' THEN DELETE FROM {table}_cut WHERE id = OLD.id; RETURN NULL; END IF; "
        f"INSERT INTO {table}_cut ({keys}) VALUES ({values}) ON CONFLICT {key} DO UPDATE SET {same}; "
        "RETURN NULL; END $$"
    )
    on.exec_driver_sql(
        f"CREATE TRIGGER {table}_mirror AFTER INSERT OR UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_mirror()"
    )


def _copy(engine: Engine, table: str, say: Say) -> None:
    """A batch holds its rows for as long as it is copied, so that nobody changes one between reading and writing."""
    with engine.begin() as on:
        names = ", ".join(_columns(on, table))
        total = int(on.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())  # noqa: S608 — a name of TABLES
    began, before = time.monotonic(), -1
    while True:
        with engine.begin() as on:
            months, done, last = str(partitions.note(on, f"{table}_cut")).split()
            before = int(done) if before < 0 else before
            count, last_id = on.exec_driver_sql(
                f"WITH batch AS (SELECT {names} FROM {table} WHERE id > '{last}' ORDER BY id LIMIT {BATCH} FOR SHARE), "  # noqa: S608
                f"put AS (INSERT INTO {table}_cut ({names}) SELECT {names} FROM batch ON CONFLICT DO NOTHING) "
                "SELECT count(*), (SELECT id FROM batch ORDER BY id DESC LIMIT 1) FROM batch"
            ).one()
            if not count:
                return
            partitions.write_note(on, f"{table}_cut", f"{months} {int(done) + count} {last_id}")
        here = int(done) + count
        left = (time.monotonic() - began) / (here - before) * max(total - here, 0)
        say(f"{table}: {here} / {total}, {left:.0f} s left")


def _prove(engine: Engine, table: str) -> Proof:
    """Both in one snapshot: what is written in this moment is in both or in neither."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as on, on.begin():
        names = ", ".join(_columns(on, table))
        old, new = (_digest(on, name, names) for name in (table, f"{table}_cut"))
    if old != new:
        raise PartitionRefused(f"{table}: {old.rows} rows in the old table, {new.rows} in the new, or other contents")
    return old


def _digest(on: Connection, table: str, names: str) -> Proof:
    query = f"SELECT count(*), coalesce(sum(hashtextextended(ROW({names})::text, 0)::numeric), 0) FROM {table}"  # noqa: S608
    rows, digest = on.exec_driver_sql(query).one()
    return Proof(int(rows), f"{int(digest) % 2**64:016x}")


def _exchange(engine: Engine, table: str, say: Say) -> None:
    """Whoever reads the table right now is waited for a few seconds; then everybody else goes first, and again."""
    for attempt in range(TRIES):
        try:
            with engine.begin() as on:
                on.exec_driver_sql(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
                on.exec_driver_sql(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
                _swap(on, table)
            return
        except OperationalError as busy:
            if attempt == TRIES - 1:
                raise PartitionRefused(f"{table} is never free; run this again at a quiet hour") from busy
            say(f"{table}: somebody reads it, once more in {PAUSE} s")
            time.sleep(PAUSE)


def _swap(on: Connection, table: str) -> None:
    new = f"{table}_cut"
    months = str(partitions.note(on, new)).split()[0]
    pointing = on.execute(text(DEFINED + "confrelid = to_regclass(:t) AND contype = 'f'"), {"t": table}).all()
    kept = on.execute(text(
        "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = to_regclass(:t) AND NOT tgisinternal "
        "AND tgname <> :mine"), {"t": table, "mine": f"{table}_mirror"}).scalars().all()  # fmt: skip
    keyed = on.execute(text(DEFINED + "conrelid = to_regclass(:t)"), {"t": table}).all()
    indexes = list(_indexes(on, table))
    outside = [one for one in pointing if one.own != table]
    for one in outside:
        on.exec_driver_sql(f"ALTER TABLE {one.own} DROP CONSTRAINT {one.conname}")
    on.exec_driver_sql(f"DROP TABLE {table}")
    on.exec_driver_sql(f"DROP FUNCTION {table}_mirror()")
    on.exec_driver_sql(f"ALTER TABLE {new} RENAME TO {table}")
    for one in keyed:
        if one.kind != "f" and one.has_id:
            on.exec_driver_sql(f"ALTER TABLE {table} RENAME CONSTRAINT {one.conname}_cut TO {one.conname}")
    for number, name in enumerate(indexes):
        on.exec_driver_sql(f"ALTER INDEX {table}_cut_{number} RENAME TO {name}")
    for words in kept:
        on.exec_driver_sql(str(words))
    for one in outside:
        on.exec_driver_sql(f"ALTER TABLE {one.own} ADD CONSTRAINT {one.conname} {one.words}")
    partitions.write_note(on, table, f"cut by months: {months}")


def _elsewhere(words: str, table: str, new: str) -> str:
    """A table that points at itself points at the new one."""
    return re.sub(rf"REFERENCES {table}\(", f"REFERENCES {new}(", words)


def coming(on: Connection, today: date | None = None) -> list[str]:
    """Parts made now for the weeks to come, in every table that is cut."""
    until = (today or clock.today()) + AHEAD
    return [part for table in partitions.cut_tables(on) for part in partitions.extend(on, table, until)]
