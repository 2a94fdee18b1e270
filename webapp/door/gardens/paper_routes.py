"""Papers of a garden: the plan on A3, an agreement to sign, the names on the beds."""

import base64
from typing import Any

from flask import Blueprint, Response, render_template

from webapp.casework.photos.queries import read_bytes
from webapp.core.data import db
from webapp.core.paper import pdf, qr
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.door.gardens import picture_services, queries, rules
from webapp.door.opinions.rules import LAND_WORDS
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

JANUARY, JULY = 1, 7
bp = Blueprint("garden_papers", __name__, url_prefix="/gardens/<id:garden_id>")


@bp.get("/plan.pdf")
@allow(Action.SEE_GARDENS)
def plan(garden_id: str) -> Response:
    return _paper("door/gardens/plan_paper.html", "微花园平面图", _garden(garden_id))


@bp.get("/signs.pdf")
@allow(Action.KEEP_GARDENS)
def signs(garden_id: str) -> Response:
    """Keepers' names only where they agreed; the code opens the bed's page."""
    shown = _garden(garden_id)
    shown["signs"] = [
        (bed, qr.svg(site_address.link("beds.bed", token=bed.plot.token), "记一次养护")) for bed in shown["beds"]
    ]
    return _paper("door/gardens/signs.html", "微花园名牌", shown)


@bp.get("/plots/<id:plot_id>/agreement.pdf")
@allow(Action.KEEP_GARDENS)
def agreement(garden_id: str, plot_id: str) -> Response:
    shown = _garden(garden_id)
    plot = queries.get_plot(db.session(), shown["garden"], plot_id)
    shown["bed"] = next(bed for bed in shown["beds"] if bed.plot.id == plot.id)
    if shown["bed"].keeping is None:
        raise NotFound
    days = queries.seasons(db.session(), plot.community_id)
    shown |= {"summer": days[JULY], "winter": days[JANUARY]}
    return _paper("door/gardens/agreement.html", f"认养约定 {plot.number}号", shown)


def _garden(garden_id: str) -> dict[str, Any]:
    session = db.session()
    garden = queries.get_garden(session, current(), garden_id)
    picture = picture_services.picture_of(session, garden)
    return {
        "garden": garden, "beds": queries.beds(session, garden, clock.today()), "land_words": LAND_WORDS,
        "community": queries.community_of(session, garden), "status_words": rules.STATUS_WORDS,
        "building": queries.building_of(session, garden), "day": clock.chinese_day(clock.today()),
        "picture": _inline(read_bytes(picture)) if picture else "",
    }  # fmt: skip


def _inline(content: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(content).decode()


def _paper(template: str, title: str, shown: dict[str, Any]) -> Response:
    name = f"{shown['garden'].name} {title}"
    content = pdf.render_pdf(render_template(template, title=name, **shown), title=name)
    return page.attachment(content, f"{name}.pdf", "application/pdf", inline=True)
