"""The hall on paper: the sheet to sign, and the record of votes."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, render_template
from sqlmodel import Session

from webapp.accounts.access import allow, current
from webapp.accounts.permissions import Action
from webapp.accounts.scope import Actor
from webapp.core import db, page
from webapp.core.errors import NotFound
from webapp.councils import page_queries
from webapp.councils import queries as councils
from webapp.councils.models import CouncilMeeting
from webapp.sittings import paper_queries

Gather = Callable[[Session, Actor, CouncilMeeting], dict[str, Any]]
PAPERS: dict[str, tuple[str, str, Gather]] = {
    "notice": ("会议通知", "councils/notice.html", page_queries.meeting),
    "sign-in": ("签到表", "sittings/sign_in_sheet.html", lambda session, _, met: paper_queries.sheet(session, met)),
    "votes": ("表决记录", "sittings/votes_paper.html", lambda session, _, met: paper_queries.votes(session, met)),
}
bp = Blueprint("hall_papers", __name__, url_prefix="/councils/meetings/<id:meeting_id>/papers")


@bp.get("/sign-in")
@allow(Action.SEE_COUNCILS)
def sign_in(meeting_id: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    return page.render("sittings/sign_in_sheet.html", **paper_queries.sheet(db.session(), meeting))


@bp.get("/votes")
@allow(Action.SEE_COUNCILS)
def votes(meeting_id: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    return page.render("sittings/votes_paper.html", **paper_queries.votes(db.session(), meeting))


@bp.get("/<name>.pdf")
@allow(Action.SEE_COUNCILS)
def pdf(meeting_id: str, name: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    if name not in PAPERS:
        raise NotFound
    from webapp.core.pdf import render_pdf

    words, template, gather = PAPERS[name]
    title = f"{words} {meeting.held_on}"
    content = render_pdf(render_template(template, **gather(db.session(), current(), meeting)), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)
