"""Anyone checks a paper: by the QR's link, or without network with a page kept on the phone."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from webapp.core.data import db
from webapp.core.paper import mail_merge
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import public
from webapp.volunteering.certificates import paper_services, queries, rules, services

bp = Blueprint("certificate_check", __name__, url_prefix="/c")

PER_ADDRESS, WINDOW = 40, 600


@bp.get("/<token>")
@public
def check(token: str) -> Response:
    """An unknown secret looks like a forged one, and costs as much to try: nothing can be counted through."""
    throttle.hit(f"check:{request.remote_addr}", PER_ADDRESS, WINDOW)
    try:
        found = queries.by_token(db.session(), token)
    except NotFound:
        return page.render("volunteering/certificates/check.html", shown=None, status=404, **_kit())
    shown = services.public_words(db.session(), found)
    return page.render("volunteering/certificates/check.html", shown=shown, kind_words=rules.KIND_WORDS, **_kit())


@bp.get("/")
@public
def kept() -> Response:
    """The same check without a server: the phone keeps this page and reads the code itself."""
    return page.render("volunteering/certificates/kept.html", **_kit())


@bp.get("/list")
@public
def ended() -> Response:
    response: Response = jsonify(_kit()["check_list"])
    response.headers["Cache-Control"] = "public, max-age=600"
    return response


@bp.get("/file")
@public
def file() -> Response:
    """One file that needs nothing: script, keys and list inside. For whoever stands at a counter without network."""
    scripts = "\n".join(paper_services.plain_script(name) for name in ("ed25519.js", "check.js"))
    content = mail_merge.template("volunteering/certificates/kit.html", script=scripts, **_kit())
    return page.attachment(content.encode(), "证书核验.html", "application/octet-stream")


def _kit() -> dict[str, Any]:
    return {"check_list": services.whole_check_list(db.session())}
