"""/help: open to everybody, for there is nothing in it about anybody."""

from functools import lru_cache

from flask import Blueprint, Response, request, send_from_directory, url_for

from webapp.centre.guide import queries, rules
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import current_or_none, public

bp = Blueprint("guide", __name__, url_prefix="/help")
MOST = 40


@bp.get("/")
@public
def index() -> Response:
    words = request.args.get("q", "").strip()[:MOST]
    person = current_or_none()
    order = rules.order(hat.role for hat in person.hats) if person else list(rules.CHAPTERS)
    return page.render(
        "centre/guide/index.html", "centre/guide/_found.html", q=words, found=queries.find(words),
        chapters=queries.chapters(), order=order, names=rules.CHAPTERS,
    )  # fmt: skip


@bp.get("/<name>")
@public
def show(name: str) -> Response:
    if name not in rules.CHAPTERS:
        raise NotFound
    return page.render("centre/guide/show.html", name=name, title=rules.CHAPTERS[name], parts=queries.chapters()[name])


@bp.get("/pictures/<name>")
@public
def picture(name: str) -> Response:
    return send_from_directory(queries.PICTURES, name, max_age=86400)


@bp.app_context_processor
def frame() -> dict[str, str]:
    """Where this page is explained; nothing where the guide is silent."""
    return {"how_url": _explained(request.endpoint or "", request.script_root) if request else ""}


@lru_cache(maxsize=4096)
def _explained(endpoint: str, script_root: str) -> str:
    one = queries.anchors().get(rules.paragraph_of(endpoint))
    return url_for("guide.show", name=one.chapter, _anchor=one.anchor) if one else ""
