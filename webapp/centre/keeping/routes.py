"""我们存了什么: for anybody, without signing in."""

from flask import Blueprint, Response

from webapp.centre.keeping.rules import GROUND_WORDS
from webapp.centre.keeping.table_rules import TABLE
from webapp.core.web import page
from webapp.people.accounts.access import public

bp = Blueprint("keeping", __name__)


@bp.get("/what-we-keep")
@public
def index() -> Response:
    return page.render("centre/keeping/index.html", table=TABLE, ground_words=GROUND_WORDS)
