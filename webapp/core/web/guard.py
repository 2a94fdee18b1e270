"""What every answer and every change must satisfy, whichever slice it belongs to.

A change needs the session's token (form field or header) and must not come from another site; the sync
endpoint, whose stored bodies hold no token, is marked `@same_origin` and checked by its headers instead.
"""

import ipaddress
import socket
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Request, Response, current_app, g, request
from flask import session as web_session
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, SecurityError
from wtforms import Form
from wtforms.csrf.session import SessionCSRF

View = TypeVar("View", bound=Callable[..., Any])

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), camera=(self)",
}
PARTS = {"text/css", "text/javascript"}  # of a page, which has said all this already: half a kilobyte each at the door
DATA = "application/json"  # never a page, by `nosniff`: half a kilobyte less at every delivery of a phone


class TokenForm(Form):
    class Meta:
        csrf = True
        csrf_class = SessionCSRF
        csrf_time_limit = None

        @property
        def csrf_secret(self) -> bytes:
            return str(current_app.secret_key).encode()

        @property
        def csrf_context(self) -> Any:
            return web_session


MINT: Any = SessionCSRF()  # makes tokens without a form around each
MINT.form_meta = TokenForm.Meta()


class Token(NamedTuple):
    seed: str
    said: str
    field: Markup


def _token() -> Token:
    """Worked out once a request, for a page holds a dozen forms; anew when the session was emptied meanwhile."""
    kept: Token | None = g.get("csrf")
    if kept is None or kept.seed != web_session.get("csrf"):
        if "csrf" not in web_session:
            MINT.generate_csrf_token(None)
        kept = g.csrf = _minted(MINT.form_meta.csrf_secret, web_session["csrf"])
    return kept


@lru_cache(maxsize=4096)
def _minted(secret: bytes, seed: str) -> Token:
    """Of a session it is the same from page to page."""
    made = str(MINT.generate_csrf_token(None))
    return Token(seed, made, Markup('<input type="hidden" name="csrf_token" value="{}">').format(made))


def token() -> str:
    return _token().said


def token_field() -> Markup:
    return _token().field


def same_origin(view: View) -> View:
    view.same_origin = True  # type: ignore[attr-defined]
    return view


def by_key(view: View) -> View:
    """A machine shows a key of its own and has no session that another site could ride on."""
    view.by_key = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    app.before_request(_check)
    app.after_request(_add_headers)
    app.jinja_env.globals.update(csrf_token=token, csrf_field=token_field)


def _check() -> None:
    """All of it asks the request itself, not what stands for it: every name of it is a search for it first."""
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]
    _refuse_foreign_name(asked)
    _refuse_nul(asked)
    _check_change(asked)


def _refuse_foreign_name(asked: Request) -> None:
    """Without a list of hosts we answer to addresses and to this machine's own name: a page elsewhere can point a name
    of its own at us, never a number."""
    settings = current_app.config["SETTINGS"]
    if settings.hosts or settings.behind_proxy:
        return
    if not _is_ours(asked.host, settings.extra.get("site", "")):
        raise SecurityError


@lru_cache(maxsize=256)
def _is_ours(host: str, site: str) -> bool:
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    own = socket.gethostname().lower()
    ours = ("localhost", own, f"{own}.local", own.partition(".")[0], urlsplit(site).hostname)
    return name in ours or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _refuse_nul(asked: Request) -> None:
    """No keyboard types it, and PostgreSQL refuses it in any text."""
    if "\x00" in asked.path or b"%00" in asked.query_string or b"\x00" in asked.query_string:
        asked.view_args = None  # the page that says so must not look it up either
        raise BadRequest


def _check_change(asked: Request) -> None:
    if asked.method in ("GET", "HEAD", "OPTIONS"):
        return
    if not _from_here(asked):
        raise BadRequest
    view = current_app.view_functions.get(asked.endpoint or "")
    if view is None or getattr(view, "by_key", False):
        return
    if getattr(view, "same_origin", False):
        if not any(name in asked.headers for name in ("Sec-Fetch-Site", "Origin")):
            raise BadRequest
        return
    given = asked.headers.get("X-CSRF-Token") or asked.form.get("csrf_token", "")
    if not TokenForm(MultiDict({"csrf_token": given})).validate():
        raise BadRequest


def _from_here(asked: Request) -> bool:
    """Browsers say where a request began; one that says 'elsewhere' is refused, silence falls to the token."""
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = asked.headers.get("Origin")
    return origin is None or origin.split("://", 1)[-1] == asked.host


def _add_headers(response: Response) -> Response:
    if response.status_code == 304:
        return response  # of a page that has said all this already, and is kept with it
    kind = response.mimetype
    is_part = kind == DATA or (kind in PARTS and response.cache_control.immutable)
    given = {name.lower() for name, _ in response.headers}
    for name, value in HEADERS.items():
        if name.lower() not in given and (name == "X-Content-Type-Options" or not is_part):
            response.headers.add(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if kind == "text/html":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if "If-None-Match" in request.headers and response.get_etag()[0]:
            response.make_conditional(request)
    return response


def own_path(path: str | None) -> str:
    """Only a path of our own; `//evil` and `\\evil` are other people's."""
    safe = path and path.startswith("/") and not path.startswith(("//", "/\\")) and not set(path) & set("\r\n\\")
    return path if safe and path else "/"
