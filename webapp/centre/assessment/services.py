"""Entries are born here, in the transaction of the outcome that earned them; nothing else writes one but a correction
that names the entry it takes back."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase, Source
from webapp.casework.cases.rules import Outcome, Verb
from webapp.casework.dispatch.models import Task, TaskOrder
from webapp.centre.assessment import queries, rules
from webapp.centre.assessment.models import Deed, ScoreEntry
from webapp.core.spread import shards
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock

SOLVED_WORDS = {Deed.SOLVED: N_("%(what)s，在网格里办好了"), Deed.TOGETHER: N_("%(what)s，和居民一起办好了")}
BY_OUTCOME = {Outcome.SOLVED: Deed.SOLVED, Outcome.TOGETHER: Deed.TOGETHER}


class Earned(NamedTuple):
    """One deed before it is priced: whose it is (nobody's own: the grid's), and what names it for ever."""

    deed: Deed
    party_id: str | None
    points: int
    cause: str
    sentence: str


def hear(session: Session, case: GridCase, verb: Verb) -> None:
    """What a step of a case is worth. Called by the step itself, so that no outcome is forgotten or counted twice."""
    if case.grid_id is None:
        return
    if verb in (Verb.TAKE, Verb.ACCEPT, Verb.DISPATCH):
        _reported(session, case)
    elif verb is Verb.CLOSE and case.outcome in BY_OUTCOME and queries.stayed_in_grid(case):
        _solved(session, case, BY_OUTCOME[case.outcome])
    elif verb is Verb.REOPEN:
        _take_back_case(session, case, rules.SOLVING, gettext(N_("重新办了，收回")))
    elif verb is Verb.MERGE:
        _take_back_case(session, case, {Deed.REPORTED}, gettext(N_("和另一件是同一件事，收回")))


def task_verified(session: Session, task: Task, handed_in_by: str | None) -> None:
    """A task captured by its due instant counts, whenever it arrived; its order may name other points, or none."""
    if task.is_late(clock.now()):
        return
    on = clock.local(task.captured_at or task.submitted_at or clock.now()).date()
    party_id = queries.worker_party(session, task.grid_id, handed_in_by, on)
    worth, order = queries.worth(session, Deed.TASK_DONE, on), session.get_one(TaskOrder, task.order_id)
    sentence = gettext(N_("按时完成：%(what)s"), what=order.title)
    earned = Earned(Deed.TASK_DONE, party_id, order.points or worth.points, f"task:{task.id}", sentence)
    _write(session, task.grid_id, earned, Origin(task.id, f"/tasks/{task.id}", ""), on=on, rule_id=worth.rule_id)


def reward_quiet(session: Session, today: date) -> int:
    """Solved ninety days ago, never reopened, and nothing of the kind heard from the place since. Returns how many."""
    count = 0
    for entry, case in queries.quiet_since(session, today - timedelta(days=rules.QUIET_DAYS)):
        worth = queries.worth(session, Deed.QUIET, today)
        earned = Earned(
            Deed.QUIET, entry.party_id, worth.points, f"quiet:{entry.id}",
            gettext(N_("%(what)s，办好后九十天没再犯"), what=case.title),
        )  # fmt: skip
        count += _write(session, entry.grid_id, earned, _of(case), on=today, rule_id=worth.rule_id) is not None
    return count


def take_back(session: Session, entry: ScoreEntry, why: str, *, month: date | None = None) -> ScoreEntry | None:
    """The same points with the opposite sign, once; in the month that is still open unless one is named."""
    if queries.is_taken_back(session, entry.id) or entry.points <= 0:
        return None
    today = clock.today()
    counted = month or queries.open_month(session, entry.community_id, today)
    late = f"（更正{entry.month.month}月）" if counted != entry.month else ""
    row = ScoreEntry(
        community_id=entry.community_id, grid_id=entry.grid_id, party_id=entry.party_id, month=counted,
        deed=entry.deed, points=-entry.points, cause=f"back:{entry.id}", source_id=entry.source_id,
        source_url=entry.source_url, place=entry.place, sentence=f"{why}：{entry.sentence}{late}"[:200],
        rule_id=entry.rule_id, takes_back_id=entry.id, happened_on=today, earned_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def correct(session: Session, *, period: Any, grid_id: str, earned: Earned) -> None:
    """What an upheld appeal adds, in the month it is about."""
    _write(session, grid_id, earned, Origin(period.id, "", ""), on=clock.today(), rule_id=None, month=period.month)


class Origin(NamedTuple):
    id: str
    url: str
    place: str


def _of(case: GridCase) -> Origin:
    return Origin(case.id, f"/cases/{case.id}", case.place[:80])


def _reported(session: Session, case: GridCase) -> None:
    """Accepted counts once a place and category within thirty days, and up to a cap a day; trivial or refused: nothing,
    and no minus."""
    day = clock.local(case.reported_at).date()
    party_id = queries.worker_party(session, case.grid_id, case.opened_by, day)
    if party_id is None or queries.told_before(session, case, since=day - timedelta(days=rules.SAME_PLACE_DAYS)):
        return
    worth = queries.worth(session, Deed.REPORTED, day)
    already = queries.points_on(session, party_id, Deed.REPORTED, day)
    points = rules.capped(worth.points, worth.day_cap, already)
    if points == 0:
        return
    sentence = gettext(N_("报了%(what)s，被受理"), what=case.title)
    earned = Earned(Deed.REPORTED, party_id, points, f"reported:{case.id}", sentence)
    _write(session, case.grid_id, earned, _of(case), on=day, rule_id=worth.rule_id)


def _solved(session: Session, case: GridCase, deed: Deed) -> None:
    today = clock.today()
    worth = queries.worth(session, deed, today)
    turn = queries.turn_of(session, case)  # which closing this is: a second solving is a new deed
    finisher = queries.worker_party(session, case.grid_id, case.handled_by, today)
    beginner = queries.taken_on_by(session, case, today)
    two = beginner is not None and finisher is not None and beginner != finisher
    first, rest = rules.split(worth.points, worth.first_share, two_people=two)
    sentence = gettext(SOLVED_WORDS[deed], what=case.title)
    for party_id, points, part in ((beginner, first, "first"), (finisher, rest, "done")):
        if points:
            earned = Earned(deed, party_id, points, f"{deed}:{case.id}:{turn}:{part}", sentence)
            _write(session, case.grid_id, earned, _of(case), on=today, rule_id=worth.rule_id)
    if case.source is Source.VISIT:
        _need_met(session, case, turn)


def _need_met(session: Session, case: GridCase, turn: int) -> None:
    today = clock.today()
    worth = queries.worth(session, Deed.NEED_MET, today)
    heard_on = clock.local(case.reported_at).date()
    party_id = queries.worker_party(session, case.grid_id, case.opened_by, heard_on)
    sentence = gettext(N_("走访听到的%(what)s，办成了"), what=case.title)
    earned = Earned(Deed.NEED_MET, party_id, worth.points, f"need:{case.id}:{turn}", sentence)
    _write(session, case.grid_id, earned, _of(case), on=today, rule_id=worth.rule_id)


def _take_back_case(session: Session, case: GridCase, deeds: Any, why: str) -> None:
    query = select(ScoreEntry).where(
        shards.at_home(ScoreEntry.community_id, case.community_id), ScoreEntry.source_id == case.id,
        col(ScoreEntry.deed).in_(deeds), col(ScoreEntry.points) > 0,
    )  # fmt: skip
    for entry in session.exec(query).all():
        take_back(session, entry, why)


def _write(
    session: Session, grid_id: str | None, earned: Earned, source: Origin, *, on: date, rule_id: str | None,
    month: date | None = None,
) -> ScoreEntry | None:  # fmt: skip
    """One row a cause, however often it is told."""
    community_id = queries.community_of_grid(session, grid_id)
    if community_id is None or earned.points == 0 or queries.is_known(session, community_id, earned.cause):
        return None
    row = ScoreEntry(
        community_id=community_id, grid_id=grid_id or "", party_id=earned.party_id,
        month=month or queries.open_month(session, community_id, on), deed=earned.deed, points=earned.points,
        cause=earned.cause, source_id=source.id, source_url=source.url, place=source.place,
        sentence=earned.sentence[:200], rule_id=rule_id, happened_on=on, earned_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row
