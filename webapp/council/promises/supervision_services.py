"""Supervision until it is done: nudges, orders, more time, and the ladder that climbs by itself."""

from datetime import date

from sqlmodel import Session

from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar, UnknownYear
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs
from webapp.council.promises import echo_services, promise_services, queries, return_queries, rules
from webapp.council.promises.models import Promise, PromiseExtension, PromiseReminder
from webapp.council.promises.promise_services import WordsNeeded
from webapp.council.promises.rules import Act, Delay, Rung, State
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party


class TooLateToAsk(DomainError):
    """More time is asked for before the deadline, not after it."""

    message = N_("期限已经过了，不能再改期。先写进展，由督办人处理。")


class NotLater(DomainError):
    status = 422
    message = N_("新期限要晚于现在的期限（%(due)s）。")


class AlreadyAsked(DomainError):
    message = N_("已经申请过改期，等督办人答复。")


class CouncilDecides(DomainError):
    """Two extensions by the supervisor; any further one is the council's."""

    message = N_("已经改过 %(times)s 次期，再改要上议事会。")


class NotYourOwnExtension(DomainError):
    message = N_("自己申请的改期，不能自己批。")


class NothingAsked(DomainError):
    message = N_("没有待批的改期。")


class OrderedToday(DomainError):
    """Two hosts, or one who thought of more: what was written is not thrown away behind a page that looks done."""

    status = 422
    message = N_("今天已经出过督办单（%(number)s），要再说的，明天再出一张。")


class NothingToSupervise(DomainError):
    message = N_("这件事已经%(state)s，不用再催。")


def ask_extension(
    session: Session, actor: Actor | None, promise: Promise, *, delay: Delay, new_due: date, reason: str
) -> PromiseExtension:
    """Before the day, once at a time; after the supervisor's share of extensions the council itself decides."""
    if promise.is_overdue(clock.today()):
        raise TooLateToAsk
    if not promise.is_open:
        raise NothingToSupervise(state=rules.STATE_WORDS[promise.state])
    if new_due <= promise.due:
        raise NotLater(field="new_due", due=promise.due)
    if not reason:
        raise WordsNeeded(field="reason")
    if queries.open_extension(session, promise.id) is not None:
        raise AlreadyAsked
    made = PromiseExtension(
        promise_id=promise.id, delay=delay, reason=reason, old_due=promise.due, new_due=new_due, asked_at=clock.now(),
        asked_by=actor.party_id if actor else None,
        needs_council=promise.extended >= rules.EXTENSIONS_BY_SUPERVISOR,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(
        session, actor, "ask_extension", made, after={"new_due": new_due.isoformat()}, reason=reason,
        community_id=promise.community_id,
    )  # fmt: skip
    echo_services.asked_for_time(session, promise, clock.spoken_day(new_due), f"promise-time:{made.id}")
    return made


def decide_extension(
    session: Session, actor: Actor, promise: Promise, *, granted: bool, answer: str = "", by_council: bool = False
) -> None:
    """The first date is not touched: it is what the promise is measured by."""
    asked = queries.open_extension(session, promise.id)
    if asked is None:
        raise NothingAsked
    if asked.asked_by == actor.party_id:
        raise NotYourOwnExtension
    if asked.needs_council and granted and not by_council:
        raise CouncilDecides(times=promise.extended)
    if not granted and not answer:
        raise WordsNeeded(field="answer")
    asked.decided_at, asked.decided_by = clock.now(), actor.party_id
    asked.granted, asked.answer = granted, answer
    if granted:
        promise.due, promise.extended = asked.new_due, promise.extended + 1
    history.record(
        session, actor, "decide_extension", asked, before={"due": asked.old_due.isoformat()},
        after={"due": promise.due.isoformat(), "granted": granted}, reason=answer, community_id=promise.community_id,
    )  # fmt: skip


def nudge(session: Session, actor: Actor, promise: Promise, *, words: str) -> PromiseReminder:
    """催一下, by hand and any day. The owner is told once a day: a second press without a word tells nobody anything,
    so it stands nowhere either."""
    _refuse_over(promise)
    told = _reminded(session, promise, Rung.NUDGE, clock.today())
    if told is not None and not words:
        return told
    promise_services.move(session, actor, promise, Act.NUDGE, note=words)
    return _remind(session, actor, promise, Rung.NUDGE, promise.owner_id, words, for_due=clock.today())


def order(session: Session, actor: Actor, promise: Promise, *, words: str) -> PromiseReminder:
    """督办单: numbered, to the owner, answered in writing. The ladder's own may be out already, without a word of the
    supervisor's: one by hand then is another one, at most one a day."""
    _refuse_over(promise)
    if not words:
        raise WordsNeeded(field="words")
    for one in queries.reminders(session, promise.id):
        if one.rung is Rung.ORDER and one.made_by and clock.local(one.at).date() == clock.today():
            if one.words == words[:300]:
                return one
            raise OrderedToday(field="words", number=one.number)
    is_first = _reminded(session, promise, Rung.ORDER, promise.due) is None
    for_due = promise.due if is_first else clock.today()
    return _remind(session, actor, promise, Rung.ORDER, promise.owner_id, words, for_due=for_due)


def answer_reminder(session: Session, actor: Actor, reminder: PromiseReminder, *, answer: str) -> None:
    """The first answer stands."""
    if not answer:
        raise WordsNeeded(field="answer")
    if reminder.answered_at is None:
        reminder.answered_at, reminder.answer = clock.now(), answer[:300]
        history.record(session, actor, "answer_reminder", reminder, reason=answer[:300])


@jobs.periodic("climb_promises", at="08:30")
def climb_ladder(job_id: str) -> None:
    """In the morning, so that a deadline of today is told today."""
    with db.transaction() as session:
        climb(session)
        look_again(session)
        for one in return_queries.all_returns(session):
            echo_services.returned(session, one.promise, one.households, f"promise-return:{one.passed_id}")


def climb(session: Session, today: date | None = None) -> list[PromiseReminder]:
    """One pass of the ladder over every open promise. Run it twice a day or twice a minute: a step is taken once."""
    day, calendar = today or clock.today(), catalogue.calendar(session)
    climbed = [_climb_one(session, promise, day, calendar) for promise in queries.open_for_ladder(session)]
    return [reminder for made in climbed for reminder in made]


def look_again(session: Session, today: date | None = None) -> list[Promise]:
    """What was set aside until this month, or an earlier one, comes back; told once a month."""
    month = f"{today or clock.today():%Y-%m}"
    due = queries.parked_for_review(session, month)
    for promise in due:
        echo_services.due_for_review(session, promise, month)
    return due


def _climb_one(session: Session, promise: Promise, day: date, calendar: Calendar) -> list[PromiseReminder]:
    """The newest step; and the 督办单 too where an outage let its day pass: it is a paper that must exist."""
    try:
        step, to = _due_step(promise, day, calendar)
    except UnknownYear:
        return []
    if step is None or promise.state is State.CHECKING:
        return []
    known = {(one.rung, one.for_due) for one in queries.reminders(session, promise.id)}
    made = []
    if step in (Rung.COUNCIL, Rung.STREET) and (Rung.ORDER, promise.due) not in known:
        made.append(_remind(session, None, promise, Rung.ORDER, promise.owner_id, "", for_due=promise.due))
    if (step, promise.due) in known or ((step, promise.first_due) in known and step is Rung.SILENCE):
        return made
    return [*made, _remind(session, None, promise, step, to, "", for_due=promise.due)]


def _due_step(promise: Promise, day: date, calendar: Calendar) -> tuple[Rung | None, str]:
    """The newest step that is due. What moved since the deadline is not pressed a level higher that same day."""
    past = working_days_past(promise.due, day, calendar)
    step = rules.rung(past)
    silent = working_days_past(clock.local(promise.moved_at).date(), day, calendar)
    if promise.state is State.UNCONFIRMED and silent >= rules.SILENT_WORKING_DAYS and past < 1:
        return Rung.SILENCE, promise.supervisor_id
    if step in (Rung.ORDER, Rung.COUNCIL, Rung.STREET) and silent < 1:
        return None, promise.owner_id
    to = promise.supervisor_id if step in (Rung.COUNCIL, Rung.STREET) else promise.owner_id
    return step, to


def working_days_past(due: date, day: date, calendar: Calendar) -> int:
    """Working days from due to day: 0 on the day itself, negative before it."""
    if day == due:
        return 0
    earlier, later, sign = (due, day, 1) if day > due else (day, due, -1)
    if (later - earlier).days > 60:
        return sign * 40
    count = 0
    for moment in calendar.working_days_after(earlier):
        if moment > later:
            break
        count += 1
    return sign * count


def _remind(
    session: Session, actor: Actor | None, promise: Promise, rung: Rung, to_id: str, words: str, *, for_due: date
) -> PromiseReminder:
    """Whoever has died or left is not written to; the supervisor hears instead."""
    if not session.get_one(Party, to_id).is_active(clock.today()):
        to_id = promise.supervisor_id
    known = _reminded(session, promise, rung, for_due)
    if known is not None:
        return known
    number = _order_number(session, promise) if rung is Rung.ORDER else ""
    made = PromiseReminder(
        promise_id=promise.id, rung=rung, for_due=for_due, number=number, to_id=to_id, words=words[:300],
        at=clock.now(), made_by=actor.account_id if actor else None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, f"remind_{rung.value}", made, after={"to": to_id}, community_id=promise.community_id)
    echo_services.reminded(session, promise, rung, to_id, words, cause_of(made.id))
    return made


def _reminded(session: Session, promise: Promise, rung: Rung, for_due: date) -> PromiseReminder | None:
    every = queries.reminders(session, promise.id)
    return next((one for one in every if (one.rung, one.for_due) == (rung, for_due)), None)


def _order_number(session: Session, promise: Promise) -> str:
    """The second order about one promise is not filed under the first one's number."""
    earlier = sum(one.rung is Rung.ORDER for one in queries.reminders(session, promise.id))
    return f"督〔{clock.today().year}〕{promise.number}" + (f"-{earlier + 1}" if earlier else "")


def cause_of(reminder_id: str) -> str:
    return f"promise-reminder:{reminder_id}"


def _refuse_over(promise: Promise) -> None:
    if not promise.is_open:
        raise NothingToSupervise(state=rules.STATE_WORDS[promise.state])
