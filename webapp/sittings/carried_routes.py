"""One earlier promise on the table of tonight's meeting."""

from flask import Blueprint, Response, request, url_for

from webapp.accounts.access import allow, current
from webapp.accounts.permissions import Action
from webapp.core import acts, db, page
from webapp.councils import queries as councils
from webapp.promises import page_queries, queries
from webapp.sittings import carried_services
from webapp.sittings.forms import EndForm, GrantForm

bp = Blueprint("carried", __name__, url_prefix="/councils/meetings/<id:meeting_id>/carried/<id:promise_id>")


@bp.get("")
@allow(Action.HOLD_COUNCILS)
def show(meeting_id: str, promise_id: str) -> Response:
    return _page(meeting_id, promise_id)


@bp.post("/end")
@allow(Action.HOLD_COUNCILS)
def end(meeting_id: str, promise_id: str) -> Response:
    form = EndForm(request.form)
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    promise = queries.get_promise(db.session(), current(), promise_id)
    fine = acts.did(
        form,
        lambda session: carried_services.end_promise(
            session, current(), meeting, promise, reason=form.reason.data or ""
        ),
    )
    return _back(meeting_id) if fine else _page(meeting_id, promise_id, end_form=form)


@bp.post("/time")
@allow(Action.HOLD_COUNCILS)
def grant(meeting_id: str, promise_id: str) -> Response:
    form = GrantForm(request.form)
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    promise = queries.get_promise(db.session(), current(), promise_id)
    fine = acts.did(
        form,
        lambda session: carried_services.grant_time(
            session, current(), meeting, promise, answer=form.answer.data or ""
        ),
    )
    return _back(meeting_id) if fine else _page(meeting_id, promise_id, grant_form=form)


def _page(
    meeting_id: str, promise_id: str, end_form: EndForm | None = None, grant_form: GrantForm | None = None
) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    promise = queries.get_promise(db.session(), current(), promise_id)
    shown = page_queries.one(db.session(), current(), promise)
    return page.render(
        "sittings/carried.html", status=422 if end_form or grant_form else 200, meeting=meeting, **shown,
        end_form=end_form or EndForm(), grant_form=grant_form or GrantForm(),
    )  # fmt: skip


def _back(meeting_id: str) -> Response:
    return page.done(url_for("sittings.live", meeting_id=meeting_id))
