"""Work that outlives a request: the queue is a table, so a job begins when its transaction commits and not before.

A function registered with `@job` may be called again after the process was killed half-way; it looks at the rows
it has already made and goes on from there. `@periodic` work gets one row per slot, so that two processes do not
do it twice, and after an outage only the newest slot is made up for.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Index, UniqueConstraint, delete, event, func, update
from sqlalchemy.exc import OperationalError
from sqlmodel import Field, Session, SQLModel, col, select

from webapp.core.cluster import postgres
from webapp.core.data import columns, db, ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.core.web.errors import DomainError

log = logging.getLogger("fullgrid.jobs")
LEASE = timedelta(seconds=90)
TRIES = 3
FAILED = N_("没有做完，已经记下原因。请再试一次，还不行请找管理员。")


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(SQLModel, table=True):
    __table_args__ = (UniqueConstraint("kind", "slot"), Index("ix_job_waiting", "state", "due_at"))
    id: str = ids.key()
    kind: str = Field(max_length=60)
    args: dict[str, Any] = columns.json_column()
    state: JobState = columns.choice(JobState, default=JobState.QUEUED)
    done: int = 0
    total: int = 0
    message: str = columns.long_text()
    result_ref: str = Field(default="", max_length=200)
    slot: str | None = Field(default=None, max_length=40)
    community_id: str | None = ids.plain(nullable=True, index=True)
    made_by: str | None = ids.plain(nullable=True, index=True)
    created_at: datetime = Field(default_factory=clock.now)
    due_at: datetime = Field(default_factory=clock.now)
    started_at: datetime | None = None
    finished_at: datetime | None = None
    tries: int = 0
    holder: str = Field(default="", max_length=36)
    held_until: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def percent(self) -> int:
        if self.state == JobState.DONE:
            return 100
        known = LIVE.get(self.id, self)
        return min(99, known.done * 100 // known.total) if known.total else 0


class Starter(Protocol):
    @property
    def account_id(self) -> str | None: ...


class Rhythm(NamedTuple):
    minutes: int
    at: time | None

    def slot(self, now: datetime) -> datetime:
        """The newest moment at which this work was due, in the district's zone."""
        local = clock.local(now)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        if self.at is None:
            passed = int((local - midnight).total_seconds()) // 60
            return midnight + timedelta(minutes=passed - passed % self.minutes)
        today = midnight.replace(hour=self.at.hour, minute=self.at.minute)
        return today if today <= local else today - timedelta(days=1)


class JobCut(Exception):
    """The process stops, or another one has taken the job over: leave at once, what is committed stays."""


@dataclass
class Hold:
    """A job this process is doing; its figures are visible here even while a long transaction runs."""

    holder: str
    done: int
    total: int


Work = Callable[..., Any]
KINDS: dict[str, Work] = {}
RHYTHMS: dict[str, Rhythm] = {}
LIVE: dict[str, Hold] = {}
WAKE = threading.Event()
STOPPING = threading.Event()


def job(kind: str) -> Callable[[Work], Work]:
    """Registers `fn(job_id, **args)`; what it returns is kept as `result_ref`."""

    def register(work: Work) -> Work:
        if kind in KINDS and KINDS[kind] is not work:
            raise ValueError(f"two jobs of the kind {kind}")
        KINDS[kind] = work
        return work

    return register


def periodic(kind: str, *, minutes: int = 0, at: str = "") -> Callable[[Work], Work]:
    """Registers `fn(job_id)` to run every so many minutes, or each day `at="03:10"` local time."""
    if bool(minutes) == bool(at):
        raise ValueError("either minutes or at")

    def register(work: Work) -> Work:
        RHYTHMS[kind] = Rhythm(minutes, time.fromisoformat(at) if at else None)
        return job(kind)(work)

    return register


def start(session: Session, actor: Starter | None, kind: str, *, community_id: str | None = None, **args: Any) -> Job:
    """Queues a job as part of the caller's transaction."""
    if kind not in KINDS:
        raise KeyError(f"no job of the kind {kind}")
    queued = Job(kind=kind, args=args, community_id=community_id, made_by=actor.account_id if actor else None)
    session.add(queued)
    session.flush()
    event.listen(session, "after_commit", lambda _: WAKE.set(), once=True)
    return queued


def progress(job_id: str, done: int, total: int, message: str = "") -> None:
    """Tells how far the job is and keeps it ours. Inside a transaction only this process sees the figures."""
    if job_id in LIVE:
        LIVE[job_id].done, LIVE[job_id].total = done, total
    if STOPPING.is_set():
        raise JobCut(job_id)
    if db.session().info.get("writing"):
        return
    values: dict[str, Any] = {"done": done, "total": total, "held_until": clock.now() + LEASE}
    if message:
        values["message"] = message
    if not _change(job_id, values):
        raise JobCut(job_id)


def get_job(session: Session, job_id: str) -> Job | None:
    return session.get(Job, job_id, populate_existing=True)


def is_waiting(session: Session, kind: str) -> bool:
    """One of this kind is queued or runs."""
    still = col(Job.state).in_((JobState.QUEUED, JobState.RUNNING))
    return session.exec(select(Job.id).where(Job.kind == kind, still).limit(1)).first() is not None


def count_late(session: Session, minutes: int = 15) -> int:
    """A slot made up for after an outage was due long before its row was made; its lateness counts from the row."""
    since = clock.now() - timedelta(minutes=minutes)
    late = (col(Job.state) == JobState.QUEUED) & (col(Job.due_at) < since) & (col(Job.created_at) < since)
    return int(session.exec(select(func.count()).select_from(Job).where(late)).one())


def run_pending(limit: int = 1000) -> int:
    """Does what is due, one job after the other, in the given app context's database. Returns how many."""
    count = 0
    while count < limit and (claimed := claim()) is not None:
        run(claimed)
        count += 1
    return count


def queue_periodic() -> None:
    """A night's work waits for its first night: a fresh installation does not begin with a backup of nothing."""
    now = clock.now()
    session = db.session()
    for kind, rhythm in RHYTHMS.items():
        due = rhythm.slot(now)
        if rhythm.at and session.exec(select(Job.id).where(Job.kind == kind).limit(1)).first() is None:
            due += timedelta(days=1)
        slot = due.strftime("%Y-%m-%d %H:%M")
        if session.exec(select(Job.id).where(Job.kind == kind, col(Job.slot) >= slot)).first() is None:
            with db.transaction() as writing:
                db.insert_once(writing, Job(kind=kind, slot=slot, due_at=due.astimezone(UTC)))
    session.rollback()


def claim() -> Job | None:
    """Takes the oldest job that waits or whose holder has died; None when there is nothing to do."""
    session = db.session()
    now = clock.now()
    waiting = (col(Job.state) == JobState.QUEUED) & (col(Job.due_at) <= now)
    orphaned = (col(Job.state) == JobState.RUNNING) & (col(Job.held_until) < now)
    seen = select(Job.id, Job.state, Job.holder, Job.tries, Job.started_at, Job.done, Job.total)
    query = seen.where(waiting | orphaned, col(Job.kind).in_(KINDS)).order_by(col(Job.due_at), col(Job.id)).limit(10)
    found = [one for one in session.exec(query) if one.id not in LIVE]
    session.rollback()
    for candidate in found:  # plain values: a row read again here would already show another thread's hold as its own
        holder = ids.new()
        same = (col(Job.id) == candidate.id, col(Job.state) == candidate.state, col(Job.holder) == candidate.holder)
        taken = update(Job).where(*same).values(
            state=JobState.RUNNING, holder=holder, held_until=now + LEASE,
            tries=candidate.tries + 1, started_at=candidate.started_at or now,
        )  # fmt: skip
        with db.transaction() as writing:
            won = _rows(writing.execute(taken))
        if won:
            LIVE[candidate.id] = Hold(holder, candidate.done, candidate.total)
            return get_job(session, candidate.id)
    return None


def run(claimed: Job) -> None:
    job_id, tries = claimed.id, claimed.tries
    try:
        if tries > TRIES:
            _finish(job_id, JobState.FAILED, message=FAILED)
            return
        vault.reload()  # the ring may have been chosen or turned by a request to another process
        with postgres.limited(postgres.JOB):
            result = KINDS[claimed.kind](job_id, **claimed.args)
        _finish(job_id, JobState.DONE, result_ref=result if isinstance(result, str) else "")
    except JobCut:
        _finish(job_id, JobState.QUEUED, tries=tries - 1)
    except DomainError as refusal:
        _finish(job_id, JobState.FAILED, message=refusal.sentence())
    except Exception:
        log.exception("job %s (%s) failed, try %s", job_id, claimed.kind, tries)
        last = tries >= TRIES
        later = clock.now() + timedelta(seconds=30 * tries)
        _finish(job_id, JobState.FAILED if last else JobState.QUEUED, message=FAILED if last else "", due_at=later)
    finally:
        LIVE.pop(job_id, None)


def keep_alive() -> None:
    """Renews the hold on every job this process is doing."""
    for job_id in list(LIVE):
        try:
            _change(job_id, {"held_until": clock.now() + LEASE})
        except OperationalError:  # a long transaction holds the writer's place; nobody else can claim meanwhile
            log.info("job %s could not be renewed now", job_id)


def sweep(session: Session) -> int:
    """Periodic runs that went well are forgotten after a week, everything else after a year."""
    now = clock.now()
    well = (col(Job.state) == JobState.DONE) & col(Job.slot).is_not(None)
    old = (well & (col(Job.created_at) < now - timedelta(days=7))) | (col(Job.created_at) < now - timedelta(days=366))
    return _rows(session.execute(delete(Job).where(old)))


def _finish(job_id: str, state: JobState, **values: Any) -> None:
    hold = LIVE[job_id]
    if state != JobState.QUEUED:
        values["finished_at"] = clock.now()
    _change(job_id, {"state": state, "held_until": None, "done": hold.done, "total": hold.total, **values})


def _change(job_id: str, values: dict[str, Any]) -> bool:
    """Only the holder may change a running job."""
    ours = [col(Job.id) == job_id]
    if job_id in LIVE:
        ours += [col(Job.state) == JobState.RUNNING, col(Job.holder) == LIVE[job_id].holder]
    with db.transaction() as session:
        return _rows(session.execute(update(Job).where(*ours).values(**values))) == 1


def _rows(result: Any) -> int:
    return int(result.rowcount)
