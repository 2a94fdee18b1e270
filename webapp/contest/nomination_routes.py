"""Recommending somebody, checking them, one's own standing; and the notice that anyone may object to."""

from flask import Blueprint, Response, request, url_for

from webapp.accounts.access import allow, current, public
from webapp.accounts.permissions import Action
from webapp.contest import judging_services, queries, rules, services
from webapp.contest.forms import EligibilityForm, NominationForm, ObjectionForm
from webapp.contest.models import NominatedBy
from webapp.core import clock, db, page, throttle
from webapp.core.errors import DomainError
from webapp.org import queries as org
from webapp.org.models import PartyKind

bp = Blueprint("nominations", __name__, url_prefix="/nominations")

PER_ADDRESS, WINDOW = 10, 3600


@bp.get("/")
@allow(Action.NOMINATE)
def index() -> Response:
    return page.render(
        "contest/nominations.html", open_contests=queries.list_open_above(db.session(), current()),
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
    if form.validate():
        try:
            with db.transaction() as session:
                services.nominate(
                    session, current(), contest, party_id=str(form.party_id.data), statement=str(form.statement.data),
                    by_kind=NominatedBy(form.by_kind.data), may_name=form.may_name.data,
                )  # fmt: skip
            return page.done(url_for("nominations.index"))
        except DomainError as refusal:
            form.fail(refusal.field, refusal.sentence())
    return _new(contest_id, form, 422)


@bp.get("/<id:nomination_id>")
@allow(Action.RUN_CONTEST)
def show(nomination_id: str) -> Response:
    return _shown(nomination_id, EligibilityForm())


@bp.post("/<id:nomination_id>/eligibility")
@allow(Action.RUN_CONTEST)
def check(nomination_id: str) -> Response:
    nomination = queries.get_nomination(db.session(), current(), nomination_id)
    form = EligibilityForm(request.form)
    if form.validate():
        try:
            with db.transaction() as session:
                services.check_eligibility(
                    session, current(), nomination, is_eligible=form.verdict.data == "yes", note=str(form.note.data)
                )
            return page.done(url_for("contest.show", contest_id=nomination.contest_id))
        except DomainError as refusal:
            form.fail(refusal.field, refusal.sentence())
    return _shown(nomination_id, form, 422)


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
        "contest/mine.html", own=own, awards=awards, state_words=rules.STATE_WORDS, points=rules.points_words
    )


@bp.get("/notices/<id:contest_id>")
@public
def notice(contest_id: str) -> Response:
    return _notice(contest_id, ObjectionForm())


@bp.post("/notices/<id:contest_id>/objections")
@public
def object_to(contest_id: str) -> Response:
    contest = queries.get_published(db.session(), contest_id)
    form = ObjectionForm(request.form)
    if form.validate():
        throttle.hit(f"contest:{request.remote_addr}", PER_ADDRESS, WINDOW)
        try:
            with db.transaction() as session:
                made = judging_services.object_to(
                    session, contest, words=str(form.words.data), author=form.author.data, contact=form.contact.data
                )
            return _notice(contest_id, ObjectionForm(), receipt=made.id[-6:].upper())
        except DomainError as refusal:
            form.fail(refusal.field, refusal.sentence())
    return _notice(contest_id, form, 422)


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
    return page.render("contest/nominate.html", contest=contest, form=_offered(form), lines=lines, status=status)


def _shown(nomination_id: str, form: EligibilityForm, status: int = 200) -> Response:
    nomination = queries.get_nomination(db.session(), current(), nomination_id)
    return page.render(
        "contest/nomination.html", nomination=nomination, form=form, by_words=rules.BY_WORDS, status=status,
        community=org.unit(db.session(), nomination.community_id).name,
    )  # fmt: skip


def _notice(contest_id: str, form: ObjectionForm, status: int = 200, receipt: str = "") -> Response:
    contest = queries.get_published(db.session(), contest_id)
    winners = [one for result, one in queries.list_results(db.session(), contest_id) if result.is_winner]
    homes = {one.id: org.unit(db.session(), one.community_id).name for one in winners}
    is_open = contest.decided_on is None and contest.notice_until is not None and clock.today() <= contest.notice_until
    return page.render(
        "contest/notice.html", contest=contest, winners=winners, homes=homes, form=form, is_open=is_open,
        receipt=receipt, status=status,
    )  # fmt: skip
