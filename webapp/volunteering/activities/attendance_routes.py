"""到岗: a shift's roster with its code on the wall, and the list of what waits for its second person."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from webapp.core.crypto.digests import Digest, Sm3
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.forms.per_row import PerRow
from webapp.core.paper import qr
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists
from webapp.volunteering.activities import attendance_queries as attendance
from webapp.volunteering.activities import attendance_services as services
from webapp.volunteering.activities import hours_queries, queries
from webapp.volunteering.activities.forms import CloseForm, EnterForm, ScanForm, VoidForm
from webapp.volunteering.activities.models import Method, Shift, Side
from webapp.volunteering.activities.rules import Oddity
from webapp.volunteering.volunteers import queries as volunteers

LOOK_BACK = 90
ODD_WORDS = {
    Oddity.LONG_DAY: N_("一天超过 8 小时"),
    Oddity.NIGHT_ENTRY: N_("夜里成批补记"),
    Oddity.EACH_OTHER: N_("两个人互相确认"),
    Oddity.RING: N_("几个人绕一圈互相确认"),
    Oddity.SAME_PAIR: N_("几乎总由同一个人带队"),
}

bp = Blueprint("attendance", __name__, url_prefix="/attendance")


@bp.get("/services")
@allow(Action.SEE_VOLUNTEERS)
def services_done() -> Response:
    return lists.show(hours_queries.OFFICE)


@bp.get("/shifts/<id:shift_id>")
@allow(Action.RUN_ACTIVITIES)
def roster(shift_id: str) -> Response:
    return _roster(_shift(shift_id))


@bp.get("/shifts/<id:shift_id>/code")
@allow(Action.RUN_ACTIVITIES)
def code(shift_id: str) -> Response:
    """A big code for the wall. Its address is signed; a running number would not do."""
    shift = _shift(shift_id)
    address = site_address.link("attendance.scanned", token=signer().dumps(shift.id))
    activity = queries.get_activity(db.session(), current(), shift.activity_id)
    return page.render(
        "volunteering/activities/code.html",
        shift=shift,
        activity=activity,
        picture=qr.svg(address, gettext(N_("到岗离岗扫这里"))),
    )


@bp.get("/scan/<token>")
@allow(Action.OWN_PASSBOOK)
def scanned(token: str) -> Response:
    """Looking changes nothing: one button says 到了 or 走了."""
    return _scan_page(token, None)


@bp.post("/scan/<token>")
@allow(Action.OWN_PASSBOOK)
def scan(token: str) -> Response:
    shift, _ = _scanned(token)
    form, actor = ScanForm(request.form), current()
    fine = form_posts.did(
        form,
        lambda session: services.scan(
            session, actor, shift, volunteers.mine(session, actor), note=form.note.data or ""
        ),
    )
    return page.done(url_for("attendance.scanned", token=token)) if fine else _scan_page(token, form, form.status)


@bp.post("/shifts/<id:shift_id>")
@allow(Action.RUN_ACTIVITIES)
def enter(shift_id: str) -> Response:
    form, actor, shift = EnterForm(request.form), current(), _shift(shift_id)

    def act(session: Any) -> None:
        services.enter(
            session, actor, volunteers.numbered(session, shift.community_id, form.number.data, "number"),
            came_at=form.came_at.data, left_at=form.left_at.data, shift=shift,
            method=Method.PAPER if form.is_paper.data else Method.ROSTER, note=form.note.data or "",
        )  # fmt: skip

    if form_posts.did(form, act):
        return page.done(url_for("attendance.roster", shift_id=shift_id))
    return _roster(_shift(shift_id), form, form.status)


@bp.get("")
@allow(Action.CONFIRM_SERVICE)
def waiting() -> Response:
    return _waiting()


@bp.get("/oddities")
@allow(Action.SEE_VOLUNTEERS)
def oddities() -> Response:
    """Worth a second look: asked about, never punished."""
    odd = attendance.list_oddities(db.session(), current(), clock.now() - timedelta(days=LOOK_BACK))
    names = attendance.names_behind(db.session(), odd)
    return page.render("volunteering/activities/oddities.html", odd=odd, names=names, words=ODD_WORDS, days=LOOK_BACK)


@bp.post("/<id:attendance_id>/departure")
@allow(Action.RUN_ACTIVITIES)
def close(attendance_id: str) -> Response:
    form, actor = CloseForm(request.form), current()
    row = attendance.get_attendance(db.session(), actor, attendance_id)
    fine = form_posts.did(
        form,
        lambda session: services.close(session, actor, row, left_at=form.left_at.data, note=form.note.data or ""),
    )
    return page.done(url_for("attendance.waiting")) if fine else _waiting(form.status, row.id, closing=form)


@bp.post("/<id:attendance_id>/confirmation")
@allow(Action.CONFIRM_SERVICE)
def confirm(attendance_id: str) -> Response:
    actor = current()
    side = Side.LEAD if request.form.get("side") == Side.LEAD.value else Side.COMMUNITY
    with db.transaction() as session:
        services.confirm(session, actor, attendance.get_attendance(session, actor, attendance_id), side)
    return page.done(url_for("attendance.waiting"))


@bp.post("/<id:attendance_id>/voiding")
@allow(Action.RUN_ACTIVITIES)
def void(attendance_id: str) -> Response:
    form, actor = VoidForm(request.form), current()
    row = attendance.get_attendance(db.session(), actor, attendance_id)
    fine = form_posts.did(
        form, lambda session: services.void(session, actor, row, reason=form.reason.data), at="reason"
    )
    return page.done(url_for("attendance.waiting")) if fine else _waiting(form.status, row.id, voiding=form)


def signer() -> URLSafeSerializer:
    """By the library's own hash where codes already hang on walls."""
    hashed = {"digest_method": Sm3} if vault.digest() is Digest.SM3 else {}
    return URLSafeSerializer(str(current_app.secret_key), salt="shift", signer_kwargs=hashed)


def _scanned(token: str) -> tuple[Shift, object]:
    session, actor = db.session(), current()
    try:
        shift_id = signer().loads(token)
    except BadSignature:
        raise NotFound from None
    me = volunteers.mine(session, actor)
    shift, _ = queries.open_shift(session, me.community_id, shift_id)
    return shift, attendance.attendance_of(session, shift.id, me.id)


def _scan_page(token: str, form: ScanForm | None, status: int = 200) -> Response:
    """A long day asks for its note where the volunteer stands: without it nobody could scan out."""
    shift, row = _scanned(token)
    activity = queries.open_shift(db.session(), shift.community_id, shift.id)[1]
    return page.render(
        "volunteering/activities/scanned.html", shift=shift, row=row, activity=activity, token=token, form=form,
        status=status,
    )  # fmt: skip


def _shift(shift_id: str) -> Shift:
    return queries.get_shift(db.session(), current(), shift_id)


def _roster(shift: Shift, form: EnterForm | None = None, status: int = 200) -> Response:
    session = db.session()
    return page.render(
        "volunteering/activities/roster.html",
        shift=shift, activity=queries.get_activity(session, current(), shift.activity_id),
        named=queries.list_signed_up(session, shift.id), there=attendance.there(session, shift.id), status=status,
        form=form or EnterForm(came_at=shift.starts_at, left_at=shift.ends_at),
    )  # fmt: skip


def _waiting(
    status: int = 200, wrong: str = "", *, closing: CloseForm | None = None, voiding: VoidForm | None = None
) -> Response:
    """`wrong`: the line in which something was refused; what was typed stands there."""
    return page.render(
        "volunteering/activities/waiting.html", rows=attendance.list_waiting(db.session(), current()), sides=Side,
        closing=PerRow(CloseForm, closing, wrong), voiding=PerRow(VoidForm, voiding, wrong), status=status,
    )  # fmt: skip
