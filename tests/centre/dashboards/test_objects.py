"""The history says what a line is about: its kind and a masked label, inside the reader's reach, without a reveal."""

from datetime import date

from flask import Flask
from sqlalchemy import event
from sqlmodel import Session, SQLModel, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import open_case as open_case
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.town import Town
from webapp.centre.dashboards import object_queries, object_rules
from webapp.core.data import db, ids
from webapp.core.trust import history
from webapp.core.trust.history import AuditLine
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Role
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name


def test_the_recipes_name_tables_and_columns_that_are_there(app: Flask) -> None:
    for name, (_, parts) in object_rules.OBJECTS.items():
        table = SQLModel.metadata.tables[object_rules.TABLES.get(name, name)]
        for part in parts:
            column, _, target = part.lstrip("~=").partition(">")
            assert column in table.c, f"{name}.{column}"
            assert not target or target in object_rules.OBJECTS, f"{name}: {target}"
            assert type(table.c[column].type).__name__ != "Sealed", f"{name}.{column} is sealed"


def test_no_recipe_runs_in_a_circle_or_too_deep() -> None:
    def depth(name: str, way: tuple[str, ...] = ()) -> int:
        assert name not in way, way
        targets = [part.split(">")[1] for part in object_rules.OBJECTS[name][1] if ">" in part]
        return 1 + max((depth(target, (*way, name)) for target in targets), default=0)

    assert max(depth(name) for name in object_rules.OBJECTS) <= object_queries.DEEPEST


def test_case_household_and_person_are_named_masked(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    case = open_case()
    with db.transaction() as session:
        home = homes.settle(session, town, homes.build(session, town))
        label, head = home.label, home.head_name
    before = len(list(session.exec(select(AuditLine.id))))
    page = client.sign_in(town.zhou).get("/history").get_data(as_text=True)
    assert case.number in page and label in page
    assert head and head not in page and head[0] + "*" in page
    session.rollback()
    assert len(list(session.exec(select(AuditLine.id)))) == before, "reading is no reveal"


def test_a_row_without_an_id_is_named_by_its_kind(client: HouseClient, town: Town, app: Flask) -> None:
    with app.app_context(), db.transaction() as writing:
        settings.found(writing, is_demo=True)
        settings.change(writing, town.actor("he"), {Name.ROUND: 90})
    page = client.sign_in(town.zhou).get("/history")
    assert page.status_code == 200 and "这套满格" in page.get_data(as_text=True)
    assert "普通户几天一次" in page.get_data(as_text=True), "a setting by its name, not by its code"


def test_a_list_that_was_read_is_no_row(client: HouseClient, town: Town, app: Flask) -> None:
    """Its line names a kind and no id, which a database that knows ids would refuse to look for."""
    with app.app_context(), db.transaction() as writing:
        homes.settle(writing, town, homes.build(writing, town))
    assert client.sign_in(town.li).get("/register/households").status_code == 200
    page = client.sign_in(town.zhou).get("/history?which=read")
    assert page.status_code == 200 and "住户" in page.get_data(as_text=True)


def test_it_costs_the_same_for_one_line_and_for_many(session: Session, town: Town) -> None:
    actor = town.actor("zhou")
    lines = session.exec(select(AuditLine).where(AuditLine.kind == "post")).all()
    assert len({line.row_id for line in lines}) > 10
    one = statements(session, lambda: object_queries.objects_of(session, actor, lines[:1]))
    many = statements(session, lambda: object_queries.objects_of(session, actor, lines))
    assert 0 < many <= one <= 6


def test_what_lies_outside_the_reach_has_no_label(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        account = writing.get_one(Account, town.zheng)
        accounts.give_post(
            writing, None, account, role=Role.AUDITOR, unit_id=town.community, valid_from=date(2025, 1, 1)
        )
        history.record(writing, None, "end_sign_ins", writing.get_one(Account, town.stranger))
        history.record(writing, None, "end_sign_ins", writing.get_one(Account, town.ma))
    lines = session.exec(select(AuditLine).where(AuditLine.verb == "end_sign_ins").order_by(AuditLine.id)).all()  # type: ignore[arg-type]
    here = object_queries.objects_of(session, town.actor("li"), lines)
    assert {str(line.row_id): here[line.id] for line in lines} == {
        town.stranger: ("账号", ""), town.ma: ("账号", "马*然"),
    }  # fmt: skip
    everywhere = object_queries.objects_of(session, town.actor("zhou"), lines)
    assert {everywhere[line.id][1] for line in lines} == {"冯*", "马*然"}


def statements(session: Session, read: object) -> int:
    seen = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", count := lambda *told: seen.append(told[2]))
    try:
        read()  # type: ignore[operator]
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(seen)


def test_every_kind_of_row_can_be_looked_up(session: Session) -> None:
    """Also the one that has no id of its own: a line about it made the whole history a fault."""
    for name in object_rules.OBJECTS:
        assert object_queries._rows(session, name, {ids.new()}) == [], name
