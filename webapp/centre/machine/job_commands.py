"""The jobs of the machine's page, and what every backup sets going."""

from flask import current_app

from webapp.centre.machine import alert_services, carry_services, drill_services, light_queries, queries
from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.files import blob_store
from webapp.core.scale import partitioning
from webapp.core.work import health, jobs

backup.AFTER_BACKUP[:] = [carry_services.after_backup]
backup.KEEP[:] = [lambda: queries.generations(db.session())]


@jobs.job(carry_services.KIND)
def carry(job_id: str) -> str:
    """A failed journey is a row and a light; the next one is due at the latest after the next backup."""
    row = carry_services.carry(
        db.session(), blob_store.shelf(), backups_folder(), lambda done, total: jobs.progress(job_id, done, total)
    )
    return row.trouble or row.file


@jobs.periodic("machine.look", minutes=15)
def look(job_id: str) -> str:
    """Outside the transaction what takes time, inside what is told."""
    machine = light_queries.Machine(current_app.config["SETTINGS"].folder, health.has_room())
    found = light_queries.lights(db.session(), machine)
    with db.transaction() as session:
        alert_services.carry_again(session)
        return str(alert_services.look(session, found))


@jobs.job(drill_services.KIND)
def drill(job_id: str) -> str:
    asked = jobs.get_job(db.session(), job_id)
    today = drill_services.Today(db.engine(), backups_folder(), blob_store.shelf())
    row = drill_services.drill(
        db.session(), today, None, current_app.logger.info, made_by=asked.made_by if asked else None
    )
    return row.id


@jobs.periodic("machine.partitions", at="03:50")
def make_coming_parts(job_id: str) -> str:
    """Tables that are cut by time get the parts of the weeks to come; nothing to do on SQLite or while none is cut."""
    with db.transaction() as session:
        return " ".join(partitioning.coming(session.connection()))
