"""What the machine does for itself while the district sleeps: a backup, the proof of the audit lines, sweeping."""

import logging
from datetime import timedelta

from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import faults
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs

log = logging.getLogger("fullgrid.nightly")


class AuditBroken(DomainError):
    """The audit lines are the proof of everything else; a line that does not fit is never passed over."""

    message = N_("留痕从 %(line)s 起对不上，请保留现场并联系管理员。")


class NoBackup(DomainError):
    """What would end a command in a terminal must not end the thread that does the jobs."""

    message = N_("备份没有做成：%(why)s")


@jobs.periodic("core.backup", at="02:30")
def back_up(job_id: str) -> str:
    try:
        made = backup.make(db.engine(), backups_folder(), log.info)
    except (backup.BackupRefused, OSError) as refused:
        raise NoBackup(why=faults.told(refused)) from refused
    backup.prune(backups_folder())
    for hook in backup.AFTER_BACKUP:
        hook(backups_folder())
    return made.name


@jobs.periodic("core.audit", at="03:20")
def prove_audit(job_id: str) -> str:
    if (broken := backup.first_break(db.engine())) is not None:
        raise AuditBroken(line=broken)
    return "ok"


@jobs.periodic("core.sweep", at="03:40")
def sweep(job_id: str) -> str:
    with db.transaction() as session:
        tries = throttle.sweep(session, clock.now() - timedelta(days=2))
        return f"{tries} / {jobs.sweep(session)}"
