"""Who is in the room: names clicked, initials typed, a QR on the big screen, and the exceptions."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.trust import throttle
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting
from webapp.council.councils.queries import Sitter
from webapp.council.sittings import attendance_services, page_queries
from webapp.council.sittings.forms import InitialsForm, RoomForm
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import STAND_WORDS, Stand
from webapp.people.accounts.access import allow, current, current_or_none, public
from webapp.people.accounts.permissions import Action

bp = Blueprint("rooms", __name__)
ROOT = "/councils/meetings/<id:meeting_id>"


@bp.get(f"{ROOT}/people")
@allow(Action.HOLD_COUNCILS)
def people(meeting_id: str) -> Response:
    return _people(_meeting(meeting_id))


@bp.post(f"{ROOT}/attendance")
@allow(Action.HOLD_COUNCILS)
def toggle(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    sitter = _sitter(meeting, request.form.get("seat_id", ""))
    with db.transaction() as session:
        attendance_services.toggle(session, current(), meeting, sitter)
    return _people(meeting)


@bp.post(f"{ROOT}/attendance/initials")
@allow(Action.HOLD_COUNCILS)
def initials(meeting_id: str) -> Response:
    meeting, form = _meeting(meeting_id), InitialsForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: attendance_services.mark_by_initials(session, current(), meeting, form.who.data or ""),
    )
    return _people(meeting, None if fine else form)


@bp.get(f"{ROOT}/room")
@allow(Action.HOLD_COUNCILS)
def room(meeting_id: str) -> Response:
    """From the page of a line the recusal is for that line, also where another is being talked about."""
    meeting = _meeting(meeting_id)
    line = page_queries.line_now(councils.agenda(db.session(), meeting.id), _asked_line(meeting))
    return _room(meeting, RoomForm(line_id=line.id))


@bp.post(f"{ROOT}/room")
@allow(Action.HOLD_COUNCILS)
def change(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    form = _offered(RoomForm(request.form), meeting)
    if form_posts.did(form, lambda session: _change(meeting, form)):
        return page.done(url_for("rooms.room", meeting_id=meeting.id))
    return _room(meeting, form, 422)


@bp.get(f"{ROOT}/screen")
@allow(Action.HOLD_COUNCILS)
def screen(meeting_id: str) -> Response:
    """投屏: big words, the code to check in, and what has been decided so far. Refreshes itself."""
    meeting = _meeting(meeting_id)
    shown = page_queries.hall(db.session(), current(), meeting)
    url = site_address.link("rooms.check_in", token=meeting.check_in_token)
    return page.render(
        "council/sittings/screen.html", "council/sittings/_screen.html", **shown, code=qr.svg(url, "签到")
    )


@bp.get("/check-in/<token>")
@public
def check_in(token: str) -> Response:
    """No list of names for whoever photographs the code: people write their own, or are known by their sign-in."""
    meeting = councils.meeting_by_check_in(db.session(), token)
    person = current_or_none()
    own = next((one for one in _sitters(meeting) if person and one.party.id == person.party_id), None)
    return _door(meeting, InitialsForm(who=own.name if own else None))


@bp.post("/check-in/<token>")
@public
def arrive(token: str) -> Response:
    throttle.hit(f"check-in:{request.remote_addr}", 20, 600)
    meeting = councils.meeting_by_check_in(db.session(), token)
    form = InitialsForm(request.form)
    if form_posts.did(form, lambda session: attendance_services.arrive(session, meeting, name=form.who.data or "")):
        return _door(meeting, form, done=True)
    return _door(meeting, form, status=422)


def _change(meeting: CouncilMeeting, form: RoomForm) -> None:
    session, actor, sitter = db.session(), current(), _sitter(meeting, form.seat_id.data or "")
    act = form.act.data
    if act == "proxy":
        holder = _sitter(meeting, form.holder_id.data or "") if form.holder_id.data else None
        if holder is None:
            raise attendance_services.HolderAway(field="holder_id", name="")
        attendance_services.give_proxy(session, actor, meeting, sitter, holder=holder.seat)
    elif act in ("recuse", "unrecuse"):
        line = councils.get_line(session, meeting, form.line_id.data or _line_now(meeting).id)
        if act == "recuse":
            attendance_services.recuse(session, actor, meeting, line, sitter.seat, reason=form.reason.data or "")
        else:
            attendance_services.take_back_recusal(session, actor, meeting, line, sitter)
    elif act == "alternate":
        attendance_services.send_alternate(session, actor, meeting, sitter)
    else:
        attendance_services.mark(session, actor, meeting, sitter, stand=Stand(act), way=MarkWay.NOTICE)


def _meeting(meeting_id: str) -> CouncilMeeting:
    return councils.get_meeting(db.session(), current(), meeting_id)


def _sitters(meeting: CouncilMeeting) -> list[Sitter]:
    return councils.sitters(db.session(), meeting.series_id, meeting.held_on)


def _sitter(meeting: CouncilMeeting, seat_id: str) -> Sitter:
    for sitter in _sitters(meeting):
        if sitter.seat.id == seat_id:
            return sitter
    raise NotFound


def _people(meeting: CouncilMeeting, form: InitialsForm | None = None) -> Response:
    shown = page_queries.people(db.session(), meeting)
    if not page.wants_fragment():
        return page.done(url_for("sittings.live", meeting_id=meeting.id))
    return page.render(
        "council/sittings/_people.html", status=422 if form else 200, **shown, initials_form=form or InitialsForm()
    )


def _asked_line(meeting: CouncilMeeting) -> str | None:
    asked = request.args.get("line", "")
    return asked if ids.is_id(asked) else meeting.current_line_id


def _line_now(meeting: CouncilMeeting) -> AgendaLine:
    return page_queries.line_now(councils.agenda(db.session(), meeting.id), meeting.current_line_id)


def _room(meeting: CouncilMeeting, form: RoomForm, status: int = 200) -> Response:
    shown = page_queries.people(db.session(), meeting)
    return page.render(
        "council/sittings/room.html", status=status, **shown, form=_offered(form, meeting), stand_words=STAND_WORDS,
        recusals=page_queries.recusals(db.session(), meeting),
    )  # fmt: skip


def _offered(form: RoomForm, meeting: CouncilMeeting) -> RoomForm:
    people = [(one.seat.id, one.name) for one in _sitters(meeting)]
    form.seat_id.offer(people)
    form.holder_id.offer([("", ""), *people])
    form.line_id.offer([(one.id, one.title) for one in councils.agenda(db.session(), meeting.id)])
    return form


def _door(meeting: CouncilMeeting, form: InitialsForm, *, done: bool = False, status: int = 200) -> Response:
    series = councils.series_of(db.session(), meeting)
    return page.render(
        "council/sittings/check_in.html", status=status, meeting=meeting, series=series, form=form, done=done
    )
