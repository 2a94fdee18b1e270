"""A large import outlives the request that asked for it."""

from webapp.core.data import db
from webapp.core.work import jobs
from webapp.people.accounts import queries as accounts
from webapp.register.intake import services
from webapp.register.intake.models import RegisterUpload

KIND = "import_register"


@jobs.job(KIND)
def import_register(job_id: str, *, upload_id: str, account_id: str) -> None:
    """Killed half-way it has written nothing and starts again; killed after its commit it finds itself done."""
    upload = db.session().get_one(RegisterUpload, upload_id)
    if upload.imported_at is not None:
        return
    with db.transaction() as session:
        services.import_upload(
            session, accounts.actor_of(session, account_id), upload,
            progress=lambda done, total: jobs.progress(job_id, done, total),
        )  # fmt: skip
