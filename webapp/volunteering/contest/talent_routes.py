"""人才库: the winner's own consent, the centre's plan, what became of them."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.volunteering.contest import queries, rules, talent_services
from webapp.volunteering.contest.forms import ConsentForm, OutcomeForm, PlanForm, outcome_of
from webapp.volunteering.contest.models import ContestAward, OutcomeKind

bp = Blueprint("talents", __name__, url_prefix="/talents")


@bp.get("/")
@allow(Action.RUN_CONTEST)
def index() -> Response:
    today = clock.today()
    people = queries.list_talents(db.session(), current(), today)
    years = queries.conversion(db.session(), current(), today, OutcomeKind.COMMITTEE)
    return page.render(
        "volunteering/contest/talents.html",
        people=people, years=years, today=today, reached=sum(n for _, n, _ in years),
        winners=sum(m for _, _, m in years),
        homes={one.id: org.unit(db.session(), one.community_id).name for one in people},
    )  # fmt: skip


@bp.get("/<id:entry_id>")
@allow(Action.RUN_CONTEST)
def show(entry_id: str) -> Response:
    entry = queries.get_talent(db.session(), current(), entry_id)
    return _shown(entry_id, PlanForm(obj=entry), OutcomeForm())


@bp.post("/<id:entry_id>/plan")
@allow(Action.RUN_CONTEST)
def plan(entry_id: str) -> Response:
    entry = queries.get_talent(db.session(), current(), entry_id)
    form = PlanForm(request.form)
    if not form.validate():
        return _shown(entry_id, form, OutcomeForm(), 422)
    with db.transaction() as session:
        talent_services.plan(
            session, current(), entry, strengths=form.strengths.data or "", plan=form.plan.data or "",
            mentor=form.mentor.data or "",
        )  # fmt: skip
    return page.done(url_for("talents.show", entry_id=entry_id))


@bp.post("/<id:entry_id>/outcomes")
@allow(Action.RUN_CONTEST)
def record_outcome(entry_id: str) -> Response:
    entry = queries.get_talent(db.session(), current(), entry_id)
    form = OutcomeForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: talent_services.record_outcome(
            session, current(), entry, kind=outcome_of(form), on=form.on.data, document=str(form.document.data)
        ),
    )
    if fine:
        return page.done(url_for("talents.show", entry_id=entry_id))
    return _shown(entry_id, PlanForm(obj=entry), form, form.status)


@bp.get("/consent/<id:award_id>")
@allow(Action.USE_OWN_ACCOUNT)
def consent(award_id: str) -> Response:
    return _consent(award_id, ConsentForm())


@bp.post("/consent/<id:award_id>")
@allow(Action.USE_OWN_ACCOUNT)
def enter(award_id: str) -> Response:
    award = _own(award_id)
    form = ConsentForm(request.form)
    if form.validate() and form.agree.data:
        with db.transaction() as session:
            talent_services.enter(session, current(), award, strengths=form.strengths.data or "")
        return page.done(url_for("nominations.mine"))
    form.fail("agree", talent_services.ConsentNeeded().sentence())
    return _consent(award_id, form, 422)


@bp.post("/consent/<id:award_id>/withdrawal")
@allow(Action.USE_OWN_ACCOUNT)
def leave(award_id: str) -> Response:
    own = queries.list_own_awards(db.session(), current())
    entry = next((entry for award, entry in own if award.id == award_id), None)
    if entry is None:
        raise NotFound
    return form_posts.pressed(
        lambda session: talent_services.leave(session, current(), entry), url_for("nominations.mine")
    )


def _own(award_id: str) -> ContestAward:
    found = next((award for award, _ in queries.list_own_awards(db.session(), current()) if award.id == award_id), None)
    if found is None:
        raise NotFound
    return found


def _consent(award_id: str, form: ConsentForm, status: int = 200) -> Response:
    return page.render("volunteering/contest/consent.html", award=_own(award_id), form=form, status=status)


def _shown(entry_id: str, plan_form: PlanForm, outcome_form: OutcomeForm, status: int = 200) -> Response:
    entry = queries.get_talent(db.session(), current(), entry_id)
    return page.render(
        "volunteering/contest/talent.html", entry=entry, plan_form=plan_form, outcome_form=outcome_form, status=status,
        outcomes=queries.outcomes_of(db.session(), [entry_id]), outcome_words=rules.OUTCOME_WORDS,
    )  # fmt: skip
