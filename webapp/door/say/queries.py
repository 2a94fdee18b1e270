"""What the public pages may know. Nothing here takes an actor: it is all meant for strangers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from sqlmodel import Session, col, select

from webapp.casework.cases import answer_queries, receipt_rules, voice_queries
from webapp.casework.cases import queries as case_queries
from webapp.casework.cases import rules as cases
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.services import Place
from webapp.casework.catalogue import queries as catalogue
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web.errors import DomainError, NotFound
from webapp.door.say.rules import HOLDERS, STEPS
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action, roles_for
from webapp.people.accounts.scope import Hat
from webapp.people.notices import queries as people
from webapp.people.org import queries as org
from webapp.people.org.models import Party, PartyKind, Unit, UnitKind
from webapp.register.register.models import Building, Entrance

BODIES = frozenset({PartyKind.PARTNER, PartyKind.DEPARTMENT, PartyKind.TEAM})


@dataclass(frozen=True)
class Door:
    token: str
    place: Place
    community: str


@dataclass(frozen=True)
class Likely:
    """A case that could be the same, told by kind and day alone: somebody else's words are not shown."""

    id: str
    category: str
    said_on: datetime


class Judged(NamedTuple):
    solved: bool
    satisfied: bool


@dataclass(frozen=True)
class Progress:
    """Everything a receipt shows; the list of fields is frozen in a test. `judged` is what the holder said of the
    result. `delays`: each new date that was granted, with its reason. `joined`: the number of the case this one was
    joined with, if it was."""

    receipt: str
    number: str
    category: str
    community: str
    state: str
    said_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    delays: list[tuple[date, str]]
    review_on: date | None
    joined: str
    is_ended: bool
    answer: str
    holder: str
    steps: list[tuple[str, datetime]]
    asks: bool
    judged: Judged | None


def door(session: Session, token: str) -> Door:
    query = select(Entrance, Building).join(Building, col(Building.id) == Entrance.building_id)
    found = session.exec(query.where(Entrance.token == token)).first()
    if found is None:
        raise NotFound
    entrance, building = found
    place = Place(
        entrance.community_id, entrance.grid_id, building_id=building.id, words=building.label + entrance.name
    )
    return Door(token, place, org.unit(session, entrance.community_id).name)


def likely(session: Session, place: Place, code: str) -> list[Likely]:
    query = select(GridCase).where(
        GridCase.community_id == place.community_id, GridCase.category_code == code,
        GridCase.building_id == place.building_id, col(GridCase.ended_at).is_(None),
    )  # fmt: skip
    cases_here = session.exec(query.order_by(col(GridCase.reported_at).desc()).limit(3))
    return [Likely(one.id, catalogue.category(session, one.category_id).name, one.reported_at) for one in cases_here]


def open_case_here(session: Session, place: Place, code: str, case_id: str) -> GridCase:
    """The case a stranger says it is: only one that was offered for this building and kind."""
    if case_id not in {one.id for one in likely(session, place, code)}:
        raise NotFound
    return session.exec(select(GridCase).where(GridCase.id == case_id)).one()


class ReceiptLost(DomainError):
    """A receipt of ours whose row is gone: whoever holds it said something, and must hear that it was lost."""

    status: ClassVar[int] = 410
    message = N_("这个回执号是我们发的，可是那条记录没有了，多半是系统从备份恢复过。请再说一次，或打社区电话。")


def is_lost(receipt: str) -> bool:
    return receipt_rules.is_ours(receipt)


def absent(receipt: str) -> DomainError:
    return ReceiptLost("receipt") if is_lost(receipt) else NotFound()


def progress(session: Session, receipt: str) -> Progress:
    voice = voice_queries.voice_by_receipt(session, receipt)
    if voice is None:
        raise absent(receipt)
    case = session.exec(select(GridCase).where(GridCase.id == voice.case_id)).one()
    answer = answer_queries.judged_by(session, case, voice)
    return Progress(
        receipt=receipt,
        number=case.number,
        category=catalogue.category(session, case.category_id).name,
        community=org.unit(session, case.community_id).name,
        state=STEPS[case.state.value],
        said_at=voice.said_at,
        due_at=case.due_at,
        first_due_at=case.first_due_at,
        delays=_delays(session, case),
        review_on=case.review_on,
        joined=case.number if voice.first_case_id != case.id else "",
        is_ended=not case.is_open,
        answer=answer_queries.answer_of(session, case),
        holder=_holder(session, case) if case.is_open else "",
        steps=_steps(session, case, voice.said_at),
        asks=answer is None and _may_be_judged(case),
        judged=Judged(bool(answer.is_solved), bool(answer.is_satisfied)) if answer else None,
    )


def _delays(session: Session, case: GridCase) -> list[tuple[date, str]]:
    """What was granted and stands: a limit that began anew with a reopening has its own."""
    since = case.reopened_at or case.reported_at
    return [
        (one.until, one.reason) for one in case_queries.list_extensions(session, case)
        if one.is_granted and one.decided_at and one.decided_at >= since
    ]  # fmt: skip


def _may_be_judged(case: GridCase) -> bool:
    late = cases.is_past_judging(case.ended_at, clock.now())
    return case.state in cases.LIFE.starts(cases.Verb.CALL_BACK) and not late


def _holder(session: Session, case: GridCase) -> str:
    """Who has it now, never a person's name: the part the person plays, or the name of the body that took it."""
    party = org.party(session, case.lead_party_id) if case.lead_party_id else None
    if case.state in (cases.State.HANDLED, cases.State.FEEDBACK):
        return gettext(HOLDERS[UnitKind.COMMUNITY])
    if party and party.kind in BODIES:
        return party.name
    unit = (_unit_of(session, party) if party else None) or org.unit(session, case.lead_unit_id or case.community_id)
    return unit.name if unit.kind is UnitKind.STREET else gettext(HOLDERS[unit.kind])


def _unit_of(session: Session, person: Party) -> Unit | None:
    """Where somebody holds the post from which they handle cases."""
    hats = [hat for one in people.accounts_of_party(session, person.id) for hat in _hats(session, one)]
    return org.unit(session, hats[0].unit_id) if hats else None


def _hats(session: Session, account_id: str) -> list[Hat]:
    desks = roles_for(Action.HANDLE_CASE)
    return [hat for hat in accounts.hats_of(session, account_id, clock.today()) if hat.role in desks]


def _steps(session: Session, case: GridCase, since: datetime) -> list[tuple[str, datetime]]:
    """The steps as they were reached since this person spoke, repeats left out."""
    query = select(Act).where(Act.case_id == case.id).order_by(col(Act.at), col(Act.id))
    found: list[tuple[str, datetime]] = [(STEPS["reported"], since)]
    for act in session.exec(query):
        if act.at >= since and STEPS[act.to_state.value] != found[-1][0]:
            found.append((STEPS[act.to_state.value], act.at))
    return found


def is_known(session: Session, receipt: str) -> bool:
    return voice_queries.voice_by_receipt(session, receipt) is not None
