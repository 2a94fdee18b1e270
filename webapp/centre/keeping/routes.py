"""我们存了什么: for anybody, without signing in."""

from flask import Blueprint, Response

from webapp.centre.keeping import queries
from webapp.centre.keeping.rules import GROUND_WORDS
from webapp.centre.keeping.table_rules import TABLE
from webapp.core.data import db
from webapp.core.web import page
from webapp.people.accounts.access import public

bp = Blueprint("keeping", __name__)


@bp.get("/what-we-keep")
@public
def index() -> Response:
    decided = queries.decided_otherwise(db.session(), TABLE)
    return page.render("centre/keeping/index.html", table=TABLE, ground_words=GROUND_WORDS, decided=decided)
