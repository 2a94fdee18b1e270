"""One line that finds everything; Ctrl+K or / opens it over any page of the desk."""

from typing import Any

from flask import Blueprint, Response, request

from webapp.centre.dashboards.page_forms import entries_of
from webapp.centre.search import queries, rules
from webapp.core.data import db
from webapp.core.text import cleaning
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, note_reading
from webapp.people.accounts.permissions import Action

bp = Blueprint("search", __name__)
MOST = 40


@bp.get("/search")
@allow(Action.USE_OWN_ACCOUNT)
def index() -> Response:
    words = cleaning.fold(request.args.get("q", ""))[:MOST]
    shown: dict[str, Any] = {"q": words, "pages": rules.pages(entries_of(current()), words)}
    shown["groups"] = queries.search(db.session(), current(), words) if words else []
    fragment = "centre/search/_found.html" if "q" in request.args else "centre/search/_palette.html"
    answer = page.render("centre/search/index.html", fragment, **shown)
    for kind, row_ids in [seen for group in shown["groups"] for seen in group.people.items()]:
        note_reading("read_search", kind, row_ids, is_list=True)
    return answer
