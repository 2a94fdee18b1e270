from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlmodel import Session, select

from tests.town import Town
from tests.volunteering.activities.ground import ROSTER, opened, saturday, volunteer
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.exchange.points import queries as points
from webapp.exchange.points.models import Entry
from webapp.people.accounts.permissions import Action
from webapp.volunteering.activities import attendance_queries as queries
from webapp.volunteering.activities import attendance_services as services
from webapp.volunteering.activities.models import Attendance, Method, Shift, Side
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import HoursLine, Volunteer
from webapp.volunteering.volunteers.services import TimesImpossible

AFTER = timedelta(days=9)


@pytest.fixture(autouse=True)
def later() -> object:
    """Everything here is told after the Saturday has passed, in a year whose holidays are known."""
    with time_machine.travel(datetime(2026, 11, 22, 4, tzinfo=UTC), tick=True) as machine:
        yield machine, saturday()


def after(later: object) -> None:
    machine, start = later  # type: ignore[misc]
    machine.move_to(start + timedelta(hours=12))


def entered(
    session: Session, town: Town, shift: Shift, who: Volunteer, minutes: int = 120, **more: object
) -> Attendance:
    values = {"came_at": shift.starts_at, "left_at": shift.starts_at + timedelta(minutes=minutes), "method": ROSTER}
    return services.enter(session, town.actor("qian"), who, shift=shift, **(values | more))


def test_two_people_turn_attendance_into_hours_and_points(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        row = entered(session, town, shift, zhao, 150)
        assert services.confirm(session, town.actor("qian"), row, Side.LEAD) is None
    assert volunteers.confirmed_minutes(session, zhao.id) == 0
    with db.transaction():
        services.confirm(session, town.actor("li"), row, Side.COMMUNITY)
    assert volunteers.confirmed_minutes(session, zhao.id) == 150
    assert points.balance(session, zhao.party_id, town.community).available == 10
    entry = session.exec(select(Entry)).one()
    assert entry.sentence == "护学岗做了 2 小时 30 分钟"
    line = session.exec(select(HoursLine)).one()
    assert (line.lead_confirmed_by, line.community_confirmed_by) == (town.qian, town.li)
    assert (line.title, line.place, line.organiser, line.lead_name) == ("护学岗", "校门口", "冬梅轩社区", "钱小梅")


def test_one_person_cannot_be_both_sides(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        row = entered(session, town, shift, zhao)
        services.confirm(session, town.actor("qian"), row, Side.LEAD)
        with pytest.raises(services.SecondPersonNeeded):
            services.confirm(session, town.actor("qian"), row, Side.COMMUNITY)
        with pytest.raises(services.AlreadyConfirmed):
            services.confirm(session, town.actor("qian"), row, Side.LEAD)


def test_nobody_confirms_their_own(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        qian = volunteer(session, town, "钱小梅", "qian")
    after(later)
    with db.transaction():
        row = entered(session, town, shift, qian)
        for side in Side:
            with pytest.raises(services.OwnHours):
                services.confirm(session, town.actor("qian"), row, side)


def test_each_side_is_its_own_persons(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        row = entered(session, town, shift, zhao)
        with pytest.raises(services.NotYourPart):
            services.confirm(session, town.actor("li"), row, Side.LEAD)
        with pytest.raises(services.NotYourPart):
            services.confirm(session, town.actor("wu"), row, Side.COMMUNITY)


def test_the_same_hour_counts_in_one_place(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        other = opened_again(session, town, shift)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        entered(session, town, shift, zhao)
        with pytest.raises(services.ServiceOverlaps) as refused:
            entered(session, town, other, zhao, came_at=shift.starts_at + timedelta(hours=1),
                    left_at=shift.starts_at + timedelta(hours=3))  # fmt: skip
        assert "护学岗" in refused.value.sentence()
        entered(session, town, other, zhao, came_at=shift.starts_at + timedelta(hours=2),
                left_at=shift.starts_at + timedelta(hours=3))  # fmt: skip


def opened_again(session: Session, town: Town, like: Shift) -> Shift:
    from tests.volunteering.activities.ground import plan
    from webapp.volunteering.activities import services as activities

    activity = activities.draft(
        session, town.actor("qian"), plan(town, title="捡白色垃圾"), community_id=town.community
    )
    made = activities.add_shift(
        session, town.actor("qian"), activity, starts_at=like.starts_at, ends_at=like.ends_at, places=2
    )
    activities.announce(session, town.actor("qian"), activity)
    return made


def test_the_same_shift_is_recorded_once(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        entered(session, town, shift, zhao)
        with pytest.raises(services.AlreadyRecorded):
            entered(session, town, shift, zhao)


def test_more_than_eight_hours_a_day_needs_a_note(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town, hours=9)
        other = opened_again(session, town, shift)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        with pytest.raises(services.NoteMissing):
            entered(session, town, shift, zhao, 481)
        entered(session, town, shift, zhao, 480)
        late = shift.starts_at + timedelta(hours=9)
        with pytest.raises(services.NoteMissing):
            entered(session, town, other, zhao, came_at=late, left_at=late + timedelta(minutes=30))
        entered(session, town, other, zhao, came_at=late, left_at=late + timedelta(minutes=30), note="防汛值守")


def test_times_that_cannot_be(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
        with pytest.raises(TimesImpossible):
            entered(session, town, shift, zhao)
    after(later)
    with db.transaction(), pytest.raises(TimesImpossible):
        entered(session, town, shift, zhao, -5)


def test_duty_of_staff_is_not_service(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        wang = volunteer(session, town, "王秀英", "wang")
    after(later)
    monday = saturday() - timedelta(days=12)
    machine, _ = later  # type: ignore[misc]
    machine.move_to(saturday() + timedelta(days=30))
    with db.transaction():
        with pytest.raises(services.DutyIsNotService):
            entered(session, town, shift, wang, came_at=monday, left_at=monday + timedelta(hours=1))
        entered(session, town, shift, wang)


@pytest.mark.parametrize(
    ("day", "is_duty"),
    [(date(2026, 10, 1), False), (date(2026, 10, 10), True), (date(2026, 10, 11), False), (date(2026, 10, 13), True)],
    ids=["a holiday", "a make-up saturday", "a sunday", "a tuesday"],
)
def test_duty_follows_the_working_calendar(
    session: Session, town: Town, later: object, day: date, is_duty: bool
) -> None:
    machine, _ = later  # type: ignore[misc]
    ten = clock.start_of_day(day) + timedelta(hours=10)
    machine.move_to(ten - timedelta(days=20))
    with db.transaction():
        _, shift = opened(session, town)
        wang = volunteer(session, town, "王秀英", "wang")
    machine.move_to(ten + timedelta(hours=3))
    with db.transaction():
        if is_duty:
            with pytest.raises(services.DutyIsNotService):
                entered(session, town, shift, wang, came_at=ten, left_at=ten + timedelta(hours=1))
        else:
            assert entered(session, town, shift, wang, came_at=ten, left_at=ten + timedelta(hours=1))


def test_the_first_scan_is_in_and_the_second_out(session: Session, town: Town, later: object) -> None:
    machine, start = later  # type: ignore[misc]
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
        with pytest.raises(services.NotNow):
            services.scan(session, town.actor("zhao"), shift, zhao)
    machine.move_to(start - timedelta(minutes=5))
    with db.transaction():
        row = services.scan(session, town.actor("zhao"), shift, zhao)
        assert services.scan(session, town.actor("zhao"), shift, zhao).left_at is None
        with pytest.raises(services.StillThere):
            services.confirm(session, town.actor("qian"), row, Side.LEAD)
    machine.move_to(start + timedelta(hours=2))
    with db.transaction():
        services.scan(session, town.actor("zhao"), shift, zhao)
        again = services.scan(session, town.actor("zhao"), shift, zhao)
    assert again.id == row.id and again.left_at is not None
    assert 124 <= (again.left_at - again.came_at) / timedelta(minutes=1) <= 126
    assert again.method is Method.QR


def test_voided_after_credit_takes_hours_and_points_back(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        row = entered(session, town, shift, zhao)
        services.confirm(session, town.actor("qian"), row, Side.LEAD)
        services.confirm(session, town.actor("li"), row, Side.COMMUNITY)
        services.void(session, town.actor("li"), row, reason="人没到")
        with pytest.raises(services.IsVoided):
            services.void(session, town.actor("li"), row, reason="人没到")
        with pytest.raises(services.IsVoided):
            services.confirm(session, town.actor("li"), row, Side.COMMUNITY)
        again = entered(session, town, shift, zhao, 60, method=Method.PAPER)
    assert volunteers.confirmed_minutes(session, zhao.id) == 0
    assert points.balance(session, zhao.party_id, town.community).available == 0
    assert again.id != row.id


def test_an_open_end_is_closed_later_and_what_was_credited_is_not_touched(
    session: Session, town: Town, later: object
) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        row = entered(session, town, shift, zhao, left_at=None)
        services.close(session, town.actor("qian"), row, left_at=shift.starts_at + timedelta(hours=1))
        services.confirm(session, town.actor("qian"), row, Side.LEAD)
        services.confirm(session, town.actor("li"), row, Side.COMMUNITY)
        with pytest.raises(services.IsVoided):
            services.close(session, town.actor("qian"), row, left_at=shift.starts_at + timedelta(hours=5))
    assert volunteers.confirmed_minutes(session, zhao.id) == 60


def test_the_list_shows_what_waits_and_a_stranger_nothing(session: Session, town: Town, later: object) -> None:
    with db.transaction():
        _, shift = opened(session, town)
        zhao = volunteer(session, town)
    after(later)
    with db.transaction():
        row = entered(session, town, shift, zhao)
        services.confirm(session, town.actor("qian"), row, Side.LEAD)
    waiting = queries.list_waiting(session, town.actor("li", Action.CONFIRM_SERVICE))
    assert [(one.name, one.title, set(one.proofs), one.is_lead) for one in waiting] == [
        ("赵国强", "护学岗", {Side.LEAD}, False)
    ]
    assert queries.list_waiting(session, town.actor("far_host", Action.CONFIRM_SERVICE)) == []
    with pytest.raises(NotFound):
        queries.get_attendance(session, town.actor("far_host", Action.CONFIRM_SERVICE), row.id)
