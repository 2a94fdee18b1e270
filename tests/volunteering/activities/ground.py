"""An activity with a shift tomorrow, led by 钱 at the counter; two volunteers; a rule of 4 points an hour."""

from datetime import datetime, timedelta

from sqlmodel import Session

from tests.exchange.points.ground import set_rule
from tests.town import Town
from webapp.core.time import clock
from webapp.volunteering.activities import services
from webapp.volunteering.activities.models import Activity, Method, Shift
from webapp.volunteering.activities.services import Plan
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.services import Person

ROSTER = Method.ROSTER


def saturday() -> datetime:
    """Nine in the morning of a Saturday to come, so that office hours do not matter."""
    today = clock.today()
    return clock.start_of_day(today + timedelta(days=(5 - today.weekday()) % 7 or 7)) + timedelta(hours=9)


def plan(town: Town, **more: object) -> Plan:
    values = {
        "title": "护学岗",
        "act": "patrol",
        "venue": "校门口",
        "what": "看着孩子过马路",
        "lead_account_id": town.qian,
    }
    return Plan(**(values | more))


def opened(session: Session, town: Town, *, places: int = 2, hours: int = 2, **more: object) -> tuple[Activity, Shift]:
    set_rule(session, town)
    activity = services.draft(session, town.actor("qian"), plan(town, **more), community_id=town.community)
    start = saturday()
    shift = services.add_shift(
        session, town.actor("qian"), activity, starts_at=start, ends_at=start + timedelta(hours=hours), places=places
    )
    services.announce(session, town.actor("qian"), activity)
    return activity, shift


def volunteer(session: Session, town: Town, name: str = "赵国强", who: str = "zhao", **more: object) -> Volunteer:
    party_id = town.party(who) if who else None
    made = volunteers.enrol(
        session,
        town.actor("li"),
        Person(name=name, **more),
        community_id=town.community,
        consent=True,
        party_id=party_id,
    )
    if who:
        made.account_id = town.accounts[who]
    return made
