"""会上: the page a host types on while people talk."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.text.i18n import listed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, MeetingState
from webapp.council.sittings import draft_services, page_queries, queries, resolution_services, sitting_services
from webapp.council.sittings.forms import LineForm, PreviewForm, VoteForm
from webapp.council.sittings.line_rules import TypedLine
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("sittings", __name__, url_prefix="/councils/meetings/<id:meeting_id>")


@bp.get("/live")
@allow(Action.HOLD_COUNCILS)
def live(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    shown = page_queries.hall(db.session(), current(), meeting, request.args.get("line"))
    return page.render(
        "council/sittings/live.html",
        "council/sittings/_work.html",
        **shown,
        **_forms(shown["draft"], meeting, shown["now"]),
    )


@bp.get("/agenda")
@allow(Action.HOLD_COUNCILS)
def agenda(meeting_id: str) -> Response:
    """`line_id` is what stands in the middle now; `line` what stood there when this list was drawn."""
    meeting, lines, now = _at(meeting_id, request.args.get("line_id") or request.args.get("line"))
    return page.render(
        "council/sittings/_agenda.html", **page_queries.agenda(db.session(), meeting, lines, now), meeting=meeting
    )


@bp.get("/lines")
@allow(Action.HOLD_COUNCILS)
def lines(meeting_id: str) -> Response:
    meeting, _, now = _at(meeting_id, request.args.get("line"))
    return page.render("council/sittings/_lines.html", **page_queries.rows(db.session(), meeting, now))


@bp.post("/preview")
@allow(Action.HOLD_COUNCILS)
def preview(meeting_id: str) -> Response:
    """Reads the line as it stands, and keeps it: a browser that dies finds it again."""
    meeting, _, now = _at(meeting_id, request.form.get("line_id"))
    form = PreviewForm(request.form)
    text = form.line.data if form.validate() and form.line.data else ""
    with db.transaction() as session:
        draft_services.keep_draft(session, current(), meeting, text, resolution_id=form.id.data)
    return page.render("council/sittings/_preview.html", **page_queries.preview(db.session(), meeting, now, text))


@bp.post("/lines")
@allow(Action.HOLD_COUNCILS)
def record(meeting_id: str) -> Response:
    """What is wrong is told at its cell, the words stay in the box; what is merely missing is told on the row."""
    meeting, every, now = _at(meeting_id, request.form.get("line_id"))
    form = LineForm(request.form)
    typed = resolution_services.read(db.session(), meeting, form.line.data or "")
    if not form.validate() or typed.problems:
        return _work(meeting, every, now, form, 422)
    fine = form_posts.did(form, lambda session: _record(session, meeting, now, form, typed))
    return _work(meeting, every, now, None if fine else form, 200 if fine else 422)


@bp.post("/current")
@allow(Action.HOLD_COUNCILS)
def turn(meeting_id: str) -> Response:
    meeting, every, now = _at(meeting_id, request.form.get("line_id"))
    with db.transaction() as session:
        sitting_services.turn_to(session, current(), meeting, now)
    return _work(meeting, every, now, None, 200)


@bp.post("/opening")
@allow(Action.HOLD_COUNCILS)
def start(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    with db.transaction() as session:
        sitting_services.open_sitting(session, current(), meeting)
    return page.done(url_for("sittings.live", meeting_id=meeting_id))


@bp.get("/closing")
@allow(Action.HOLD_COUNCILS)
def ask_to_close(meeting_id: str) -> Response:
    """What a tap in passing must not do: a meeting that was closed is not opened again."""
    meeting = _meeting(meeting_id)
    every = queries.resolutions(db.session(), meeting.id)
    lacks = resolution_services.lacks_of(db.session(), meeting, [one for one in every if one.final_at is None])
    waiting = [(one, lacks[one.id]) for one in every if lacks.get(one.id)]
    return page.render(
        "council/sittings/closing.html", meeting=meeting, waiting=waiting,
        unreached=listed(line.title for line in queries.unreached(db.session(), meeting)),
        unvoted=[one for one, missing in waiting if "vote" in missing], count=len(every),
        is_sitting=meeting.state is MeetingState.IN_SESSION,
    )  # fmt: skip


@bp.post("/closing")
@allow(Action.HOLD_COUNCILS)
def close(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    with db.transaction() as session:
        sitting_services.close_sitting(session, current(), meeting)
    return page.done(url_for("minutes.show", meeting_id=meeting_id))


@bp.post("/talk")
@allow(Action.HOLD_COUNCILS)
def talk(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    with db.transaction() as session:
        sitting_services.turn_into_talk(session, current(), meeting)
    return page.done(url_for("minutes.show", meeting_id=meeting_id))


def _record(session: Any, meeting: CouncilMeeting, now: AgendaLine, form: LineForm, typed: TypedLine) -> None:
    line = form.line.data or ""
    resolution_services.record_line(
        session, current(), meeting, now, line=line, id=form.id.data, typed=typed, typed_at=form.typed_at
    )
    draft_services.keep_draft(session, current(), meeting, "")


def _work(
    meeting: CouncilMeeting, every: list[AgendaLine], now: AgendaLine, form: LineForm | None, status: int
) -> Response:
    shown = page_queries.work(db.session(), current(), meeting, every, now)
    if page.wants_fragment() or status != 200:
        typed = form.line.data or "" if form else ""
        forms = _forms(typed, meeting, now, form)
        if not page.wants_fragment():
            hall = page_queries.hall(db.session(), current(), meeting, now.id)
            return page.render("council/sittings/live.html", status=status, **hall | shown | forms)
        response = page.render("council/sittings/_work.html", status=status, **shown | forms)
        response.headers["HX-Trigger-After-Swap"] = "resolved"  # the list asks with the line that is there by then
        return response
    return page.done(url_for("sittings.live", meeting_id=meeting.id, line=now.id))


def _forms(text: str, meeting: CouncilMeeting, now: AgendaLine, form: LineForm | None = None) -> dict[str, Any]:
    return {
        "form": form or LineForm(line=text, line_id=now.id),
        "vote_form": VoteForm(question=now.title),
        "saved_at": clock.local(clock.now()).strftime("%H:%M:%S"),
        **page_queries.preview(db.session(), meeting, now, text),
    }


def _meeting(meeting_id: str) -> CouncilMeeting:
    return councils.get_meeting(db.session(), current(), meeting_id)


def _at(meeting_id: str, line_id: str | None) -> tuple[CouncilMeeting, list[AgendaLine], AgendaLine]:
    """The meeting, its agenda, and the line that was asked for; without one, the line being talked about."""
    meeting = _meeting(meeting_id)
    every = councils.agenda(db.session(), meeting.id)
    return meeting, every, page_queries.line_now(every, line_id or meeting.current_line_id)
