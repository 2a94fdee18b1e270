"""考核: the months of a community, what is checked and appealed, and figures about the rules themselves."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.centre.assessment import appeal_queries, figure_queries, period_queries, period_services, queries, rules
from webapp.centre.assessment.forms import AnswerForm, CheckForm
from webapp.centre.assessment.models import ScorePeriod
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.forms.per_row import PerRow
from webapp.core.time import clock
from webapp.core.time.reach import within_reach
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("assessment", __name__, url_prefix="/assessment")


@bp.get("/")
@allow(Action.SEE_ASSESSMENT)
def index() -> Response:
    session, actor = db.session(), current()
    months = rules.months_back(rules.month_of(clock.today()), 12)
    to_check = period_services.months_to_check(session, actor.community_id) if _runs() and actor.community_id else []
    return page.render(
        "centre/assessment/index.html", periods=period_queries.list_periods(session, actor), to_check=to_check,
        shares=figure_queries.shares(session, actor, months), months=months, state_words=rules.STATE_WORDS,
        spread=figure_queries.spread(session, actor, months[-1]), level_words=rules.LEVEL_WORDS,
        appeals=figure_queries.appeals(session, actor, months),
        fit=figure_queries.fits_satisfaction(session, actor, months),
    )  # fmt: skip


@bp.post("/periods")
@allow(Action.RUN_ASSESSMENT)
def begin_check() -> Response:
    actor, month = current(), _month(request.form.get("month", ""))
    with db.transaction() as session:
        period = period_services.begin_check(session, actor, actor.community_id or "", month)
    return page.done(url_for("assessment.period", period_id=period.id))


@bp.get("/periods/<id:period_id>")
@allow(Action.SEE_ASSESSMENT)
def period(period_id: str) -> Response:
    return _period(_found(period_id))


@bp.post("/periods/<id:period_id>/appeals-opening")
@allow(Action.RUN_ASSESSMENT)
def hear(period_id: str) -> Response:
    return _turn(period_id, period_services.hear_appeals)


@bp.post("/periods/<id:period_id>/confirmation")
@allow(Action.RUN_ASSESSMENT)
def confirm(period_id: str) -> Response:
    return _turn(period_id, period_services.confirm)


@bp.post("/periods/<id:period_id>/lock")
@allow(Action.RUN_ASSESSMENT)
def lock(period_id: str) -> Response:
    return _turn(period_id, period_services.lock)


@bp.post("/checks/<id:check_id>")
@allow(Action.RUN_ASSESSMENT)
def look_again(check_id: str) -> Response:
    actor, form = current(), CheckForm(request.form)
    check = period_queries.get_check(db.session(), actor, check_id)
    holds = form.holds.data == "yes"
    looked = form_posts.did(
        form, lambda session: period_services.look_again(session, actor, check, holds=holds, words=form.words.data)
    )
    if looked:
        return page.done(url_for("assessment.period", period_id=check.period_id))
    return _period(_found(check.period_id), check=form, at=check_id, status=form.status)


@bp.post("/appeals/<id:appeal_id>/answer")
@allow(Action.JUDGE_SCORE_APPEALS)
def answer(appeal_id: str) -> Response:
    actor, form = current(), AnswerForm(request.form)
    found = period_queries.get_appeal(db.session(), actor, appeal_id)
    _offer(form, appeal_queries.items_of(db.session(), _found(found.period_id), [found])[found.id])
    answered = form_posts.did(form, lambda session: period_services.answer(session, actor, found, **form.told))
    if answered:
        return page.done(url_for("assessment.period", period_id=found.period_id))
    return _period(_found(found.period_id), answer=form, at=appeal_id, status=form.status)


def _offer(form: AnswerForm, items: list[appeal_queries.Item]) -> None:
    form.about.offer([(one.key, one.words) for one in items])


def _answers(found: ScorePeriod, appeals: list[Any], sent: AnswerForm | None, at: str) -> PerRow[AnswerForm]:
    """Each with what its own worker's month has in it."""
    waiting = [row.ScoreAppeal for row in appeals if row.ScoreAppeal.finding is None]
    items = appeal_queries.items_of(db.session(), found, waiting) if waiting else {}
    return PerRow(AnswerForm, sent, at, dress=lambda form, key: _offer(form, items[key]))


def _runs() -> bool:
    return current().can(Action.RUN_ASSESSMENT)


def _month(typed: str) -> date:
    try:
        return within_reach(date.fromisoformat(typed + "-01"))
    except ValueError:
        raise NotFound from None


def _found(period_id: str) -> ScorePeriod:
    return period_queries.get_period(db.session(), current(), period_id)


def _turn(period_id: str, turn: Any) -> Response:
    actor, found = current(), _found(period_id)
    return form_posts.pressed(
        lambda session: turn(session, actor, found), url_for("assessment.period", period_id=period_id)
    )


def _period(
    found: ScorePeriod, *, check: CheckForm | None = None, answer: AnswerForm | None = None, at: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    session = db.session()
    appeals = period_queries.list_appeals(session, found)
    return page.render(
        "centre/assessment/period.html", period=found, status=status, looks=PerRow(CheckForm, check, at),
        answers=_answers(found, appeals, answer, at), workers=period_queries.workers_of(session, found),
        results=period_queries.results_of(session, found),
        checks=period_queries.list_checks(session, found), appeals=appeals,
        names=accounts.names_of(session, {found.checked_by, found.confirmed_by}), state_words=rules.STATE_WORDS,
        pay_paper=queries.pay_paper(session), level_words=rules.LEVEL_WORDS,
        may_confirm=period_services.may_confirm(session, found),
        finding_words=rules.FINDING_WORDS, deed_words=rules.DEED_WORDS,
    )  # fmt: skip
