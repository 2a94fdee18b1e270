"""我的网格员, for anybody at any door."""

import re

from flask import Blueprint, Response, request

from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import public
from webapp.people.org import queries as org
from webapp.people.org.models import UnitKind
from webapp.register.directory import queries

bp = Blueprint("directory", __name__)
LOOKS = (120, 600)
CODE = re.compile(r"[\w-]{1,24}", re.ASCII)


@bp.app_template_global()
def door_code() -> str | None:
    """Of the street door at which a resident's page was opened (`?door=`): it leads back there, and hands it on."""
    code = request.args.get("door", "")
    return code if CODE.fullmatch(code) else None


@bp.get("/who")
@public
def index() -> Response:
    """By address, or step by step on the list; no script needed."""
    _slow_down()
    words = request.args.get("q", "")[:40]
    unit_id = request.args.get("unit", "")
    if unit_id and not ids.is_id(unit_id):
        raise NotFound
    way, choices = queries.steps(db.session(), unit_id or None, clock.today())
    doors = queries.doors(db.session(), words) if words else []
    return page.render("register/directory/index.html", q=words, doors=doors, way=way, choices=choices)


@bp.get("/who/grids/<id:grid_id>")
@public
def grid(grid_id: str) -> Response:
    _slow_down()
    found = org.unit(db.session(), grid_id)
    if found.kind is not UnitKind.GRID or not found.is_open(clock.today()):
        raise NotFound
    return page.render(
        "register/directory/show.html", answer=queries.answer(db.session(), found, clock.today()), token=""
    )


@bp.get("/door/<token>")
@public
def door(token: str) -> Response:
    """What the code beside the street door opens."""
    _slow_down()
    found = queries.by_token(db.session(), token[:24], clock.today())
    response = page.render("register/directory/show.html", answer=found, token=token)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _slow_down() -> None:
    throttle.hit(f"who:{request.remote_addr}", *LOOKS)
