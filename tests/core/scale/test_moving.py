"""A district moves from SQLite to PostgreSQL: killed in the middle, gone on, equal to the last row and index."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, inspect, select, text
from sqlmodel import Session, SQLModel

from tests.conftest import Databases
from tests.town import Town
from webapp.core.data import backup, db, migrations, transfer
from webapp.core.scale import moving
from webapp.core.trust import history


def quiet(_: str) -> None: ...


@pytest.fixture
def source(app: Flask, session: Session, town: Town, tmp_path: Path) -> Iterator[Engine]:
    """The town with a page of history, as a file of SQLite."""
    with db.transaction() as writing:
        for number in range(30):
            history.record(writing, None, f"test.{number}", None)
    session.close()
    if db.engine().dialect.name != "postgresql":
        pytest.skip("needs a PostgreSQL to move to")
    made = db.make_engine(f"sqlite:///{tmp_path / 'source.db'}")
    with made.connect().execution_options(writing=True) as new:
        SQLModel.metadata.create_all(new)
        new.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
        new.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{migrations.head(made)}')")
        new.commit()
    transfer.copy_all(db.engine(), made, quiet)
    yield made
    made.dispose()


@pytest.fixture
def target(databases: Databases) -> Iterator[Engine]:
    url = databases.fresh(databases.blank)
    made = db.make_engine(url)
    transfer.empty(made)
    yield made
    made.dispose()
    databases.drop(url)


def shape(engine: Engine) -> set[str]:
    with engine.connect() as on:
        keys = on.execute(text("SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE contype = 'f'"))
        indexes = on.execute(text("SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'"))
        return {str(one) for one in [*keys, *indexes]}


@pytest.mark.timeout(400)
def test_killed_in_the_middle_it_goes_on_and_is_equal(
    source: Engine, target: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "CHUNK", 20)
    with source.connect() as old:  # two hundred empty tables prove nothing
        filled = [one for one in transfer.tables_of(source) if old.execute(select(one).limit(1)).first()]
    monkeypatch.setattr(transfer, "tables_of", lambda engine: filled)
    for after in (5, 20):
        assert killed(source, target, after), "the move ended before it could be killed"
    with pytest.raises(transfer.TransferRefused, match="unit"):
        moving.move(source, target, lambda words: write_into(target) if " = " in words else None)
    tallies = {one.table: one for one in moving.move(source, target, quiet)}
    assert tallies["audit_line"].rows >= 30
    with source.connect() as old, target.connect() as new:
        for table in filled:
            assert transfer.tally(old, table) == transfer.tally(new, table) == tallies[table.name]
    assert shape(target) ^ shape(db.engine()) == set()
    assert not inspect(target).has_table(moving.NOTES)
    with target.connect() as new:  # without them the first morning's plans are guesses
        assert new.execute(text("SELECT count(*) FROM pg_stats WHERE tablename = 'audit_line'")).scalar_one()
    assert migrations.differences(target) == [] and backup.first_break(target) is None
    with pytest.raises(transfer.TransferRefused, match="not empty"):
        moving.move(source, target, quiet)


def write_into(target: Engine) -> None:
    with target.begin() as new:
        new.execute(text("UPDATE unit SET name = 'x' WHERE kind = 'district'"))


def killed(source: Engine, target: Engine, after: int) -> bool:
    """A process of its own ends itself by SIGKILL after so many batches."""
    source.dispose()
    target.dispose()
    if (child := os.fork()) == 0:
        left = iter(range(after))

        def say(_: str) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        moving.move(source, target, say)
        os._exit(0)
    return os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def test_the_commands_say_what_they_did(app: Flask, session: Session, town: Town, tmp_path: Path) -> None:
    """To a file of SQLite, in one transaction; there nothing is cut."""
    session.close()
    if db.engine().dialect.name != "sqlite":
        pytest.skip("the way to PostgreSQL is above")
    run = app.test_cli_runner().invoke
    told = run(args=["db", "move", f"sqlite:///{tmp_path / 'moved.db'}"])
    assert told.exit_code == 0, told.output
    assert "留痕完整" in told.output
    refused = run(args=["db", "partition"])
    assert refused.exit_code == 1 and "flask db move" in refused.output
