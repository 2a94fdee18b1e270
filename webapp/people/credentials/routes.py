"""登录方式: one's own passkeys, one-time codes, recovery codes and sign-ins."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.paper import qr
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services
from webapp.people.accounts.access import JUST_NOW, allow, current, proven
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.credentials import (
    link_services,
    one_time_services,
    passkey_services,
    queries,
    recovery_services,
    second_services,
)
from webapp.people.credentials.forms import OneTimeForm
from webapp.people.credentials.rules import TRIES, WINDOW

bp = Blueprint("credentials", __name__, url_prefix="/me/credentials")


@bp.get("/")
@allow(Action.USE_OWN_ACCOUNT)
def index() -> Response:
    return _index(OneTimeForm())


@bp.post("/one-time")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def begin() -> Response:
    with db.transaction() as session:
        one_time_services.begin(session, current())
    return page.done(url_for("credentials.index") + "#one-time")


@bp.post("/one-time/confirmation")
@allow(Action.USE_OWN_ACCOUNT)
def confirm() -> Response:
    form = OneTimeForm(request.form)
    throttle.hit(f"second:{current().account_id}", TRIES, WINDOW)
    if did(form, lambda session: one_time_services.confirm(session, current(), form.code.data)):
        return page.done(url_for("credentials.index"))
    return _index(form, form.status)


@bp.post("/one-time/end")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def end() -> Response:
    with db.transaction() as session:
        one_time_services.end(session, current())
    return page.done(url_for("credentials.index"))


@bp.post("/passkeys/<id:passkey_id>/end")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def remove(passkey_id: str) -> Response:
    with db.transaction() as session:
        passkey_services.remove(session, current(), passkey_id)
    return page.done(url_for("credentials.index"))


@bp.post("/sign-ins/<id:sign_in_id>/end")
@allow(Action.USE_OWN_ACCOUNT)
def end_sign_in(sign_in_id: str) -> Response:
    mine = accounts.live_sign_ins(db.session(), current().account_id, clock.now())
    if sign_in_id not in {one.id for one in mine}:
        raise NotFound
    with db.transaction() as session:
        services.end_sign_in(session, current(), sign_in_id)
    return page.done(url_for("credentials.index"))


def _index(form: OneTimeForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    account = session.get_one(Account, actor.account_id)
    secret = queries.one_time(session, actor.account_id)
    shown: dict[str, Any] = {
        "links": link_services.links_of(session, actor.account_id),
        "passkeys": queries.passkeys(session, actor.account_id), "secret": secret, "form": form,
        "codes_left": recovery_services.count_left(session, actor.account_id),
        "sign_ins": accounts.live_sign_ins(session, actor.account_id, clock.now()),
        "must": second_services.must_have(session, actor), "has_password": account.password.startswith("$"),
    }  # fmt: skip
    if secret is not None and secret.confirmed_at is None:
        label = gettext(N_("用手机上的验证器扫"))
        shown["code"] = qr.svg(one_time_services.address(secret, account.login), label)
    return page.render("people/credentials/index.html", status=status, **shown)
