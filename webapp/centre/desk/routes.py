"""等我办: what waits for this person, oldest first, each done in place; and its count for the navigation."""

import time
from threading import Lock

from flask import Blueprint, Response, current_app

from webapp.centre.desk import job_commands, queries, work_queries
from webapp.core.data import db
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("desk", __name__, url_prefix="/desk")
JOBS = (job_commands.send_digests, job_commands.send_letters)
SECONDS = 30
LOCK = Lock()


@bp.get("/")
@allow(Action.USE_OWN_ACCOUNT)
def index() -> Response:
    """Nothing is kept between: what is done elsewhere is gone from here."""
    piles = queries.piles(db.session(), current())
    work = work_queries.my_work(db.session(), current())
    return page.render("centre/desk/index.html", piles=piles, most=queries.COUNTED, work=work)


@bp.get("/count")
@allow(Action.USE_OWN_ACCOUNT)
def count() -> Response:
    """Asked by every page after it is there; told from memory for half a minute, so that pages do not pay for it."""
    person, now = current(), time.monotonic()
    counts: dict[str, tuple[float, int]] = current_app.extensions.setdefault("waiting_counts", {})
    with LOCK:
        kept = counts.get(person.account_id)
    if kept is None or now - kept[0] > SECONDS:
        kept = (now, queries.count_waiting(db.session(), person))
        with LOCK:
            if len(counts) > 5000:
                counts.clear()
            counts[person.account_id] = kept
    return page.render("centre/desk/_count.html", count=kept[1])
