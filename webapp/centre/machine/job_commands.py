"""The jobs of the machine's page, and what every backup sets going."""

from webapp.centre.machine import carry_services, queries
from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.files import blob_store
from webapp.core.work import jobs

backup.AFTER_BACKUP[:] = [carry_services.after_backup]
backup.KEEP[:] = [lambda: queries.generations(db.session())]


@jobs.job(carry_services.KIND)
def carry(job_id: str) -> str:
    """A failed journey is a row and a light; the next one is due at the latest after the next backup."""
    row = carry_services.carry(
        db.session(), blob_store.shelf(), backups_folder(), lambda done, total: jobs.progress(job_id, done, total)
    )
    return row.trouble or row.file
