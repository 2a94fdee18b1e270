"""The hall on paper: the sheet to sign, and the record of votes."""

from flask import Blueprint, Response, render_template

from webapp.accounts.access import allow, current
from webapp.accounts.permissions import Action
from webapp.core import db, page
from webapp.core.errors import NotFound
from webapp.councils import queries as councils
from webapp.sittings import paper_queries

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
    told = {"sign-in": ("签到表", paper_queries.sheet), "votes": ("表决记录", paper_queries.votes)}.get(name)
    if told is None:
        raise NotFound
    from webapp.core.pdf import render_pdf

    words, gather = told
    template = "sittings/sign_in_sheet.html" if name == "sign-in" else "sittings/votes_paper.html"
    title = f"{words} {meeting.held_on}"
    content = render_pdf(render_template(template, **gather(db.session(), meeting)), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)
