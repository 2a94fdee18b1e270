"""/healthz: the process answers. /readyz: it can also do its work; a balancer sends people elsewhere when not."""

import os
import shutil
from functools import cache
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.core.data import db, migrations
from webapp.core.work import job_threads, jobs

bp = Blueprint("health", __name__)
DISK_FLOOR = int(os.environ.get("FULLGRID_DISK_FLOOR_MB", "200")) * 1024 * 1024


def init_app(app: Flask) -> None:
    for view in (alive, ready):
        setattr(view, "door", "public")  # noqa: B010  # the door's own word; accounts stand above core
    app.register_blueprint(bp)


@bp.get("/healthz")
def alive() -> Response:
    return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})


@bp.get("/readyz")
def ready() -> tuple[Response, int]:
    checks = {"database": _database(), "migrations": _migrations(), "disk": has_room(), "jobs": _jobs()}
    return jsonify(checks), 200 if all(checks.values()) else 503


def has_room(needed: int = 0) -> bool:
    """False when uploads have to stop, so that words can still be written."""
    folder: Path = current_app.config["SETTINGS"].folder
    return not folder.exists() or shutil.disk_usage(folder).free - needed > DISK_FLOOR


def _database() -> bool:
    try:
        return bool(db.session().execute(text("SELECT 1")).scalar())
    except SQLAlchemyError:
        return False


def _migrations() -> bool:
    try:
        return migrations.current_revision(db.engine()) == _code_revision()
    except SQLAlchemyError:
        return False


def _jobs() -> bool:
    if not current_app.config.get("CONSUMER", True):
        return True
    try:
        return job_threads.is_alive() and jobs.count_late(db.session(), minutes=60) == 0
    except SQLAlchemyError:
        return False


@cache
def _code_revision() -> str:
    return migrations.head(db.engine())
