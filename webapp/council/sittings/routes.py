"""One resolution: its wordings, its details, its withdrawal and its vote."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.web import page
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting
from webapp.council.sittings import page_queries, queries, resolution_services, sitting_services, vote_services
from webapp.council.sittings.forms import DetailForm, VoteForm, WordingForm
from webapp.council.sittings.models import Resolution, ResolutionKind, VoteWay
from webapp.council.sittings.resolution_rules import KIND_WORDS
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org

bp = Blueprint("resolutions", __name__, url_prefix="/councils/resolutions")


@bp.get("/<id:resolution_id>")
@allow(Action.HOLD_COUNCILS)
def show(resolution_id: str) -> Response:
    meeting, resolution = _row(resolution_id)
    return _page(meeting, resolution)


@bp.post("/<id:resolution_id>/wording")
@allow(Action.HOLD_COUNCILS)
def reword(resolution_id: str) -> Response:
    meeting, resolution = _row(resolution_id)
    form = WordingForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: resolution_services.reword(
            session, current(), meeting, resolution, line=form.line.data or "", after_id=form.after_id.data,
            id=form.id.data,
        ),
    )  # fmt: skip
    return _back(meeting, resolution) if fine else _page(meeting, resolution, wording=form, status=422)


@bp.post("/<id:resolution_id>/choice")
@allow(Action.HOLD_COUNCILS)
def choose(resolution_id: str) -> Response:
    meeting, resolution = _row(resolution_id)
    with db.transaction() as session:
        resolution_services.choose_wording(
            session, current(), meeting, resolution, wording_id=request.form.get("wording_id", "")
        )
    return _back(meeting, resolution)


@bp.post("/<id:resolution_id>/details")
@allow(Action.HOLD_COUNCILS)
def detail(resolution_id: str) -> Response:
    meeting, resolution = _row(resolution_id)
    form = _offered(DetailForm(request.form), meeting)
    fine = _fits(form, meeting, resolution) and form_posts.did(
        form, lambda session: resolution_services.detail(session, current(), meeting, resolution, **_given(form))
    )
    return _back(meeting, resolution) if fine else _page(meeting, resolution, details=form, status=422)


@bp.post("/<id:resolution_id>/withdrawal")
@allow(Action.HOLD_COUNCILS)
def withdraw(resolution_id: str) -> Response:
    meeting, resolution = _row(resolution_id)
    with db.transaction() as session:
        resolution_services.withdraw(session, current(), resolution)
    if meeting.has_met and not page.wants_fragment():
        return page.done(url_for("minutes.show", meeting_id=meeting.id))
    return _lines(meeting, resolution)


@bp.post("/<id:resolution_id>/restoration")
@allow(Action.HOLD_COUNCILS)
def restore(resolution_id: str) -> Response:
    meeting, resolution = _row(resolution_id)
    with db.transaction() as session:
        resolution_services.restore(session, current(), resolution)
    return _lines(meeting, resolution)


@bp.post("/<id:resolution_id>/final")
@allow(Action.HOLD_COUNCILS)
def finalise(resolution_id: str) -> Response:
    """For a line that lacked something when the meeting closed: its details as the page has them, and its number."""
    meeting, resolution = _row(resolution_id)
    form = _offered(DetailForm(request.form), meeting)
    fine = _fits(form, meeting, resolution) and form_posts.did(
        form, lambda session: sitting_services.settle(session, current(), meeting, resolution, **_given(form))
    )
    return page.done(url_for("minutes.show", meeting_id=meeting.id)) if fine else _page(
        meeting, resolution, details=form, status=422
    )  # fmt: skip


@bp.post("/votes/<id:meeting_id>/<id:line_id>")
@allow(Action.HOLD_COUNCILS)
def vote(meeting_id: str, line_id: str) -> Response:
    meeting = councils.get_meeting(db.session(), current(), meeting_id)
    line = councils.get_line(db.session(), meeting, line_id)
    form = VoteForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: vote_services.hold_vote(
            session, current(), meeting, line, question=form.question.data or "", way=VoteWay(form.way.data),
            hands=vote_services.Hands(
                form.votes_for.data or 0, form.votes_against.data or 0, form.abstained.data or 0
            ),
            reason=form.reason.data or "",
            resolution=_of(meeting, form.resolution_id.data),
            replaces=queries.get_vote(session, meeting, form.replaces_id.data) if form.replaces_id.data else None,
        ),
    )  # fmt: skip
    every = councils.agenda(db.session(), meeting.id)
    shown = page_queries.work(db.session(), current(), meeting, every, line)
    back = url_for("sittings.live", meeting_id=meeting.id, line=line.id)
    if fine:
        return page.done(back, "council/sittings/_votes.html", **shown, vote_form=VoteForm(question=line.title))
    return page.render(
        "council/sittings/vote.html", "council/sittings/_votes.html", status=422, **shown, vote_form=form, back=back
    )


def _row(resolution_id: str) -> tuple[CouncilMeeting, Resolution]:
    resolution = queries.get_resolution(db.session(), current(), resolution_id)
    return councils.get_meeting(db.session(), current(), resolution.meeting_id), resolution


def _of(meeting: CouncilMeeting, resolution_id: str | None) -> Resolution | None:
    found = queries.get_resolution(db.session(), current(), resolution_id) if resolution_id else None
    return found if found and found.meeting_id == meeting.id else None


def _page(
    meeting: CouncilMeeting,
    resolution: Resolution,
    *,
    wording: WordingForm | None = None,
    details: DetailForm | None = None,
    status: int = 200,
) -> Response:
    shown = page_queries.edit(db.session(), meeting, resolution)
    last = shown["standing"][-1]
    return page.render(
        "council/sittings/resolution.html", status=status, **shown, kind_words=KIND_WORDS,
        wording_form=wording or WordingForm(
            id=ids.new(), resolution_id=resolution.id, line=last.line, after_id=last.id
        ),
        detail_form=details or _offered(DetailForm(obj=resolution, kind=resolution.kind.value), meeting),
    )  # fmt: skip


def _offered(form: DetailForm, meeting: CouncilMeeting) -> DetailForm:
    people = [(party.id, party.name) for party in org.parties(db.session(), meeting.community_id, meeting.held_on)]
    form.verifier_id.offer([("", ""), *people])
    form.watcher_id.offer([("", ""), *people])
    return form


def _fits(form: DetailForm, meeting: CouncilMeeting, resolution: Resolution) -> bool:
    if not form.validate():
        return False
    wrong = resolution_services.wrong_details(db.session(), meeting, resolution, _given(form))
    for name, problem in wrong.items():
        form.fail(name, problem.said())
    return not wrong


def _given(form: DetailForm) -> dict[str, Any]:
    given = form.values
    texts = {name: given[name] or "" for name in ("acceptance", "funding", "later_month")}
    return {
        "kind": ResolutionKind(given["kind"]), "deadline": given["deadline"], "flags": list(given["flags"] or []),
        "verifier_id": given["verifier_id"] or None, "watcher_id": given["watcher_id"] or None, **texts,
    }  # fmt: skip


def _back(meeting: CouncilMeeting, resolution: Resolution) -> Response:
    if meeting.has_met:
        return page.done(url_for("resolutions.show", resolution_id=resolution.id))
    return page.done(url_for("sittings.live", meeting_id=meeting.id, line=resolution.line_id))


def _lines(meeting: CouncilMeeting, resolution: Resolution) -> Response:
    line = councils.get_line(db.session(), meeting, resolution.line_id)
    url = url_for("sittings.live", meeting_id=meeting.id, line=line.id)
    shown = page_queries.rows(db.session(), meeting, line)
    return page.done(url, "council/sittings/_lines.html", event="resolved", **shown)
