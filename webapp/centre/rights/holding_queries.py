"""What is kept about one person: line by line under the purposes of the table, and who looked, in role words.

Nothing another member of the home said stands here: of visits, tasks and opinions only the day and what it was."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlmodel import Session, col, or_, select

from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.dispatch.models import Task, TaskAnswer, TaskOrder
from webapp.centre.keeping import table_rules as keeping
from webapp.centre.keeping.rules import Ground, Keep
from webapp.centre.rights import consent_queries, volunteer_queries
from webapp.centre.rights.consent_queries import Person, parties_of, requests_of, spanned
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import KIND_WORDS
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history_words
from webapp.core.trust.history import AuditLine
from webapp.core.web.filters import day
from webapp.door.gardens.models import Keeping
from webapp.door.opinions.models import OpinionRound, RoundLine
from webapp.door.visits import rules as visits
from webapp.door.visits.models import Visit
from webapp.exchange.loans.models import AccessCard, Loan, Reservation, Suspension
from webapp.exchange.market.models import Seeker
from webapp.exchange.points.models import Passbook
from webapp.exchange.tools.models import ToolModel
from webapp.people.accounts.models import Post
from webapp.people.accounts.rules import ROLE_WORDS
from webapp.people.org.models import Unit
from webapp.register.persons.models import OtherHome, PersonAct, Transfer
from webapp.register.persons.rules import ACT_WORDS, ELSEWHERE_WORDS
from webapp.register.register.forms import SEALED_FIELDS
from webapp.register.register.models import (
    POLITICAL_WORDS,
    RELATION_WORDS,
    SEX_WORDS,
    Household,
    HouseholdMember,
    Resident,
)
from webapp.volunteering.volunteers.models import Volunteer

MOST = 200
FIELDS = (keeping.HOMES, keeping.SENSITIVE)  # whose lines are fields; others are things that happened


class Line(NamedTuple):
    term: str
    value: str


class Look(NamedTuple):
    """Somebody read or changed it: when, what, in which post, why."""

    at: str
    verb: str
    role: str
    reason: str


@dataclass(frozen=True)
class Part:
    keep: Keep
    lines: list[Line]

    @property
    def must_stay(self) -> bool:
        return self.keep.ground is not Ground.AGREED or bool(self.keep.stays)

    def without(self, terms: Collection[str]) -> "Part":
        return Part(self.keep, [line for line in self.lines if line.term not in terms])

    def said(self) -> str:
        """What of it is there and why it stays: 住户（姓名、性别）：姓名留下，因为…"""
        head = re.split("[：:]", gettext(self.keep.what))[0]
        terms = listed(line.term for line in self.lines if self.keep in FIELDS)
        why = gettext(self.keep.stays or self.keep.why)
        return f"{head}（{terms}）：{why}" if terms else f"{head}：{why}"


@dataclass(frozen=True)
class Stay:
    """One home of theirs, from when to when."""

    home: Household
    member: HouseholdMember

    def holds(self, at: datetime) -> bool:
        on = clock.local(at).date()
        return self.member.valid_from <= on and (self.member.valid_to is None or on <= self.member.valid_to)


@dataclass(frozen=True)
class Sheet:
    name: str
    made_on: date
    parts: list[Part]
    looks: list[Look]


def sheet(session: Session, person: Person) -> Sheet:
    """Of a volunteer who is in no register, what hangs on anybody's party."""
    parts = _of_register(session, person) if isinstance(person, Resident) else []
    parties = parties_of(session, person)
    parts += [Part(keep, lines) for keep, read in OF_ANYBODY if (lines := read(session, person, parties))]
    return Sheet(person.name, clock.today(), parts, _looks(session, person))


def _of_register(session: Session, resident: Resident) -> list[Part]:
    stays = _stays(session, resident)
    return [Part(keep, lines) for keep, read in OF_REGISTER if (lines := read(session, resident, stays))]


def _at(when: datetime) -> str:
    """With its year and never 今天: the sheet is taken away and read later."""
    local = clock.local(when)
    return f"{day(local.date(), True)} {local:%H:%M}"


def _stays(session: Session, resident: Resident) -> list[Stay]:
    query = (
        select(Household, HouseholdMember)
        .join(HouseholdMember, col(HouseholdMember.household_id) == Household.id)
        .where(HouseholdMember.resident_id == resident.id)
        .order_by(col(HouseholdMember.valid_from))
    )
    return [Stay(home, member) for home, member in session.exec(query)]


def _homes(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    lines = [Line(gettext("姓名"), who.name), Line(gettext("性别"), gettext(SEX_WORDS[who.sex]))]
    if who.born_on:
        lines.append(Line(gettext("出生日期"), day(who.born_on, True)))
    told = ((N_("电话"), who.phone), (N_("做什么工作"), who.work))
    lines += [Line(gettext(words), value) for words, value in told if value]
    for stay in stays:
        member = stay.member
        span = spanned(member.valid_from, member.valid_to)
        lines.append(Line(stay.home.label, f"{gettext(RELATION_WORDS[member.relation])} · {span}"))
    return lines + _elsewhere(session, who)


def _elsewhere(session: Session, who: Resident) -> list[Line]:
    """Homes they are not met at, where they were said to have moved to, and what was put on record about them."""
    query: Any = select(OtherHome, Household.label).outerjoin(Household, col(Household.id) == OtherHome.household_id)
    lines = []
    for one, label in session.exec(query.where(OtherHome.resident_id == who.id)):
        span = spanned(one.valid_from, one.valid_to)
        lines.append(Line(label or one.words, f"{gettext(ELSEWHERE_WORDS[one.kind])} · {span}"))
    moves: Any = select(Transfer.on, Unit.name).join(Unit, col(Unit.id) == Transfer.to_id)
    said = session.exec(moves.where(Transfer.resident_id == who.id))
    lines += [Line(gettext("说是搬去"), f"{name} · {day(on, True)}") for on, name in said]
    acts = session.exec(select(PersonAct).where(PersonAct.resident_id == who.id, col(PersonAct.undone_at).is_(None)))
    return lines + [Line(gettext(ACT_WORDS[one.kind]), day(one.on, True)) for one in acts]


def _sensitive(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    words = {kind.value: gettext(said) for kind, said in POLITICAL_WORDS.items()}
    told = {"id_number": who.id_number, "health": who.health, "political": words.get(who.political or "")}
    return [Line(gettext(SEALED_FIELDS[name]), value) for name, value in told.items() if value]


def _visits(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    rows = _of_homes(session, select(Visit).where(col(Visit.withdrawn_at).is_(None)), Visit, stays)
    return [
        Line(_at(row.happened_at), gettext(visits.OUTCOME_WORDS[row.outcome]))
        for row in rows if _at_home(stays, row.household_id, row.happened_at)
    ]  # fmt: skip


def _tasks(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    query: Any = select(TaskAnswer.household_id, TaskAnswer.happened_at, TaskOrder.title)
    query = query.join(Task, col(Task.id) == TaskAnswer.task_id).join(TaskOrder, col(TaskOrder.id) == Task.order_id)
    rows = _of_homes(session, query.where(col(TaskAnswer.withdrawn_at).is_(None)), TaskAnswer, stays)
    return [Line(_at(at), title) for home, at, title in rows if _at_home(stays, home, at)]


def _opinions(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    query: Any = select(OpinionRound.opens_at, OpinionRound.title, RoundLine.household_id)
    query = query.join(RoundLine, col(RoundLine.round_id) == OpinionRound.id)
    query = query.where(col(RoundLine.household_id).in_(_ids(stays)), col(RoundLine.ballot_id).is_not(None))
    rows = session.exec(query)
    return [Line(_at(at), title) for at, title, home in rows if at and _at_home(stays, home, at)]


def _voices(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    """Their own words: said in their name, from a home of theirs."""
    query = select(Voice, GridCase.number).join(GridCase, col(GridCase.id) == Voice.case_id)
    query = query.where(col(Voice.household_id).in_(_ids(stays))).order_by(col(Voice.said_at).desc())
    rows = session.exec(query.limit(MOST))
    return [Line(f"{_at(row.said_at)} · {number}", row.words) for row, number in rows if row.speaker == who.name]


def _gardens(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    rows = session.exec(select(Keeping).where(Keeping.resident_id == who.id))
    return [Line(day(row.began_on, True), " · ".join(filter(None, (row.keeper, row.phone)))) for row in rows]


def _tools(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    query: Any = select(Loan.out_at, ToolModel.name).join(ToolModel, col(ToolModel.id) == Loan.model_id)
    lines = [Line(_at(at), name) for at, name in session.exec(query.where(Loan.resident_id == who.id).limit(MOST))]
    booked: Any = select(Reservation.asked_at, ToolModel.name).join(
        ToolModel, col(ToolModel.id) == Reservation.model_id
    )
    for at, name in session.exec(booked.where(Reservation.resident_id == who.id).limit(MOST)):
        lines.append(Line(_at(at), gettext("预约 %(what)s", what=name)))
    for rest in session.exec(select(Suspension).where(Suspension.resident_id == who.id)):
        lines.append(Line(gettext("暂停借用"), spanned(rest.since, rest.until)))
    cards = session.exec(select(AccessCard).where(AccessCard.resident_id == who.id))
    return lines + [Line(gettext("门禁卡"), _at(card.bound_at)) for card in cards]


def _market(session: Session, who: Resident, stays: Sequence[Stay]) -> list[Line]:
    rows = session.exec(select(Seeker).where(col(Seeker.household_id).in_(_ids(stays)), col(Seeker.ended_at).is_(None)))
    return [
        Line(gettext("想找活、想听优惠"), " · ".join(filter(None, (row.name, row.phone, row.note))))
        for row in rows if row.name == who.name
    ]  # fmt: skip


def _rights(session: Session, who: Person, parties: Sequence[str]) -> list[Line]:
    """What they agreed to, and what they asked for before."""
    asked = session.exec(select(PersonRequest).where(requests_of(who)))
    return [
        Line(one.title, " · ".join(filter(None, (one.version, one.channel, one.witness, one.span))))
        for one in consent_queries.list_consents(session, who, parties)
    ] + [Line(gettext(KIND_WORDS[row.kind]), _at(row.asked_at)) for row in asked]


def _volunteer(session: Session, who: Person, parties: Sequence[str]) -> list[Line]:
    rows = list(session.exec(select(Volunteer).where(col(Volunteer.party_id).in_(parties))))
    return [Line(*told) for row in rows for told in volunteer_queries.told(session, row)]


def _points(session: Session, who: Person, parties: Sequence[str]) -> list[Line]:
    rows = session.exec(select(Passbook).where(col(Passbook.party_id).in_(parties)))
    return [Line(gettext("爱心存折 %(number)s", number=row.number), str(row.available)) for row in rows]


OF_REGISTER: tuple[tuple[Keep, Callable[[Session, Resident, Sequence[Stay]], list[Line]]], ...] = (
    (keeping.HOMES, _homes), (keeping.SENSITIVE, _sensitive), (keeping.VISITS, _visits), (keeping.TASKS, _tasks),
    (keeping.OPINIONS, _opinions), (keeping.VOICES, _voices), (keeping.GARDENS, _gardens), (keeping.TOOLS, _tools),
    (keeping.MARKET, _market),
)  # fmt: skip
OF_ANYBODY: tuple[tuple[Keep, Callable[[Session, Person, Sequence[str]], list[Line]]], ...] = (
    (keeping.RIGHTS, _rights), (keeping.VOLUNTEERS, _volunteer), (keeping.POINTS, _points),
)  # fmt: skip


def _ids(stays: Sequence[Stay]) -> list[str]:
    return [stay.home.id for stay in stays]


def _of_homes(session: Session, query: Any, table: Any, stays: Sequence[Stay]) -> Any:
    found = query.where(col(table.household_id).in_(_ids(stays)))
    return session.exec(found.order_by(col(table.happened_at).desc()).limit(MOST))


def _at_home(stays: Sequence[Stay], home_id: str | None, at: datetime) -> bool:
    """Only while they lived there: who came before or after is somebody else."""
    return any(stay.home.id == home_id and stay.holds(at) for stay in stays)


def _looks(session: Session, who: Person) -> list[Look]:
    """The lines about their own row, and that somebody looked up the number to call it."""
    asked = select(PersonRequest.id).where(requests_of(who))
    called = col(AuditLine.row_id).in_(asked) & (col(AuditLine.verb) == "speak_person_code")
    own = (col(AuditLine.row_id) == who.id) & (col(AuditLine.kind) == who.__tablename__)
    query = select(AuditLine).where(or_(own, called))
    lines = list(session.exec(query.order_by(col(AuditLine.at).desc()).limit(MOST)))
    roles = _roles(session, {line.account_id for line in lines if line.account_id})
    return [
        Look(_at(line.at), history_words.words(line.verb), _role_at(roles, line), line.reason) for line in lines
    ]  # fmt: skip


def _roles(session: Session, account_ids: set[str]) -> list[Post]:
    return list(session.exec(select(Post).where(col(Post.account_id).in_(account_ids)))) if account_ids else []


def _role_at(posts: list[Post], line: AuditLine) -> str:
    """The post they held on that day; a name is nobody's business here."""
    on = clock.local(line.at).date()
    held = [
        post.role for post in posts
        if post.account_id == line.account_id and post.valid_from <= on <= (post.valid_to or on)
    ]  # fmt: skip
    if line.account_id is None:
        return gettext("系统")
    return listed(gettext(ROLE_WORDS[role]) for role in dict.fromkeys(held)) or gettext("工作人员")
