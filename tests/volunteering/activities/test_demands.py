from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session

from tests.exchange.points.ground import set_rule
from tests.town import Town
from tests.volunteering.activities.ground import saturday, volunteer
from webapp.core.data import db
from webapp.exchange.points import queries as points
from webapp.volunteering.activities import attendance_services as attendance
from webapp.volunteering.activities import demand_services as services
from webapp.volunteering.activities import membership_services
from webapp.volunteering.activities import services as activities
from webapp.volunteering.activities.demand_models import Demand, DemandState, RatedBy, Score
from webapp.volunteering.activities.demand_services import Wish
from webapp.volunteering.activities.models import Department, Side
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers import services as people
from webapp.volunteering.volunteers.models import Skill


def raised(session: Session, town: Town, **more: object) -> Demand:
    wish = Wish(**({"skill": Skill.REPAIR, "words": "水龙头滴水", "asker": "孙大娘", "phone": "13900000000"} | more))
    return services.raise_demand(session, town.actor("wang"), wish, community_id=town.community)


def department(session: Session, town: Town, lead_id: str | None, **more: object) -> Department:
    return membership_services.open_department(
        session,
        town.actor("li"),
        community_id=town.community,
        skill=Skill.REPAIR,
        name="维修服务部",
        lead_id=lead_id,
        **more,
    )


def test_from_the_wish_to_both_ratings_and_the_hours(session: Session, town: Town) -> None:
    start = saturday()
    with db.transaction():
        set_rule(session, town, act="demand", points=5)
        zhao = volunteer(session, town)
        team = department(session, town, zhao.id)
        demand = raised(session, town)
        services.dispatch(session, town.actor("li"), demand, team)
        services.accept(session, town.actor("zhao"), demand, zhao)
        services.accept(session, town.actor("zhao"), demand, zhao)
    with time_machine.travel(start + timedelta(hours=3), tick=False), db.transaction():
        row = services.finish(session, town.actor("zhao"), demand, came_at=start, left_at=start + timedelta(minutes=60))
        services.rate(session, town.actor("wang"), demand, rated_by=RatedBy.SERVED, score=Score.GOOD)
        with pytest.raises(services.RatedAlready):
            services.rate(session, town.actor("wang"), demand, rated_by=RatedBy.SERVED, score=Score.GOOD)
        with pytest.raises(services.ReasonMissing):
            services.rate(session, town.actor("zhao"), demand, rated_by=RatedBy.VOLUNTEER, score=Score.BAD)
        services.rate(session, town.actor("zhao"), demand, rated_by=RatedBy.VOLUNTEER, score=Score.FAIR)
        attendance.confirm(session, town.actor("wang"), row, Side.LEAD)
        attendance.confirm(session, town.actor("li"), row, Side.COMMUNITY)
    assert demand.state is DemandState.RATED
    assert volunteers.confirmed_minutes(session, zhao.id) == 60
    assert points.balance(session, zhao.party_id, town.community).available == 5


def test_nobody_is_assigned(session: Session, town: Town) -> None:
    with db.transaction():
        zhao = volunteer(session, town)
        demand = raised(session, town)
        services.dispatch(session, town.actor("li"), demand, department(session, town, zhao.id))
        with pytest.raises(services.OwnWordOnly):
            services.accept(session, town.actor("li"), demand, zhao)
        with pytest.raises(services.OwnWordOnly):
            services.decline(session, town.actor("li"), demand, zhao)


def test_one_takes_it_the_second_is_told(session: Session, town: Town) -> None:
    with db.transaction():
        zhao, wu = volunteer(session, town), volunteer(session, town, "吴霞", "wu")
        team = department(session, town, zhao.id)
        demand = raised(session, town)
        services.dispatch(session, town.actor("li"), demand, team)
        with pytest.raises(services.NotInDepartment):
            services.accept(session, town.actor("wu"), demand, wu)
        membership_services.join(session, town.actor("li"), team, volunteer_id=wu.id)
        services.accept(session, town.actor("zhao"), demand, zhao)
        with pytest.raises(services.TakenByOther):
            services.accept(session, town.actor("wu"), demand, wu)
        services.decline(session, town.actor("zhao"), demand, zhao)
        services.accept(session, town.actor("wu"), demand, wu)
    assert demand.volunteer_id == wu.id


def test_a_paper_must_hold_on_the_day_of_the_service(session: Session, town: Town) -> None:
    day = saturday().date() + timedelta(days=30)
    with db.transaction():
        zhao = volunteer(session, town)
        team = department(session, town, zhao.id, needs_paper=True)
        people.add_qualification(
            session,
            town.actor("li"),
            zhao,
            skill=Skill.REPAIR,
            name="电工证",
            valid_to=day - timedelta(days=1),
            is_seen=True,
        )
        demand = raised(session, town, wanted_on=day)
        services.dispatch(session, town.actor("li"), demand, team)
        with pytest.raises(activities.PaperMissing):
            services.accept(session, town.actor("zhao"), demand, zhao)


def test_steps_out_of_order_are_refused_in_words(session: Session, town: Town) -> None:
    with db.transaction():
        zhao = volunteer(session, town)
        demand = raised(session, town)
        with pytest.raises(services.WrongStep) as refused:
            services.accept(session, town.actor("zhao"), demand, zhao)
        assert "点单" in refused.value.values["state"]
        services.take_back(session, town.actor("wang"), demand, reason="自己修好了")
        with pytest.raises(services.WrongStep):
            services.dispatch(session, town.actor("li"), demand, department(session, town, zhao.id))
    assert demand.state is DemandState.WITHDRAWN
