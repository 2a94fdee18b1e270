from datetime import timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.town import Town
from tests.volunteering.activities.ground import opened, plan, saturday, volunteer
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice
from webapp.volunteering.activities import membership_services, queries, services
from webapp.volunteering.activities.models import ActivityState, Place, Risk
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Skill


def drafted(session: Session, town: Town, places: int = 2, **more: object) -> services.Activity:
    activity = services.draft(session, town.actor("qian"), plan(town, **more), community_id=town.community)
    services.add_shift(
        session,
        town.actor("qian"),
        activity,
        starts_at=saturday(),
        ends_at=saturday() + timedelta(hours=1),
        places=places,
    )
    return activity


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"risk": Risk.SOME}, services.RiskUntold),
        ({"risk": Risk.HIGH, "risk_text": "登高"}, services.NotInsured),
        ({"risk": Risk.HIGH, "risk_text": "登高", "is_insured": True}, services.NotInsured),
    ],
)
def test_risk_is_told_and_insured_before_it_is_announced(
    session: Session, town: Town, more: dict[str, object], refusal: type[Exception]
) -> None:
    with db.transaction():
        activity = drafted(session, town, **more)
        with pytest.raises(refusal):
            services.announce(session, town.actor("qian"), activity)
        assert activity.state is ActivityState.DRAFT
        safe = plan(town, risk=Risk.HIGH, risk_text="登高", is_insured=True, policy_number="PICC-1")
        services.change(session, town.actor("qian"), activity, safe)
        services.announce(session, town.actor("qian"), activity)
    assert activity.state is ActivityState.OPEN


def test_what_is_announced_cannot_lose_its_insurance(session: Session, town: Town) -> None:
    with db.transaction():
        activity, _ = opened(session, town)
        with pytest.raises(services.NotInsured):
            services.change(session, town.actor("qian"), activity, plan(town, risk=Risk.HIGH, risk_text="登高"))


def test_children_need_two_adults_and_a_shift_must_exist(session: Session, town: Town) -> None:
    with db.transaction():
        with pytest.raises(services.ChildrenNeedTwo):
            services.announce(session, town.actor("qian"), drafted(session, town, places=1, is_for_children=True))
        empty = services.draft(session, town.actor("qian"), plan(town), community_id=town.community)
        with pytest.raises(services.NoShift):
            services.announce(session, town.actor("qian"), empty)


def test_a_shift_lies_ahead_and_ends_after_it_begins(session: Session, town: Town) -> None:
    with db.transaction():
        activity = drafted(session, town)
        for start, hours in ((clock.now() - timedelta(hours=1), 2), (saturday(), -1)):
            with pytest.raises(services.ShiftInThePast):
                services.add_shift(
                    session,
                    town.actor("qian"),
                    activity,
                    starts_at=start,
                    ends_at=start + timedelta(hours=hours),
                    places=1,
                )


def test_places_fill_then_people_wait_and_move_up(session: Session, town: Town) -> None:
    with db.transaction():
        _, shift = opened(session, town, places=1)
        zhao = volunteer(session, town)
        wu = volunteer(session, town, "吴霞", "wu")
        assert services.sign_up(session, town.actor("zhao"), shift, zhao).place is Place.GOING
        assert services.sign_up(session, town.actor("zhao"), shift, zhao).place is Place.GOING
        assert services.sign_up(session, town.actor("wu"), shift, wu).place is Place.WAITING
        follows = services.withdraw(session, town.actor("zhao"), shift, zhao)
        assert follows is not None and follows.volunteer_id == wu.id
        assert [told.account_id for told in session.exec(select(Notice))] == [town.wu]
        assert services.sign_up(session, town.actor("zhao"), shift, zhao).place is Place.WAITING
        services.withdraw(session, town.actor("zhao"), shift, zhao)
        with pytest.raises(services.NotSignedUp):
            services.withdraw(session, town.actor("zhao"), shift, zhao)
    named = queries.list_signed_up(session, shift.id)
    assert [(row.name, row.place) for row in named] == [("吴霞", Place.GOING)]


def test_whoever_has_a_place_hears_that_it_is_called_off(session: Session, town: Town) -> None:
    with db.transaction():
        activity, shift = opened(session, town)
        services.sign_up(session, town.actor("zhao"), shift, volunteer(session, town))
        for _ in range(2):
            services.cancel(session, town.actor("qian"), activity, reason="下雨")
    told = session.exec(select(Notice)).one()
    assert (told.account_id, told.details["reason"], told.details["title"]) == (town.zhao, "下雨", "护学岗")


def test_who_may_not_join(session: Session, town: Town) -> None:
    with db.transaction():
        _, risky = opened(session, town, risk=Risk.SOME, risk_text="有车", least_age=18)
        zhao = volunteer(session, town)
        with pytest.raises(services.TooYoung):
            services.sign_up(session, town.actor("zhao"), risky, zhao, knows_risk=True)
        zhao.born_on = clock.today() - timedelta(days=30 * 365)
        with pytest.raises(services.RiskUnread):
            services.sign_up(session, town.actor("zhao"), risky, zhao)
        services.sign_up(session, town.actor("zhao"), risky, zhao, knows_risk=True)
        activity = drafted(session, town, needs_paper=Skill.LAW)
        services.announce(session, town.actor("qian"), activity)
        clash = queries.shifts_of(session, activity.id)[0]
        with pytest.raises(services.PaperMissing):
            services.sign_up(session, town.actor("zhao"), clash, zhao)
        volunteers.add_qualification(
            session, town.actor("li"), zhao, skill=Skill.LAW, name="执业证", valid_to=clock.today(), is_seen=True
        )
        with pytest.raises(services.PaperMissing):
            services.sign_up(session, town.actor("zhao"), clash, zhao)
        volunteers.add_qualification(session, town.actor("li"), zhao, skill=Skill.LAW, name="执业证", is_seen=True)
        with pytest.raises(services.SameTime):
            services.sign_up(session, town.actor("zhao"), clash, zhao)


def test_closed_begun_or_cancelled_means_no_sign_up(session: Session, town: Town) -> None:
    with db.transaction():
        activity, shift = opened(session, town)
        zhao = volunteer(session, town)
        services.sign_up(session, town.actor("zhao"), shift, zhao)
    with time_machine.travel(shift.starts_at + timedelta(minutes=1), tick=False), db.transaction():
        with pytest.raises(services.ShiftBegun):
            services.withdraw(session, town.actor("zhao"), shift, zhao)
        with pytest.raises(services.ShiftBegun):
            services.sign_up(session, town.actor("wu"), shift, volunteer(session, town, "吴霞", "wu"))
    with db.transaction():
        services.cancel(session, town.actor("qian"), activity, reason="下雨")
        other = volunteer(session, town, "郑丽", "zheng")
        with pytest.raises(services.ActivityNotOpen):
            services.sign_up(session, town.actor("zheng"), shift, other)
        volunteers.leave(session, town.actor("li"), other, on=clock.today(), reason="搬走")
    assert queries.list_coming(session, town.community, other.id) == []


def test_departments_have_members_a_lead_and_one_name(session: Session, town: Town) -> None:
    with db.transaction():
        zhao = volunteer(session, town)
        made = membership_services.open_department(
            session,
            town.actor("li"),
            community_id=town.community,
            skill=Skill.REPAIR,
            name="维修服务部",
            lead_id=zhao.id,
        )
        with pytest.raises(membership_services.DepartmentTwice):
            membership_services.open_department(
                session,
                town.actor("li"),
                community_id=town.community,
                skill=Skill.REPAIR,
                name="维修服务部",
                lead_id=None,
            )
    rows = queries.list_departments(session, town.actor("li", Action.RUN_ACTIVITIES))
    assert [(row.name, *rest) for row, *rest in rows] == [("维修服务部", "赵国强", None, 1)]
    membership = queries.list_members(session, made.id)[0][0]
    with db.transaction():
        membership_services.quit_department(session, town.actor("li"), membership)
        assert not queries.is_member(session, made.id, zhao.id)
        membership_services.join(session, town.actor("li"), made, volunteer_id=zhao.id)
    assert queries.is_member(session, made.id, zhao.id)


def test_a_stranger_finds_neither_activity_nor_department_nor_shift(session: Session, town: Town) -> None:
    with db.transaction():
        activity, shift = opened(session, town)
        made = membership_services.open_department(
            session, town.actor("li"), community_id=town.community, skill=Skill.LAW, name="法律服务部", lead_id=None
        )
    far = town.actor("far_host", Action.RUN_ACTIVITIES)
    for lookup in (
        lambda: queries.get_activity(session, far, activity.id),
        lambda: queries.get_shift(session, far, shift.id),
        lambda: queries.get_department(session, far, made.id),
        lambda: queries.open_shift(session, town.far_community, shift.id),
    ):
        with pytest.raises(NotFound):
            lookup()
