"""Recommending somebody, checking them, one's own standing."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.people.org.models import PartyKind
from webapp.register.register.models import Sex
from webapp.volunteering.contest import queries, rules, services
from webapp.volunteering.contest.forms import EligibilityForm, NominationForm
from webapp.volunteering.contest.models import NominatedBy

bp = Blueprint("nominations", __name__, url_prefix="/nominations")


@bp.get("/")
@allow(Action.NOMINATE)
def index() -> Response:
    return page.render(
        "volunteering/contest/nominations.html", open_contests=queries.list_open_above(db.session(), current()),
        own=queries.list_own_nominations(db.session(), current()), state_words=rules.STATE_WORDS,
    )  # fmt: skip


@bp.get("/<id:contest_id>/new")
@allow(Action.NOMINATE)
def new(contest_id: str) -> Response:
    return _new(contest_id, NominationForm(party_id=current().party_id, by_kind="self"))


@bp.post("/<id:contest_id>")
@allow(Action.NOMINATE)
def nominate(contest_id: str) -> Response:
    contest = queries.get_open_above(db.session(), current(), contest_id)
    form = _offered(NominationForm(request.form))
    fine = form_posts.did(
        form,
        lambda session: services.nominate(
            session, current(), contest, party_id=str(form.party_id.data), statement=str(form.statement.data),
            by_kind=NominatedBy(form.by_kind.data), may_name=form.may_name.data,
            sex=Sex(form.sex.data or Sex.UNKNOWN),
        ),
    )  # fmt: skip
    return page.done(url_for("nominations.index")) if fine else _new(contest_id, form, form.status)


@bp.get("/<id:nomination_id>")
@allow(Action.RUN_CONTEST)
def show(nomination_id: str) -> Response:
    return _shown(nomination_id, EligibilityForm())


@bp.post("/<id:nomination_id>/eligibility")
@allow(Action.RUN_CONTEST)
def check(nomination_id: str) -> Response:
    nomination = queries.get_nomination(db.session(), current(), nomination_id)
    form = EligibilityForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: services.check_eligibility(
            session, current(), nomination, is_eligible=form.verdict.data == "yes", note=str(form.note.data)
        ),
    )
    if fine:
        return page.done(url_for("contest.show", contest_id=nomination.contest_id))
    return _shown(nomination_id, form, form.status)


@bp.get("/mine")
@allow(Action.USE_OWN_ACCOUNT)
def mine() -> Response:
    """The nominee alone sees the own points, once the contest is decided."""
    own = [
        (nomination, contest, queries.result_of(db.session(), nomination.id) if contest.decided_on else None,
         queries.get_criteria(db.session(), contest.criteria_id))
        for nomination, contest in queries.list_own_nominations(db.session(), current())
        if nomination.party_id == current().party_id
    ]  # fmt: skip
    awards = queries.list_own_awards(db.session(), current())
    return page.render(
        "volunteering/contest/mine.html",
        own=own,
        awards=awards,
        state_words=rules.STATE_WORDS,
        points=rules.points_words,
    )


def _offered(form: NominationForm) -> NominationForm:
    actor = current()
    people = [(actor.party_id, actor.name)]
    if actor.community_id:
        known = org.parties(db.session(), actor.community_id, clock.today(), (PartyKind.PERSON,))
        people += [(one.id, one.name) for one in known if one.id != actor.party_id]
    form.party_id.offer(people)
    return form


def _new(contest_id: str, form: NominationForm, status: int = 200) -> Response:
    contest = queries.get_open_above(db.session(), current(), contest_id)
    lines = queries.get_criteria(db.session(), contest.criteria_id).lines
    return page.render(
        "volunteering/contest/nominate.html", contest=contest, form=_offered(form), lines=lines, status=status
    )


def _shown(nomination_id: str, form: EligibilityForm, status: int = 200) -> Response:
    nomination = queries.get_nomination(db.session(), current(), nomination_id)
    return page.render(
        "volunteering/contest/nomination.html",
        nomination=nomination, form=form, by_words=rules.BY_WORDS, status=status,
        community=org.unit(db.session(), nomination.community_id).name,
    )  # fmt: skip
