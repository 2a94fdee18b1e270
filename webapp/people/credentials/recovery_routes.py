"""Recovery codes, made and used, and the sign-in slip's link behind which the first password is chosen."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import JUST_NOW, allow, current, let_in, proven, public
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.credentials import invitation_services, recovery_services
from webapp.people.credentials.forms import FirstPasswordForm, RecoveryForm

bp = Blueprint("recovery", __name__)
TRIES, WINDOW = 8, 15 * 60


@bp.get("/welcome/<token>")
@public
def welcome(token: str) -> Response:
    return _welcome(token, FirstPasswordForm())


@bp.post("/welcome/<token>")
@public
def choose_password(token: str) -> Response:
    form = FirstPasswordForm(request.form)
    throttle.hit(f"welcome:{request.remote_addr}", 40, WINDOW)
    account_id = attempt(
        form, lambda writing: invitation_services.accept(writing, token, password=form.password.data), "password"
    )
    if account_id is None:
        return _welcome(token, form, form.status)
    return let_in(account_id, shared=False)


@bp.get("/sign-in/recovery")
@public
def forgotten() -> Response:
    return page.render("people/credentials/recover.html", form=RecoveryForm())


@bp.post("/sign-in/recovery")
@public
def recover() -> Response:
    """A code from the sheet and a new password, for who has lost the old one; every other browser is signed out."""
    form = RecoveryForm(request.form)
    if form.validate():
        tried = throttle.hit(f"address:{request.remote_addr}", 40, WINDOW)
        throttle.hit(f"login:{form.login.data}"[:120], TRIES, WINDOW)
        account_id = attempt(form, lambda writing: recovery_services.enter(writing, **form.values))
        if account_id is not None:
            throttle.give_back(tried)
            return let_in(account_id, shared=False)
    return page.render("people/credentials/recover.html", form=form, status=form.status)


@bp.post("/me/recovery-codes")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def renew() -> Response:
    actor = current()
    with db.transaction() as writing:
        codes = recovery_services.renew_codes(writing, actor, writing.get_one(Account, actor.account_id))
    return page.render("people/credentials/codes.html", codes=codes, onward=url_for("credentials.index"))


def _welcome(token: str, form: FirstPasswordForm, status: int = 200) -> Response:
    session = db.session()
    invited = invitation_services.invited(session, token)
    name = accounts.names_of(session, {invited.account.id}).get(invited.account.id, "")
    return page.render(
        "people/credentials/welcome.html", form=form, token=token, name=name, login=invited.account.login, status=status
    )
