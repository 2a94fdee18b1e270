"""From desk to phone: the address as a QR code, and what this address can and cannot do on a phone."""

import segno
from flask import Blueprint, Response, request

from webapp.core.trust import tls
from webapp.core.trust.tls_commands import tls_folder
from webapp.core.web import page
from webapp.people.accounts.access import public

bp = Blueprint("phone", __name__)


@bp.get("/phone")
@public
def show() -> Response:
    """`own`: the certificate is our authority's; a real domain behind a proxy needs no step but the second."""
    name, _, port = request.host.partition(":")
    if name in ("localhost", "127.0.0.1"):
        name = tls.own_addresses("0.0.0.0")[0]  # noqa: S104 — the address a phone would use
    own = request.is_secure and (tls_folder() / "authority.pem").exists()
    where = f"{name}:{port}" if port else name
    url = f"{request.scheme}://{where}/{'trust' if own else ''}"
    code = segno.make(url).svg_inline(omitsize=True)
    return page.render("centre/sync/phone.html", url=url, own=own, secure=request.is_secure, code=code)
