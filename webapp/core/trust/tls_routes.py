"""How a phone comes to trust this installation, and its authority's certificate to install. Public, no secrets."""

from flask import Blueprint, Response, abort

from webapp.core.trust import tls
from webapp.core.trust.tls_commands import tls_folder
from webapp.core.web import page

bp = Blueprint("trust", __name__)


@bp.get("/trust")
def show() -> Response:
    if not (tls_folder() / "authority.pem").exists():
        abort(404)
    return page.render("core/trust/show.html", fingerprint=tls.fingerprint(tls_folder()))


@bp.get("/trust/fullgrid.crt")
def certificate() -> Response:
    if not (tls_folder() / "authority.pem").exists():
        abort(404)
    return page.attachment(tls.authority_for_phones(tls_folder()), "fullgrid.crt", "application/x-x509-ca-cert")


for view in (show, certificate):
    setattr(view, "door", "public")  # noqa: B010  # the door's own word; accounts stand above core
