"""A community with three volunteers of known hours, and a rating taken to any step."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.volunteering.awards import grant_services, queries, services
from webapp.volunteering.awards.models import Body, RatingRound, RoundEntry, StarRuleSet, Track
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.services import Person, Service

OWN = [Body.COMMUNITY] * 4 + [Body.DISTRICT]
HOURS = (10, 20, 30, 40, 50)
TODAY = date(2026, 11, 24)


def host(town: Town) -> Actor:
    return town.actor("li", Action.RUN_RATINGS)


def serve(session: Session, town: Town, volunteer: Volunteer, hours: int, on: date = date(2026, 10, 12)) -> None:
    with db.transaction(session) as writing:
        for block in range(0, hours, 5):
            size = min(5, hours - block)
            start = datetime(on.year, on.month, on.day, 1, tzinfo=UTC) + timedelta(days=block)
            service = Service(
                started_at=start, ended_at=start + timedelta(hours=size), minutes=size * 60, title="护学值守",
                place="小学北门", organiser="志愿服务队",
            )  # fmt: skip
            volunteers.record_hours(writing, None, volunteer, service, key=f"{volunteer.id}:{on}:{block}")


def enrol(session: Session, town: Town, name: str, hours: int, party: str | None = None) -> Volunteer:
    with db.transaction(session) as writing:
        made = volunteers.enrol(
            writing, None, Person(name=name), community_id=town.community, consent=True, party_id=party,
            joined_on=date(2024, 3, 1),
        )  # fmt: skip
    if hours:
        serve(session, town, made, hours, date(2025, 1, 6))
    return made


def rule_set(session: Session, town: Town, track: Track = Track.HOURS, **more: object) -> StarRuleSet:
    with db.transaction(session) as writing:
        return services.make_rule_set(
            writing, host(town), community_id=town.community, name="冬梅轩社区星级志愿者评定办法",
            terms=services.StarTerms(track, HOURS, OWN, **more), valid_from=date(2025, 1, 1),  # type: ignore[arg-type]
            document="（2025）1号",
        )  # fmt: skip


def opened(session: Session, town: Town, track: Track = Track.HOURS, **more: object) -> RatingRound:
    rules = rule_set(session, town, track, **more)
    with db.transaction(session) as writing:
        return services.open_round(
            writing, host(town), community_id=town.community, rule_set=rules, name="2026年度评选", year=2026
        )


def frozen(session: Session, town: Town, track: Track = Track.HOURS, **more: object) -> RatingRound:
    """赵国强 35 hours (three stars), 孙月梅 12 (one), 高福林 55 (five: the district's), 丁一 none."""
    for name, hours in (("赵国强", 35), ("孙月梅", 12), ("高福林", 55), ("丁一", 0)):
        enrol(session, town, name, hours, town.party("zhao") if name == "赵国强" else None)
    rating = opened(session, town, track, **more)
    with db.transaction(session) as writing:
        services.freeze(writing, host(town), rating, as_of=TODAY)
    return rating


def published(session: Session, town: Town) -> RatingRound:
    rating = frozen(session, town)
    with db.transaction(session) as writing:
        services.publish(writing, host(town), rating)
    return rating


def entry(session: Session, rating: RatingRound, name: str) -> RoundEntry:
    return next(one for one in queries.list_entries(session, rating.id) if one.name == name)


def decided(session: Session, town: Town) -> RatingRound:
    """Call with the clock after the notice."""
    rating = queries.list_rounds(session, host(town))[0]
    with db.transaction(session) as writing:
        grant_services.decide(writing, host(town), rating)
    return rating
