"""A page that asks nothing but kept statements reads without the ORM, and the line that its reading leaves is written
without it."""

import os
import signal
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session, col, select

from tests.town import Town
from webapp.core.cluster.alone import Alone
from webapp.core.config import Settings
from webapp.core.data import db, ids, statements
from webapp.core.trust import history
from webapp.core.trust.history import AuditHead, AuditLine
from webapp.core.work.fair_lock import TurnNotCome
from webapp.people.accounts import queries, reading_services
from webapp.people.org.models import Unit

ROOT = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from webapp import create_app
from webapp.core.data import db
from webapp.people.accounts import queries, reading_services
with create_app().app_context():
    wang = queries.actor_of(db.session(), sys.argv[1])
    with db.transaction(lasting=False) as writing:
        reading_services.note_reading(writing, wang, "read_household", "household", [sys.argv[1]])
    os.kill(os.getpid(), signal.SIGKILL)
"""


@cache
def _name() -> Any:
    return select(Unit.name).where(Unit.id == bindparam("unit"))


def _named(session: Session, unit: str) -> str:
    return str(statements.first(session, _name(), {"unit": unit}).name)


def _lines(session: Session, chain: str) -> list[str]:
    asked = select(AuditLine.verb).where(AuditLine.chain_id == chain).order_by(col(AuditLine.seq))
    return list(session.exec(asked))


def _rename(town: Town, name: str) -> None:
    other = db.open_session(db.engine())
    with db.transaction(other) as writing:
        writing.get_one(Unit, town.grid1).name = name
    other.close()


def test_it_takes_one_connection_and_gives_it_back_to_the_orm(session: Session, town: Town) -> None:
    _named(session, town.grid1)
    assert isinstance(statements._connection(session), Alone) and not session.in_transaction()
    assert session.get_one(Unit, town.grid1).name == _named(session, town.grid1)
    assert statements._connection(session) is session.connection()
    assert db.engine().pool.checkedout() == 1  # type: ignore[attr-defined]
    session.close()
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]


def test_what_others_commit_is_seen_after_it_ended(session: Session, town: Town) -> None:
    before = _named(session, town.grid1)
    _rename(town, "别人改的")
    if not db.is_postgres(session):
        assert _named(session, town.grid1) == before, "one page, one state of the rows"
    session.rollback()
    assert _named(session, town.grid1) == "别人改的"


def test_a_reading_is_written_without_the_orm(session: Session, town: Town) -> None:
    wang = queries.actor_of(session, town.wang)
    before = _lines(session, town.community)
    with db.transaction(session) as writing:
        reading_services.note_reading(writing, wang, "read_household", "household", [ids.new()])
        assert isinstance(statements._connection(writing), Alone)
    assert _lines(session, town.community) == [*before, "read_household"]
    session.rollback()
    chain = session.exec(select(AuditLine).where(AuditLine.chain_id == town.community).order_by(col(AuditLine.seq)))
    assert history.first_break(chain) is None


def test_the_first_reading_of_a_community_begins_its_chain(session: Session, town: Town) -> None:
    chain = ids.new()
    for _ in range(2):
        with db.transaction(session) as writing:
            history.record(writing, None, "read", None, community_id=chain, is_reading=True)
    assert _lines(session, chain) == ["read", "read"]
    assert session.get_one(AuditHead, chain).seq == 2


def test_what_fails_inside_leaves_nothing(session: Session, town: Town) -> None:
    before = _lines(session, town.community)
    session.rollback()
    with pytest.raises(ZeroDivisionError), db.transaction(session) as writing:
        history.record(writing, None, "read", None, community_id=town.community, is_reading=True)
        _ = 1 / 0
    with db.transaction(session) as writing:
        writing.get_one(Unit, town.grid1).name = "还能写"
    assert _lines(session, town.community) == before
    assert db.engine().pool.checkedout() == 1  # type: ignore[attr-defined]


def test_the_orm_joins_what_is_written(session: Session, town: Town) -> None:
    before = _lines(session, town.community)
    with db.transaction(session) as writing:
        history.record(writing, None, "read", None, community_id=town.community, is_reading=True)
        history.settle(writing)
        assert _lines(writing, town.community) == [*before, "read"], "the ORM sees what the driver wrote"
        writing.get_one(Unit, town.grid1).name = "ORM 改的"
        assert _named(writing, town.grid1) == "ORM 改的", "and the driver what the ORM wrote"
        assert db.engine().pool.checkedout() == 1  # type: ignore[attr-defined]
    session.close()
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]
    assert _lines(session, town.community) == [*before, "read"]
    assert _named(session, town.grid1) == "ORM 改的"


def test_a_savepoint_takes_back_what_both_wrote_in_it(session: Session, town: Town) -> None:
    before, name = _lines(session, town.community), _named(session, town.grid1)
    with db.transaction(session) as writing:
        history.record(writing, None, "read", None, community_id=town.community, is_reading=True)
        with pytest.raises(ZeroDivisionError), writing.begin_nested():
            history.record(writing, None, "read_again", None, community_id=town.community, is_reading=True)
            db.update_many(writing, Unit, [{"id": town.grid1, "name": "驱动改的"}])
            writing.get_one(Unit, town.grid2).name = "ORM 改的"
            writing.flush()
            _ = 1 / 0
        assert _named(writing, town.grid1) == name
    assert _lines(session, town.community) == [*before, "read"]
    assert "ORM 改的" not in session.exec(select(Unit.name)).all()


def test_what_fails_after_the_orm_joined_leaves_nothing(session: Session, town: Town) -> None:
    before, name = _lines(session, town.community), _named(session, town.grid1)
    with pytest.raises(ZeroDivisionError), db.transaction(session) as writing:
        history.record(writing, None, "read", None, community_id=town.community, is_reading=True)
        history.settle(writing)
        writing.get_one(Unit, town.grid1).name = "ORM 改的"
        writing.flush()
        _ = 1 / 0
    assert _lines(session, town.community) == before
    assert _named(session, town.grid1) == name
    session.close()
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize("joined", [False, True])
def test_who_begins_to_listen_in_the_middle_hears_the_rest(session: Session, town: Town, joined: bool) -> None:
    heard: list[str] = []
    with db.transaction(session) as writing:
        if joined:
            writing.get_one(Unit, town.grid1)
        _named(writing, town.grid1)
        event.listen(db.engine(), "before_cursor_execute", hear := lambda *told: heard.append(told[2]))
        _named(writing, town.grid1)
        db.update_many(writing, Unit, [{"id": town.grid1, "name": "听着改的"}])
        event.remove(db.engine(), "before_cursor_execute", hear)
    assert [said.split()[0] for said in heard] == ["SELECT", "UPDATE"]
    session.rollback()
    assert _named(session, town.grid1) == "听着改的"


def test_who_waits_for_the_commit_hears_of_it_either_way(session: Session, town: Town) -> None:
    heard: list[str] = []
    for orm in (False, True):
        with db.transaction(session) as writing:
            event.listen(writing, "after_commit", lambda _, orm=orm: heard.append(f"{orm}"), once=True)
            history.record(writing, None, "read", None, community_id=town.community, is_reading=True)
            if orm:
                writing.get_one(Unit, town.grid1)
    assert heard == ["False", "True"]


def test_a_connection_that_is_lost_is_replaced(session: Session, town: Town) -> None:
    name = _named(session, town.grid1)
    statements._connection(session).invalidate()
    assert _named(session, town.grid1) == name
    session.rollback()
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]


def test_an_error_is_told_as_the_orm_tells_it(session: Session, town: Town) -> None:
    @cache
    def absent() -> Any:
        return select(Unit.name).where(Unit.name == bindparam("x", "y")).prefix_with("NONSENSE NONSENSE")

    with pytest.raises(DBAPIError) as told:
        statements.rows(session, absent())
    assert told.value.orig is not None and not told.value.connection_invalidated
    session.rollback()
    assert _named(session, town.grid1)


def test_a_writer_that_waits_too_long_is_told(session: Session, town: Town) -> None:
    if db.is_postgres(session):
        pytest.skip("there many write at once")
    raw = db.engine().raw_connection()
    raw.cursor().execute("BEGIN IMMEDIATE")
    inside = db.engine().raw_connection()
    inside.cursor().execute("PRAGMA busy_timeout=10")
    inside.close()  # the one that is taken next
    with pytest.raises(OperationalError), db.transaction(session):
        pass
    raw.close()
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]


def _taken(taken: list[int]) -> Any:
    """Fills the list with one for each connection the pool gives out."""
    return lambda *_: taken.append(1)


def test_who_read_writes_with_the_same_connection_what_others_left(session: Session, town: Town) -> None:
    _named(session, town.grid1)
    _rename(town, "别人改的")
    taken: list[int] = []
    event.listen(db.engine(), "checkout", hear := _taken(taken))
    with db.transaction(session) as writing:
        assert _named(writing, town.grid1) == "别人改的", "what was read ended"
        writing.get_one(Unit, town.grid1).name = "自己改的"
    event.remove(db.engine(), "checkout", hear)
    assert not taken and db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]
    assert _named(session, town.grid1) == "自己改的"


def test_a_connection_lost_since_the_reading_is_replaced_for_writing(session: Session, town: Town) -> None:
    _named(session, town.grid1)
    statements._connection(session).invalidate()
    with db.transaction(session) as writing:
        writing.get_one(Unit, town.grid1).name = "照样改了"
    assert _named(session, town.grid1) == "照样改了"
    session.rollback()
    assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]


def test_whose_turn_does_not_come_gives_the_connection_back(session: Session, town: Town) -> None:
    if (queue := db.turns(session)) is None:
        pytest.skip("there many write at once")
    name = _named(session, town.grid1)
    began, ended = threading.Event(), threading.Event()

    def write_long() -> None:
        with queue.taken():
            began.set()
            ended.wait(60)

    writer = threading.Thread(target=write_long)
    writer.start()
    began.wait(60)
    try:
        with pytest.raises(TurnNotCome), db.transaction(session, patience=0.05):
            pass
        assert db.engine().pool.checkedout() == 0  # type: ignore[attr-defined]
        assert _named(session, town.grid1) == name
    finally:
        ended.set()
        writer.join()


def _waits(session: Session) -> bool:
    """Whether a commit on this session's connection waits for the disk: a server's as its owner set it up."""
    if db.is_postgres(session):
        asked, eased = "SELECT source FROM pg_settings WHERE name = 'synchronous_commit'", "session"
    else:
        asked, eased = "PRAGMA synchronous", 1
    return bool(session.connection().exec_driver_sql(asked).scalar_one() != eased)


def test_what_is_read_waits_for_no_disk_and_what_is_written_does(session: Session, town: Town) -> None:
    for lasting in (True, False, True):
        _named(session, town.grid1)
        with db.transaction(session, lasting=lasting) as writing:
            assert _waits(writing) is lasting
    assert _waits(session)
    session.close()
    assert _waits(session)


@pytest.mark.parametrize("read_first", [False, True])
def test_a_reading_that_fails_leaves_a_connection_that_waits(session: Session, town: Town, read_first: bool) -> None:
    before = _lines(session, town.community)
    session.rollback()
    if read_first:
        _named(session, town.grid1)
    with pytest.raises(ZeroDivisionError), db.transaction(session, lasting=False) as writing:
        history.record(writing, None, "read", None, community_id=town.community, is_reading=True)
        history.settle(writing)
        _ = 1 / 0
    with db.transaction(session) as writing:
        assert _waits(writing)
    assert _lines(session, town.community) == before


def test_a_reading_outlives_the_process_that_wrote_it(
    session: Session, town: Town, settings: Settings
) -> None:
    """Killed in the same moment, with nothing tidied up."""
    before = _lines(session, town.community)
    session.rollback()
    surroundings = os.environ | {"DATA": str(settings.folder), "FULLGRID_DATABASE": settings.database_url}
    command = [sys.executable, "-c", KILLED, town.wang]
    ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr[-2000:]
    assert _lines(session, town.community) == [*before, "read_household"]
