"""One earlier promise on the table of tonight's meeting."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.web import page
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting
from webapp.council.promises import page_queries, queries
from webapp.council.promises.models import Promise
from webapp.council.sittings import carried_services
from webapp.council.sittings.forms import EndForm, GrantForm
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("carried", __name__, url_prefix="/councils/meetings/<id:meeting_id>/carried/<id:promise_id>")


@bp.get("")
@allow(Action.HOLD_COUNCILS)
def show(meeting_id: str, promise_id: str) -> Response:
    return _page(*_both(meeting_id, promise_id))


@bp.post("/end")
@allow(Action.HOLD_COUNCILS)
def end(meeting_id: str, promise_id: str) -> Response:
    (meeting, promise), form = _both(meeting_id, promise_id), EndForm(request.form)
    reason = form.reason.data or ""
    if form_posts.did(
        form, lambda session: carried_services.end_promise(session, current(), meeting, promise, reason=reason)
    ):
        return _back(meeting_id)
    return _page(meeting, promise, end_form=form)


@bp.post("/time")
@allow(Action.HOLD_COUNCILS)
def grant(meeting_id: str, promise_id: str) -> Response:
    (meeting, promise), form = _both(meeting_id, promise_id), GrantForm(request.form)
    answer = form.answer.data or ""
    if form_posts.did(
        form, lambda session: carried_services.grant_time(session, current(), meeting, promise, answer=answer)
    ):
        return _back(meeting_id)
    return _page(meeting, promise, grant_form=form)


def _both(meeting_id: str, promise_id: str) -> tuple[CouncilMeeting, Promise]:
    session, actor = db.session(), current()
    meeting = councils.get_meeting(session, actor, meeting_id)
    return meeting, queries.get_carried(session, actor, meeting.series_id, promise_id)


def _page(
    meeting: CouncilMeeting, promise: Promise, end_form: EndForm | None = None, grant_form: GrantForm | None = None
) -> Response:
    shown = page_queries.one(db.session(), current(), promise)
    return page.render(
        "council/sittings/carried.html", status=422 if end_form or grant_form else 200, meeting=meeting, **shown,
        end_form=end_form or EndForm(), grant_form=grant_form or GrantForm(),
    )  # fmt: skip


def _back(meeting_id: str) -> Response:
    return page.done(url_for("sittings.live", meeting_id=meeting_id))
