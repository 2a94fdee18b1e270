"""爱心存折: a volunteer's own page and what hangs on it. Everything is found by who is signed in, never by an id."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.text.i18n import language
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.exchange.points import queries as points
from webapp.exchange.points import services as points_services
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.org import queries as org
from webapp.volunteering.volunteers import page_queries, queries, signin_services
from webapp.volunteering.volunteers.forms import DonationForm, PinForm

bp = Blueprint("passbook", __name__, url_prefix="/passbook")


@bp.errorhandler(page_queries.NotYetRegistered)
def not_yet(_: page_queries.NotYetRegistered) -> Response:
    home = current().community_id
    return page.render("volunteering/volunteers/not_yet.html", community=org.unit(db.session(), home) if home else None)


@bp.get("")
@allow(Action.OWN_PASSBOOK)
@unless_unchanged
def mine() -> Response:
    shown = page_queries.page(db.session(), current())
    return page.render(
        "volunteering/volunteers/mine.html",
        shown=shown,
        tel=shown.own.phone,
        elder_asked=request.cookies.get("elder_asked"),
    )


@bp.get("/lines")
@allow(Action.OWN_PASSBOOK)
@unless_unchanged
def lines() -> Response:
    session, me = db.session(), _me()
    balance = points.balance(session, me.party_id, me.community_id)
    before = request.args.get("before", "")
    found = points.list_lines(session, balance.passbook_id, before=before if ids.is_id(before) else "")
    return page.render(
        "volunteering/volunteers/lines.html", lines=found, balance=balance, tel=me.phone, page_size=points.PAGE,
        endings=points.months_ending(session, balance.passbook_id),
    )  # fmt: skip


@bp.get("/hours")
@allow(Action.OWN_PASSBOOK)
def hours() -> Response:
    session, me = db.session(), _me()
    rows = queries.list_services(session, me.id)
    return page.render(
        "volunteering/volunteers/hours.html",
        rows=rows[::-1][:60],
        minutes=queries.confirmed_minutes(session, me.id),
        tel=me.phone,
    )


@bp.get("/donation")
@allow(Action.OWN_PASSBOOK)
def donation() -> Response:
    return _donation(DonationForm(key=ids.new()))


@bp.post("/donation")
@allow(Action.OWN_PASSBOOK)
def donate() -> Response:
    form, me, actor = DonationForm(request.form), _me(), current()

    def act(session: Any) -> None:
        book = points_services.passbook_for(session, me.party_id, me.community_id)
        points_services.donate(session, actor, book, points=form.points.data, key=f"donate:{form.key.data}")

    return (
        page.done(url_for("passbook.lines")) if form_posts.did(form, act, at="points") else _donation(form, form.status)
    )


@bp.get("/sign-in")
@allow(Action.OWN_PASSBOOK)
def access() -> Response:
    return _access(PinForm())


@bp.post("/pin")
@allow(Action.OWN_PASSBOOK)
def set_pin() -> Response:
    form, actor = PinForm(request.form), current()
    fine = form_posts.did(
        form,
        lambda session: signin_services.set_pin(session, actor, queries.mine(session, actor), pin=form.pin.data),
    )
    return page.done(url_for("passbook.access", done="pin")) if fine else _access(form, form.status)


@bp.post("/devices/<id:device_id>/end")
@allow(Action.OWN_PASSBOOK)
def forget_device(device_id: str) -> Response:
    me, actor = _me(), current()
    with db.transaction() as session:
        device = next((row for row in queries.list_devices(session, me.id) if row.id == device_id), None)
        if device is None:
            raise NotFound
        signin_services.forget(session, actor, device, community_id=me.community_id)
    return page.done(url_for("passbook.access"))


@bp.app_template_filter("short_day")
def short_day(day: date) -> str:
    """10日 within this month, 10月31日 within this year: the passbook's lines are narrow."""
    today = clock.today()
    if language() == "en":
        return day.strftime("%-d %b" if day.year == today.year else "%-d %b %Y")
    if (day.year, day.month) == (today.year, today.month):
        return f"{day.day}日"
    return f"{day.month}月{day.day}日" if day.year == today.year else f"{day.year}年{day.month}月{day.day}日"


def _me() -> page_queries.Own:
    return page_queries.own(db.session(), current())


def _donation(form: DonationForm, status: int = 200) -> Response:
    me = _me()
    balance = points.balance(db.session(), me.party_id, me.community_id)
    soon = points.list_endings(db.session(), balance.passbook_id)
    return page.render(
        "volunteering/volunteers/donation.html", form=form, balance=balance, soon=soon, tel=me.phone, status=status
    )


def _access(form: PinForm, status: int = 200) -> Response:
    session, me = db.session(), _me()
    shown: dict[str, Any] = {"devices": queries.list_devices(session, me.id), "tel": me.phone}
    return page.render(
        "volunteering/volunteers/access.html",
        form=form,
        has_pin=signin_services.has_pin(session, me.id),
        status=status,
        **shown,
    )
