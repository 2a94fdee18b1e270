"""The second step at the door, the same step again before what is sensitive, and the passkey in all three places."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, request, session, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import guard, page, user_agents
from webapp.core.web.errors import SignInNeeded
from webapp.people.accounts.access import JUST_NOW, allow, current, current_or_none, let_in, proven, public
from webapp.people.accounts.permissions import Action
from webapp.people.credentials import passkey_services, queries, second_services
from webapp.people.credentials.forms import PasskeyForm, ProofForm, SecondForm
from webapp.people.credentials.passkey_services import Question, Site
from webapp.people.credentials.rules import TRIES, WINDOW

bp = Blueprint("second", __name__)
HALF, CHALLENGE = "half", "passkey"
WAITS = timedelta(minutes=10)
FREE = ("accounts.me", "accounts.change_password", "accounts.leave", "accounts.display", "credentials.", "second.",
        "recovery.", "assets", "static", "health.")  # fmt: skip


@bp.before_app_request
def lead_to_second() -> Response | None:
    """Who must choose a password or get a second step first is led there from every page; nothing else opens."""
    if request.method != "GET" or (request.endpoint or "static").startswith(FREE):
        return None
    person = current_or_none()
    if person is None or not (person.must_change or second_services.must_have(db.session(), person)):
        return None
    if page.wants_fragment() or request.accept_mimetypes.best == "application/json":
        return None
    there = url_for("accounts.me", first=1) + "#password" if person.must_change else url_for("credentials.index")
    return redirect(there, 303)  # type: ignore[return-value]


@bp.get("/sign-in/second")
@public
def ask() -> Response:
    return _ask(SecondForm(), _half())


@bp.post("/sign-in/second")
@public
def enter() -> Response:
    half, form = _half(), SecondForm(request.form)
    tried = throttle.hit(f"second:{half['account']}", TRIES, WINDOW)
    if did(form, lambda writing: second_services.take_code(writing, half["account"], form.code.data)):
        throttle.give_back(tried)
        return let_in(half["account"], shared=half["shared"], then=half["next"])
    return _ask(form, half, form.status)


@bp.post("/sign-in/passkey/question")
@public
def question() -> Response:
    """Any key the device keeps for this site; after the password, or for who is in, that person's own."""
    known = current_or_none()
    account_id = known.account_id if known else _half()["account"] if _is_second() else None
    return _asked(passkey_services.ask_for(db.session(), _site(), account_id))


@bp.post("/sign-in/passkey")
@public
def enter_by_passkey() -> Response:
    tried = throttle.hit(f"address:{request.remote_addr}", 40, WINDOW)
    form, half = PasskeyForm(request.form), _half() if _is_second() else {}
    account_id = attempt(form, lambda writing: passkey_services.prove(
        writing, _site(), challenge=_challenge(), answer=form.answer.data, account_id=half.get("account")
    ))  # fmt: skip
    if account_id is None:
        return page.render("people/credentials/passkey_refused.html", form=form, status=422)
    throttle.give_back(tried)
    return let_in(account_id, shared=half.get("shared", False), then=half.get("next") or form.next.data)


@bp.post("/me/passkeys/question")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def question_new() -> Response:
    return _asked(passkey_services.ask_to_make(db.session(), current(), _site()))


@bp.post("/me/passkeys")
@allow(Action.USE_OWN_ACCOUNT)
@proven(JUST_NOW)
def keep() -> Response:
    form = PasskeyForm(request.form)
    label = user_agents.describe(request.user_agent.string or "")
    if did(form, lambda writing: passkey_services.keep(
        writing, current(), _site(), challenge=_challenge(), answer=form.answer.data, label=label
    )):  # fmt: skip
        return page.done(url_for("credentials.index"))
    return page.render("people/credentials/passkey_refused.html", form=form, status=422)


@bp.get("/me/proof")
@allow(Action.USE_OWN_ACCOUNT)
def prove() -> Response:
    return _prove(ProofForm(next=request.args.get("next")))


@bp.post("/me/proof")
@allow(Action.USE_OWN_ACCOUNT)
def proof() -> Response:
    form, actor = ProofForm(request.form), current()
    throttle.hit(f"second:{actor.account_id}", TRIES, WINDOW)
    if did(form, lambda writing: second_services.prove_again(
        writing, actor, password=form.password.data, code=form.code.data
    )):  # fmt: skip
        return page.done(guard.own_path(form.next.data))
    return _prove(form, form.status)


@bp.post("/me/proof/passkey")
@allow(Action.USE_OWN_ACCOUNT)
def proof_by_passkey() -> Response:
    form, actor = PasskeyForm(request.form), current()

    def write(writing: Any) -> None:
        passkey_services.prove(
            writing, _site(), challenge=_challenge(), answer=form.answer.data or "", account_id=actor.account_id
        )
        second_services.mark_proved(writing, actor)

    if did(form, write):
        return page.done(guard.own_path(form.next.data))
    return page.render("people/credentials/passkey_refused.html", form=form, status=422)


def second_step(account_id: str, *, shared: bool, then: str | None) -> Response | None:
    """After a password that fits: where the second step is asked, when this account has one."""
    if not queries.has_second(db.session(), account_id):
        return None
    session[HALF] = {"account": account_id, "shared": shared, "next": then or "", "at": clock.now().isoformat()}
    return page.done(url_for("second.ask"))


def _half() -> dict[str, Any]:
    """Who has told the password in this browser within the last minutes."""
    half: dict[str, Any] = session.get(HALF, {})
    if not half or clock.now() - datetime.fromisoformat(half["at"]) > WAITS:
        raise SignInNeeded
    return half


def _is_second() -> bool:
    """Asked after the password of one account, and not on the first page, where anybody may come in."""
    return request.args.get("step") == "second"


def _asked(asked: Question) -> Response:
    session[CHALLENGE] = asked.challenge
    answer = jsonify(asked.options)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _challenge() -> str:
    """Each is answered once."""
    return str(session.pop(CHALLENGE, ""))


def _site() -> Site:
    return Site(request.host.rsplit(":", 1)[0], request.host_url.rstrip("/"))


def _ask(form: SecondForm, half: dict[str, Any], status: int = 200) -> Response:
    keys = queries.passkeys(db.session(), half["account"])
    return page.render("people/credentials/second.html", form=form, has_keys=bool(keys), status=status)


def _prove(form: ProofForm, status: int = 200) -> Response:
    reading, actor = db.session(), current()
    secret = queries.one_time(reading, actor.account_id)
    shown: dict[str, Any] = {
        "has_code": secret is not None and secret.confirmed_at is not None,
        "has_keys": bool(queries.passkeys(reading, actor.account_id)),
    }
    return page.render("people/credentials/proof.html", form=form, status=status, **shown)
