"""A judge's desk: declare, then score by keyboard, sheet by sheet; one stage is one grid of numbers."""

from typing import Any

from flask import Blueprint, Response, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.web import page
from webapp.core.web.errors import DomainError, NotFound
from webapp.core.web.requests import request
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.contest import judging_services, queries, rules
from webapp.volunteering.contest.forms import DeclarationForm
from webapp.volunteering.contest.models import Contest, ContestJudge, ContestStage

bp = Blueprint("judging", __name__, url_prefix="/judging")


@bp.get("/")
@allow(Action.JUDGE_CONTEST)
def index() -> Response:
    seats = queries.list_seats(db.session(), current())
    return page.render("volunteering/contest/seats.html", seats=seats, state_words=rules.STATE_WORDS)


@bp.get("/<id:contest_id>")
@allow(Action.JUDGE_CONTEST)
def show(contest_id: str) -> Response:
    seat = queries.get_seat(db.session(), current(), contest_id)
    return _desk(contest_id, DeclarationForm(relations=seat.relations))


@bp.post("/<id:contest_id>/declaration")
@allow(Action.JUDGE_CONTEST)
def declare(contest_id: str) -> Response:
    seat = queries.get_seat(db.session(), current(), contest_id)
    form = DeclarationForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: judging_services.declare(
            session, current(), seat, relations=str(form.relations.data),
            recuse_from=request.form.getlist("recuse"),
        ),
    )  # fmt: skip
    return page.done(url_for("judging.show", contest_id=contest_id)) if fine else _desk(contest_id, form, form.status)


@bp.get("/<id:contest_id>/stages/<id:stage_id>")
@allow(Action.JUDGE_CONTEST)
def stage(contest_id: str, stage_id: str) -> Response:
    return _sheet(contest_id, stage_id)


@bp.post("/<id:contest_id>/stages/<id:stage_id>")
@allow(Action.JUDGE_CONTEST)
def keep(contest_id: str, stage_id: str) -> Response:
    """Keeps every row; `lock` locks those that are complete, all at once or not at all."""
    seat, contest, found = _seat(contest_id, stage_id)
    lock = "lock" in request.form
    try:
        with db.transaction() as session:
            for nomination_id in _open_rows(seat, contest, found):
                scores = {line["key"]: _points(nomination_id, line["key"]) for line in _lines(contest)}
                if any(points is not None for points in scores.values()) or lock:
                    judging_services.keep_sheet(
                        session, current(), seat, found, nomination_id, scores=scores, lock=lock,
                        comment=request.typed(f"comment-{nomination_id}")[:300],
                    )  # fmt: skip
    except DomainError as refusal:
        return _sheet(contest_id, stage_id, refusal.sentence(), refusal.field, 422)
    return page.done(url_for("judging.stage", contest_id=contest_id, stage_id=stage_id))


def _points(nomination_id: str, key: str) -> int | None:
    """Blank is not yet; what is no whole number is out of range, and refused as such."""
    text = request.typed(f"{nomination_id}-{key}")
    if not text:
        return None
    return int(text) if text.isdecimal() and len(text) < 4 else -1


def _seat(contest_id: str, stage_id: str) -> tuple[ContestJudge, Contest, ContestStage]:
    seat = queries.get_seat(db.session(), current(), contest_id)
    found = next((one for one in queries.list_stages(db.session(), contest_id) if one.id == stage_id), None)
    if found is None:
        raise NotFound
    return seat, queries.contest_of_seat(db.session(), seat), found


def _lines(contest: Contest) -> list[dict[str, Any]]:
    return queries.get_criteria(db.session(), contest.criteria_id).lines


def _open_rows(seat: ContestJudge, contest: Contest, stage: ContestStage) -> list[str]:
    aside = queries.recused(db.session(), contest.id)
    locked = {
        sheet.nomination_id
        for sheet in queries.list_sheets(db.session(), contest.id, seat.id)
        if sheet.locked_at and sheet.stage_id == stage.id
    }
    nominees = [one.id for one in queries.list_nominations(db.session(), contest.id) if one.is_eligible]
    return [one for one in nominees if (seat.id, one) not in aside and one not in locked]


def _desk(contest_id: str, form: DeclarationForm, status: int = 200) -> Response:
    seat = queries.get_seat(db.session(), current(), contest_id)
    nominees = [one for one in queries.list_nominations(db.session(), contest_id) if one.is_eligible is not False]
    aside = {nominee for judge, nominee in queries.recused(db.session(), contest_id) if judge == seat.id}
    stages = queries.list_stages(db.session(), contest_id)
    sheets = [one for one in queries.list_sheets(db.session(), contest_id, seat.id) if one.locked_at is not None]
    return page.render(
        "volunteering/contest/desk.html",
        seat=seat, contest=queries.contest_of_seat(db.session(), seat), nominees=nominees,
        aside=aside, form=form, stages=stages, stage_words=rules.STAGE_WORDS,
        locked={stage.id: sum(1 for one in sheets if one.stage_id == stage.id) for stage in stages},
        wanted=sum(1 for one in nominees if one.is_eligible and one.id not in aside),
        status=status,
    )  # fmt: skip


def _sheet(contest_id: str, stage_id: str, wrong: str = "", row: str | None = None, status: int = 200) -> Response:
    seat, contest, found = _seat(contest_id, stage_id)
    sheets = {
        sheet.nomination_id: sheet
        for sheet in queries.list_sheets(db.session(), contest.id, seat.id)
        if sheet.stage_id == stage_id
    }
    aside = queries.recused(db.session(), contest.id)
    nominees = [
        one for one in queries.list_nominations(db.session(), contest.id)
        if one.is_eligible and (seat.id, one.id) not in aside
    ]  # fmt: skip
    return page.render(
        "volunteering/contest/sheet.html",
        contest=contest, stage=found, nominees=nominees, sheets=sheets, lines=_lines(contest),
        locked=[one for one, sheet in sheets.items() if sheet.locked_at],
        typed=request.form, wrong=wrong, wrong_row=row, stage_words=rules.STAGE_WORDS, status=status,
    )  # fmt: skip
