"""Takes the steps of the ladder that are due (reminder, 催办, 督办单, upward), and records a nudge by hand (催一下)."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as acts
from webapp.casework.cases import queries as cases
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import BEFORE_DONE, State, Verb
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.supervision import nudge_services, queries, rules
from webapp.casework.supervision.models import Order, Step
from webapp.casework.supervision.rules import LadderStep, Rung
from webapp.core.text.i18n import N_
from webapp.core.time import clock, deadlines
from webapp.core.time.deadlines import TimeUnit
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
LOOK_EVERY = timedelta(days=7)


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
        for rung in _climb_one(session, case, ladder, calendar, moment):
            heard[(_told_unit(session, case, rung), rung.step)] += 1
    session.flush()
    for (unit_id, step), count in heard.items():
        cause = f"ladder:{step.value}:{moment:%Y%m%d%H%M}"
        notices.announce(session, unit_id, rules.GROUP_SENTENCES[step], cause=cause, url="/cases/late", count=count)
    return len(looked)


def outlook(session: Session, case: GridCase) -> dict[str, bool]:
    """Whether the ladder still climbs for this case, and whether its next paper is due already."""
    climbs = case.due_at is not None and not case.handled_at and case.state in BEFORE_DONE
    if not climbs or case.due_at is None:
        return {"climbs": False, "order_is_due": False}
    since = clock.local(case.reopened_at or case.received_at).date()
    after = queries.ladder_on(queries.ladders(session), since).order_after
    try:
        late = case.due_at < clock.now() and _days_from(case.due_at, clock.now(), catalogue.calendar(session)) >= after
    except UnknownYear:
        late = False
    return {"climbs": True, "order_is_due": late}


def nudge(session: Session, actor: Any, case: GridCase, *, words: str) -> Act:
    """催一下: by a person, told to the one who has it; the ladder goes on by itself."""
    case = acts.locked(session, case)
    acts.require(case, Verb.PRESS)
    earlier = select(Act.id).where(
        Act.case_id == case.id, Act.verb == Verb.PRESS, Act.account_id == actor.account_id,
        col(Act.at) > clock.now() - NUDGE_AGAIN,
    )  # fmt: skip
    last = session.exec(earlier.order_by(col(Act.at).desc())).first()
    if last and not nudge_services.is_taken_back(session, case, last):
        raise NudgedToday
    act = acts.note(session, actor, case, Verb.PRESS, came_from=case.state, words=acts.need_words(words))
    told = _who_has_it(session, case)
    notices.tell(
        session, told, NUDGED, cause=nudge_services.cause_of(act.id), url=f"/cases/{case.id}",
        community_id=case.community_id, number=case.number, title=case.title, words=words,
    )  # fmt: skip
    return act


def acknowledge(session: Session, actor: Any, step: Step, *, reply: str = "") -> Step:
    """Once; a second person is told that it was acknowledged already."""
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
) -> list[Rung]:
    if case.state is State.PARKED and case.review_on is not None:
        _look_again(session, case, calendar.day_of(moment))
        return []
    if case.due_at is None or case.handled_at or case.state not in BEFORE_DONE or cases.open_extension(session, case):
        case.next_step_at = None if case.due_at is None or case.handled_at else moment + timedelta(days=1)
        return []
    since, taken = case.reopened_at or case.received_at, queries.steps_taken(session, case)
    try:
        ladder = [*rules.rungs(days, case.due_at, case.limit_unit, calendar), *_upward(days, taken, calendar)]
        steps, case.next_step_at = rules.to_take(ladder, since, moment, taken)
        if case.next_step_at is None:
            case.next_step_at = rules.opens(moment, days[LadderStep.ESCALATE], calendar)
        late = _days_from(case.due_at, moment, calendar)
    except UnknownYear as unknown:
        case.next_step_at = moment + timedelta(days=1)
        _warn(session, case, int(unknown.values["year"]))
        return []
    for rung in steps:
        _take(session, case, rung, late, moment, is_told=rung is steps[-1])
    return steps


def _look_again(session: Session, case: GridCase, today: date) -> None:
    """挂账 comes back on its day, and every week after it until somebody takes it up or sets a new day."""
    assert case.review_on is not None
    if today < case.review_on:
        case.next_step_at = datetime.combine(case.review_on, rules.OPENS, clock.ZONE)
        return
    told = [*_who_has_it(session, case), *people.accounts_on_duty(session, case.community_id)]
    notices.tell(
        session, list(dict.fromkeys(told)), rules.LOOK_AGAIN, cause=f"review:{case.id}:{today.isoformat()}",
        url=f"/cases/{case.id}", community_id=case.community_id, number=case.number, title=case.title,
        day=case.review_on.isoformat(),
    )  # fmt: skip
    case.next_step_at = datetime.combine(today + LOOK_EVERY, rules.OPENS, clock.ZONE)


def _upward(
    days: dict[LadderStep, int], taken: dict[tuple[LadderStep, int], datetime], calendar: Calendar
) -> list[Rung]:
    """The next report upward, counted from when the last one was really made: after an outage nobody is skipped."""
    turns = [(turn, at) for (step, turn), at in taken.items() if step is LadderStep.ESCALATE]
    return [rules.upward_again(days, *max(turns), calendar)] if turns else []


def _days_from(due_at: datetime, moment: datetime, calendar: Calendar) -> int:
    """Working days between the deadline and today, either way: what a notice says is what is so now."""
    due, today = calendar.day_of(due_at), calendar.day_of(moment)
    first, last = min(due, today), max(due, today)
    return deadlines.counted_days(first + timedelta(days=1), last + timedelta(days=1), TimeUnit.WORKING_DAY, calendar)


def _take(session: Session, case: GridCase, rung: Rung, days: int, moment: datetime, is_told: bool) -> None:
    """What is made up for beside a newer step is on record and on paper; only the newest is told."""
    assert case.due_at is not None
    step = rung.step
    taken = Step(
        community_id=case.community_id, case_id=case.id, due_at=case.due_at, step=step, turn=rung.turn, at=moment
    )  # fmt: skip
    session.add(taken)
    session.flush()
    if step in (LadderStep.PRESS, LadderStep.ORDER):
        acts.note(session, None, case, Verb.PRESS, came_from=case.state, reason=step.value)
    if step is LadderStep.ORDER:
        _order(session, None, case, taken.id, "")
    if step is LadderStep.ESCALATE:
        _escalate(session, case, rung.turn)
    if is_told:
        notices.tell(
            session, _told(session, case, rung), rules.SENTENCES[step], cause=f"step:{taken.id}",
            url=f"/cases/{case.id}", community_id=case.community_id, number=case.number, title=case.title, days=days,
        )  # fmt: skip


def _told(session: Session, case: GridCase, rung: Rung) -> list[str]:
    """Whoever has it and whoever follows it; from the order on also those who answer for the unit above."""
    told = _who_has_it(session, case)
    if case.follower_id:
        told.append(case.follower_id)
    if rung.step in (LadderStep.ORDER, LadderStep.ESCALATE):
        told += people.accounts_on_duty(session, _told_unit(session, case, rung))
    return told


def _who_has_it(session: Session, case: GridCase) -> list[str]:
    party_id = case.asked_party_id or case.lead_party_id
    found = people.accounts_of_party(session, party_id) if party_id else []
    unit_id = case.asked_unit_id or case.lead_unit_id or case.community_id
    return found or people.accounts_on_duty(session, unit_id)


def _told_unit(session: Session, case: GridCase, rung: Rung) -> str:
    """Whose group hears it: the community's, from escalation on that of the level above the lead."""
    return _above(session, case, rung.turn).id if rung.step is LadderStep.ESCALATE else case.community_id


def _escalate(session: Session, case: GridCase, turn: int) -> None:
    """The level above hears of it and decides; the lead stays lead."""
    above = _above(session, case, turn)
    acts.note(session, None, case, Verb.ESCALATE, came_from=case.state, unit_id=above.id)


def _above(session: Session, case: GridCase, turn: int = 0) -> Unit:
    """The level above the lead, never below the community's own street; each further turn one level more, up to the
    district, which then hears of it again and again."""
    lead = org.unit(session, case.lead_unit_id or case.community_id)
    above = org.unit(session, lead.parent_id) if lead.parent_id else lead
    while above.parent_id and (above.kind is UnitKind.COMMUNITY or turn > 0):
        turn -= above.kind is not UnitKind.COMMUNITY
        above = org.unit(session, above.parent_id)
    return above


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
