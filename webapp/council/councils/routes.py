"""会前: the council, its next meeting, and the way into everything else."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.time import calendar_files, clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.council.councils import meeting_services, page_queries, queries
from webapp.council.councils.forms import AddLineForm, MoveForm, ReasonForm, SeriesForm
from webapp.council.councils.models import CouncilMeeting, MeetingState
from webapp.people.accounts.access import allow, can, current, public
from webapp.people.accounts.permissions import Action

bp = Blueprint("councils", __name__, url_prefix="/councils")
CALENDAR = "text/calendar; charset=utf-8"


@bp.get("/")
@allow(Action.SEE_COUNCILS)
def index() -> Response:
    return page.render("council/councils/index.html", **page_queries.front(db.session(), current(), clock.today()))


@bp.get("/new")
@allow(Action.HOLD_COUNCILS)
def new() -> Response:
    return page.render("council/councils/new.html", form=SeriesForm())


@bp.post("/")
@allow(Action.HOLD_COUNCILS)
def found() -> Response:
    form, actor = SeriesForm(request.form), current()
    if actor.community_id is None:
        raise NotFound
    fine = form_posts.did(
        form,
        lambda session: meeting_services.found_series(
            session, actor, community_id=str(actor.community_id), name=form.name.data or "",
            place=form.place.data or "", week=int(form.week.data or 2),
            weekday=int(form.weekday.data or 2), starts_at=form.starts_at.time, id=form.once.data,
        ),
    )  # fmt: skip
    return (
        page.done(url_for("councils.index"))
        if fine
        else page.render("council/councils/new.html", form=form, status=422)
    )


@bp.get("/meetings/<id:meeting_id>")
@allow(Action.SEE_COUNCILS)
def show(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    return _page(meeting)


@bp.post("/meetings/<id:meeting_id>/move")
@allow(Action.HOLD_COUNCILS)
def move(meeting_id: str) -> Response:
    meeting, form = _meeting(meeting_id), MoveForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: meeting_services.move_meeting(
            session, current(), meeting, held_on=form.held_on.data, starts_at=form.starts_at.time,
            place=form.place.data or "", reason=form.reason.data or "",
        ),
    )  # fmt: skip
    return page.done(url_for("councils.show", meeting_id=meeting_id)) if fine else _page(meeting, 422, move_form=form)


@bp.post("/meetings/<id:meeting_id>/cancellation")
@allow(Action.HOLD_COUNCILS)
def cancel(meeting_id: str) -> Response:
    meeting, form = _meeting(meeting_id), ReasonForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: meeting_services.cancel_meeting(session, current(), meeting, reason=form.reason.data or ""),
    )
    return page.done(url_for("councils.index")) if fine else _page(meeting, 422, cancel_form=form)


@bp.get("/meetings/<id:meeting_id>/notice")
@allow(Action.SEE_COUNCILS)
def notice(meeting_id: str) -> Response:
    """The printed agenda with the counting list as it stood and its fingerprint."""
    shown = page_queries.meeting(db.session(), current(), _meeting(meeting_id))
    return page.render("council/councils/notice.html", **shown)


@bp.get("/meetings/<id:meeting_id>/meeting.ics")
@allow(Action.SEE_COUNCILS)
def event(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    series = queries.series_of(db.session(), meeting)
    content = calendar_files.write(series.name, [_happening(series.name, meeting)])
    return page.attachment(content, f"{series.name} {meeting.held_on}.ics", CALENDAR)


@bp.get("/feed/<token>.ics")
@public
def feed(token: str) -> Response:
    """For calendar programs, which cannot sign in: the address itself is the key. Titles and places, no names."""
    series = queries.series_by_feed(db.session(), token)
    meetings = queries.list_meetings(db.session(), [series.id])
    content = calendar_files.write(series.name, [_happening(series.name, meeting) for meeting in meetings])
    return page.attachment(content, "council.ics", CALENDAR, inline=True)


@bp.get("/<id:series_id>/calendar")
@allow(Action.SEE_COUNCILS)
def calendar(series_id: str) -> Response:
    series = queries.get_series(db.session(), current(), series_id)
    url = site_address.link("councils.feed", token=series.feed_token)
    return page.render("council/councils/calendar.html", series=series, feed_url=url, code=qr.svg(url, series.name))


def _happening(name: str, meeting: CouncilMeeting) -> calendar_files.Happening:
    """Some programs keep an event whose status says cancelled, so its title says so too."""
    lines = queries.agenda(db.session(), meeting.id) if meeting.announced_at else []
    is_cancelled = meeting.state is MeetingState.CANCELLED
    return calendar_files.Happening(
        uid=f"{meeting.id}@fullgrid", title=f"（取消）{name}" if is_cancelled else name,
        starts=meeting.starts, minutes=meeting.minutes_long, place=meeting.place,
        words="\n".join(f"{n}. {line.title}" for n, line in enumerate(lines, 1)),
        sequence=meeting.sequence, is_cancelled=is_cancelled,
    )  # fmt: skip


def _meeting(meeting_id: str) -> CouncilMeeting:
    return queries.get_meeting(db.session(), current(), meeting_id)


def _page(meeting: CouncilMeeting, status: int = 200, **forms: Any) -> Response:
    shown = page_queries.meeting(db.session(), current(), meeting)
    told = {"held_on": meeting.held_on, "starts_at": f"{meeting.starts_at:%H:%M}", "place": meeting.place}
    blank = {"move_form": MoveForm(data=told), "cancel_form": ReasonForm(), "add_form": AddLineForm()}
    return page.render(
        "council/councils/show.html", status=status, **shown, **(blank | forms), may_hold=can(Action.HOLD_COUNCILS)
    )
