"""Every morning those on duty hear of requests that are near their term or past it."""

from webapp.centre.rights import rules, services
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.work import jobs


@jobs.periodic("rights.late", at="07:40")
def tell_late(job_id: str) -> str:
    with db.transaction() as session:
        return str(services.tell_late(session, clock.now() + rules.SOON))
