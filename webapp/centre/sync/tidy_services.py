"""Each night: bodies older than a month and drafts nobody came back for are emptied; receipts stay for ever, and those
emptied before are not written again."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlmodel import Session, col

from webapp.centre.sync import rules
from webapp.centre.sync.models import SyncMirror, SyncReceipt, SyncVersion
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs


@jobs.periodic("sync_tidy", at="03:40")
def tidy(job_id: str = "") -> str:
    before = clock.now() - rules.KEPT_BODIES
    with db.transaction() as session:
        emptied = empty_bodies(session, before)
        session.execute(delete(SyncMirror).where(col(SyncMirror.at) < before))
    return f"{emptied}"


def empty_bodies(session: Session, before: datetime) -> int:
    emptied = 0
    for table, since in ((SyncReceipt, SyncReceipt.received_at), (SyncVersion, SyncVersion.at)):
        over = (col(since) < before, col(table.body).is_not(None))
        emptied += session.execute(update(table).where(*over).values(body=None)).rowcount  # type: ignore[attr-defined]
    return emptied
