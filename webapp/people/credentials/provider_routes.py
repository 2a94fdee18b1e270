"""Through the district's own platform: away, back, and the first time one confirmation."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, redirect, request, session, url_for

from webapp.core.data import db
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import guard, page, site_address
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts import services as accounts
from webapp.people.accounts.access import JUST_NOW, after_password, allow, current, proven, public
from webapp.people.accounts.permissions import Action
from webapp.people.credentials import link_services, provider_services
from webapp.people.credentials.forms import LinkForm
from webapp.people.credentials.provider_rules import Platform
from webapp.people.credentials.provider_services import NotVouchedFor, Question
from webapp.people.credentials.rules import TRIES, WINDOW
from webapp.people.settings.rules import Provider

bp = Blueprint("provider", __name__)
AWAY, STRANGER = "provider_away", "provider_stranger"
WAITS = timedelta(minutes=10)
CALLED = {Provider.OPENID: N_("统一身份认证"), Provider.WECOM: N_("企业微信"), Provider.DINGTALK: N_("钉钉")}


@bp.get("/sign-in/provider")
@public
def leave() -> Response:
    place = _platform()
    asked = provider_services.ask(place, _back())
    session[AWAY] = {
        "state": asked.state, "nonce": asked.nonce, "verifier": asked.verifier, "at": clock.now().isoformat(),
        "next": guard.own_path(request.args.get("next")),
    }  # fmt: skip
    return redirect(asked.url, 303)  # type: ignore[return-value]


@bp.get("/sign-in/provider/back")
@public
def come_back() -> Response:
    """Once for each time away: the same answer again, or one to a question of another browser, is none."""
    place, away = _platform(), _fresh(session.pop(AWAY, None))
    throttle.hit(f"address:{request.remote_addr}", 40, WINDOW)
    code, state = request.args.get("code", ""), request.args.get("state", "")
    if away is None or not code or state != away["state"]:
        raise NotVouchedFor
    question = Question("", away["state"], away["nonce"], away["verifier"])
    subject = provider_services.subject(place, _back(), code, question)
    account_id = link_services.account_of(db.session(), place.name, subject)
    if account_id is not None:
        return after_password(account_id, shared=False, then=away["next"])
    session[STRANGER] = {
        "at": clock.now().isoformat(), "provider": place.name, "subject": subject, "next": away["next"],
    }  # fmt: skip
    return redirect(url_for("provider.confirm"), 303)  # type: ignore[return-value]


@bp.get("/sign-in/provider/confirm")
@public
def confirm() -> Response:
    if _fresh(session.get(STRANGER)) is None:
        return redirect(url_for("accounts.sign_in"), 303)  # type: ignore[return-value]
    return _confirm(LinkForm())


@bp.post("/sign-in/provider/confirm")
@public
def link() -> Response:
    """The account's own password says whose it is; what the platform calls the person does not."""
    form, known = LinkForm(request.form), _fresh(session.get(STRANGER))
    if known is None:
        return redirect(url_for("accounts.sign_in"), 303)  # type: ignore[return-value]
    if not form.validate():
        return _confirm(form, 422)
    tried = throttle.hit(f"address:{request.remote_addr}", 40, WINDOW)
    throttle.hit(f"login:{form.login.data}"[:120], TRIES, WINDOW)
    try:
        account_id = accounts.check_password(db.session(), login=form.login.data, password=form.password.data)
        with db.transaction() as writing:
            link_services.link(
                writing, account_id=account_id, provider=known["provider"], subject=known["subject"]
            )  # fmt: skip
    except DomainError as wrong:
        form.fail(wrong.field, wrong.sentence())
        return _confirm(form, 422)
    throttle.forget(f"login:{form.login.data}"[:120])
    throttle.give_back(tried)
    session.pop(STRANGER, None)
    return after_password(account_id, shared=False, then=known["next"])


@bp.post("/me/credentials/provider/end")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def unlink() -> Response:
    with db.transaction() as writing:
        link_services.unlink(writing, current())
    return page.done(url_for("credentials.index"))


@bp.app_template_global()
def provider_name() -> str:
    """What the button on the sign-in page says."""
    return _name(provider_services.platform(db.session()))


def _name(place: Platform | None) -> str:
    return CALLED[place.kind] if place else ""


def _platform() -> Platform:
    found = provider_services.platform(db.session())
    if found is None:
        raise NotFound
    return found


def _back() -> str:
    return site_address.link("provider.come_back")


def _fresh(kept: Any) -> Any:
    if not kept or clock.now() - datetime.fromisoformat(kept["at"]) > WAITS:
        return None
    return kept


def _confirm(form: LinkForm, status: int = 200) -> Response:
    return page.render("people/credentials/link.html", form=form, name=_name(_platform()), status=status)
