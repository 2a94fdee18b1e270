"""The A5 card beside each street door of a building, as a page and as one PDF."""

from typing import Any

from flask import Blueprint, Response, render_template

from webapp.core.data import db
from webapp.core.paper import pdf, qr
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.directory import queries
from webapp.register.register import queries as register

bp = Blueprint("door_cards", __name__, url_prefix="/register/buildings")


@bp.get("/<id:building_id>/door-cards")
@allow(Action.SEE_REGISTER)
def show(building_id: str) -> Response:
    return page.render("register/directory/cards.html", **_cards(building_id))


@bp.get("/<id:building_id>/door-cards.pdf")
@allow(Action.SEE_REGISTER)
def paper(building_id: str) -> Response:
    shown = _cards(building_id)
    title = f"{shown['building'].label} 我的网格员"
    content = pdf.render_pdf(render_template("register/directory/cards.html", **shown), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)


def _cards(building_id: str) -> dict[str, Any]:
    """One card an entrance; the code holds the entrance's own id, so a card outlives renames and moves."""
    session, actor, today = db.session(), current(), clock.today()
    building = register.get_building(session, actor, building_id)
    cards = []
    for entrance in register.list_entrances(session, actor, building_id):
        address = site_address.link("directory.door", token=entrance.token)
        cards.append((queries.by_token(session, entrance.token, today), qr.svg(address, "我的网格员")))
    return {"building": building, "cards": cards, "month": f"{today.year} 年 {today.month} 月印"}
