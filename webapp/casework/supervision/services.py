"""The ladder as it is climbed, and the hand that nudges."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import BEFORE_DONE, Verb
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.supervision import queries, rules
from webapp.casework.supervision.models import Order, Step
from webapp.casework.supervision.rules import LadderStep
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar, UnknownYear
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind

CALENDAR_MISSING = N_("%(year)s 年的放假安排还没导入，超期的催办停在那里。")
NUDGED = N_("%(number)s “%(title)s” 有人催一下：%(words)s")
NUDGE_AGAIN = timedelta(hours=20)


class NudgedToday(DomainError):
    """Once a day is a nudge, more is noise."""

    message = N_("今天已经催过一次，明天还没动再催。")


class AlreadyAcknowledged(DomainError):
    message = N_("这一步已经有人回过话了。")


def climb(session: Session, moment: datetime | None = None, limit: int = queries.BATCH) -> int:
    """One batch of the ladder; returns how many cases were looked at. After an outage each case takes only its newest
    step, and a group hears one counted sentence per step, not one per case."""
    moment = moment or clock.now()
    calendar, versions = catalogue.calendar(session), queries.ladders(session)
    heard: Counter[tuple[str, LadderStep]] = Counter()
    looked = queries.cases_to_look_at(session, moment, limit)
    for case in looked:
        since = case.reopened_at or case.received_at
        ladder = queries.ladder_on(versions, clock.local(since).date()).days
        step = _climb_one(session, case, ladder, calendar, moment)
        if step:
            heard[(_told_unit(session, case, step), step)] += 1
    session.flush()
    for (unit_id, step), count in heard.items():
        cause = f"ladder:{step.value}:{moment:%Y%m%d%H%M}"
        notices.announce(session, unit_id, rules.GROUP_SENTENCES[step], cause=cause, url="/cases/late", count=count)
    return len(looked)


def nudge(session: Session, actor: Any, case: GridCase, *, words: str) -> Act:
    """催一下: by a person, told to the one who has it; the ladder goes on by itself."""
    case = acts.locked(session, case)
    acts.require(case, Verb.PRESS)
    earlier = select(Act.id).where(
        Act.case_id == case.id, Act.verb == Verb.PRESS, Act.account_id == actor.account_id,
        col(Act.at) > clock.now() - NUDGE_AGAIN,
    )  # fmt: skip
    if session.exec(earlier).first():
        raise NudgedToday
    act = acts.note(session, actor, case, Verb.PRESS, came_from=case.state, words=acts.need_words(words))
    told = _who_has_it(session, case)
    notices.tell(
        session, told, NUDGED, cause=f"nudge:{act.id}", url=f"/cases/{case.id}", community_id=case.community_id,
        number=case.number, title=case.title, words=words,
    )  # fmt: skip
    return act


def acknowledge(session: Session, actor: Any, step: Step, *, reply: str = "") -> Step:
    if step.acknowledged_at is not None:
        raise AlreadyAcknowledged
    step.acknowledged_at, step.acknowledged_by, step.reply = clock.now(), actor.account_id, reply[:300]
    session.flush()
    history.record(session, actor, "acknowledge_step", step, after={"step": step.step.value})
    return step


def issue_order(session: Session, actor: Any, case: GridCase, *, words: str = "") -> Order:
    """A 督办单 by hand, before the ladder gets there."""
    case = acts.locked(session, case)
    acts.require(case, Verb.PRESS)
    order = _order(session, actor, case, None, words)
    acts.note(session, actor, case, Verb.PRESS, came_from=case.state, reason="order", words=words)
    return order


def _climb_one(
    session: Session, case: GridCase, days: dict[LadderStep, int], calendar: Calendar, moment: datetime
) -> LadderStep | None:
    if case.due_at is None or case.handled_at or case.state not in BEFORE_DONE or cases.open_extension(session, case):
        case.next_step_at = None if case.due_at is None or case.handled_at else moment + timedelta(days=1)
        return None
    try:
        ladder = list(rules.rungs(days, case.due_at, case.limit_unit, calendar))
    except UnknownYear as unknown:
        case.next_step_at = moment + timedelta(days=1)
        _warn(session, case, int(unknown.values["year"]))
        return None
    since = case.reopened_at or case.received_at
    step, case.next_step_at = rules.newest(ladder, since, moment, queries.steps_taken(session, case))
    if step:
        _take(session, case, step, abs(days[step]), moment)
    return step


def _take(session: Session, case: GridCase, step: LadderStep, days: int, moment: datetime) -> None:
    assert case.due_at is not None
    taken = Step(community_id=case.community_id, case_id=case.id, due_at=case.due_at, step=step, at=moment)
    session.add(taken)
    session.flush()
    if step in (LadderStep.PRESS, LadderStep.ORDER):
        acts.note(session, None, case, Verb.PRESS, came_from=case.state, reason=step.value)
    if step is LadderStep.ORDER:
        _order(session, None, case, taken.id, "")
    if step is LadderStep.ESCALATE:
        _escalate(session, case)
    notices.tell(
        session, _told(session, case, step), rules.SENTENCES[step], cause=f"step:{taken.id}", url=f"/cases/{case.id}",
        community_id=case.community_id, number=case.number, title=case.title, days=days,
    )  # fmt: skip


def _told(session: Session, case: GridCase, step: LadderStep) -> list[str]:
    """Whoever has it and whoever follows it; from the order on also those who answer for the unit above."""
    told = _who_has_it(session, case)
    if case.follower_id:
        told.append(case.follower_id)
    if step in (LadderStep.ORDER, LadderStep.ESCALATE):
        told += people.accounts_on_duty(session, _told_unit(session, case, step))
    return told


def _who_has_it(session: Session, case: GridCase) -> list[str]:
    party_id = case.asked_party_id or case.lead_party_id
    found = people.accounts_of_party(session, party_id) if party_id else []
    unit_id = case.asked_unit_id or case.lead_unit_id or case.community_id
    return found or people.accounts_on_duty(session, unit_id)


def _told_unit(session: Session, case: GridCase, step: LadderStep) -> str:
    """Whose group hears it: the community's, from escalation on that of the level above the lead."""
    return _above(session, case).id if step is LadderStep.ESCALATE else case.community_id


def _escalate(session: Session, case: GridCase) -> None:
    """The level above hears of it and decides; the lead stays lead."""
    above = _above(session, case)
    acts.note(session, None, case, Verb.ESCALATE, came_from=case.state, unit_id=above.id)


def _above(session: Session, case: GridCase) -> Unit:
    """The level above the lead, never below the community's own street."""
    lead = org.unit(session, case.lead_unit_id or case.community_id)
    above = org.unit(session, lead.parent_id) if lead.parent_id else lead
    return org.unit(session, above.parent_id) if above.kind is UnitKind.COMMUNITY and above.parent_id else above


def _order(session: Session, actor: Any, case: GridCase, step_id: str | None, words: str) -> Order:
    year = clock.today().year
    highest = select(func.max(Order.serial)).where(Order.community_id == case.community_id, Order.year == year)
    order = Order(
        community_id=case.community_id, case_id=case.id, step_id=step_id, year=year,
        serial=int(session.exec(highest).one() or 0) + 1, snapshot=_snapshot(session, actor, case, words),
        made_by=actor.account_id if actor else None, made_at=clock.now(),
    )  # fmt: skip
    session.add(order)
    session.flush()
    history.record(session, actor, "issue_order", order, after={"serial": order.serial})
    return order


def _snapshot(session: Session, actor: Any, case: GridCase, words: str) -> dict[str, Any]:
    """What the paper says for good: units, dates and the matter, no resident."""
    party = org.party(session, case.lead_party_id) if case.lead_party_id else None
    unit = org.unit(session, case.asked_unit_id or case.lead_unit_id or case.community_id)
    return {
        "number": case.number,
        "title": case.title,
        "place": case.place if case.dwelling_id is None else "",
        "category": catalogue.category(session, case.category_id).name,
        "community": org.unit(session, case.community_id).name,
        "to": party.name if party else unit.name,
        "to_unit": unit.name,
        "issuer": _issuer(session, actor, case),
        "reported_on": clock.local(case.reported_at).date().isoformat(),
        "first_due_on": clock.local(case.first_due_at).date().isoformat() if case.first_due_at else "",
        "due_on": clock.local(case.due_at).date().isoformat() if case.due_at else "",
        "days_late": max(0, clock.days_between(clock.local(case.due_at).date(), clock.today())) if case.due_at else 0,
        "words": words,
    }


def _issuer(session: Session, actor: Any, case: GridCase) -> str:
    """The unit of whoever orders; of an order the ladder writes, the one that answers for the lead."""
    if actor and actor.hats:
        unit = org.unit(session, actor.hats[0].unit_id)
    else:
        lead = org.unit(session, case.asked_unit_id or case.lead_unit_id or case.community_id)
        unit = org.unit(session, lead.parent_id) if lead.parent_id else lead
    return org.letterhead(session, unit)


def _warn(session: Session, case: GridCase, year: int) -> None:
    """Whoever keeps the calendar hears it once a day, not once a case."""
    district = org.ancestors(session, org.unit(session, case.community_id))[0]
    cause = f"calendar:{year}:{clock.today().isoformat()}"
    told = people.accounts_on_duty(session, district.id)
    notices.tell(session, told, CALENDAR_MISSING, cause=cause, url="/catalogue/calendar", year=year)
