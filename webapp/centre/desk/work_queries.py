"""Long work that this person began and may have left: how far it is, and where it is watched."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.work.jobs import Job, JobState
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import LISTS, UNDO

RECENT, SHOWN = timedelta(days=3), 6
# kind of job → what it is called, where it is watched
PAGES = {
    "lists.marked": (N_("一起办"), "/lists/work/{job_id}"),
    "import_register": (N_("Excel 导入"), "/intake/uploads/{upload_id}"),
    "certificate_batch": (N_("打印证书"), "/certificates/batches/{batch_id}"),
    "issue_round": (N_("发证"), "/awards/rounds/{round_id}"),
}


@dataclass(frozen=True)
class Work:
    title: str
    detail: str
    url: str
    percent: int
    is_open: bool
    has_failed: bool
    at: datetime


def my_work(session: Session, actor: Actor) -> list[Work]:
    """What runs, and what ended in the last days, the newest first."""
    query = select(Job).where(Job.made_by == actor.account_id, col(Job.kind).in_(PAGES))
    query = query.where(col(Job.created_at) > clock.now() - RECENT).order_by(col(Job.created_at).desc())
    return [_told(job) for job in session.exec(query.limit(SHOWN))]


def _told(job: Job) -> Work:
    title, address = PAGES[job.kind]
    detail = title
    if job.kind == "lists.marked" and (told := LISTS.get(job.args.get("list_name", ""))):
        asked = str(job.args.get("act", ""))
        act = next((one.title for one in told.acts if one.key == asked.removeprefix(UNDO)), title)
        title, detail = act, N_("撤销办好的") if asked.startswith(UNDO) else told.title
    url = address.format(job_id=job.id, **{key: value for key, value in job.args.items() if isinstance(value, str)})
    failed = job.state is JobState.FAILED
    return Work(title, detail, url, job.percent, job.is_open, failed, job.finished_at or job.created_at)
