"""One place commits; a page that is read cannot write; the audit chain shows tampering."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session, select

from tests.lines import lines_about
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.trust.history import AuditLine
from webapp.people.org.models import Unit


def test_a_write_outside_a_transaction_raises(session: Session, town: Town) -> None:
    session.get_one(Unit, town.grid1).name = "偷偷改"
    with pytest.raises(db.WriteOutsideTransaction):
        session.flush()


def test_transactions_do_not_nest(session: Session) -> None:
    with db.transaction(), pytest.raises(db.WriteOutsideTransaction), db.transaction():
        pass


def test_a_refusal_leaves_no_trace(session: Session, town: Town) -> None:
    with pytest.raises(ValueError, match="no"), db.transaction() as writing:
        writing.get_one(Unit, town.grid1).name = "半路停下"
        writing.flush()
        raise ValueError("no")
    assert session.get_one(Unit, town.grid1).name == "第一网格"


def lines(session: Session, chain: str) -> list[AuditLine]:
    return list(session.exec(select(AuditLine).where(AuditLine.chain_id == chain).order_by(AuditLine.seq)))  # type: ignore[arg-type]


def write_three(town: Town) -> None:
    for n in range(3):
        with db.transaction() as writing:
            history.record(writing, None, f"act_{n}", writing.get_one(Unit, town.grid1), community_id=town.community)


def test_the_chain_holds(session: Session, town: Town) -> None:
    write_three(town)
    found = lines(session, town.community)
    assert [line.seq for line in found] == list(range(1, len(found) + 1))
    assert history.first_break(found) is None


def test_a_changed_line_breaks_the_chain(session: Session, town: Town) -> None:
    write_three(town)
    found = lines(session, town.community)
    session.expunge_all()
    found[1].reason = "改过"
    assert history.first_break(found) is found[1]


@pytest.mark.parametrize("statement", ["UPDATE audit_line SET reason = 'x'", "DELETE FROM audit_line"])
def test_the_database_itself_refuses_to_change_history(session: Session, town: Town, statement: str) -> None:
    write_three(town)
    with pytest.raises(DatabaseError, match="only grows"), db.transaction() as writing:
        writing.execute(text(statement))


def test_sealed_text_differs_each_time_and_opens_again(app: Flask) -> None:
    assert vault.seal("13800005678") != vault.seal("13800005678")
    assert vault.unseal(vault.seal("龘䶮")) == "龘䶮"
    assert vault.blind_index("138") == vault.blind_index("138") != vault.blind_index("139")


def test_days_belong_to_the_district(session: Session) -> None:
    assert clock.end_of_day(clock.today()).astimezone(clock.ZONE).date() == clock.today()


def test_what_a_savepoint_takes_back_is_not_in_the_chain(session: Session, town: Town) -> None:
    def say(writing: Session, verb: str) -> None:
        history.record(writing, None, verb, writing.get_one(Unit, town.grid1), community_id=town.community)

    with db.transaction() as writing:
        say(writing, "first")
        with pytest.raises(ValueError, match="no"), writing.begin_nested():
            say(writing, "taken_back")
            raise ValueError("no")
        with writing.begin_nested():
            say(writing, "second")
        say(writing, "third")
    found = lines(session, town.community)
    assert [line.verb for line in found][-3:] == ["first", "second", "third"]
    assert history.first_break(found) is None


def test_a_refused_transaction_leaves_the_next_one_a_whole_chain(session: Session, town: Town) -> None:
    with pytest.raises(ValueError, match="no"), db.transaction() as writing:
        history.record(writing, None, "lost", writing.get_one(Unit, town.grid1), community_id=town.community)
        raise ValueError("no")
    write_three(town)
    found = lines(session, town.community)
    assert "lost" not in [line.verb for line in found]
    assert history.first_break(found) is None


def test_a_line_can_be_read_before_the_commit(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        history.record(writing, None, "seen", writing.get_one(Unit, town.grid1), community_id=town.community)
        assert [line.verb for line in lines_about(writing, town.grid1)] == ["seen"]
