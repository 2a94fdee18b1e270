"""Found by serving as a stranger would: each example as it was met."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.exchange.points.ground import set_rule
from tests.town import Town
from tests.volunteering.activities.ground import ROSTER, opened, plan, saturday, volunteer
from tests.volunteering.activities.test_demands import department, raised
from tests.volunteering.activities.test_rules import seen
from webapp.core.data import db
from webapp.core.time import clock
from webapp.volunteering.activities import attendance_routes, membership_services, rules, services
from webapp.volunteering.activities import attendance_services as attendance
from webapp.volunteering.activities import demand_services as demands
from webapp.volunteering.activities.demand_models import RatedBy, Score
from webapp.volunteering.activities.models import Place
from webapp.volunteering.volunteers import services as people
from webapp.volunteering.volunteers.models import Skill


def test_a_paper_that_ran_out_before_the_day_it_was_really_done(session: Session, town: Town) -> None:
    """Wanted on Saturday, done a week later, when the paper had expired."""
    start = saturday()
    with db.transaction():
        set_rule(session, town, act="demand", points=5)
        zhao = volunteer(session, town)
        team = department(session, town, zhao.id, needs_paper=True)
        people.add_qualification(
            session, town.actor("li"), zhao, skill=Skill.REPAIR, name="电工证", valid_to=start.date(), is_seen=True
        )
        demand = raised(session, town, wanted_on=start.date())
        demands.dispatch(session, town.actor("li"), demand, team)
        demands.accept(session, town.actor("zhao"), demand, zhao)
    later = start + timedelta(days=7)
    done = {"came_at": later, "left_at": later + timedelta(hours=1)}
    with (
        time_machine.travel(later + timedelta(hours=3), tick=False),
        pytest.raises(services.PaperMissing),
        db.transaction(),
    ):
        demands.finish(session, town.actor("zhao"), demand, **done)


def test_whoever_comes_without_signing_up_is_asked_the_same(session: Session, town: Town) -> None:
    with db.transaction():
        _, shift = opened(session, town, needs_paper=Skill.MEDICAL)
        zhao = volunteer(session, town)
    with time_machine.travel(shift.starts_at, tick=False), pytest.raises(services.PaperMissing), db.transaction():
        attendance.scan(session, town.actor("zhao"), shift, zhao)


def test_what_was_called_off_gives_no_hours(session: Session, town: Town) -> None:
    with db.transaction():
        activity, shift = opened(session, town)
        zhao = volunteer(session, town)
        services.cancel(session, town.actor("qian"), activity, reason="下雨")
    with time_machine.travel(shift.ends_at, tick=False), pytest.raises(attendance.CalledOff), db.transaction():
        attendance.enter(
            session, town.actor("qian"), zhao, shift=shift, came_at=shift.starts_at, left_at=shift.ends_at,
            method=ROSTER,
        )  # fmt: skip


def test_ones_own_wish_is_taken_and_judged_by_others(session: Session, town: Town) -> None:
    with db.transaction():
        set_rule(session, town, act="demand", points=5)
        wang = volunteer(session, town, "王秀英", "wang")
        zhao = volunteer(session, town)
        team = department(session, town, wang.id)
        membership_services.join(session, town.actor("li"), team, volunteer_id=zhao.id)
        demand = raised(session, town)
        demands.dispatch(session, town.actor("li"), demand, team)
    with pytest.raises(demands.OwnDemand), db.transaction():
        demands.accept(session, town.actor("wang"), demand, wang)
    with db.transaction():
        demands.accept(session, town.actor("zhao"), demand, zhao)
    start = saturday()
    with time_machine.travel(start + timedelta(hours=3), tick=False):
        with db.transaction():
            demands.finish(session, town.actor("zhao"), demand, came_at=start, left_at=start + timedelta(hours=1))
        with pytest.raises(demands.OwnRating), db.transaction():
            demands.rate(session, town.actor("zhao"), demand, rated_by=RatedBy.SERVED, score=Score.GOOD)


def test_who_waits_is_not_moved_into_an_hour_promised_elsewhere(session: Session, town: Town) -> None:
    """吴 waits for one, takes another at the same time; the place goes to whoever waits behind her."""
    with db.transaction():
        _, full = opened(session, town, places=1)
        qian, haircut = town.actor("qian"), plan(town, title="理发")
        activity = services.draft(session, qian, haircut, community_id=town.community)
        other = services.add_shift(session, qian, activity, starts_at=full.starts_at, ends_at=full.ends_at, places=2)
        services.announce(session, qian, activity)
        zhao, wu = volunteer(session, town), volunteer(session, town, "吴霞", "wu")
        zheng = volunteer(session, town, "郑丽", "zheng")
        for who, person in (("zhao", zhao), ("wu", wu), ("zheng", zheng)):
            services.sign_up(session, town.actor(who), full, person)
        services.sign_up(session, town.actor("wu"), other, wu)
        follows = services.withdraw(session, town.actor("zhao"), full, zhao)
    assert follows is not None and follows.volunteer_id == zheng.id and follows.place is Place.GOING


def test_a_long_day_is_explained_where_one_stands(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction():
        _, shift = opened(session, town, hours=10)
        volunteer(session, town)
    address = f"/attendance/scan/{attendance_routes.signer().dumps(shift.id)}"
    with time_machine.travel(shift.starts_at, tick=False) as when:
        assert client.sign_in(town.zhao).post(address).status_code == 303
        when.shift(timedelta(hours=9))
        refused = client.sign_in(town.zhao).post(address)
        assert refused.status_code == 422 and "超过 8 小时" in refused.text and 'name="note"' in refused.text
        assert client.post(address, data={"note": "接力赛，中午没人换"}).status_code == 303
        assert "记下了" in client.get(address).text


def test_a_ring_of_confirmations_is_worth_a_look() -> None:
    owner = {f"acc-{name}": name for name in "abcd"}
    rows = [seen("a", lead="acc-b"), seen("b", lead="acc-c"), seen("c", lead="acc-a"), seen("d", lead="acc-a")]
    assert [(odd.kind, odd.count) for odd in rules.rings(rows, owner)] == [(rules.Oddity.RING, 3)]
    assert rules.rings(rows[:2], owner) == []
    pair = [seen("a", lead="acc-b"), seen("b", lead="acc-a")]
    assert rules.rings(pair, owner) == [], "two are told as two"


def test_who_leaves_or_dies_keeps_no_place_others_wait_for(session: Session, town: Town) -> None:
    with db.transaction():
        _, shift = opened(session, town, places=1)
        zhao, wu = volunteer(session, town), volunteer(session, town, "吴霞", "wu")
        services.sign_up(session, town.actor("zhao"), shift, zhao)
        waits = services.sign_up(session, town.actor("wu"), shift, wu)
        team = department(session, town, zhao.id, deputy_id=wu.id)
        demand = raised(session, town)
        demands.dispatch(session, town.actor("li"), demand, team)
        demands.accept(session, town.actor("zhao"), demand, zhao)
        people.leave(session, town.actor("li"), zhao, on=clock.today(), reason="去世")
    assert waits.place is Place.GOING
    assert (demand.state.value, demand.volunteer_id) == ("dispatched", None)
    assert (team.lead_id, team.deputy_id) == (wu.id, None)
