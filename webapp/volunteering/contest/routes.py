"""The centre's side: criteria, the contest step by step, judges, objections, decision."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.publicity import queries as publicity
from webapp.casework.publicity import services as notices
from webapp.casework.publicity.forms import AnswerForm, answers_of
from webapp.casework.publicity.models import NoticeKind
from webapp.casework.publicity.rules import FINDING_WORDS
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.forms.per_row import PerRow
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.contest import judging_services, queries, rules, services
from webapp.volunteering.contest.forms import ContestForm, CriteriaForm, ExcuseForm, SeatForm, WithdrawalForm

bp = Blueprint("contest", __name__, url_prefix="/contest")


@bp.get("/")
@allow(Action.SEE_CONTEST)
def index() -> Response:
    contests = queries.list_contests(db.session(), current())
    return page.render("volunteering/contest/index.html", contests=contests, state_words=rules.STATE_WORDS)


@bp.get("/criteria")
@allow(Action.RUN_CONTEST)
def criteria() -> Response:
    lines = "\n".join(f"{name} {weight}" for name, weight in rules.DEFAULT_LINES)
    return _criteria(CriteriaForm(lines=lines, valid_from=clock.today()))


@bp.post("/criteria")
@allow(Action.RUN_CONTEST)
def make_criteria() -> Response:
    form = CriteriaForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: services.make_criteria(
            session, current(), unit_id=current().hats[0].unit_id, name=str(form.name.data), lines=form.pairs,
            valid_from=form.valid_from.data, id=form.once.data,
        ),
    )  # fmt: skip
    return page.done(url_for("contest.criteria")) if fine else _criteria(form, form.status)


@bp.get("/new")
@allow(Action.RUN_CONTEST)
def new() -> Response:
    shares = {"written": 20, "practice": 30, "defence": 20, "visit": 30}
    return _new(ContestForm(year=clock.today().year, title="金牌网格员", quota=20, **shares))


@bp.post("/")
@allow(Action.RUN_CONTEST)
def open_contest() -> Response:
    form = _offered(ContestForm(request.form))
    made = form_posts.attempt(
        form,
        lambda session: services.open_contest(
            session, current(), unit_id=current().hats[0].unit_id, year=int(form.year.data or 0),
            name=str(form.name.data), title=str(form.title.data), quota=int(form.quota.data or 0),
            criteria_id=str(form.criteria_id.data), closes_on=form.closes_on.data, stages=form.stages,
        ),
    )  # fmt: skip
    return page.done(url_for("contest.show", contest_id=made.id)) if made else _new(form, form.status)


@bp.get("/<id:contest_id>")
@allow(Action.SEE_CONTEST)
def show(contest_id: str) -> Response:
    return _shown(contest_id, SeatForm())


@bp.post("/<id:contest_id>/judges")
@allow(Action.RUN_CONTEST)
def seat(contest_id: str) -> Response:
    contest = queries.get_contest(db.session(), current(), contest_id)
    form = SeatForm(request.form)
    people = dict(queries.list_possible_judges(db.session(), current()))
    form.account_id.offer(list(people.items()))
    chosen = str(form.account_id.data)
    fine = form_posts.did(
        form,
        lambda session: services.seat_judge(session, current(), contest, account_id=chosen, name=people[chosen]),
    )
    return page.done(url_for("contest.show", contest_id=contest_id)) if fine else _shown(contest_id, form, form.status)


@bp.post("/<id:contest_id>/judges/<id:judge_id>/removal")
@allow(Action.RUN_CONTEST)
def excuse(contest_id: str, judge_id: str) -> Response:
    contest, form = queries.get_contest(db.session(), current(), contest_id), ExcuseForm(request.form)

    def act(session: Any) -> None:
        judging_services.excuse_judge(session, current(), contest, judge_id, reason=form.why.data or "")

    if form_posts.did(form, act, at="why"):
        return page.done(url_for("contest.show", contest_id=contest_id))
    return _shown(contest_id, SeatForm(), form.status, excuse_form=form, at=judge_id)


@bp.post("/<id:contest_id>/judging")
@allow(Action.RUN_CONTEST)
def start_judging(contest_id: str) -> Response:
    return _step(contest_id, lambda session, contest: services.start_judging(session, current(), contest))


@bp.post("/<id:contest_id>/tally")
@allow(Action.RUN_CONTEST)
def tally(contest_id: str) -> Response:
    return _step(contest_id, lambda session, contest: judging_services.tally(session, current(), contest))


@bp.post("/<id:contest_id>/publication")
@allow(Action.RUN_CONTEST)
def publish(contest_id: str) -> Response:
    return _step(contest_id, lambda session, contest: judging_services.publish(session, current(), contest))


@bp.post("/<id:contest_id>/decision")
@allow(Action.RUN_CONTEST)
def decide(contest_id: str) -> Response:
    def act(session: Any, contest: Any) -> None:
        for award in judging_services.decide(session, current(), contest):
            judging_services.issue_certificate(session, current(), award)

    return _step(contest_id, act)


@bp.post("/objections/<id:objection_id>")
@allow(Action.RUN_CONTEST)
def answer(objection_id: str) -> Response:
    objection, notice = publicity.get_objection(db.session(), current(), objection_id)
    form = _answer(notice.subject_id, request.form)

    def act(session: Any) -> None:
        notices.answer(
            session, current(), objection, notice, finding=form.found, answer=str(form.answer.data),
            about_id=form.about_id.data,
        )  # fmt: skip

    if form_posts.did(form, act):
        return page.done(url_for("contest.show", contest_id=notice.subject_id))
    return _shown(notice.subject_id, SeatForm(), 422, form, objection_id)


@bp.get("/awards/<id:award_id>")
@allow(Action.RUN_CONTEST)
def award(award_id: str) -> Response:
    return _award(award_id, WithdrawalForm())


@bp.post("/awards/<id:award_id>/withdrawal")
@allow(Action.RUN_CONTEST)
def withdraw(award_id: str) -> Response:
    found = queries.get_award(db.session(), current(), award_id)
    form = WithdrawalForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: judging_services.withdraw_award(
            session, current(), found, reason=str(form.reason.data), document=str(form.document.data)
        ),
    )
    return page.done(url_for("contest.award", award_id=award_id)) if fine else _award(award_id, form, form.status)


def _criteria(form: CriteriaForm, status: int = 200) -> Response:
    sets = queries.list_criteria(db.session(), current())
    return page.render("volunteering/contest/criteria.html", form=form, sets=sets, status=status)


def _offered(form: ContestForm) -> ContestForm:
    form.criteria_id.offer([(one.id, one.name) for one in queries.list_criteria(db.session(), current())])
    return form


def _new(form: ContestForm, status: int = 200) -> Response:
    return page.render("volunteering/contest/new.html", form=_offered(form), status=status)


def _step(contest_id: str, act: Callable[[Any, Any], Any]) -> Response:
    contest = queries.get_contest(db.session(), current(), contest_id)
    form = SeatForm()
    if form_posts.tried(form, lambda session: act(session, contest)):
        return page.done(url_for("contest.show", contest_id=contest_id))
    return _shown(contest_id, form, 422)


def _winners(contest_id: str) -> list[tuple[str, str]]:
    return [(one.id, one.name) for result, one in queries.list_results(db.session(), contest_id) if result.is_winner]


def _answer(contest_id: str, given: Any) -> AnswerForm:
    form = AnswerForm(given)
    form.offer(_winners(contest_id))
    return form


def _shown(
    contest_id: str, form: SeatForm, status: int = 200, answer: AnswerForm | None = None, at: str = "",
    excuse_form: ExcuseForm | None = None,
) -> Response:  # fmt: skip
    """`at`: the objection whose answer was refused, or the judge whose leaving was."""
    session = db.session()
    contest = queries.get_contest(session, current(), contest_id)
    nominations = queries.list_nominations(session, contest_id)
    notice = publicity.notice_of(session, NoticeKind.CONTEST, contest_id)
    objections, judges = publicity.list_objections(session, notice), queries.list_judges(session, contest_id)
    seated = {judge.account_id for judge in judges}
    form.account_id.offer([one for one in queries.list_possible_judges(session, current()) if one[0] not in seated])
    return page.render(
        "volunteering/contest/show.html", contest=contest, form=form,
        answers=answers_of(objections, _winners(contest_id), answer, at), nominations=nominations,
        judges=judges, recusals=len(queries.list_recusals(session, contest_id)),
        missing=judging_services.count_missing(session, contest), stages=queries.list_stages(session, contest_id),
        results={one.nomination_id: one for one, _ in queries.list_results(session, contest_id)}, notice=notice,
        objections=objections, awards=queries.list_awards(session, contest_id),
        criteria=queries.get_criteria(session, contest.criteria_id), state_words=rules.STATE_WORDS,
        by_words=rules.BY_WORDS, finding_words=FINDING_WORDS, stage_words=rules.STAGE_WORDS,
        named={one.id: one.name for one in nominations}, points=rules.points_words,
        spread=queries.spread(session, contest_id, clock.today()), spread_words=rules.SPREAD_WORDS,
        dead=site_address.dead_address(), status=status, excuses=PerRow(ExcuseForm, excuse_form, at),
    )  # fmt: skip


def _award(award_id: str, form: WithdrawalForm, status: int = 200) -> Response:
    found = queries.get_award(db.session(), current(), award_id)
    return page.render(
        "volunteering/contest/award.html",
        award=found, form=form, withdrawal=queries.withdrawal_of(db.session(), award_id),
        paper=queries.paper_of(db.session(), found), status=status,
    )  # fmt: skip
