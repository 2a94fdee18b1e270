"""我们存了什么: for anybody, without signing in."""

from flask import Blueprint, Response

from webapp.accounts.access import public
from webapp.core import page
from webapp.keeping.rules import GROUND_WORDS
from webapp.keeping.table_rules import TABLE

bp = Blueprint("keeping", __name__)


@bp.get("/what-we-keep")
@public
def index() -> Response:
    return page.render("keeping/index.html", table=TABLE, ground_words=GROUND_WORDS)
