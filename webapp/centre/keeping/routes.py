"""我们存了什么: for anybody, without signing in."""

from typing import Any

from flask import Blueprint, Response

from webapp.centre.keeping.rules import GROUND_WORDS, Keep
from webapp.centre.keeping.table_rules import TABLE
from webapp.core.data import db
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import page
from webapp.people.accounts.access import public
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import SETTINGS, Name

bp = Blueprint("keeping", __name__)


@bp.get("/what-we-keep")
@public
def index() -> Response:
    days = settings.values(db.session())
    decided = {keep.what: _decided(keep, days) for keep in TABLE}
    return page.render("centre/keeping/index.html", table=TABLE, ground_words=GROUND_WORDS, decided=decided)


def _decided(keep: Keep, days: dict[Name, Any]) -> list[dict[str, str]]:
    """Where the district chose other days than the sentence of the table says."""
    names = dict.fromkeys(purge.setting for purge in keep.purges if purge.setting)
    return [
        {"term": gettext(SETTINGS[name].label), "value": gettext(N_("本区定为 %(days)s 天"), days=days[name])}
        for name in names
        if days[name] != SETTINGS[name].default
    ]
