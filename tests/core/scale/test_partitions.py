"""Tables cut by time: filled ones, while rows come and go, and killed in the middle; later migrations go on working."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from tests.town import Town
from webapp.core.data import backup, db, ids, migrations, transfer
from webapp.core.scale import partitioning, partitions
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.trust.history import AuditLine

pytestmark = pytest.mark.usefixtures("databases")


def quiet(_: str) -> None: ...


def test_a_span_begins_with_its_first_month() -> None:
    first, last = date(2025, 8, 30), date(2026, 2, 1)
    assert partitions.spans(first, last, 3) == [date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1)]
    assert partitions.spans(first, last, 12) == [date(2025, 1, 1), date(2026, 1, 1)]
    assert partitions.following(date(2025, 12, 1), 1) == date(2026, 1, 1)


def test_ids_sort_by_the_bounds() -> None:
    key, today = ids.new(), datetime.now(clock.ZONE).date()
    assert partitions.least_id(today) < key < partitions.least_id(today + timedelta(days=1))
    assert partitions.moment_of(key).date() == today


@pytest.fixture
def engine(app: Flask, session: Session) -> Iterator[Engine]:
    session.close()
    if db.engine().dialect.name != "postgresql":
        pytest.skip("SQLite keeps one file for all")
    yield db.engine()


def write_lines(count: int) -> None:
    with db.transaction() as writing:
        for number in range(count):
            history.record(writing, None, f"test.{number}", None)
    db.session().close()


def test_a_table_is_cut_while_rows_come_and_proved_equal(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitioning, "BATCH", 20)
    write_lines(50)
    said: list[str] = []

    def say(words: str) -> None:
        said.append(words)
        if len(said) <= 3:
            write_lines(1)

    with engine.connect() as on:
        before = on.execute(text("SELECT count(*) FROM audit_line")).scalar_one()
    proof = partitioning.cut(engine, "audit_line", say)
    assert proof is not None
    assert len(said) >= 3 and proof.rows == before + 3
    assert partitioning.cut(engine, "audit_line", say) is None, "what is cut stays cut"
    assert backup.first_break(engine) is None
    write_lines(3)
    with engine.begin() as on:
        assert on.execute(text(f"SELECT count(*) FROM audit_line_p{clock.today():%Y}01")).scalar_one() > 50
        with pytest.raises(sa.exc.DatabaseError), on.begin_nested():
            on.execute(text("DELETE FROM audit_line"))
    assert migrations.differences(engine) == []


def test_killed_in_the_middle_it_goes_on(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partitioning, "BATCH", 20)
    write_lines(60)
    engine.dispose()
    if (child := os.fork()) == 0:
        partitioning.cut(db.make_engine(engine.url.render_as_string(False)), "audit_line",
                         lambda words: os.kill(os.getpid(), signal.SIGKILL))  # fmt: skip
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    write_lines(2)
    proof = partitioning.cut(engine, "audit_line", quiet)
    with engine.connect() as on:
        assert proof is not None and proof.rows == on.execute(text("SELECT count(*) FROM audit_line")).scalar_one()
    assert backup.first_break(engine) is None


def test_what_would_differ_is_not_taken(engine: Engine) -> None:
    write_lines(5)

    def spoil(_: str) -> None:
        with engine.begin() as on:
            on.execute(text("UPDATE audit_line_cut SET verb = 'other' WHERE verb = 'test.1'"))

    with pytest.raises(partitioning.PartitionRefused, match="audit_line"):
        partitioning.cut(engine, "audit_line", spoil)
    with engine.connect() as on:
        assert not partitions.is_cut(on, "audit_line")


def test_all_three_are_cut_moved_and_migrated_on(engine: Engine, town: Town, tmp_path: object) -> None:
    for table in partitions.TABLES:
        assert partitioning.cut(engine, table, quiet, months=3) is not None
    assert migrations.differences(engine) == []
    with engine.connect() as on, on.begin():
        change = Operations(MigrationContext.configure(on))
        change.add_column("visit", sa.Column("later", sa.Integer(), nullable=False, server_default="7"))
        change.create_index("ix_visit_later", "visit", ["later", "id"])
        change.create_foreign_key("fk_visit_later", "visit", "unit", ["grid_id"], ["id"])
    with engine.connect() as on, on.begin():
        change = Operations(MigrationContext.configure(on))
        change.drop_constraint("fk_visit_later", "visit")
        change.drop_index("ix_visit_later", "visit")
        change.drop_column("visit", "later")
    assert migrations.differences(engine) == []
    copy = db.make_engine(f"sqlite:///{tmp_path}/copy.db")
    transfer.prepare(copy)
    assert {one.table: one.rows for one in transfer.copy_all(engine, copy, quiet)}["unit"] > 0
    copy.dispose()


def test_coming_parts_are_made_and_strays_move_in(engine: Engine) -> None:
    write_lines(1)
    assert partitioning.cut(engine, "sync_receipt", quiet, months=12) is not None
    assert partitioning.cut(engine, "audit_line", quiet, months=12) is not None
    far = clock.today().replace(month=1, day=1, year=clock.today().year + 3)
    key = partitions.least_id(far + timedelta(days=9))
    with engine.begin() as on:
        on.execute(sa.insert(AuditLine), {
            "id": key, "chain_id": ids.new(), "seq": 1, "at": datetime.now(UTC), "device": "", "verb": "x", "kind": "",
            "reason": "", "prev_hash": "", "hash": "",
        })  # fmt: skip
    with engine.begin() as on:
        assert partitions.reach(on, "audit_line").strays == 1
        made = partitioning.coming(on, far)
        assert f"audit_line_p{far:%Y%m}" in made and f"sync_receipt_p{far:%Y%m}" in made
        assert partitions.reach(on, "audit_line").strays == 0
        assert on.execute(select(AuditLine.id).where(AuditLine.id == key)).scalar_one() == key
        assert partitioning.coming(on, far) == []
