"""机器、备份和版本: what is wrong in plain words and what to do, and a backup tried out."""

import hmac
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for

from webapp.centre.machine import (
    carry_services,
    drill_queries,
    drill_rules,
    drill_services,
    key_services,
    light_queries,
    metrics_queries,
    queries,
    services,
)
from webapp.centre.machine.light_rules import TAGS
from webapp.core import version
from webapp.core.data import db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.paper import pdf
from webapp.core.trust import holders
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.core.work import health, jobs
from webapp.people.accounts.access import JUST_NOW, allow, current, proven, public
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

bp = Blueprint("machine", __name__, url_prefix="/machine")
LOOPBACK = ("127.0.0.1", "::1")


@bp.get("/")
@allow(Action.CHANGE_SETTINGS)
def index() -> Response:
    session, folder = db.session(), current_app.config["SETTINGS"].folder
    drill = queries.last_drill(session)
    shown: dict[str, Any] = {
        "lights": light_queries.lights(session, light_queries.Machine(folder, health.has_room())), "tags": TAGS,
        "drill": drill, "findings": [(one["good"], drill_rules.said(one)) for one in drill.findings] if drill else [],
        "lost": drill_queries.shown(drill.lost) if drill else "",
        "coming": drill_queries.from_phones(session, drill) if drill else [],
        "drilling": jobs.is_waiting(session, drill_services.KIND),
        "carrying": jobs.is_waiting(session, carry_services.KIND), "second": queries.second_address(session),
        "backups": services.recent(backups_folder()), "version": version.version(),
        "is_postgres": db.is_postgres(session), "folder": str(folder),
    }  # fmt: skip
    return page.render("centre/machine/machine.html", **shown)


@bp.post("/backup")
@allow(Action.CHANGE_SETTINGS)
def prove() -> Response:
    made = services.prove(db.engine(), backups_folder(), current_app.logger.info)
    with db.transaction() as session:
        services.record_proof(session, current(), made)
    return page.done(url_for("machine.index"))


@bp.post("/copy")
@allow(Action.CHANGE_SETTINGS)
def send_copy() -> Response:
    if queries.second_address(db.session()) is None:
        raise carry_services.NoPlace
    carry_services.queue()
    return page.done(url_for("machine.index"))


@bp.post("/drill")
@allow(Action.CHANGE_SETTINGS)
def run_drill() -> Response:
    """One at a time: pressed again while one runs, it is that one."""
    with db.transaction() as session:
        drill_services.queue(session, current())
    return page.done(url_for("machine.index"))


@bp.get("/keys/")
@allow(Action.CHANGE_SETTINGS)
@proven(JUST_NOW)
def keys() -> Response:
    known = holders.holding(current_app.config["SETTINGS"].folder)
    return page.render("centre/machine/keys.html", known=known)


@bp.post("/keys/papers")
@allow(Action.CHANGE_SETTINGS)
@proven(JUST_NOW)
def print_papers() -> Response:
    """The set counts once its papers are made: a machine that cannot print keeps the one before."""
    root = current_app.config["SETTINGS"].folder
    known, shares = holders.draw(root)
    owner = settings.value(db.session(), Name.OWNER)
    html = render_template("centre/machine/shares_paper.html", **key_services.paper(shares, owner))
    made = pdf.render_pdf(html, title="钥匙纸")
    with db.transaction() as session:
        key_services.count(session, current(), root, known)
    return page.attachment(made, "钥匙纸.pdf", "application/pdf")


@bp.get("/metrics")
@public
def metrics() -> Response:
    """For whoever holds FULLGRID_METRICS as a bearer token; without one set, for this machine alone."""
    folder, given = current_app.config["SETTINGS"].folder, current_app.config["SETTINGS"].extra.get("metrics", "")
    told = request.headers.get("Authorization", "").removeprefix("Bearer ")
    may = hmac.compare_digest(told.encode(), given.encode()) if given else request.remote_addr in LOOPBACK
    made = metrics_queries.page(db.session(), light_queries.Machine(folder, health.has_room())) if may else None
    if made is None:
        raise NotFound
    return Response(made[0], content_type=made[1], headers={"Cache-Control": "no-store"})


@bp.get("/changes")
@allow(Action.USE_OWN_ACCOUNT)
def changes() -> Response:
    return page.render("centre/machine/changes.html", parts=version.parts(), version=version.version())
