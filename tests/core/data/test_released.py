"""From every released schema, with its rows, there is a way up to today's. The copies are kept by
`scripts/keep_release.py`, one a release and database, and never written again."""

import re
import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.engine import Engine

from tests.conftest import SERVER, Databases
from webapp.core.data import db, ids, migrations
from webapp.exchange.points.card_rules import card_hash

KEPT = Path(__file__).resolve().parents[2] / "data" / "released"
KIND = "postgresql" if SERVER else "sqlite"
FILES = sorted(KEPT.glob(f"*.{KIND}.sql"))


def load(databases: Databases, told: str) -> str:
    url = databases._url("released" + ids.new()[-8:])
    if SERVER:
        databases._admin(f"CREATE DATABASE {databases._name(url)}")
        engine = db.make_engine(url)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.connection.cursor().execute(told)
        engine.dispose()
    else:
        raw = sqlite3.connect(databases.folder / f"{databases._name(url)}.db")
        raw.executescript(told)
        raw.close()
    return url


def rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: int(connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one())
            for name in inspect(engine).get_table_names()
            if name != "alembic_version"
        }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_there_is_a_way_up_and_every_row_comes_along(databases: Databases, file: Path) -> None:
    told = file.read_text()
    url = load(databases, told)
    engine = db.make_engine(url)
    try:
        before = rows(engine)
        assert before["unit"] > 5 and before["account"] > 5, "a release is kept with its rows"
        migrations.upgrade(engine)
        assert migrations.differences(engine) == []
        after = rows(engine)
        assert {name: count for name, count in before.items() if name in after} == {
            name: after[name] for name in before if name in after
        }
    finally:
        engine.dispose()
        databases.drop(url)


def test_a_card_bound_before_is_found_after_and_its_number_is_gone(app: Flask, databases: Databases) -> None:
    [before] = [file for file in FILES if file.name.startswith("0.2.0.")]  # the last one that kept numbers in clear
    url = load(databases, before.read_text())
    engine = db.make_engine(url)
    try:
        with engine.connect().execution_options(writing=True) as old, old.begin():
            old.execute(text(
                "INSERT INTO passbook (id, community_id, party_id, available, held, owed, card, opened_at) "
                "SELECT unit.id, unit.id, party.id, 0, 0, 0, '0099 8877aa', '2026-11-01 00:00:00' "
                "FROM unit, party WHERE unit.kind = 'community' LIMIT 1"
            ))  # fmt: skip
        migrations.upgrade(engine, to="opinions_cards")
        with engine.connect() as fresh:
            kept = fresh.execute(text("SELECT card_hash FROM passbook WHERE card_hash IS NOT NULL")).scalars()
            assert list(kept) == [card_hash("00998877AA")]
    finally:
        engine.dispose()
        databases.drop(url)


def test_the_present_release_is_kept() -> None:
    version = re.search(r'^version = "(.+)"', (KEPT.parents[2] / "pyproject.toml").read_text(), re.MULTILINE)
    assert version is not None
    assert f"{version[1]}.{KIND}.sql" in {file.name for file in FILES}
