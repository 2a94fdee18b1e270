"""Signing in and out, one's own page, how the screen looks, complaints."""

from flask import Blueprint, Response, redirect, request, session, url_for

from webapp.core.data import db
from webapp.core.forms.per_row import PerRow
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.core.web.guard import own_path
from webapp.people.accounts import complaint_services, queries, services
from webapp.people.accounts.access import after_password, allow, current, current_or_none, public
from webapp.people.accounts.forms import AnswerForm, ComplaintForm, PasswordForm, SignInForm
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.services import WrongSignIn

bp = Blueprint("accounts", __name__)

MODES = ("standard", "elder", "sun", "dark")
YEAR = 365 * 24 * 3600
TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS, TRY_WINDOW = 8, 40, 15 * 60


@bp.get("/sign-in")
@public
def sign_in() -> Response:
    if current_or_none():
        return redirect("/", 303)  # type: ignore[return-value]
    return page.render("people/accounts/sign_in.html", form=SignInForm(next=request.args.get("next")))


@bp.post("/sign-in")
@public
def enter() -> Response:
    form = SignInForm(request.form)
    if not form.validate():
        return page.render("people/accounts/sign_in.html", form=form, status=422)
    tried = throttle.hit(f"address:{request.remote_addr}", TRIES_PER_ADDRESS, TRY_WINDOW)
    throttle.hit(f"login:{form.login.data}"[:120], TRIES_PER_ACCOUNT, TRY_WINDOW)
    try:
        account_id = services.check_password(db.session(), login=form.login.data, password=form.password.data)
    except WrongSignIn as wrong:
        form.fail(wrong.field, wrong.sentence())
        return page.render("people/accounts/sign_in.html", form=form, status=422)
    throttle.forget(f"login:{form.login.data}"[:120])
    throttle.give_back(tried)
    return after_password(account_id, shared=form.shared.data, then=form.next.data)


@bp.post("/sign-out")
@allow(Action.USE_OWN_ACCOUNT)
def leave() -> Response:
    actor = current()
    with db.transaction() as writing:
        services.end_sign_in(writing, actor, actor.sign_in_id or "")
    session.clear()
    response = redirect(url_for("accounts.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response  # type: ignore[return-value]


@bp.post("/sign-ins/end")
@allow(Action.USE_OWN_ACCOUNT)
def leave_everywhere() -> Response:
    actor = current()
    with db.transaction() as writing:
        services.end_all_sign_ins(writing, actor, actor.account_id, keep=actor.sign_in_id)
    return page.done(url_for("accounts.me"))


@bp.get("/me")
@allow(Action.USE_OWN_ACCOUNT)
def me() -> Response:
    return _me(PasswordForm())


@bp.post("/me/public-name")
@allow(Action.USE_OWN_ACCOUNT)
def choose_public_name() -> Response:
    with db.transaction() as writing:
        services.choose_public_name(writing, current(), hides=request.form.get("shown") == "surname")
    return page.done(url_for("accounts.me"))


@bp.post("/me/password")
@allow(Action.USE_OWN_ACCOUNT)
def change_password() -> Response:
    form = PasswordForm(request.form)
    if not form.validate():
        return _me(form, 422)
    actor = current()
    with db.transaction() as writing:
        account = writing.get_one(queries.Account, actor.account_id)
        try:
            services.change_password(writing, actor, account, old=form.old.data, new=form.new.data)
        except (WrongSignIn, services.WeakPassword) as wrong:
            form.fail(wrong.field, wrong.sentence())
    if form.errors or any(field.errors for field in form):
        return _me(form, 422)
    return page.done(url_for("accounts.me", done="password"))


@bp.post("/display")
@public
def display() -> Response:
    """How this browser shows things: a cookie, so that the server draws it right from the first byte."""
    response = redirect(own_path(request.form.get("next")), 303)
    keep = {"mode": MODES, "lang": ("zh", "en"), "elder_asked": ("1",)}
    for name, allowed in keep.items():
        if (value := request.form.get(name)) in allowed:
            response.set_cookie(name, value, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return response  # type: ignore[return-value]


@bp.get("/complaint")
@public
def complaint() -> Response:
    form = ComplaintForm(community_id=request.args.get("community"))
    return page.render("people/accounts/complaint.html", form=form, receipt=request.args.get("receipt"))


@bp.post("/complaint")
@public
def file_complaint() -> Response:
    form = ComplaintForm(request.form)
    if not form.validate():
        return page.render("people/accounts/complaint.html", form=form, receipt=None, status=422)
    throttle.hit(f"complaint:{request.remote_addr}", 10, 3600)
    person = current_or_none()
    with db.transaction() as writing:
        filed = complaint_services.file_complaint(
            writing, words=form.words.data, contact=form.contact.data,
            account_id=person.account_id if person else None, id=form.once.data,
            community_id=form.community_id.data or (person.community_id if person else None),
        )  # fmt: skip
    return redirect(url_for("accounts.complaint", receipt=filed.receipt), 303)  # type: ignore[return-value]


@bp.get("/complaints")
@allow(Action.ANSWER_COMPLAINTS)
def complaints() -> Response:
    return _complaints()


@bp.post("/complaints/<id:complaint_id>/answer")
@allow(Action.ANSWER_COMPLAINTS)
def answer(complaint_id: str) -> Response:
    row = queries.get_complaint(db.session(), current(), complaint_id)
    form = AnswerForm(request.form)
    if not form.validate():
        return _complaints(form, row.id, 422)
    with db.transaction() as writing:
        complaint_services.answer_complaint(writing, current(), row, answer=form.answer.data)
    return page.done(url_for("accounts.complaints"))


def _complaints(sent: AnswerForm | None = None, at: str = "", status: int = 200) -> Response:
    rows = queries.list_complaints(db.session(), current())
    return page.render("people/accounts/complaints.html", rows=rows, forms=PerRow(AnswerForm, sent, at), status=status)


def _me(form: PasswordForm, status: int = 200) -> Response:
    actor = current()
    sign_ins = queries.live_sign_ins(db.session(), actor.account_id, clock.now())
    shown = queries.public_name(db.session(), actor)
    has_password = queries.has_password(db.session(), actor.account_id)
    return page.render(
        "people/accounts/me.html", form=form, sign_ins=sign_ins, modes=MODES, shown=shown, has_password=has_password,
        status=status,
    )  # fmt: skip
