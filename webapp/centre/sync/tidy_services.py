"""Each night: bodies older than a month and drafts nobody came back for are emptied; receipts stay for ever."""

from sqlalchemy import delete, update
from sqlmodel import col

from webapp.centre.sync import rules
from webapp.centre.sync.models import SyncMirror, SyncReceipt, SyncVersion
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs


@jobs.periodic("sync_tidy", at="03:40")
def tidy(job_id: str = "") -> None:
    before = clock.now() - rules.KEPT_BODIES
    with db.transaction() as session:
        session.execute(update(SyncReceipt).where(col(SyncReceipt.received_at) < before).values(body=None))
        session.execute(update(SyncVersion).where(col(SyncVersion.at) < before).values(body=None))
        session.execute(delete(SyncMirror).where(col(SyncMirror.at) < before))
