"""A sitting's papers: the sheet to sign and the record of votes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template
from sqlmodel import Session

from webapp.core.data import db
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.council.councils import page_queries
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting
from webapp.council.sittings import paper_queries
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor

Gather = Callable[[Session, Actor, CouncilMeeting], dict[str, Any]]
PAPERS: dict[str, tuple[str, str, Gather]] = {
    "notice": ("会议通知", "council/councils/notice.html", page_queries.meeting),
    "sign-in": (
        "签到表",
        "council/sittings/sign_in_sheet.html",
        lambda session, _, met: paper_queries.sheet(session, met),
    ),
    "votes": (
        "表决记录",
        "council/sittings/votes_paper.html",
        lambda session, _, met: paper_queries.votes(session, met),
    ),
}
bp = Blueprint("hall_papers", __name__, url_prefix="/councils/meetings/<id:meeting_id>/papers")


@bp.get("/sign-in")
@allow(Action.SEE_COUNCILS)
def sign_in(meeting_id: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    return page.render("council/sittings/sign_in_sheet.html", **paper_queries.sheet(db.session(), meeting))


@bp.get("/votes")
@allow(Action.SEE_COUNCILS)
def votes(meeting_id: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    return page.render("council/sittings/votes_paper.html", **paper_queries.votes(db.session(), meeting))


@bp.get("/<name>.pdf")
@allow(Action.SEE_COUNCILS)
def pdf(meeting_id: str, name: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    if name not in PAPERS:
        raise NotFound
    from webapp.core.paper.pdf import render_pdf

    words, template, gather = PAPERS[name]
    title = f"{words} {meeting.held_on}"
    content = render_pdf(render_template(template, **gather(db.session(), current(), meeting)), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)
