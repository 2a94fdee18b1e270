"""Answers: `render` for a page or its fragment, `done` after a change. Success and failure return the same fragment.
Where a page stands is asked here, too."""

from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, make_response, redirect, render_template
from htmx_flask import request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

VARIED = (("Vary", "HX-Request, Cookie"), ("Cache-Control", "private, no-cache"))


def render(
    page: str, fragment: str | None = None, *, status: int = 200, is_unlike: bool = False, **shown: Any
) -> Response:
    """The fragment for htmx, the whole page for a browser. The route names the fragment, never the request.
    `is_unlike`: no two are the same (a form's fresh id), so nobody can hold it already."""
    name = fragment if fragment and wants_fragment() else page
    shown.setdefault("has_errors", status == 422)  # the tab says it too, for who cannot see the red
    response = make_response(render_template(name, **shown), status)
    if status == 200 and not is_unlike and request.method in ("GET", "HEAD"):
        response.add_etag()  # of what is on the page: who has exactly this gets a 304, see guard
    return _varied(response)


def unchanged(tag: str) -> Response:
    """The browser has it already, by this ETag."""
    return Response(status=304, headers=[("ETag", tag), *VARIED])


def done(url: str, fragment: str | None = None, *, event: str | None = None, **shown: Any) -> Response:
    """After a write: htmx gets the fresh fragment (or is sent on), a browser a 303."""
    if not wants_fragment():
        return _varied(redirect(url, 303))  # type: ignore[arg-type]
    response = make_response(render_template(fragment, **shown) if fragment else "")
    if fragment is None:
        response.headers["HX-Redirect"] = quote(url, safe="/:?=&#%~")
    if event:
        response.headers["HX-Trigger"] = event
    return _varied(response)


def attachment(content: bytes, filename: str, mime: str, *, inline: bool = False) -> Response:
    response = make_response(content)
    way = "inline" if inline else "attachment"
    response.headers["Content-Type"] = mime
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(filename)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def picture(content: bytes) -> Response:
    """A JPEG whose address changes with its content: this browser keeps it, nobody in between does."""
    response = make_response(content)
    response.headers["Content-Type"] = "image/jpeg"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, max-age=604800, immutable"
    return response


def wants_fragment() -> bool:
    asked: Any = getattr(request, "htmx", None)
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def here() -> str:
    """The page somebody stands on, as an address that can be opened: a refused form is shown at one that may take
    nothing but the form, and 大字, English and a phone that opens its tab again go there by GET. Then it is the page
    the form was sent from, or else the nearest one above."""
    asked_only = isinstance(request.routing_exception, MethodNotAllowed)
    if (request.method in ("GET", "HEAD") and not asked_only) or opens(request.path):
        return request.full_path.rstrip("?")
    return asked_from() or above(request.path)


def asked_from() -> str:
    """The page of ours whose button was pressed, where it can be opened again."""
    told = urlsplit(request.referrer or "")
    if told.netloc != request.host or not opens(told.path):
        return ""
    return f"{told.path}?{told.query}" if told.query else told.path


def above(path: str) -> str:
    """An act is a noun below its page: /tools/mine/reservations stands on /tools/mine."""
    while path := path.rpartition("/")[0]:
        for page in (path, f"{path}/"):
            if opens(page):
                return page
    return "/"


def opens(path: str) -> bool:
    adapter = current_app.create_url_adapter(request)
    try:
        return bool(adapter and adapter.match(path, method="GET"))
    except HTTPException:
        return False


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(here=here)


def _varied(response: Response) -> Response:
    for name, value in VARIED:
        response.headers.setdefault(name, value)
    return response
