"""Nobody has to remember what is late; after an outage nobody is shouted at five times."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, act, open_case
from tests.town import Town
from webapp.casework.cases import clock_services, handling_services
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import State, StopReason, Verb
from webapp.casework.supervision import rules, services
from webapp.casework.supervision.models import Order, Step
from webapp.casework.supervision.rules import LadderStep
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.time.deadlines import TimeUnit
from webapp.core.time.working_days import Calendar
from webapp.people.accounts.permissions import Action
from webapp.people.notices import services as notices
from webapp.people.notices.models import Channel, ChannelKind, Delivery, Notice

Do = Callable[..., Any]
__all__ = ["act", "open_case"]
MONDAY = datetime(2026, 11, 9, 2, 0, tzinfo=UTC)  # due five working days later: Monday the 16th


def run(session: Session) -> None:
    while True:
        with db.transaction() as writing:
            if services.climb(writing) == 0:
                return


def go(session: Session, day: date, hour: int = 10) -> None:
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=clock.ZONE)
    with time_machine.travel(moment, tick=False):
        run(session)


def steps(session: Session, case: GridCase) -> list[str]:
    session.rollback()
    return [step.step.value for step in session.exec(select(Step).where(Step.case_id == case.id).order_by(Step.at))]


def heard(session: Session, account_id: str) -> int:
    session.rollback()
    return len(session.exec(select(Notice).where(Notice.account_id == account_id)).all())


@pytest.fixture
def case(open_case: Open) -> GridCase:
    with time_machine.travel(MONDAY, tick=False):
        return open_case()


def test_each_step_on_its_day_once(session: Session, town: Town, case: GridCase) -> None:
    day = date(2026, 11, 9)
    seen = {}
    while day < date(2026, 11, 30):
        go(session, day)
        go(session, day, 15)
        for step in steps(session, case)[len(seen) :]:
            seen[step] = day.day
        day += timedelta(days=1)
    assert seen == {"remind": 13, "due": 16, "press": 17, "order": 19, "escalate": 23}
    assert heard(session, town.wang) == 5
    assert heard(session, town.li) == 1 and heard(session, town.chen) == 1


def test_after_an_outage_only_the_newest_step_is_sent(session: Session, town: Town, case: GridCase) -> None:
    go(session, date(2026, 11, 10))
    go(session, date(2026, 11, 20))
    assert steps(session, case) == ["order"]
    assert heard(session, town.wang) == 1
    go(session, date(2026, 12, 20))
    assert steps(session, case) == ["order", "escalate"]
    go(session, date(2026, 12, 21))
    assert heard(session, town.wang) == 2


def test_an_outage_does_not_swallow_the_order(session: Session, town: Town, case: GridCase) -> None:
    """Eleven working days late with nothing taken: the paper exists, only the newest step is told, with the truth."""
    go(session, date(2026, 12, 1))
    assert sorted(steps(session, case)) == ["escalate", "order"]
    order = session.exec(select(Order)).one()
    assert (order.case_id, order.snapshot["days_late"]) == (case.id, 15)
    [notice] = session.exec(select(Notice).where(Notice.account_id == town.wang)).all()
    assert notice.details["days"] == 11


def test_after_the_street_the_district_hears_and_hears_again(session: Session, town: Town, case: GridCase) -> None:
    for day in (date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 14)):
        go(session, day)
        go(session, day)
    lines = session.exec(select(Act).where(Act.case_id == case.id, Act.verb == Verb.ESCALATE).order_by(Act.at))
    assert [line.unit_id for line in lines] == [town.street, *[town.units["district"]] * 3]
    assert heard(session, town.chen) == 1 and heard(session, town.he) == 3


def test_after_an_outage_the_street_is_not_skipped(session: Session, town: Town, case: GridCase) -> None:
    go(session, date(2026, 12, 14))
    go(session, date(2026, 12, 15))
    assert heard(session, town.chen) == 1 and heard(session, town.he) == 0
    go(session, date(2026, 12, 21))
    assert heard(session, town.he) == 1


def test_what_waits_to_be_checked_stands_still_or_is_asking_is_not_pressed(
    session: Session, open_case: Open, act: Do
) -> None:
    with time_machine.travel(MONDAY, tick=False):
        done, stopped, asking, parked = (open_case() for _ in range(4))
        act(handling_services.finish, "wang", done, words="好了")
        act(clock_services.stop, "li", stopped, reason=StopReason.WAITING, words="等人")
        act(clock_services.ask_extension, "wang", asking, until=date(2026, 12, 1), words="缺配件")
        act(clock_services.park, "li", parked, review_on=date(2027, 3, 1), words="等开春")
    go(session, date(2026, 11, 25))
    assert session.exec(select(Step)).all() == []


def test_a_new_deadline_starts_the_ladder_anew(session: Session, case: GridCase, act: Do) -> None:
    go(session, date(2026, 11, 13))
    with time_machine.travel(datetime(2026, 11, 14, 2, tzinfo=UTC), tick=False):
        act(clock_services.ask_extension, "wang", case, until=date(2026, 11, 25), words="缺配件")
        act(clock_services.decide_extension, "li", case, granted=True)
    go(session, date(2026, 11, 18))
    assert steps(session, case) == ["remind"]
    go(session, date(2026, 11, 24))
    assert steps(session, case) == ["remind", "remind"]


def test_an_order_is_numbered_and_says_no_resident(session: Session, town: Town, case: GridCase) -> None:
    go(session, date(2026, 11, 19))
    session.rollback()
    order = session.exec(select(Order)).one()
    assert (order.year, order.serial, order.snapshot["days_late"]) == (2026, 1, 3)
    assert order.snapshot["to"] == "第一网格" and order.snapshot["number"] == case.number


def test_escalation_keeps_the_lead_and_tells_the_street(session: Session, town: Town, case: GridCase) -> None:
    go(session, date(2026, 11, 24))
    session.rollback()
    line = session.exec(select(Act).where(Act.case_id == case.id).order_by(Act.at.desc())).first()
    assert line and line.unit_id == town.street
    again = session.exec(select(GridCase).where(GridCase.id == case.id)).one()
    assert again.lead_unit_id == town.grid1 and again.state is State.REPORTED


def test_the_group_hears_one_counted_sentence_without_a_name(session: Session, town: Town, open_case: Open) -> None:
    with db.transaction() as writing:
        notices.open_channel(
            writing, town.actor("li", Action.MANAGE_CHANNELS), unit_id=town.community, kind=ChannelKind.WECOM,
            name="值班群", key="abc",
        )  # fmt: skip
    with time_machine.travel(MONDAY, tick=False):
        for _ in range(3):
            open_case(words="张桂芬家的灯")
    go(session, date(2026, 11, 17))
    session.rollback()
    [delivery] = session.exec(select(Delivery)).all()
    assert delivery.details == {"count": 3} and "张" not in delivery.sentence
    assert session.exec(select(Channel)).one().key == "abc"


def test_an_unknown_year_warns_the_district_once_a_day(session: Session, town: Town, open_case: Open) -> None:
    with time_machine.travel(datetime(2027, 1, 4, 2, tzinfo=UTC), tick=False):
        for _ in range(2):
            open_case(category_code="ELDER", due_on=date(2027, 1, 8))
        run(session)
        session.rollback()
        told = session.exec(select(Notice).where(Notice.account_id == town.he)).all()
        assert [notice.details["year"] for notice in told] == [2027]
    assert session.exec(select(Step)).all() == []


def test_a_nudge_reaches_whoever_has_it_once_a_day(session: Session, town: Town, case: GridCase, act: Do) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 2, tzinfo=UTC), tick=False):
        act(services.nudge, "chen", case, words="居民等着")
        assert heard(session, town.wang) == 1
        with pytest.raises(services.NudgedToday):
            act(services.nudge, "chen", case, words="再催")


def test_a_step_is_acknowledged_once(session: Session, town: Town, case: GridCase) -> None:
    go(session, date(2026, 11, 17))
    with db.transaction() as writing:
        step = writing.exec(select(Step)).one()
        services.acknowledge(writing, town.actor("wang"), step, reply="明天换")
    with pytest.raises(services.AlreadyAcknowledged), db.transaction() as writing:
        services.acknowledge(writing, town.actor("wang"), writing.exec(select(Step)).one())


DAYS = {
    LadderStep.REMIND: -1, LadderStep.DUE: 0, LadderStep.PRESS: 1, LadderStep.ORDER: 3, LadderStep.ESCALATE: 5,
}  # fmt: skip


def test_a_limit_in_hours_is_due_on_the_minute() -> None:
    due_at = datetime(2026, 11, 12, 6, 30, tzinfo=UTC)
    ladder = {one.step: one.at for one in rules.rungs(DAYS, due_at, TimeUnit.HOUR, Calendar())}
    assert ladder[LadderStep.DUE] == due_at
    assert clock.local(ladder[LadderStep.PRESS]).isoformat() == "2026-11-13T09:00:00+08:00"
