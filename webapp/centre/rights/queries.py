"""Requests as the office sees them, within its part of the tree; and as whoever holds the code sees one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, or_, select

from webapp.centre.rights import code_rules, rules
from webapp.centre.rights.consent_queries import Person
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import Kind, Outcome
from webapp.core.lists.first_rows import First, read
from webapp.core.text import masks
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind
from webapp.register.register.models import Building, Entrance, Household, HouseholdMember, Resident
from webapp.register.register.search_queries import door_match, person_match
from webapp.register.register.search_rules import understand
from webapp.volunteering.volunteers.models import Volunteer

OPEN_AT_MOST, DONE_AT_MOST, FOUND_AT_MOST = 200, 30, 12
RECEIVED, CHECKED = N_("收到了，还没核对身份"), N_("身份核对过了，正在办")
STATE_WORDS = {Outcome.DONE: N_("办好了"), Outcome.PART: N_("办了一部分"), Outcome.REFUSED: N_("没有办")}


@dataclass(frozen=True)
class Place:
    """Where a request comes from: a street door, a grid or a community; nobody's home."""

    community_id: str
    grid_id: str
    words: str
    community: str
    duty_phone: str


@dataclass(frozen=True)
class Receipt:
    """Everything the page of a code shows; the list of fields is frozen in a test. `answer` and what is handed over
    come only after the identity was checked."""

    kind: str
    community: str
    duty_phone: str
    state: str
    asked_on: date
    due_on: date
    is_late: bool
    asks_code: bool
    answer: str
    refusal: str
    is_ended: bool
    ready_until: date | None


class Found(NamedTuple):
    """A person of the register who could be meant; the name masked, the last home."""

    id: str
    name: str
    label: str
    phone: str
    is_gone: bool


def place_of_door(session: Session, token: str) -> Place:
    query = select(Entrance, Building).join(Building, col(Building.id) == Entrance.building_id)
    found = session.exec(query.where(Entrance.token == token)).first()
    if found is None:
        raise NotFound
    entrance, building = found
    return _place(session, org.unit(session, entrance.grid_id), building.label + entrance.name)


def place_of_unit(session: Session, unit_id: str) -> Place:
    found = org.unit(session, unit_id)
    if found.kind not in (UnitKind.GRID, UnitKind.COMMUNITY) or not found.is_open(clock.today()):
        raise NotFound
    return _place(session, found, "")


def places_of(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Where somebody at a counter or a door takes requests for: their communities, and their grids."""
    return list(dict.fromkeys((hat.unit_id, hat.place) for hat in actor.hats))


def _place(session: Session, unit: Unit, words: str) -> Place:
    above = {one.kind: one for one in org.ancestors(session, unit)}
    community = above[UnitKind.COMMUNITY]
    phones = [one.duty_phone for one in (community, above.get(UnitKind.STREET)) if one is not None]
    return Place(community.id, unit.id, words, community.name, next((phone for phone in phones if phone), ""))


def request_by_code(session: Session, typed: str) -> PersonRequest:
    """The same answer for what never was, what was guessed, and what is gone."""
    code = code_rules.tidy(typed)
    query = select(PersonRequest).where(PersonRequest.code_hash == vault.blind_index(code))
    found = session.exec(query).first() if code else None
    if found is None:
        raise NotFound
    return found


def is_known(session: Session, code: str) -> bool:
    query = select(PersonRequest.id).where(PersonRequest.code_hash == vault.blind_index(code))
    return session.exec(query).first() is not None


def receipt(session: Session, row: PersonRequest, today: date) -> Receipt:
    known = row.checked_at is not None
    place = _place(session, org.unit(session, row.community_id), "")
    return Receipt(
        kind=rules.KIND_WORDS[row.kind], community=place.community, duty_phone=place.duty_phone, state=state(row),
        asked_on=clock.local(row.asked_at).date(), due_on=clock.local(row.due_at).date(),
        is_late=row.outcome is None and row.due_at < clock.now(),
        asks_code=not known and row.outcome is None and row.kind is not Kind.RELATIVE,
        answer=(row.answer or "") if known else "",
        refusal=rules.REFUSAL_WORDS[row.refusal] if row.refusal else "",
        is_ended=row.outcome is not None, ready_until=row.ready_until if is_ready(row, today) else None,
    )  # fmt: skip


def state(row: PersonRequest) -> str:
    if row.outcome is not None:
        return STATE_WORDS[row.outcome]
    return CHECKED if row.checked_at else RECEIVED


def is_ready(row: PersonRequest, today: date) -> bool:
    """Whether the person may open what is kept about them with the code."""
    is_matched = row.resident_id or row.volunteer_id
    return bool(row.checked_at and is_matched and row.ready_until and today <= row.ready_until)


def get_request(session: Session, actor: Actor, request_id: str) -> PersonRequest:
    query = select(PersonRequest).where(PersonRequest.id == request_id)
    return one(session, within(query, actor, PersonRequest.grid_id))  # type: ignore[no-any-return]


def list_open(session: Session, actor: Actor) -> First[PersonRequest]:
    query = select(PersonRequest).where(col(PersonRequest.answered_at).is_(None))
    ordered = within(query, actor, PersonRequest.grid_id).order_by(col(PersonRequest.due_at), col(PersonRequest.id))
    return read(session, ordered, OPEN_AT_MOST)


def list_done(session: Session, actor: Actor) -> First[PersonRequest]:
    query = select(PersonRequest).where(col(PersonRequest.answered_at).is_not(None))
    ordered = within(query, actor, PersonRequest.grid_id).order_by(col(PersonRequest.answered_at).desc())
    return read(session, ordered, DONE_AT_MOST)


def open_about(session: Session, actor: Actor, person_id: str) -> list[PersonRequest]:
    """By whichever row they are known."""
    about = or_(col(PersonRequest.resident_id) == person_id, col(PersonRequest.volunteer_id) == person_id)
    query = select(PersonRequest).where(about, col(PersonRequest.answered_at).is_(None))
    return list(session.exec(within(query, actor, PersonRequest.grid_id)))


def due_soon(session: Session, before: datetime) -> list[PersonRequest]:
    """For the night, which has no reach of its own."""
    query = select(PersonRequest).where(col(PersonRequest.answered_at).is_(None), col(PersonRequest.due_at) <= before)
    return list(session.exec(query.order_by(col(PersonRequest.due_at)).limit(OPEN_AT_MOST)))


def get_person(session: Session, actor: Actor, resident_id: str) -> Resident:
    """Also who moved away, died, or is blocked: their rights did not."""
    query = select(Resident).where(Resident.id == resident_id)
    return one(session, within(query, actor, Resident.grid_id))  # type: ignore[no-any-return]


def person_of(session: Session, row: PersonRequest) -> Person | None:
    """Of a request that was already reached."""
    if row.volunteer_id:
        return session.get(Volunteer, row.volunteer_id)
    return session.get(Resident, row.resident_id) if row.resident_id else None


def named(person: Person) -> dict[str, Any]:
    """As the history says it."""
    return {"volunteer" if isinstance(person, Volunteer) else "resident": person.id}


def get_blocked(session: Session, actor: Actor, resident_id: str) -> Resident:
    person = get_person(session, actor, resident_id)
    if person.blocked_at is None:
        raise NotFound
    return person


def list_blocked(session: Session, actor: Actor) -> list[Found]:
    return _found(session, actor, col(Resident.blocked_at).is_not(None))


def find_people(session: Session, actor: Actor, words: str, community_id: str) -> list[Found]:
    """Within the reach and the community the request belongs to; those who are gone or blocked too."""
    asked = understand(words)
    ways = [person_match(asked, [community_id])]
    if (door := door_match(asked, [community_id])) is not None:
        homes = select(Household.id).where(Household.community_id == community_id, door)
        ways.append(col(Resident.household_id).in_(homes))
    known = [way for way in ways if way is not None]
    return _found(session, actor, or_(*known) & (col(Resident.community_id) == community_id)) if known else []


def _found(session: Session, actor: Actor, match: Any) -> list[Found]:
    query = within(select(Resident).where(match), actor, Resident.grid_id)
    people = list(session.exec(query.order_by(col(Resident.pinyin), col(Resident.id)).limit(FOUND_AT_MOST)))
    labels = _last_homes(session, [person.id for person in people])
    return [
        Found(
            person.id, masks.name(person.name), labels.get(person.id, ""), masks.phone(person.phone),
            bool(person.left_on),
        )
        for person in people
    ]  # fmt: skip


def label_of(session: Session, person: Person) -> str:
    if isinstance(person, Volunteer):
        return gettext("志愿者 %(number)s", number=person.number)
    return _last_homes(session, [person.id]).get(person.id, "")


def _last_homes(session: Session, resident_ids: list[str]) -> dict[str, str]:
    query: Any = (
        select(HouseholdMember.resident_id, Household.label)
        .join(Household, col(Household.id) == HouseholdMember.household_id)
        .where(col(HouseholdMember.resident_id).in_(resident_ids))
        .order_by(col(HouseholdMember.valid_from))
    )
    return dict(session.exec(query).all())
