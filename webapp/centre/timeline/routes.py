"""网格时光机: a day, a place, and what has changed since."""

from typing import Any

from flask import Blueprint, Response, request

from webapp.centre.overview.level_queries import get_level
from webapp.centre.timeline import compare_queries, queries, rules
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.register.boundaries.forms import ORDER_WORDS
from webapp.register.register import queries as register

bp = Blueprint("timeline", __name__, url_prefix="/timeline")


@bp.get("")
@allow(Action.SEE_OVERVIEW)
def index() -> Response:
    return _show("")


@bp.get("/<id:unit_id>")
@allow(Action.SEE_OVERVIEW)
def show(unit_id: str) -> Response:
    return _show(unit_id)


def _show(unit_id: str) -> Response:
    session, day = db.session(), rules.day_of(request.args.get("on", ""), clock.today())
    level = get_level(session, current(), unit_id)
    then = queries.stood(session, level, day)
    compared: dict[str, Any] = {} if then is None else {
        "visits": compare_queries.visits(session, level, then, day),
        "cases": compare_queries.cases(session, level, then, day),
    }  # fmt: skip
    return page.render(
        "centre/timeline/index.html", level=level, day=day, then=then, today_day=clock.today(),
        orders=compare_queries.orders_since(session, level, day), order_words=ORDER_WORDS,
        came_from=[] if then else org.predecessors(session, level.unit.id), named=queries.NAMED, **compared,
    )  # fmt: skip


@bp.get("/doors/<id:entrance_id>")
@allow(Action.SEE_OVERVIEW)
def door(entrance_id: str) -> Response:
    """Which grid a street door lay in, from its first day to this one, and on the day asked for."""
    session, day = db.session(), rules.day_of(request.args.get("on", ""), clock.today())
    entrance = register.get_entrance(session, current(), entrance_id)
    placements = register.list_placements(session, entrance)
    names = {one.grid_id: org.name_on(session, one.grid_id, one.valid_from) for one in placements}
    then = register.grid_on(session, entrance.id, day)
    return page.render(
        "centre/timeline/door.html", entrance=entrance, placements=placements, names=names, day=day,
        then=org.name_on(session, then, day) if then else "", building=register.get_building(
            session, current(), entrance.building_id),
    )  # fmt: skip
