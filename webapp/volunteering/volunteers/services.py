"""Who is a volunteer, what they may do, and the hours that are theirs for ever."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.exchange.points import services as points
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor, made_before
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind
from webapp.register.persons import guardian_services
from webapp.volunteering.volunteers import number_services
from webapp.volunteering.volunteers.models import HoursLine, Qualification, Skill, Volunteer
from webapp.volunteering.volunteers.rules import ADULT_AGE, age, is_impossible

UNUSABLE = "!"


class NoConsent(DomainError):
    status = 422
    message = N_("本人同意后才能登记。")


class GuardianMissing(DomainError):
    status = 422
    message = N_("未满 18 岁要写监护人的姓名和电话。")


class AlreadyVolunteer(DomainError):
    status = 422
    message = N_("这个人已经是志愿者，编号 %(number)s。")


class NationalNumberTaken(DomainError):
    status = 422
    message = N_("这个全国编号已经登记在另一个人名下。")


class LeftBeforeJoining(DomainError):
    status = 422
    message = N_("离开的日子不能早于加入的日子。")


class AlreadyVoided(DomainError):
    message = N_("这一条时长已经冲掉了。")

# Told of every leaving, in its own transaction: places and promises of the slices above are given back there.
LEFT: list[Callable[[Session, Actor, Volunteer], None]] = []


class TimesImpossible(DomainError):
    status = 422
    message = N_("到岗和离岗的时间不对：离岗要晚于到岗，一次不超过 24 小时。")


class BornInFuture(DomainError):
    status = 422
    message = N_("出生日期不能晚于今天。")


@dataclass(frozen=True)
class Person:
    """What is asked of a new volunteer. Only the name is always needed; the rest has its reason."""

    name: str
    phone: str | None = None
    born_on: date | None = None
    skills: Sequence[str] = ()
    national_number: str | None = None
    document_number: str | None = None
    guardian_name: str | None = None
    guardian_phone: str | None = None
    grid_id: str | None = None


@dataclass(frozen=True)
class Service:
    """One confirmed service, as the record keeps it."""

    started_at: datetime
    ended_at: datetime
    minutes: int
    title: str
    place: str = ""
    role: str = ""
    organiser: str = ""
    lead_name: str = ""
    method: str = ""
    source: str = ""
    lead_confirmed_by: str | None = None
    community_confirmed_by: str | None = None


def enrol(
    session: Session, actor: Actor | None, person: Person, *, community_id: str, consent: bool,
    party_id: str | None = None, joined_on: date | None = None, silent: bool = False, id: str | None = None,
) -> Volunteer:  # fmt: skip
    """Gives the next local number and opens the passbook. An existing party (a resident, an officer) keeps its id.
    The same `id` again is the same volunteer."""
    if (known := made_before(session, Volunteer, id, community_id)) is not None:
        return known
    _judge(session, actor, person, community_id, consent=consent)
    party = _party(session, actor, person, community_id, party_id)
    today = clock.today()
    volunteer = Volunteer(
        community_id=community_id, party_id=party.id, number=number_services.next_number(session, community_id),
        joined_on=joined_on or today, consent_on=joined_on or today, **_columns(person), id=id or ids.new(),
    )  # fmt: skip
    session.add(volunteer)
    session.flush()
    book = points.passbook_for(session, party.id, community_id)
    book.number = volunteer.number
    book.adult_on = _adult_on(person.born_on)
    session.add(book)
    session.flush()
    if not silent:
        history.record(session, actor, "enrol_volunteer", volunteer, after={"number": volunteer.number})
    return volunteer


def change(session: Session, actor: Actor, volunteer: Volunteer, person: Person) -> None:
    _judge(session, actor, person, volunteer.community_id, own=volunteer)
    before = {"skills": volunteer.skills, "phone": history.sealed_change(volunteer.phone, person.phone)}
    for name, value in _columns(person).items():
        setattr(volunteer, name, value)
    party = session.get_one(Party, volunteer.party_id)
    party.name, party.initials, party.phone = person.name, org.initials(person.name), person.phone
    book = points.passbook_for(session, volunteer.party_id, volunteer.community_id)
    book.adult_on = _adult_on(person.born_on)
    session.add_all((volunteer, party, book))
    session.flush()
    history.record(session, actor, "change_volunteer", volunteer, before=before, after={"skills": list(person.skills)})


def leave(session: Session, actor: Actor, volunteer: Volunteer, *, on: date, reason: str) -> None:
    """Hours and points stay; what can no longer be done is only to sign up."""
    if on < volunteer.joined_on:
        raise LeftBeforeJoining("left_on")
    volunteer.left_on = on
    session.add(volunteer)
    session.flush()
    for hear in LEFT:
        hear(session, actor, volunteer)
    history.record(session, actor, "volunteer_leaves", volunteer, after={"on": on}, reason=reason)


def open_page(session: Session, actor: Actor | None, volunteer: Volunteer) -> str:
    """An account with the volunteer's post and a password nobody knows: entered by code, PIN, or a reset password.

    Staff who also volunteer get one of their own for it, so that an easy sign-in never opens their post.
    """
    if volunteer.account_id is None:
        party = session.get_one(Party, volunteer.party_id)
        account = accounts.open_account(
            session, actor, party=party, login=f"{volunteer.number}-{secrets.token_hex(3)}", password=UNUSABLE,
            password_hash=UNUSABLE, must_change=False,
        )  # fmt: skip
        accounts.give_post(
            session, None, account, role=Role.VOLUNTEER, unit_id=volunteer.community_id, valid_from=clock.today()
        )
        volunteer.account_id = account.id
        session.add(volunteer)
        session.flush()
    return volunteer.account_id


def add_qualification(
    session: Session, actor: Actor, volunteer: Volunteer, *, skill: Skill, name: str, number: str | None = None,
    issuer: str = "", valid_to: date | None = None, is_seen: bool = False, id: str | None = None,
) -> Qualification:  # fmt: skip
    """The same `id` again is the same paper."""
    if (known := made_before(session, Qualification, id, volunteer.community_id)) is not None:
        return known
    paper = Qualification(
        id=id or ids.new(), community_id=volunteer.community_id, volunteer_id=volunteer.id, skill=skill, name=name,
        number=number, issuer=issuer, valid_to=valid_to, checked_by=actor.account_id if is_seen else None,
        checked_on=clock.today() if is_seen else None,
    )  # fmt: skip
    session.add(paper)
    session.flush()
    history.record(session, actor, "add_qualification", paper, after={"skill": skill.value, "valid_to": valid_to})
    return paper


def check_qualification(session: Session, actor: Actor, paper: Qualification) -> None:
    paper.checked_by, paper.checked_on = actor.account_id, clock.today()
    session.add(paper)
    history.record(session, actor, "check_qualification", paper)


def record_hours(
    session: Session, actor: Actor | None, volunteer: Volunteer, service: Service, *, key: str
) -> HoursLine:
    """One line in the hours ledger. The same key again is the same line."""
    known = select(HoursLine).where(HoursLine.community_id == volunteer.community_id, HoursLine.key == key)
    if (before := session.exec(known).first()) is not None:
        return before
    if is_impossible(service.started_at, service.ended_at) or service.minutes <= 0:
        raise TimesImpossible
    line = HoursLine(
        community_id=volunteer.community_id, volunteer_id=volunteer.id, key=key,
        on=clock.local(service.started_at).date(), made_by=actor.account_id if actor else None, made_at=clock.now(),
        **vars(service),
    )  # fmt: skip
    session.add(line)
    session.flush()
    return line


def void_hours(session: Session, actor: Actor, line: HoursLine, *, reason: str) -> HoursLine:
    """A second line takes the first back; both stay readable."""
    if session.exec(select(HoursLine.id).where(HoursLine.reverses_id == line.id)).first() or line.minutes < 0:
        raise AlreadyVoided
    kept = line.model_dump(exclude={"id", "key", "minutes", "made_by", "made_at", "reverses_id", "reason"})
    undone = HoursLine(
        **kept, key=f"void:{line.id}", minutes=-line.minutes, made_by=actor.account_id, made_at=clock.now(),
        reverses_id=line.id, reason=reason,
    )  # fmt: skip
    session.add(undone)
    session.flush()
    history.record(session, actor, "void_hours", undone, reason=reason, after={"minutes": -line.minutes})
    return undone


def _judge(
    session: Session, actor: Actor | None, person: Person, community_id: str, *, consent: bool = True,
    own: Volunteer | None = None,
) -> None:  # fmt: skip
    if not consent:
        raise NoConsent("consent")
    if person.born_on is not None and person.born_on > clock.today():
        raise BornInFuture("born_on")
    minor = person.born_on is not None and age(person.born_on, clock.today()) < ADULT_AGE
    if minor:
        if not (person.guardian_name and person.guardian_phone):
            raise GuardianMissing("guardian_name")
        guardian_services.require_other(
            session, actor, guardian=person.guardian_name, phone=person.guardian_phone, minor=person.name,
            community_id=community_id, field="guardian_name",
        )  # fmt: skip
    if person.national_number:
        index = vault.blind_index(person.national_number)
        taken = session.exec(select(Volunteer.id).where(Volunteer.national_index == index)).first()
        if taken is not None and taken != (own.id if own else None):
            raise NationalNumberTaken("national_number")


def _party(session: Session, actor: Actor | None, person: Person, community_id: str, party_id: str | None) -> Party:
    if party_id is None:
        return org.make_party(
            session, actor, kind=PartyKind.PERSON, name=person.name, community_id=community_id, phone=person.phone,
            silent=True,
        )  # fmt: skip
    mine = select(Volunteer.number).where(Volunteer.community_id == community_id, Volunteer.party_id == party_id)
    if (number := session.exec(mine).first()) is not None:
        raise AlreadyVolunteer("name", number=number)
    return session.get_one(Party, party_id)


def _columns(person: Person) -> dict[str, Any]:
    return {
        "name": person.name, "phone": person.phone, "born_on": person.born_on, "skills": list(person.skills),
        "phone_index": vault.blind_index(person.phone) if person.phone else None,
        "national_number": person.national_number,
        "national_index": vault.blind_index(person.national_number) if person.national_number else None,
        "document_number": person.document_number,
        "guardian_name": person.guardian_name,
        "guardian_phone": person.guardian_phone,
        "grid_id": person.grid_id,
    }


def _adult_on(born_on: date | None) -> date | None:
    if born_on is None or age(born_on, clock.today()) >= ADULT_AGE:
        return None
    leap = born_on.month == 2 and born_on.day == 29
    return date(born_on.year + ADULT_AGE, 3, 1) if leap else born_on.replace(year=born_on.year + ADULT_AGE)
