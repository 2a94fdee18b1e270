"""机器、备份和版本: what is wrong in plain words and what to do, and a backup tried out."""

from typing import Any

from flask import Blueprint, Response, current_app, url_for

from webapp.centre.overview import proof_queries as overview
from webapp.centre.setup import machine_services, queries
from webapp.core import version
from webapp.core.data import db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.web import page
from webapp.core.work import health, jobs
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("machine", __name__, url_prefix="/machine")


@bp.get("/")
@allow(Action.CHANGE_SETTINGS)
def index() -> Response:
    session = db.session()
    shown: dict[str, Any] = {
        "figures": overview.last_proof(session), "proof": queries.last_proof(session),
        "backups": machine_services.recent(backups_folder()),
        "late": jobs.count_late(session, minutes=60), "has_room": health.has_room(), "version": version.version(),
        "is_postgres": db.is_postgres(session), "folder": str(current_app.config["SETTINGS"].folder),
    }  # fmt: skip
    return page.render("centre/setup/machine.html", **shown)


@bp.post("/backup")
@allow(Action.CHANGE_SETTINGS)
def prove() -> Response:
    made = machine_services.prove(db.engine(), backups_folder(), current_app.logger.info)
    with db.transaction() as session:
        machine_services.record_proof(session, current(), made)
    return page.done(url_for("machine.index"))


@bp.get("/changes")
@allow(Action.USE_OWN_ACCOUNT)
def changes() -> Response:
    return page.render("centre/setup/changes.html", parts=version.parts(), version=version.version())
