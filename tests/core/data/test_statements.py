"""Statements that go to the driver by themselves say the same as through SQLAlchemy."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest
from sqlalchemy import bindparam, event
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import Session, col, select, text

from tests.town import FOUNDED, Town
from webapp.core.data import db, ids, statements
from webapp.core.time import clock
from webapp.people.accounts.models import Post, Role
from webapp.people.org.models import Unit, UnitKind
from webapp.people.settings.models import SettingChange
from webapp.register.register.models import Resident, Sex

KINDS = [UnitKind.GRID, UnitKind.COMMUNITY]


@cache
def _posts() -> Any:
    """Ids, an enum, a day, a truth and two columns of one name."""
    return (
        select(Post.id, Post.role, Post.valid_from, Unit.id, col(Post.valid_to).is_(None).label("is_open"))
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(Post.account_id == bindparam("account"), Post.valid_from <= bindparam("on"), col(Unit.kind).in_(KINDS))
        .order_by(Post.id)
    )


def test_rows_are_those_of_sqlalchemy_by_name_and_by_place(session: Session, town: Town) -> None:
    for name in ("wang", "li"):  # the second is asked by what the first has left
        asked = {"account": town.accounts[name], "on": FOUNDED}
        found = statements.rows(session, _posts(), asked)
        assert [tuple(row) for row in found] == [tuple(row) for row in session.connection().execute(_posts(), asked)]
        assert (found[0].role, found[0].valid_from) == (Role.GRID_WORKER if name == "wang" else Role.HOST, FOUNDED)
        assert bool(found[0].is_open)
    assert statements.first(session, _posts(), {"account": town.wang, "on": FOUNDED.replace(year=2000)}) is None


def test_whoever_listens_hears_it(session: Session, town: Town) -> None:
    heard: list[str] = []
    event.listen(db.engine(), "before_cursor_execute", hear := lambda *told: heard.append(told[2]))
    try:
        statements.rows(session, _posts(), {"account": town.wang, "on": FOUNDED})
    finally:
        event.remove(db.engine(), "before_cursor_execute", hear)
    assert any("FROM post" in statement for statement in heard)


class Held(NamedTuple):
    id: str
    role: Role

    @property
    def words(self) -> str:
        return f"{self.role.value} of {self.id}"


@cache
def _held() -> Any:
    query = select(Post.id, Post.role).where(Post.account_id == bindparam("account"))
    return query.execution_options(rows=Held)


def test_a_statement_may_say_what_its_rows_are(session: Session, town: Town) -> None:
    found = statements.rows(session, _held(), {"account": town.wang})
    assert [one.words for one in found] == [f"grid_worker of {one.id}" for one in found] and found


def test_a_page_goes_on_with_what_the_orm_has_begun(session: Session, town: Town) -> None:
    """The connection of one transaction is not taken for that of the next."""
    for _ in range(2):
        assert session.connection() is statements._connection(session)
        assert statements.first(session, _held(), {"account": town.wang}) is not None
        session.rollback()
    with db.transaction(session) as writing:
        assert statements.first(writing, _held(), {"account": town.wang}) is not None
        assert statements._connection(writing).connection is writing.connection().connection
    assert session.connection() is statements._connection(session)


def test_an_error_is_told_as_any_other(session: Session, town: Town) -> None:
    absent = select(text("nothing")).select_from(text("nowhere"))
    with pytest.raises(DBAPIError):
        statements.rows(session, absent)
    session.rollback()


def test_what_is_being_written_is_seen(session: Session, town: Town) -> None:
    with db.transaction(session) as writing:
        writing.get_one(Unit, town.grid1).name = "改了名"
        names = statements.read(writing, select(Unit.name).where(Unit.id == town.grid1))
    assert [tuple(row) for row in names] == [("改了名",)]


@cache
def _units() -> Any:
    """A model, a model that may lack, and a column."""
    return (
        select(Unit, Post, col(Unit.name).label("said"))
        .outerjoin(Post, (col(Post.unit_id) == Unit.id) & (Post.account_id == bindparam("account")))
        .where(ids.among(Unit.id, "units"))
        .order_by(Unit.path)
    )


def test_models_come_as_records(session: Session, town: Town) -> None:
    asked = {"account": town.wang, "units": [town.community, town.grid1]}
    found = statements.records(session, _units(), asked)
    objects = list(session.exec(_units(), params=asked))
    assert [(row[0].id, row[0].kind, row[0].valid_from, row[1] is None, row[2]) for row in found] == [
        (unit.id, unit.kind, unit.valid_from, post is None, said) for unit, post, said in objects
    ]
    assert {unit.id: post.role for unit, post, _ in found if post} == {town.grid1: Role.GRID_WORKER}
    with pytest.raises(AttributeError):
        found[0][0].name = "改"


def test_among_one_among_several_among_none(session: Session, town: Town) -> None:
    """Of one list the parameter is the id itself, of the other the list; each is a text of its own to SQLite."""
    for asked in ([town.grid1], [town.community, town.grid1], [], [town.grid1]):
        told = {"account": town.wang, "units": asked}
        assert {unit.id for unit, _, _ in statements.records(session, _units(), told)} == set(asked)
        assert {unit.id for unit, _, _ in session.exec(_units(), params=told)} == set(asked)


@pytest.mark.parametrize("how_many", [1, 3])
def test_values_go_in_by_their_columns_and_come_back(session: Session, town: Town, how_many: int) -> None:
    """An enum, a day, a moment, sealed text and a list, written as values, read as objects; then changed; then gone."""
    people = [_person(town, number) for number in range(how_many)]
    told = [
        {"id": ids.new(), "name": "a test", "value": {"每": [number, None]}, "secret": "口令", "made_at": clock.now()}
        for number in range(how_many)
    ]
    with db.transaction(session) as writing:
        db.insert_many(writing, Resident.__table__, people)  # type: ignore[attr-defined]
        db.insert_many(writing, SettingChange.__table__, told)  # type: ignore[attr-defined]
    for model, lines in ((Resident, people), (SettingChange, told)):
        for line in lines:
            row = session.get_one(model, line["id"])
            assert {name: getattr(row, name) for name in line} == line
    sealed = session.execute(text("SELECT secret FROM setting_change WHERE name = 'a test'")).scalars().all()
    assert len(sealed) == how_many and "口令" not in str(sealed)
    with db.transaction(session) as writing:
        changed = [{"id": one["id"], "community_id": town.community, "sex": Sex.MALE, "phone": None} for one in people]
        db.update_many(writing, Resident, changed)
        db.delete_many(writing, SettingChange, [str(one["id"]) for one in told] + [ids.new()])
    assert {(row.sex, row.phone) for row in session.exec(select(Resident).where(Resident.pinyin == "test"))} == {
        (Sex.MALE, None)
    }
    assert session.exec(select(SettingChange).where(SettingChange.name == "a test")).all() == []


def _person(town: Town, number: int) -> dict[str, Any]:
    return {
        "id": ids.new(), "community_id": town.community, "grid_id": town.grid1, "name": f"试{number}", "pinyin": "test",
        "initials": "s", "sex": Sex.FEMALE, "born_on": FOUNDED, "phone": "13800138000", "work": "", "erased": "",
        "version": 1, "changed_at": clock.now(),
    }  # fmt: skip


def test_a_refusal_of_the_database_is_told_as_any_other(session: Session, town: Town) -> None:
    known = {"id": town.grid1, "community_id": town.community}
    with pytest.raises(IntegrityError), db.transaction(session) as writing:
        db.insert_many(writing, Resident.__table__, [_person(town, 1) | known] * 2)  # type: ignore[attr-defined]


@cache
def _made() -> Any:
    named = SettingChange.name == bindparam("name")
    return select(SettingChange.made_at).where(named, col(SettingChange.made_at) <= bindparam("by"))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 1, 8, 0, tzinfo=UTC), datetime(2026, 3, 1, 8, 0, 0, 70, tzinfo=clock.ZONE),
        datetime(999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_moment_is_stored_and_read_as_by_sqlalchemy(session: Session, town: Town, moment: datetime) -> None:
    told = {"id": ids.new(), "name": "bare", "value": 1, "made_at": moment}
    with db.transaction(session) as writing:
        db.insert_many(writing, SettingChange.__table__, [told])  # type: ignore[attr-defined]
        writing.add(SettingChange(name="object", value=1, made_at=moment))
    texts = session.execute(text("SELECT CAST(made_at AS TEXT) FROM setting_change WHERE name IN ('bare', 'object')"))
    assert len(set(texts.scalars())) == 1
    for name in ("bare", "object"):
        [[found]] = statements.rows(session, _made(), {"name": name, "by": moment})
        assert (found, found.utcoffset()) == (moment, timedelta(0))


def test_a_moment_without_its_zone_is_refused(session: Session, town: Town) -> None:
    told = {"id": ids.new(), "name": "bare", "value": 1, "made_at": datetime(2026, 3, 1)}  # noqa: DTZ001
    with pytest.raises((ValueError, StatementError)), db.transaction(session) as writing:
        db.insert_many(writing, SettingChange.__table__, [told])  # type: ignore[attr-defined]
