"""Signing in with a code from the counter, or with six digits on a phone that is known."""

from typing import Any

from flask import Blueprint, Response, redirect, request, session, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.trust import throttle, vault
from webapp.core.web import guard, page, user_agents
from webapp.people.accounts import services as accounts
from webapp.people.accounts.access import COOKIE, current_or_none, public
from webapp.volunteering.volunteers import signin_services
from webapp.volunteering.volunteers.forms import CodeForm, PinEntryForm
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.signin_services import WrongEntry

bp = Blueprint("volunteer_sign_in", __name__, url_prefix="/v")

DEVICE_COOKIE = "fullgrid_device"
YEAR = 365 * 24 * 3600
TRIES, TRY_WINDOW = 5, 15 * 60
TRIES_PER_ADDRESS = 40
WRONG_A_DAY = 10


@bp.get("")
@public
def index() -> Response:
    if current_or_none():
        return redirect("/", 303)  # type: ignore[return-value]
    asked = {"next": request.args.get("next"), "who": request.args.get("who")}
    return _page(CodeForm(data=asked), PinEntryForm(data=asked))


@bp.post("/code")
@public
def by_code() -> Response:
    form = CodeForm(request.form)
    if not form.validate():
        return _page(form, PinEntryForm(), 422)
    tried = _count(form.who.data)
    entered = form_posts.attempt(form, lambda writing: _enter(writing, form))
    if entered is None:
        return _page(form, PinEntryForm(), form.status)
    volunteer, device = entered
    then = "passbook.access" if device and not signin_services.has_pin(db.session(), volunteer.id) else "passbook.mine"
    throttle.give_back(*tried)
    return _let_in(volunteer, device=device, then=form.next.data or url_for(then))


@bp.post("/pin")
@public
def by_pin() -> Response:
    form = PinEntryForm(request.form)
    if not form.validate():
        return _page(CodeForm(), form, 422)
    tried = _count(form.who.data)
    token = request.cookies.get(DEVICE_COOKIE, "")
    try:
        with db.transaction() as writing:
            volunteer = signin_services.enter_by_pin(writing, who=form.who.data, pin=form.pin.data, token=token)
    except WrongEntry as refusal:
        _count_wrong(token)
        form.fail(refusal.field, refusal.sentence())
        return _page(CodeForm(), form, 422)
    throttle.give_back(*tried)
    return _let_in(volunteer, device="", then=form.next.data or url_for("passbook.mine"))


def _enter(writing: Any, form: CodeForm) -> tuple[Volunteer, str]:
    """Whose code it is, and the token of their own phone if they say it is theirs."""
    volunteer = signin_services.enter_by_code(
        writing, who=form.who.data, code="".join(form.code.data.split()), page=request.form.get("csrf_token", "")
    )
    return volunteer, signin_services.remember(writing, volunteer, name=_device()) if form.own.data else ""


def _page(code: CodeForm, pin: PinEntryForm, status: int = 200) -> Response:
    token = request.cookies.get(DEVICE_COOKIE, "")
    known = bool(token) and signin_services.knows(db.session(), token)
    lost = bool(token) and not known
    return page.render(
        "volunteering/volunteers/sign_in.html", code=code, pin=pin, known=known, lost=lost, status=status
    )


def _count(who: str) -> tuple[str, str]:
    """Both are given back when it was right."""
    address = throttle.hit(f"address:{request.remote_addr}", TRIES_PER_ADDRESS, TRY_WINDOW)
    return address, throttle.hit(f"volunteer:{vault.blind_index(who)}", TRIES, TRY_WINDOW)


def _count_wrong(token: str) -> None:
    """A known phone in a stranger's hands does not stay known for long."""
    if not token:
        return
    key = f"device:{vault.blind_index(token)}"
    throttle.hit(key, WRONG_A_DAY * 10, 24 * 3600)
    with db.transaction() as writing:
        if throttle.count(writing, key, 24 * 3600) >= WRONG_A_DAY:
            signin_services.forget_by_token(writing, token)


def _let_in(volunteer: Volunteer, *, device: str, then: str) -> Response:
    """A new session, so that a planted cookie is worthless; short where the phone is not the person's own."""
    with db.transaction() as writing:
        token = accounts.start_sign_in(
            writing, account_id=volunteer.account_id or "", device=_device(),
            shared=not (device or request.cookies.get(DEVICE_COOKIE)),
        )  # fmt: skip
    session.clear()
    session[COOKIE] = token
    guard.token()  # minted now: the first pages are asked for side by side, and each would mint its own
    session.permanent = bool(device or request.cookies.get(DEVICE_COOKIE))
    response = redirect(guard.own_path(then), 303)
    if device:
        response.set_cookie(
            DEVICE_COOKIE, device, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure, path="/v"
        )
    return response  # type: ignore[return-value]


def _device() -> str:
    return user_agents.describe(request.user_agent.string or "")
