"""A month from open to locked: checked by whoever runs it, appealed to somebody else, confirmed by a person."""

from datetime import date
from itertools import islice
from typing import Any

from sqlmodel import Session

from webapp.casework.catalogue import queries as catalogue
from webapp.centre.assessment import appeal_queries, period_queries, rules, services
from webapp.centre.assessment.models import (
    AppealFinding,
    CheckCause,
    PeriodState,
    ScoreAppeal,
    ScoreCheck,
    ScoreEntry,
    ScorePeriod,
    ScoreResult,
)
from webapp.centre.assessment.rules import Turn
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices


class MonthNotOver(DomainError):
    message = N_("这个月还没过完，%(day)s以后再核对。")


class NotThatTurn(DomainError):
    """A month goes its way step by step, and each step once."""

    message = N_("这个月已经是“%(state)s”，这一步做过了。")


class ChecksWaiting(DomainError):
    message = N_("还有 %(count)s 条没复核。")


class AppealsWaiting(DomainError):
    message = N_("还有 %(count)s 件申诉没答复。")


class AppealsRunning(DomainError):
    message = N_("申诉期到%(day)s，过了再确认。")


class OwnDecision(DomainError):
    """Whoever checked the month does not judge its appeals."""

    message = N_("这个月是您核对的，申诉请上一级答复。")


class NotInAppeals(DomainError):
    status = 422
    message = N_("现在不是申诉期。申诉期从核对完那天起，五个工作日。")


class AlreadyAnswered(DomainError):
    message = N_("这一条已经有结论了。")


class NoPostThere(DomainError):
    status = 422
    message = N_("这位同志这个月在本社区没有网格员岗位。")


class NothingToAdd(DomainError):
    """A dismissed appeal that read “不成立 +5” would be two answers."""

    status = 422
    message = N_("不成立就不补分，填 0。")


class SayWhich(DomainError):
    status = 422
    message = N_("要补分，先选申诉的是哪一条。")


class MoreThanItIsWorth(DomainError):
    status = 422
    message = N_("这一条最多值 %(most)s 分，不能补 %(points)s 分。")


OPENED = N_("%(month)s月的得分核对完了，觉得不对可以申诉，到%(day)s为止。")
TOLD = {
    AppealFinding.UPHELD: N_("您的得分申诉成立，看看怎么答复的。"),
    AppealFinding.DISMISSED: N_("您的得分申诉不成立，看看怎么答复的。"),
}


def begin_check(session: Session, actor: Actor, community_id: str, month: date) -> ScorePeriod:
    """Draws one in ten entries by chance and all of whoever stands out among grids of the same class."""
    if clock.today() <= rules.last_day(month):
        raise MonthNotOver(day=rules.last_day(month))
    period = period_queries.period_of(session, community_id, month)
    if period is None:
        period = ScorePeriod(community_id=community_id, month=month)
        session.add(period)
        session.flush()
    _turn(session, period, Turn.CHECK)
    period.checked_at, period.checked_by = clock.now(), actor.account_id
    standing_out = _outliers(session, period)
    for entry in period_queries.positive_entries(session, period):
        by_chance = rules.is_drawn(period.id, entry.id)
        if by_chance or entry.party_id in standing_out:
            cause = CheckCause.CHANCE if by_chance else CheckCause.OUTLIER
            session.add(ScoreCheck(community_id=community_id, period_id=period.id, entry_id=entry.id, cause=cause))
    session.flush()
    history.record(session, actor, "check_score_month", period, after={"month": month.isoformat()})
    return period


def look_again(session: Session, actor: Actor, check: ScoreCheck, *, holds: bool, words: str) -> ScoreCheck:
    """What does not hold is taken back in the same month, with the reason."""
    session.refresh(check, with_for_update=True)
    if check.holds is not None:
        raise AlreadyAnswered
    check.holds, check.words, check.looked_by, check.looked_at = holds, words, actor.account_id, clock.now()
    session.add(check)
    if not holds:
        entry = session.get_one(ScoreEntry, check.entry_id)
        services.take_back(session, entry, gettext(N_("复核不成立")), month=entry.month)
    history.record(session, actor, "recheck_score", check, after={"holds": holds}, reason=words)
    return check


def hear_appeals(session: Session, actor: Actor, period: ScorePeriod) -> ScorePeriod:
    """From now on five working days are left to appeal: each worker hears it, five days pass quickly."""
    waiting = sum(row.ScoreCheck.holds is None for row in period_queries.list_checks(session, period))
    if waiting:
        raise ChecksWaiting(count=waiting)
    _turn(session, period, Turn.HEAR)
    days = catalogue.calendar(session).working_days_after(clock.today())
    period.appeals_until = next(islice(days, rules.APPEAL_DAYS - 1, None))
    until = period.appeals_until.isoformat()
    for worker in period_queries.workers_of(session, period):
        notices.tell(
            session, people.accounts_of_party(session, worker.party_id), OPENED, cause=f"score-appeals:{period.id}",
            url=f"/my-score/?month={period.month:%Y-%m}", month=period.month.month, day=until,
        )  # fmt: skip
    history.record(session, actor, "open_score_appeals", period, after={"until": until})
    return period


def may_appeal(period: ScorePeriod | None) -> bool:
    hears = period is not None and period.state is PeriodState.APPEALS
    return hears and (period.appeals_until or clock.today()) >= clock.today()  # type: ignore[union-attr]


def may_confirm(session: Session, period: ScorePeriod) -> bool:
    """Nobody can appeal any more and nobody waits for an answer."""
    return not may_appeal(period) and not period_queries.open_appeals(session, period.id)


def appeal(session: Session, actor: Actor, period: ScorePeriod, *, words: str) -> ScoreAppeal:
    """Until the last day of appeals has ended, by the person whose month it is."""
    if not may_appeal(period):
        raise NotInAppeals(field="words")
    for told in period_queries.list_appeals(session, period):
        if (told.ScoreAppeal.party_id, told.ScoreAppeal.words) == (actor.party_id, words):
            return told.ScoreAppeal  # type: ignore[no-any-return]  # tapped twice
    row = ScoreAppeal(
        community_id=period.community_id, period_id=period.id, party_id=actor.party_id, words=words,
        filed_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    history.record(session, actor, "appeal_score", row)
    return row


def answer(
    session: Session, actor: Actor, found: ScoreAppeal, *, finding: AppealFinding, points: int, words: str,
    about: str | None = None,
) -> ScoreAppeal:  # fmt: skip
    """An upheld appeal writes its own entry: what was taken off or was missing, and never more than that was worth."""
    session.refresh(found, with_for_update=True)
    period = session.get_one(ScorePeriod, found.period_id)
    if period.checked_by == actor.account_id:
        raise OwnDecision
    if found.finding is not None:
        raise AlreadyAnswered
    if finding is not AppealFinding.UPHELD and points:
        raise NothingToAdd(field="points")
    if finding is AppealFinding.UPHELD and points:
        _correct(session, found, period, points, words, about)
    found.finding, found.points, found.answer = finding, points, words
    found.decided_by, found.decided_at = actor.account_id, clock.now()
    session.add(found)
    notices.tell(
        session, people.accounts_of_party(session, found.party_id), TOLD[finding], cause=f"score-appeal:{found.id}",
        url=f"/my-score/?month={period.month:%Y-%m}",
    )  # fmt: skip
    history.record(session, actor, "answer_score_appeal", found, after={"finding": finding, "points": points})
    return found


def _correct(
    session: Session, found: ScoreAppeal, period: ScorePeriod, points: int, words: str, about: str | None
) -> None:
    items = appeal_queries.items_of(session, period, [found])[found.id]
    item = next((one for one in items if one.key == about), None)
    if item is None:
        raise SayWhich(field="about")
    if points > item.most:
        raise MoreThanItIsWorth(field="points", most=item.most, points=points)
    grid_id = period_queries.grid_of_worker(session, found.party_id, found.community_id, rules.last_day(period.month))
    if grid_id is None:
        raise NoPostThere(field="points")
    earned = services.Earned(
        item.deed, found.party_id, points, item.cause, gettext(N_("申诉成立：%(words)s"), words=words)[:200]
    )
    services.correct(session, period=period, grid_id=grid_id, earned=earned)


def confirm(session: Session, actor: Actor, period: ScorePeriod) -> ScorePeriod:
    """A person says so, name by name: the results are rows of their own from then on."""
    if waiting := period_queries.open_appeals(session, period.id):
        raise AppealsWaiting(count=waiting)
    if may_appeal(period):
        raise AppealsRunning(day=period.appeals_until)
    _turn(session, period, Turn.CONFIRM)
    period.confirmed_at, period.confirmed_by = clock.now(), actor.account_id
    for worker in period_queries.workers_of(session, period):
        session.add(
            ScoreResult(
                community_id=period.community_id, period_id=period.id, party_id=worker.party_id,
                grid_id=worker.grid_id, points=worker.points, days_held=worker.days_held, days=worker.days,
                confirmed_by=actor.account_id, confirmed_at=clock.now(),
            )
        )  # fmt: skip
    session.flush()
    history.record(session, actor, "confirm_score_month", period)
    return period


def lock(session: Session, actor: Actor, period: ScorePeriod) -> ScorePeriod:
    _turn(session, period, Turn.LOCK)
    period.locked_at = clock.now()
    history.record(session, actor, "lock_score_month", period)
    return period


def _turn(session: Session, period: ScorePeriod, turn: Turn) -> None:
    session.refresh(period, with_for_update=True)
    target = rules.LIFE.after(period.state, turn)
    if target is None:
        raise NotThatTurn(state=gettext(rules.STATE_WORDS[period.state]))
    period.state = target
    session.add(period)
    session.flush()


def _outliers(session: Session, period: ScorePeriod) -> set[str]:
    by_class: dict[int, dict[str, int]] = {}
    for worker in period_queries.workers_of(session, period):
        sums = by_class.setdefault(worker.level, {})
        sums[worker.party_id] = sums.get(worker.party_id, 0) + worker.points
    return {party_id for sums in by_class.values() for party_id in rules.outliers(sums)}


def months_to_check(session: Session, community_id: str) -> list[Any]:
    """The last three whole months that nobody began to check."""
    last = rules.month_of(clock.today())
    past = rules.months_back(last, 4)[:-1]
    return [
        month for month in reversed(past)
        if (found := period_queries.period_of(session, community_id, month)) is None
        or found.state is PeriodState.OPEN
    ]  # fmt: skip
