"""Recording a knock, and taking it back the same day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, select

from webapp.casework.cases import queries as case_queries
from webapp.casework.cases import services as cases
from webapp.casework.cases import voice_services
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.core.data import db, ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.door.opinions import ballot_services as opinions
from webapp.door.visits import revisit_services, rules
from webapp.door.visits.door_queries import Doors, Home, Window, asked_at, doors_of
from webapp.door.visits.models import Means, Outcome, Topic, Visit
from webapp.door.visits.revisit_models import Revisit
from webapp.people.accounts.scope import Actor
from webapp.register.register import queries as register
from webapp.register.register import tally_services
from webapp.register.register.models import Household
from webapp.register.register.rules import KeyFlag

FUTURE_ALLOWED = timedelta(minutes=5)


class TooLateToUndo(DomainError):
    message = N_("只能撤回当天的走访；之前的请在这户再记一条说明。")


class NotYours(DomainError):
    status = 403
    message = N_("只有记的人自己能撤回。")


class HouseholdGone(DomainError):
    message = N_("这户已经搬走了，住户名册里能找到现在住的人家。")


@dataclass(frozen=True)
class Knock:
    """One household met or not. `same_as` is the open case of this building that the worker knows it again as."""

    household_id: str
    outcome: Outcome
    means: Means = Means.DOOR
    topic: Topic | None = None
    category: str = ""
    words: str | None = None
    same_as: str | None = None


def record_visit(
    session: Session,
    actor: Actor,
    knock: Knock,
    *,
    id: str | None,
    captured_at: datetime | None = None,
    happened_at: datetime | None = None,
) -> Visit:
    """Idempotent by id: the same tap sent again finds its row. Raises NotFound outside the actor's grids."""
    if id is not None and (known := _own(session, actor, id)) is not None:
        return known
    doors = doors_of(session, actor, [knock.household_id])
    visit = note_visit(session, actor, knock, doors, id=id, captured_at=captured_at, happened_at=happened_at)
    write(session, doors)
    return session.get_one(Visit, visit.id)


def note_visit(
    session: Session,
    actor: Actor,
    knock: Knock,
    at: Doors,
    *,
    id: str | None,
    captured_at: datetime | None = None,
    happened_at: datetime | None = None,
) -> Any:
    """The visit as bare values, for one who reads the doors of a whole delivery at once, knows that the id is new, and
    writes when all of it is recorded."""
    home = at.home(knock.household_id)
    if home.moved_out_on is not None:
        raise HouseholdGone
    received = clock.now()
    captured = captured_at or received
    happened = happened_at or (captured if captured <= received + FUTURE_ALLOWED else received)
    visit = db.bare(
        Visit,
        id=id or ids.new(), community_id=home.community_id, grid_id=home.grid_id, building_id=home.building_id,
        household_id=home.id, account_id=actor.account_id, outcome=knock.outcome, means=knock.means,
        topic=knock.topic, category=knock.category, words=knock.words, case_id=None,
        captured_at=captured, happened_at=happened, received_at=received, withdrawn_at=None,
    )  # fmt: skip
    visit.case_id = _raise_case(session, actor, home, visit, knock.same_as)
    at.visits.append(visit)
    if _light(session, home, visit):
        at.lit[home.id] = home
    closed = {"community_id": home.community_id, "closed_at": received, "closed_by": visit.id}
    at.over += [{"id": revisit_id, **closed} for revisit_id in at.waiting.pop(home.id, ())]
    if visit.outcome in (Outcome.NOBODY, Outcome.DECLINED):
        write(session, at)  # what follows now refers to the visit
        _ask_again(session, actor, visit, at)
    history.record(session, actor, "record_visit", visit, after={"outcome": knock.outcome.value})
    return visit


def write(session: Session, at: Doors) -> None:
    session.flush()
    db.write(session, at.visits)
    lit = [{"id": key, "community_id": home.community_id, **home.changes} for key, home in sorted(at.lit.items())]
    for rows in _by_columns(lit):
        db.update_many(session, Household, rows)
    db.update_many(session, Revisit, at.over)
    for home in at.lit.values():
        home.settle()
    for written in (at.visits, at.lit, at.over):
        written.clear()


def _by_columns(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        alike.setdefault(tuple(row), []).append(row)
    return list(alike.values())


def _ask_again(session: Session, actor: Actor, visit: Visit, at: Doors) -> None:
    if visit.outcome is Outcome.NOBODY:
        at.waiting[visit.household_id] = [revisit_services.open_try(session, visit).id]
    _try_rounds(session, actor, visit)


def _own(session: Session, actor: Actor, id: str) -> Visit | None:
    return session.exec(select(Visit).where(Visit.id == id, Visit.account_id == actor.account_id)).first()


def withdraw_visit(session: Session, actor: Actor, visit: Visit) -> None:
    """The row stays with its withdrawal; the window goes back to what the visits before it say."""
    if visit.account_id != actor.account_id:
        raise NotYours
    if not visit.may_be_undone(clock.today()):
        raise TooLateToUndo
    visit.withdrawn_at = clock.now()
    session.flush()
    revisit_services.forget(session, visit)
    opinions.withdraw_knock(session, actor, visit.id)
    if visit.case_id:
        _withdraw_case(session, actor, visit)
    household = session.exec(select(Household).where(Household.id == visit.household_id)).one()
    relight(session, household)
    history.record(session, actor, "withdraw_visit", visit)
    session.flush()


def relight(session: Session, household: Household) -> None:
    """The last-visit columns anew, from the visits that stand."""
    tally_services.touch(session, household.community_id, household.grid_id, household.micro_grid_id)
    household.last_visited_at, household.last_outcome, household.next_due_on = None, "", clock.today()
    for earlier in _standing(session, household.id):
        _light(session, household, earlier)


def _try_rounds(session: Session, actor: Actor, visit: Visit) -> None:
    """One knock serves both: where nobody opened, or not now, the rounds that wait for this door were tried too."""
    if visit.means is Means.DOOR and (asked := asked_at(session, visit.household_id)):
        opinions.note_knock(
            session, actor, asked, household_id=visit.household_id, visit_id=visit.id, at=visit.happened_at,
            is_home=visit.outcome is Outcome.DECLINED,
        )  # fmt: skip


def _raise_case(session: Session, actor: Actor, household: Home, visit: Visit, same_as: str | None) -> str | None:
    """A need or a hazard becomes a case with this household's voice, or its voice on the case that was recognised or is
    open at this door. A change of information is no case. What was recognised and has ended since is a case anew."""
    if visit.outcome is not Outcome.SOMETHING or visit.topic is Topic.CHANGE or not visit.words:
        return None
    speaker = Speaker(household_id=household.id)
    known = (case_queries.open_here(session, actor, household.building_id, same_as) if same_as else None) or (
        case_queries.open_at_home(
            session, community_id=household.community_id, category_code=visit.category,
            dwelling_id=household.dwelling_id,
        )
    )  # fmt: skip
    if known is not None:
        voice_services.add_voice(
            session,
            actor,
            known,
            Spoken(visit.words, Source.VISIT, speaker=speaker, source_id=visit.id, said_at=visit.happened_at),
        )
        return known.id
    place = Place(
        community_id=household.community_id, grid_id=household.grid_id, building_id=household.building_id,
        dwelling_id=household.dwelling_id, words=household.label,
    )  # fmt: skip
    opened = cases.open_case(
        session,
        actor,
        place=place,
        spoken=Spoken(visit.words, Source.VISIT, speaker=speaker, source_id=visit.id, said_at=visit.happened_at),
        matter=Matter(category_code=visit.category),
    )
    return opened.id


def _withdraw_case(session: Session, actor: Actor, visit: Visit) -> None:
    case = session.exec(select(GridCase).where(GridCase.id == visit.case_id)).one()
    if case.source_id == visit.id:
        cases.withdraw_case(session, actor, case)


def _light(session: Session, home: Window, visit: Visit) -> bool:
    """Keeps the home's last-visit columns; True when the visit changed them. A late delivery does not overwrite a newer
    knock."""
    newer = home.last_visited_at is not None and home.last_visited_at > visit.happened_at
    since = rules.round_start(clock.local(visit.happened_at).date())
    if newer or rules.keeps_last(visit.outcome, home.last_outcome, home.last_visited_at, since):
        return False
    before = tally_services.counts_as_met(home)
    home.last_visited_at, home.last_outcome = visit.happened_at, visit.outcome.value
    if tally_services.counts_as_met(home) is not before:
        tally_services.touch(session, home.community_id, home.grid_id, home.micro_grid_id)
    every = register.rounds(session).days(map(KeyFlag, home.flags))
    if visit.outcome is not Outcome.NOBODY:
        home.cadence_days = every  # the district's rounds as they are now
        home.next_due_on = clock.local(visit.happened_at).date() + timedelta(days=every)
    return True


def _standing(session: Session, household_id: str) -> list[Visit]:
    query = select(Visit).where(Visit.household_id == household_id, Visit.withdrawn_at == None)  # noqa: E711
    return list(session.exec(query.order_by(Visit.happened_at)))  # type: ignore[arg-type]
