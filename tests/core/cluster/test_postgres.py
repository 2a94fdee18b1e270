"""PostgreSQL as a district has it: limits travel with BEGIN, nothing stays in a session, a changed primary is left."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import InternalError
from sqlmodel import Session

from tests.centre.sync.test_records import HERE, record, send
from tests.conftest import POOL, SERVER, HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.core.cluster import postgres
from webapp.core.config import BadSetting, from_environment
from webapp.core.data import db
from webapp.core.web import faults
from webapp.people.org.models import Unit

ROOT = Path(__file__).resolve().parents[3]
postgres_only = pytest.mark.skipif(not SERVER, reason="PostgreSQL's own")
LIMITS = text(
    "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'),"
    " current_setting('idle_in_transaction_session_timeout')"
)


def test_the_address_says_whether_pgbouncer_stands_before_it() -> None:
    address, pooled = postgres.read("postgresql+psycopg://a@h/d?pgbouncer=1&sslmode=require")
    assert pooled and str(address) == "postgresql+psycopg://a@h/d?sslmode=require"
    assert postgres.read("postgresql+psycopg://a@h/d") == (address.set(query={}), False)


def test_a_standby_of_a_file_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FULLGRID_DATABASE", raising=False)
    monkeypatch.setenv("FULLGRID_REPLICA", "postgresql://a@h/d")
    with pytest.raises(BadSetting, match="FULLGRID_REPLICA"):
        from_environment()


def test_the_product_keeps_nothing_in_a_session() -> None:
    """PgBouncer hands the connection on after each transaction: what is set, locked or listened to must end with it."""
    kept = re.compile(
        r"pg_(try_)?advisory_lock|\bLISTEN\b|\bNOTIFY\b|CREATE TEMP|WITH HOLD|[\"']SET (?!LOCAL|CONSTRAINTS|TRANS)"
    )
    files = [*ROOT.glob("webapp/**/*.py"), *ROOT.glob("migrations/**/*.py")]
    assert not [(file.name, found[0]) for file in files if (found := kept.search(file.read_text()))]


@pytest.mark.skipif(not POOL, reason="no PgBouncer here")
def test_this_very_test_goes_through_pgbouncer(session: Session) -> None:
    raw = session.connection().connection.dbapi_connection
    assert f"127.0.0.1:{raw.info.port}" == POOL and raw.prepare_threshold is None  # type: ignore[union-attr]


@postgres_only
def test_each_kind_of_work_has_its_limits_and_only_in_its_transaction(app: Flask, session: Session) -> None:
    def said() -> tuple[str, ...]:
        session.rollback()
        return tuple(session.execute(LIMITS).one())

    assert said() == ("0", "0", "0"), "a command in a terminal"
    with postgres.limited(postgres.JOB):
        assert said() == ("10min", "30s", "10min")
    with app.test_request_context():
        assert said() == ("15s", "5s", "1min")
    assert said() == ("0", "0", "0")


@postgres_only
def test_a_connection_a_backup_was_read_with_has_limits_again(app: Flask, session: Session) -> None:
    engine = app.extensions["engine"]
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as old:
        read_with = old.execute(text("SELECT pg_backend_pid()")).scalar_one()
        assert old.execute(LIMITS).one()[0] == "0"
    with postgres.limited(postgres.JOB), engine.connect() as next_one:
        assert next_one.execute(text("SELECT pg_backend_pid()")).scalar_one() == read_with
        assert next_one.execute(LIMITS).one()[0] == "10min"
        assert next_one.execute(text("SHOW transaction_isolation")).scalar_one() == "read committed"


@postgres_only
def test_the_orm_that_joins_begins_nothing_anew(session: Session, town: Town) -> None:
    """It would say other limits, and the server would write a warning into its log for each."""
    warned: list[str] = []
    with db.transaction(session, patience=0.7) as writing:
        writing.info["connection"].connection.add_notice_handler(lambda told: warned.append(told.message_primary or ""))
        assert writing.get_one(Unit, town.grid1).id == town.grid1
        assert writing.execute(LIMITS).one()[1] == "700ms"
    assert warned == []


@postgres_only
def test_a_question_that_takes_too_long_is_stopped_with_a_sentence(
    client: HouseClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    from webapp.centre.overview import queries

    def slow(session: Session, *_: object) -> None:
        session.execute(text("SELECT pg_sleep(5)"))

    client.sign_in(town.he)
    monkeypatch.setattr(postgres, "REQUEST", postgres.Limits(1, 1, 60))
    monkeypatch.setattr(queries, "look", slow)
    answer = client.get("/overview")
    assert answer.status_code == 503 and "请缩小范围" in answer.text and answer.headers["Retry-After"]
    assert "Refresh" not in answer.headers, "asking the same again would not help"


@postgres_only
def test_a_row_that_somebody_holds_is_waited_for_not_for_ever(
    client: HouseClient, town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(town.he)
    monkeypatch.setattr(postgres, "REQUEST", postgres.Limits(15, 1, 60))
    with app.extensions["engine"].connect() as other:
        other.execute(text("LOCK TABLE setting_change IN ACCESS EXCLUSIVE MODE"))
        answer = client.post("/settings/rounds", data={"round": "170"})
    assert answer.status_code == 503 and "服务器正忙" in answer.text


@postgres_only
def test_a_primary_that_only_reads_now_is_left(session: Session) -> None:
    raw = session.connection().connection.dbapi_connection
    with pytest.raises(Exception, match="read-only") as stop:
        session.execute(text("SET TRANSACTION READ ONLY"))
        session.execute(text("UPDATE unit SET name = name"))
    assert faults.of(stop.value) is faults.Unreachable
    session.rollback()
    assert session.connection().connection.dbapi_connection is not raw, "the next one may find the new primary"


@postgres_only
def test_a_connection_the_server_has_cut_is_replaced_unseen(client: HouseClient, town: Town, app: Flask) -> None:
    client.sign_in(town.wang)
    assert client.get("/today").status_code == 200
    engine = app.extensions["engine"]
    with engine.connect() as one:
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        one.execute(text(f"{cut} AND pid <> pg_backend_pid()"))
    assert client.get("/today").status_code == 200


def test_without_its_database_the_product_answers_in_sentences(
    client: HouseClient, town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is signed out, the phone is told to come back, and the page comes again by itself."""
    client.sign_in(town.wang)
    assert client.get("/today").status_code == 200
    there, away = app.extensions["engine"], db.make_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    app.extensions["engine"] = away
    page, phone = client.get("/today"), client.post("/sync", json={"records": []}, token=False, headers=HERE)
    assert (page.status_code, page.headers["Retry-After"], page.headers["Refresh"]) == (503, "30", "30")
    assert "再试一次" in page.text and "连不上数据库" in page.text and "手机里的会自己再发" in page.text
    assert phone.status_code == 503 and "连不上数据库" in phone.get_json()["message"] and phone.headers["Retry-After"]
    assert client.get("/nowhere").status_code in (404, 503)
    assert client.get("/healthz").status_code == 200 and client.get("/readyz").status_code == 503
    app.extensions["engine"] = there
    assert client.get("/today").status_code == 200


def test_a_delivery_to_a_server_that_only_reads_waits_and_is_not_the_records_fault(
    client: HouseClient, town: Town, stair: Stair, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Former(Exception):
        sqlstate = postgres.READ_ONLY

    def refuse(*_: object) -> None:
        raise InternalError("COMMIT", {}, Former("cannot execute INSERT in a read-only transaction"))

    client.sign_in(town.wang)
    one = record(stair.home)
    with monkeypatch.context() as changed:
        changed.setattr(db, "_commit", refuse)
        answer = client.post("/sync", json={"records": [one]}, token=False, headers=HERE)
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "30"
    assert send(client, one)[0]["state"] == "receipt"
