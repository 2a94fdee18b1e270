"""几天催、几天出督办单: what is in force, what is decided, and a new version for whoever keeps the catalogue."""

from datetime import timedelta

from flask import Blueprint, Response, request, url_for

from webapp.casework.supervision import ladder_services, queries
from webapp.casework.supervision.forms import LadderForm
from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("ladder", __name__, url_prefix="/supervision/ladder")


@bp.get("/")
@allow(Action.SEE_CASES)
def index() -> Response:
    now = queries.ladder_on(queries.ladders(db.session()), clock.today())
    days = {name: getattr(now, name) for name in ("remind_before", "press_after", "order_after", "escalate_after")}
    return _index(LadderForm(valid_from=clock.today() + timedelta(days=1), **days), done="done" in request.args)


@bp.post("/")
@allow(Action.CHANGE_CATALOGUE)
def change() -> Response:
    form = LadderForm(request.form)
    if did(form, lambda session: ladder_services.set_ladder(session, current(), **form.values)):
        return page.done(url_for("ladder.index", done=1))
    return _index(form, status=422)


def _index(form: LadderForm, done: bool = False, status: int = 200) -> Response:
    versions, today = queries.ladders(db.session()), clock.today()
    return page.render(
        "casework/supervision/ladder.html", form=form, now=queries.ladder_on(versions, today), done=done, status=status,
        coming=[one for one in versions if one.valid_from > today],
        past=[one for one in reversed(versions) if one.valid_from <= today][1:],
    )  # fmt: skip
