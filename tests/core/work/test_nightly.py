"""The night's work leaves a backup, a proof and a clean table, and a broken proof is not passed over."""

import pytest
from sqlmodel import Session, col, select, update

from tests.core.data.test_backup import forge
from webapp.core.data import db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.work import jobs, nightly
from webapp.core.work.jobs import Job, JobState


def test_a_backup_is_made_and_named_by_the_job(session: Session) -> None:
    name = nightly.back_up("")
    assert (backups_folder() / name).exists()


def test_sound_audit_lines_pass_and_a_forged_one_fails_the_job(session: Session) -> None:
    with db.transaction() as writing:
        line = history.record(writing, None, "test.one", None)
    assert nightly.prove_audit("") == "ok"
    forge(session, line.id)
    with pytest.raises(nightly.AuditBroken):
        nightly.prove_audit("")


def test_sweeping_tells_what_it_swept(session: Session) -> None:
    assert nightly.sweep("") == "0 / 0"


def test_the_night_begins_by_itself_but_not_at_the_first_start(session: Session) -> None:
    kinds = {"core.backup", "core.audit", "core.sweep"}
    assert kinds <= set(jobs.RHYTHMS)
    jobs.queue_periodic()
    waiting = session.exec(select(Job).where(col(Job.kind).in_(kinds))).all()
    assert {job.kind for job in waiting} == kinds
    assert all(job.due_at > clock.now() for job in waiting)
    with db.transaction() as writing:
        writing.execute(update(Job).where(col(Job.kind).in_(kinds)).values(due_at=clock.now()))
    jobs.run_pending()
    session.rollback()
    assert {job.state for job in session.exec(select(Job).where(col(Job.kind).in_(kinds)))} == {JobState.DONE}
