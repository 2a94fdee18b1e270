"""An order may be dated ahead: a row until its day in the district's zone, withdrawn before, told if it failed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.register.boundaries.test_boundaries import build, unit
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.core.web.errors import NotFound
from webapp.core.work import jobs
from webapp.people.accounts.models import Post
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.notices.models import Notice
from webapp.people.org import queries as org
from webapp.people.org.models import ChangeOrder, ChangeState, OrderKind
from webapp.people.org.services import AlreadyClosed
from webapp.register.boundaries import order_services as orders
from webapp.register.boundaries import services


def later(days: int = 10) -> date:
    return clock.today() + timedelta(days=days)


def plan(town: Town, kind: OrderKind, key: str, on: date, **asked: object) -> str:
    with db.transaction() as session:
        actor = town.actor("he", Action.CHANGE_ORGANISATION)
        orders.issue(session, actor, kind, unit(session, town, key), on=on, reason="年度调整", **asked)
        return session.exec(select(ChangeOrder.id).order_by(ChangeOrder.id.desc())).first() or ""  # type: ignore[attr-defined]


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)


def state(order_id: str) -> ChangeState:
    db.session().rollback()
    return db.session().get_one(ChangeOrder, order_id).state


def test_it_waits_for_its_day_in_the_districts_zone(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = later()
    order = plan(town, OrderKind.RENAME, "grid1", on, name="幸福网格")
    assert orders.take_due() == 0
    assert (org.unit(session, town.grid1).name, state(order)) == ("第一网格", ChangeState.PLANNED)
    midnight = clock.start_of_day(on)
    assert midnight.astimezone(UTC).hour == 16
    at(monkeypatch, midnight - timedelta(seconds=1))
    assert orders.take_due() == 0
    at(monkeypatch, midnight)
    assert orders.take_due() == 1
    assert (org.unit(session, town.grid1).name, state(order)) == ("幸福网格", ChangeState.IN_FORCE)
    assert org.name_on(session, town.grid1, on - timedelta(days=1)) == "第一网格"
    assert orders.take_due() == 0, "once"
    assert org.versions(session, town.grid1)[0].order_id == order
    verbs = set(session.exec(select(AuditLine.verb)))
    assert {"plan_order", "rename_unit", "order_takes_effect"} <= verbs


def test_the_periodic_job_makes_up_for_a_day_it_slept_through(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.transaction() as session:
        home = build(session, town)
    on = later()
    plan(town, OrderKind.MERGE, "grid1", on, others=[town.grid2], name="大网格")
    at(monkeypatch, clock.start_of_day(on) + timedelta(days=3))
    jobs.KINDS["organisation.orders"]("job")
    db.session().rollback()
    whole = org.successors(session, town.grid1)[0]
    assert (whole.name, whole.valid_from) == ("大网格", on), "dated as ordered, not as done"
    assert session.get_one(type(home), home.id).grid_id == whole.id


@pytest.mark.parametrize(
    ("kind", "key", "asked"),
    [
        (OrderKind.FOUND, "community", {"name": "第三网格"}),
        (OrderKind.SPLIT, "grid1", {"names": ["甲", "乙"]}),
        (OrderKind.SPLIT, "street", {"names": ["甲街道", "乙街道"]}),
        (OrderKind.MERGE, "street", {"others": ["far_street"], "name": "大街道"}),
        (OrderKind.MOVE, "street", {"communities": ["community"], "target": "far_street"}),
        (OrderKind.MOVE, "grid1", {"entrances": ["door"], "target": "grid2"}),
    ],
)
def test_every_kind_can_be_dated_ahead(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch, kind: OrderKind, key: str, asked: dict[str, object]
) -> None:
    with db.transaction() as session:
        door = build(session, town).entrance_id
    known = {**town.units, "door": door}

    def named(value: object) -> object:
        return [known.get(str(one), one) for one in value] if isinstance(value, list) else known.get(str(value), value)

    order = plan(town, kind, key, later(), **{name: named(value) for name, value in asked.items()})
    at(monkeypatch, clock.start_of_day(later()))
    assert (orders.take_due(), state(order)) == (1, ChangeState.IN_FORCE)


def test_it_takes_effect_though_its_maker_has_left(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = plan(town, OrderKind.RENAME, "grid1", later(), name="幸福网格")
    with db.transaction() as session:
        post = session.exec(select(Post).where(Post.account_id == town.he)).one()
        post.valid_to = clock.today() + timedelta(days=1)
    at(monkeypatch, clock.start_of_day(later()))
    orders.take_due()
    assert state(order) is ChangeState.IN_FORCE


def test_withdrawn_it_does_nothing_and_only_once(session: Session, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    order = plan(town, OrderKind.RENAME, "grid1", later(), name="幸福网格")
    actor: Actor = town.actor("he", Action.CHANGE_ORGANISATION)
    with db.transaction() as session:
        orders.withdraw(session, actor, order)
    with pytest.raises(orders.AlreadySettled), db.transaction() as session:
        orders.withdraw(session, actor, order)
    at(monkeypatch, clock.start_of_day(later()))
    assert orders.take_due() == 0
    assert (org.unit(session, town.grid1).name, state(order)) == ("第一网格", ChangeState.WITHDRAWN)
    with pytest.raises(NotFound), db.transaction() as session:
        orders.withdraw(session, town.actor("stranger"), order)


def test_what_no_longer_fits_on_its_day_is_refused_whole_and_told(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.transaction() as session:
        door = build(session, town).entrance_id
    order = plan(town, OrderKind.MOVE, "grid1", later(), entrances=[door], target=town.grid2)
    actor = town.actor("he", Action.CHANGE_ORGANISATION)
    with db.transaction() as session:
        services.split_unit(
            session, actor, unit(session, town, "grid2"), names=["甲", "乙"], on=clock.today(), reason="先拆了"
        )
    at(monkeypatch, clock.start_of_day(later()))
    orders.take_due()
    assert state(order) is ChangeState.REFUSED
    assert db.session().get_one(ChangeOrder, order).trouble["message"] == AlreadyClosed.message
    told = session.exec(select(Notice).where(Notice.account_id == town.he)).one()
    assert "没有生效" in told.sentence
    assert orders.take_due() == 0


def test_two_plans_that_cannot_both_be(session: Session, town: Town) -> None:
    plan(town, OrderKind.SPLIT, "grid1", later(10), names=["甲", "乙"])
    for kind, on, asked in (
        (OrderKind.RENAME, later(10), {"name": "丙"}),
        (OrderKind.RENAME, later(20), {"name": "丙"}),
        (OrderKind.MERGE, later(20), {"others": [town.grid2], "name": "丙"}),
        (OrderKind.FOUND, later(20), {"name": "丙"}),
    ):
        with pytest.raises(orders.PlannedAlready):
            plan(town, kind, "grid1", on, **asked)
    plan(town, OrderKind.RENAME, "grid1", later(5), name="丙")
    with pytest.raises(orders.PlannedAlready):
        plan(town, OrderKind.MERGE, "grid2", later(4), others=[town.grid1], name="丙")
    with pytest.raises(orders.TooFarAhead):
        plan(town, OrderKind.RENAME, "grid2", later(1000), name="丙")


# --- over HTTP ------------------------------------------------------------------------------------------------------


def test_the_page_shows_it_and_takes_it_back(client: HouseClient, town: Town) -> None:
    district = client.sign_in(town.he)
    address = f"/organisation/{town.grid1}"
    told = {"on": later().isoformat(), "reason": "年度调整", "name": "幸福网格"}
    assert district.post(f"{address}/name", data=told).status_code == 303
    for page in (district.get(address).text, district.get("/organisation/").text):
        assert "排好的调整" in page and "幸福网格" in page and "撤回" in page
    again = district.post(f"{address}/name", data=told)
    assert again.status_code == 422 and "已经排了一张调整单" in again.text
    act = district.get(address).text.split('/withdrawal"')[0].rsplit('"', 1)[1] + "/withdrawal"
    client.sign_in(town.chen)
    page = client.get(address).text
    assert "排好的调整" in page and "/withdrawal" not in page
    assert client.post(act).status_code == 403
    assert "排好的调整" not in client.sign_in(town.stranger).get("/organisation/").text
    client.sign_in(town.he)
    assert client.post(act).status_code == 303
    assert client.post(act).status_code == 409
    assert "排好的调整" not in client.get(address).text
    client.set_cookie("lang", "en")
    assert client.post(f"{address}/name", data=told).status_code == 303
    assert "Planned changes" in client.get(address).text
