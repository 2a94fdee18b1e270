"""早上的小结: switched on and off by whoever gets it, also from the letter itself."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did, pressed
from webapp.core.text.i18n import gettext
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, public
from webapp.people.accounts.permissions import Action
from webapp.people.notices import digest_services, queries, rules
from webapp.people.notices.forms import DigestForm
from webapp.people.notices.models import ChannelKind

bp = Blueprint("digest", __name__, url_prefix="/digest")
TRIES, WINDOW = 40, 15 * 60


@bp.get("/")
@allow(Action.USE_OWN_ACCOUNT)
def index() -> Response:
    return _page(DigestForm())


@bp.post("/")
@allow(Action.USE_OWN_ACCOUNT)
def switch_on() -> Response:
    form = DigestForm(request.form)
    fine = did(
        form,
        lambda session: digest_services.switch_on(
            session, current(), kind=ChannelKind(form.kind.data), key=form.key.data, secret=form.secret.data
        ),
    )
    return page.done(url_for("digest.index")) if fine else _page(form)


@bp.post("/off")
@allow(Action.USE_OWN_ACCOUNT)
def switch_off() -> Response:
    return pressed(lambda session: digest_services.switch_off(session, current()), url_for("digest.index"))


@bp.get("/off/<id:wish_id>/<token>")
@public
def leaving(wish_id: str, token: str) -> Response:
    """Opened from the letter. Reading it changes nothing: mail programs open links by themselves."""
    throttle.hit(f"digest:{request.remote_addr}", TRIES, WINDOW)
    digest_services.wish_of_letter(db.session(), wish_id, token)
    return page.render("people/notices/digest_off.html", url=request.path, is_off=False)


@bp.post("/off/<id:wish_id>/<token>")
@public
def leave(wish_id: str, token: str) -> Response:
    throttle.hit(f"digest:{request.remote_addr}", TRIES, WINDOW)
    with db.transaction() as session:
        wish = digest_services.wish_of_letter(session, wish_id, token)
        digest_services.forget(session, wish.account_id)
    return page.render("people/notices/digest_off.html", url="", is_off=True)


def _page(form: DigestForm) -> Response:
    session, actor = db.session(), current()
    wish, last = queries.digest_of(session, actor.account_id), queries.last_letter(session, actor.account_id)
    words, values = rules.trouble(last.error) if last and last.error else ("", {})
    has_faults = form.errors or form.form_errors
    return page.render(
        "people/notices/digest.html", form=form, wish=wish, last=last, kinds=rules.KIND_WORDS,
        trouble=gettext(words, **values) if words else "", status=form.status if has_faults else 200,
    )  # fmt: skip
