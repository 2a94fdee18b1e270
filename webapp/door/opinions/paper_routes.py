"""Papers of a round: the sheet of a building to be signed, slips with codes, the result."""

from typing import Any

from flask import Blueprint, Response, render_template

from webapp.core.data import db
from webapp.core.paper import pdf, qr
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.door.opinions import (
    answer_queries,
    code_services,
    desk_queries,
    gate_rules,
    queries,
    result_queries,
    result_rules,
    rules,
)
from webapp.door.opinions.models import OpinionRound, RoundLine, Standing
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("opinion_papers", __name__, url_prefix="/opinions/<id:round_id>")


@bp.get("/buildings/<id:building_id>/sheet")
@allow(Action.COLLECT_OPINIONS)
def sheet(round_id: str, building_id: str) -> Response:
    return page.render("door/opinions/sheet.html", **_sheet(round_id, building_id))


@bp.get("/buildings/<id:building_id>/sheet.pdf")
@allow(Action.COLLECT_OPINIONS)
def sheet_pdf(round_id: str, building_id: str) -> Response:
    shown = _sheet(round_id, building_id)
    title = f"{shown['place']} 征求意见表"
    content = pdf.render_pdf(render_template("door/opinions/sheet.html", **shown), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)


@bp.post("/buildings/<id:building_id>/slips")
@allow(Action.COLLECT_OPINIONS)
def slips(round_id: str, building_id: str) -> Response:
    """A slip for every household that has not answered; the codes are shown here and nowhere else."""
    asked, lines = _reached(round_id, building_id)
    waiting = [one for one in lines if one.ballot_id is None and one.standing is not Standing.EMPTY]
    with db.transaction() as session:
        codes = code_services.make_codes(session, current(), asked, waiting)
    url = site_address.link("answers.ask")
    shown = [
        (one, code_services.in_fours(code), qr.svg(f"{url}?code={code}", "扫码答复"))
        for one, code in zip(waiting, codes, strict=True)
    ]
    title = f"{desk_queries.name_of(session, building_id)} 答复码"
    html = render_template(
        "door/opinions/slips.html", asked=asked, slips=shown, url=_said(url), title=title,
        community=answer_queries.community(session, asked),
    )  # fmt: skip
    return page.attachment(pdf.render_pdf(html, title=title), f"{title}.pdf", "application/pdf")


@bp.get("/paper")
@allow(Action.SEE_OPINIONS)
def result(round_id: str) -> Response:
    return page.render("door/opinions/result_paper.html", **_result(round_id))


@bp.get("/paper.pdf")
@allow(Action.SEE_OPINIONS)
def result_pdf(round_id: str) -> Response:
    shown = _result(round_id)
    title = f"{shown['asked'].title} 征求意见结果"
    content = pdf.render_pdf(render_template("door/opinions/result_paper.html", **shown), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)


def _said(url: str) -> str:
    """As somebody types it."""
    return url.split("//")[-1].rstrip("/")


def _reached(round_id: str, building_id: str) -> tuple[OpinionRound, list[RoundLine]]:
    asked = queries.get_round(db.session(), current(), round_id)
    lines = result_queries.lines_of(db.session(), current(), asked, building_id)
    if not lines:
        raise NotFound
    return asked, lines


def _sheet(round_id: str, building_id: str) -> dict[str, Any]:
    asked, lines = _reached(round_id, building_id)
    session = db.session()
    return {
        "asked": asked, "lines": lines, "place": desk_queries.name_of(session, building_id), "building_id": building_id,
        "questions": queries.questions_of(session, asked), "community": answer_queries.community(session, asked),
        "land_words": rules.LAND_WORDS, "closes": clock.local(asked.closes_at),
    }  # fmt: skip


def _result(round_id: str) -> dict[str, Any]:
    session = db.session()
    asked = queries.get_round(session, current(), round_id)
    if not asked.is_counted:
        raise NotFound
    return {
        "asked": asked, "rows": result_queries.rows_of(asked), "columns": result_rules.COLUMNS,
        "column_words": result_rules.COLUMN_WORDS, "gate": result_queries.gate_of(session, asked),
        "said": result_queries.answers_of(session, asked), "share_words": gate_rules.SHARE_WORDS,
        "basis": gate_rules.BASIS, "community": answer_queries.community(session, asked),
        "tenants": asked.result["tenants"], "extensions": queries.extensions_of(session, asked),
        "land_words": rules.LAND_WORDS, "standing_words": rules.STANDING_WORDS,
        "counted": clock.local(asked.counted_at or clock.now()),
    }  # fmt: skip
