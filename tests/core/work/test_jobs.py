"""Work that outlives a request is done once, tells how far it is, and goes on after a kill."""

import time as clockwork
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from sqlmodel import Session, col, select, update

from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.core.work import job_threads, jobs
from webapp.core.work.jobs import Job, JobState
from webapp.people.accounts.models import Account

SEEN: list[int] = []


class TooWet(DomainError):
    message = "雨太大，改天再做。"


@jobs.job("test.count")
def count(job_id: str, upto: int = 3) -> str:
    for number in range(1, upto + 1):
        jobs.progress(job_id, number, upto)
        SEEN.append(number)
    return "the-result"


@jobs.job("test.refuse")
def refuse(job_id: str) -> None:
    raise TooWet


@jobs.job("test.stumble")
def stumble(job_id: str) -> None:
    raise RuntimeError("a secret detail")


@jobs.job("test.long")
def long(job_id: str) -> None:
    with db.transaction():
        jobs.progress(job_id, 1, 4)
        SEEN.append(jobs.LIVE[job_id].done)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    SEEN.clear()
    jobs.STOPPING.clear()
    monkeypatch.setattr(jobs, "RHYTHMS", {})
    yield
    jobs.STOPPING.clear()
    jobs.LIVE.clear()


def queue(session: Session, kind: str, **args: int) -> Job:
    with db.transaction() as writing:
        return jobs.start(writing, None, kind, **args)


def state_of(session: Session, job: Job) -> Job:
    session.rollback()
    found = jobs.get_job(session, job.id)
    assert found is not None
    return found


def test_a_job_is_done_and_keeps_its_result_and_figures(session: Session, town: Town) -> None:
    queued = queue(session, "test.count", upto=4)
    assert queued.percent == 0
    assert jobs.run_pending() == 1
    done = state_of(session, queued)
    assert (done.state, done.result_ref, done.done, done.total, done.percent) == (
        JobState.DONE,
        "the-result",
        4,
        4,
        100,
    )
    assert jobs.run_pending() == 0


def test_who_started_it_is_kept(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        queued = jobs.start(writing, town.actor("li"), "test.count", community_id=town.community)
    row = state_of(session, queued)
    assert row.made_by == session.exec(select(Account.id).where(Account.id == town.li)).one()
    assert row.community_id == town.community


def test_nothing_is_queued_when_the_transaction_fails(session: Session) -> None:
    with pytest.raises(TooWet), db.transaction() as writing:
        jobs.start(writing, None, "test.count")
        raise TooWet
    assert jobs.run_pending() == 0


def test_an_unknown_kind_is_refused_at_once(session: Session) -> None:
    with pytest.raises(KeyError), db.transaction() as writing:
        jobs.start(writing, None, "test.unknown")


def test_a_rule_that_refuses_ends_the_job_with_its_own_words(session: Session) -> None:
    queued = queue(session, "test.refuse")
    jobs.run_pending()
    assert (state_of(session, queued).state, state_of(session, queued).message) == (JobState.FAILED, TooWet.message)


def test_a_mishap_is_tried_three_times_and_told_without_its_details(session: Session) -> None:
    queued = queue(session, "test.stumble")
    for tried in (1, 2, 3):
        make_due(queued)
        assert jobs.run_pending() == 1
        assert state_of(session, queued).tries == tried
    row = state_of(session, queued)
    assert row.state == JobState.FAILED
    assert row.message == jobs.FAILED
    assert "secret" not in row.message


def test_a_job_killed_half_way_is_taken_up_again(session: Session) -> None:
    queued = queue(session, "test.count")
    assert jobs.claim() is not None
    jobs.LIVE.clear()  # the process died
    assert jobs.claim() is None, "its hold has not run out yet"
    set_values(queued, held_until=clock.now() - timedelta(seconds=1))
    assert jobs.run_pending() == 1
    assert state_of(session, queued).state == JobState.DONE


def test_a_job_that_kills_its_process_every_time_is_given_up(session: Session) -> None:
    queued = queue(session, "test.count")
    set_values(queued, tries=jobs.TRIES)
    jobs.run_pending()
    assert state_of(session, queued).state == JobState.FAILED
    assert SEEN == []


def test_two_processes_never_hold_the_same_job(session: Session) -> None:
    queued = queue(session, "test.count")
    assert jobs.claim() is not None
    ours = jobs.LIVE.pop(queued.id)
    set_values(queued, held_until=clock.now() - timedelta(seconds=1))
    assert jobs.claim() is not None  # the other process
    jobs.LIVE[queued.id] = ours
    with pytest.raises(jobs.JobCut):
        jobs.progress(queued.id, 1, 3)


def test_threads_that_look_at_once_share_out_the_jobs(app: Flask, session: Session) -> None:
    wanted = {queue(session, "test.count").id for _ in range(6)}

    def grab(_: int) -> list[str]:
        with app.app_context():
            got = []
            while (claimed := jobs.claim()) is not None:
                got.append(claimed.id)
            return got

    with ThreadPoolExecutor(6) as pool:
        taken = [job_id for got in pool.map(grab, range(6)) for job_id in got]
    assert sorted(taken) == sorted(wanted)


def test_a_thread_that_comes_second_takes_nothing(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have seen the waiting row; while the second still looks at it, the first takes it."""
    queued = queue(session, "test.count")
    rollback = session.rollback

    def meanwhile() -> None:
        monkeypatch.setattr(session, "rollback", rollback)
        rollback()
        set_values(queued, state=JobState.RUNNING, holder="the-first", held_until=clock.now() + timedelta(minutes=1))

    monkeypatch.setattr(session, "rollback", meanwhile)
    assert jobs.claim() is None
    assert state_of(session, queued).holder == "the-first"


def test_stopping_puts_the_job_back_without_counting_it_as_a_try(session: Session) -> None:
    queued = queue(session, "test.count")
    claimed = jobs.claim()
    assert claimed is not None
    jobs.STOPPING.set()
    jobs.run(claimed)
    row = state_of(session, queued)
    assert (row.state, row.tries) == (JobState.QUEUED, 0)


def test_progress_inside_a_transaction_is_seen_by_this_process(session: Session) -> None:
    queue(session, "test.long")
    jobs.run_pending()
    assert SEEN == [1]


def test_keeping_alive_renews_the_hold(session: Session) -> None:
    queued = queue(session, "test.count")
    jobs.claim()
    set_values(queued, held_until=clock.now())
    jobs.keep_alive()
    held = state_of(session, queued).held_until
    assert held is not None
    assert held > clock.now() + timedelta(seconds=60)


def test_periodic_work_is_queued_once_a_slot(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(jobs.RHYTHMS, "test.count", jobs.Rhythm(10, None))
    jobs.queue_periodic()
    jobs.queue_periodic()
    assert len(session.exec(select(Job).where(Job.kind == "test.count")).all()) == 1


def test_a_nights_work_waits_for_its_first_night_however_often_it_is_asked(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(jobs.RHYTHMS, "test.count", jobs.Rhythm(0, time(2, 30)))
    jobs.queue_periodic()
    jobs.queue_periodic()
    (only,) = session.exec(select(Job).where(Job.kind == "test.count")).all()
    assert only.due_at > clock.now()


@pytest.mark.parametrize(
    ("rhythm", "now", "slot"),
    [
        (jobs.Rhythm(10, None), datetime(2026, 11, 24, 1, 19, tzinfo=UTC), "2026-11-24 09:10"),
        (jobs.Rhythm(0, time(3, 10)), datetime(2026, 11, 24, 1, tzinfo=UTC), "2026-11-24 03:10"),
        (
            jobs.Rhythm(0, time(3, 10)),
            datetime(2026, 11, 23, 18, tzinfo=UTC),
            "2026-11-23 03:10",
        ),
    ],
)
def test_a_slot_is_local_time(rhythm: jobs.Rhythm, now: datetime, slot: str) -> None:
    assert rhythm.slot(now).strftime("%Y-%m-%d %H:%M") == slot


def test_a_rhythm_is_either_minutes_or_an_hour() -> None:
    with pytest.raises(ValueError, match="either"):
        jobs.periodic("test.neither")
    with pytest.raises(ValueError, match="either"):
        jobs.periodic("test.both", minutes=5, at="03:10")


def test_late_jobs_are_counted(session: Session) -> None:
    queued = queue(session, "test.count")
    assert jobs.count_late(session) == 0
    make_due(queued, minutes=30)
    assert jobs.count_late(session) == 0, "made just now for a slot that is past"
    set_values(queued, created_at=clock.now() - timedelta(minutes=30))
    assert jobs.count_late(session) == 1


def test_old_periodic_runs_are_forgotten_and_others_kept(session: Session) -> None:
    kept, gone = queue(session, "test.count"), queue(session, "test.count")
    jobs.run_pending()
    set_values(kept, created_at=clock.now() - timedelta(days=8))
    set_values(gone, created_at=clock.now() - timedelta(days=8), slot="2026-01-01 03:10")
    with db.transaction() as writing:
        assert jobs.sweep(writing) == 1
    assert jobs.get_job(session, kept.id) is not None


def test_the_threads_pick_up_a_job_and_stop(app: Flask, session: Session) -> None:
    app.config["CONSUMER"] = True
    job_threads.start(app)
    try:
        assert any(thread.name == "jobs-0" for thread in job_threads._threads)
        queued = queue(session, "test.count")
        until = clockwork.monotonic() + 10
        while state_of(session, queued).is_open and clockwork.monotonic() < until:
            clockwork.sleep(0.05)
        assert state_of(session, queued).state == JobState.DONE
        assert job_threads.is_alive()
    finally:
        job_threads.stop()
    assert not job_threads.is_alive()


def make_due(job: Job, minutes: int = 0) -> None:
    set_values(job, due_at=clock.now() - timedelta(minutes=minutes))


def set_values(job: Job, **values: object) -> None:
    with db.transaction() as session:
        session.execute(update(Job).where(col(Job.id) == job.id).values(**values))
