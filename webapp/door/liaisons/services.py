"""Passing a neighbour's need on, and bringing the answer back."""

from datetime import date, datetime

from sqlmodel import Session, select

from webapp.casework.cases import answer_services, voice_services
from webapp.casework.cases import queries as cases
from webapp.casework.cases import services as case_services
from webapp.casework.cases.models import GridCase, Source, Urgency, Voice
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import ids
from webapp.core.text import phone_numbers
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.liaisons import queries
from webapp.door.liaisons.models import Cover, Liaison
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.register.register.models import Household


class UnknownCategory(DomainError):
    status = 422
    message = N_("请选哪一类。")


class AlreadyLiaison(DomainError):
    message = N_("这个人已经是联络员了。")


class TermTooShort(DomainError):
    status = 422
    message = N_("任期要到今天以后。")


class TooManyHouseholds(DomainError):
    """More than this nobody can keep in mind."""

    message = N_("一位联络员最多联系 %(most)s 户。")


class AlreadyCovered(DomainError):
    message = N_("这一户已经有联络员了。")


def relay_need(
    session: Session,
    actor: Actor,
    *,
    household_id: str,
    category: str,
    words: str,
    may_name: bool = False,
    is_urgent: bool = False,
    captured_at: datetime | None = None,
    id: str | None = None,
) -> Voice:
    """The neighbour's own words as a voice: on the case already open at that door, else on a new one."""
    if id and (known := session.get(Voice, id)):
        return known
    home = queries.get_household(session, actor, household_id)
    moment = min(captured_at or clock.now(), clock.now())
    code = _known_code(session, category, clock.local(moment).date())
    voice_id = id or ids.new()
    speaker = Speaker(household_id=home.id, name=home.head_name, may_name=may_name)
    spoken = Spoken(words, Source.RELAY, speaker=speaker, relayed_by=actor.account_id, said_at=moment)
    at_home = cases.open_at_home(
        session, community_id=home.community_id, category_code=code, dwelling_id=home.dwelling_id
    )
    if at_home is not None:
        return _said_again(session, actor, at_home, voice_id, spoken)
    case_services.open_case(
        session, actor, place=_place(home), spoken=spoken, voice_id=voice_id,
        matter=Matter(category_code=code, urgency=Urgency.URGENT if is_urgent else Urgency.NORMAL),
    )  # fmt: skip
    return session.get_one(Voice, voice_id)


def tell_back(session: Session, actor: Actor, voice: Voice, *, words: str) -> Voice:
    """回告: the loop is closed only here, by the one who carried the need."""
    case = session.get_one(GridCase, voice.case_id)
    answer_services.tell(session, actor, case, voice=voice, words=words)
    return voice


def appoint(
    session: Session, actor: Actor, *, party_id: str, grid_id: str, valid_to: date, area: str = "",
    household_limit: int = 30, round_id: str | None = None,
) -> Liaison:  # fmt: skip
    """A term, usually a year. Whoever moves on is ended, never overwritten."""
    if valid_to <= clock.today():
        raise TermTooShort(field="valid_to")
    community_id = org.community_of(session, grid_id)
    party = org.party(session, party_id)
    if community_id is None or party.community_id != community_id:
        raise NotFound
    if queries.find_serving(session, party_id):
        raise AlreadyLiaison(field="party_id")
    made = Liaison(
        community_id=community_id, grid_id=grid_id, party_id=party_id, area=area, household_limit=household_limit,
        valid_from=clock.today(), valid_to=valid_to, round_id=round_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "appoint_liaison", made, after={"until": valid_to.isoformat()})
    return made


def change_term(
    session: Session, actor: Actor, liaison: Liaison, *, valid_to: date | None = None, area: str | None = None,
    household_limit: int | None = None, phone: str | None = None,
) -> Liaison:  # fmt: skip
    """What is not given stays. Fewer households than are covered already is refused."""
    if valid_to is not None and valid_to <= clock.today():
        raise TermTooShort(field="valid_to")
    if household_limit is not None and queries.count_covered(session, liaison.id) > household_limit:
        raise TooManyHouseholds(field="household_limit", most=household_limit)
    before = {"until": liaison.valid_to.isoformat(), "area": liaison.area, "limit": liaison.household_limit}
    liaison.valid_to, liaison.area = valid_to or liaison.valid_to, liaison.area if area is None else area
    liaison.household_limit = household_limit or liaison.household_limit
    if phone is not None:
        org.party(session, liaison.party_id).phone = phone_numbers.checked(phone)
    session.flush()
    after = {"until": liaison.valid_to.isoformat(), "area": liaison.area, "limit": liaison.household_limit}
    history.record(session, actor, "change_liaison", liaison, before=before, after=after)
    return liaison


def end_term(session: Session, actor: Actor, liaison: Liaison, *, reason: str = "") -> None:
    """The households are free for the next one; what was relayed stays with who relayed it."""
    liaison.ended_on = clock.today()
    for row in session.exec(select(Cover).where(Cover.liaison_id == liaison.id)).all():
        session.delete(row)
    session.flush()
    history.record(session, actor, "end_liaison", liaison, reason=reason)


def cover(session: Session, actor: Actor, liaison: Liaison, household: Household) -> Cover:
    """A household has one liaison, a liaison at most the households agreed on."""
    if household.grid_id != liaison.grid_id or liaison.ended_on:
        raise NotFound
    if queries.count_covered(session, liaison.id) >= liaison.household_limit:
        raise TooManyHouseholds(field="household_id", most=liaison.household_limit)
    if queries.is_covered(session, household):
        raise AlreadyCovered(field="household_id")
    made = Cover(community_id=liaison.community_id, liaison_id=liaison.id, household_id=household.id)
    session.add(made)
    session.flush()
    history.record(session, actor, "cover_household", liaison, after={"household": household.id})
    return made


def _said_again(session: Session, actor: Actor, case: GridCase, voice_id: str, spoken: Spoken) -> Voice:
    """A household's second voice of the month is the first one; the record sent keeps an id of its own as a note."""
    return voice_services.add_voice(session, actor, case, spoken, id=voice_id)


def _known_code(session: Session, code: str, on: date) -> str:
    try:
        return catalogue.category_by_code(session, code, on).code
    except NotFound:
        raise UnknownCategory(field="category") from None


def _place(home: Household) -> Place:
    return Place(
        community_id=home.community_id, grid_id=home.grid_id, building_id=home.building_id,
        dwelling_id=home.dwelling_id, words=home.label,
    )  # fmt: skip
