"""On paper: the code for whoever asked at a counter, their sheet, and the notice card for doors and boards."""

from typing import Any

from flask import Blueprint, Response, render_template, request

from webapp.centre.keeping.rules import GROUND_WORDS
from webapp.centre.rights import answer_services, notice_queries, queries, services
from webapp.core.data import db
from webapp.core.paper import pdf, qr
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import SHIFT, allow, current, proven
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import require_reach

bp = Blueprint("rights_papers", __name__, url_prefix="/rights")
SIZES = ("a6", "a4")  # a small card for a door, a sheet for the notice board


@bp.get("/requests/<id:request_id>/slip")
@allow(Action.TAKE_RIGHTS)
def slip(request_id: str) -> Response:
    """The code for whoever asked: only whoever took it down sees it, until it is answered."""
    row = queries.get_request(db.session(), current(), request_id)
    if row.taken_by != current().account_id or row.outcome is not None:
        raise NotFound
    code = services.code_for(row)
    address = site_address.link("my_information.receipt", code=code)
    found = queries.receipt(db.session(), row, clock.today())
    response = page.render(
        "centre/rights/slip.html", row=row, code=code, picture=qr.svg(address, "查询码"), found=found
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/requests/<id:request_id>/sheet.pdf")
@allow(Action.ANSWER_RIGHTS)
@proven(SHIFT)
def print_sheet(request_id: str) -> Response:
    """For who stands at the counter without a phone."""
    row = queries.get_request(db.session(), current(), request_id)
    with db.transaction() as session:
        sheet = answer_services.open_sheet(session, current(), row)
    html = render_template("centre/rights/sheet_paper.html", sheet=sheet, ground_words=GROUND_WORDS, code="")
    return page.attachment(pdf.render_pdf(html, title="我的信息"), "我的信息.pdf", "application/pdf", inline=True)


@bp.get("/notice-card/<id:unit_id>")
@allow(Action.TAKE_RIGHTS)
def notice_card(unit_id: str) -> Response:
    return page.render(_template(), **_card(unit_id))


@bp.get("/notice-card/<id:unit_id>.pdf")
@allow(Action.TAKE_RIGHTS)
def notice_paper(unit_id: str) -> Response:
    shown = _card(unit_id)
    title = f"{shown['at'].community}个人信息告知卡"
    content = pdf.render_pdf(render_template(_template(), **shown), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)


def _template() -> str:
    return f"centre/rights/notice_{_size()}.html"


def _size() -> str:
    return request.args["size"] if request.args.get("size") in SIZES else SIZES[0]


def _card(unit_id: str) -> dict[str, Any]:
    session = db.session()
    require_reach(session, current(), [unit_id])
    address = site_address.link("my_information.at", unit_id=unit_id)
    place = queries.place_of_unit(session, unit_id)
    return notice_queries.card(session, place) | {
        "code": qr.svg(address, "看存了您什么"), "unit_id": unit_id, "size": _size()
    }  # fmt: skip
