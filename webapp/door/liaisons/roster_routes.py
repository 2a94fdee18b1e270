"""The host's side: who is liaison where, for which households, and how the next ones are chosen."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did, pressed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.door.liaisons import choosing_services, queries, roster_queries, rules, services
from webapp.door.liaisons.forms import AppointForm, CoverForm, MarkForm, NominateForm, RoundForm
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register

bp = Blueprint("roster", __name__, url_prefix="/liaisons/roster")
DIGEST_DAYS = 30


@bp.get("/")
@allow(Action.SEE_LIAISONS)
def index() -> Response:
    until = clock.today() + timedelta(days=rules.TERM_DAYS)
    return _index(AppointForm(valid_to=until, household_limit=30))


@bp.post("/")
@allow(Action.CHOOSE_LIAISONS)
def appoint() -> Response:
    form = _offered(AppointForm(request.form))
    fine = did(form, lambda session: services.appoint(session, current(), **form.values))
    return page.done(url_for("roster.index")) if fine else _index(form, status=422)


@bp.get("/<id:liaison_id>")
@allow(Action.SEE_LIAISONS)
def show(liaison_id: str) -> Response:
    return _show(liaison_id, CoverForm())


@bp.post("/<id:liaison_id>/households")
@allow(Action.CHOOSE_LIAISONS)
def cover(liaison_id: str) -> Response:
    liaison, form = queries.get_liaison(db.session(), current(), liaison_id), CoverForm(request.form)
    form.household_id.offer([(one.id, one.label) for one in queries.uncovered_households(db.session(), liaison)])
    if not form.validate():
        return _show(liaison_id, form, 422)
    home = register.get_household(db.session(), current(), form.household_id.data or "")
    fine = did(form, lambda session: services.cover(session, current(), liaison, home))
    return page.done(url_for("roster.show", liaison_id=liaison_id)) if fine else _show(liaison_id, form, 422)


@bp.post("/<id:liaison_id>/end")
@allow(Action.CHOOSE_LIAISONS)
def end(liaison_id: str) -> Response:
    liaison = queries.get_liaison(db.session(), current(), liaison_id)
    return pressed(lambda session: services.end_term(session, current(), liaison), url_for("roster.index"))


@bp.post("/rounds")
@allow(Action.CHOOSE_LIAISONS)
def open_round() -> Response:
    form, actor = RoundForm(request.form), current()
    made: list[str] = []

    def act(session: Any) -> None:
        told = form.values | {"id": form.once.data}
        opened = choosing_services.open_round(session, actor, community_id=actor.community_id or "", **told)
        made.append(opened.id)

    return page.done(url_for("roster.round_", round_id=made[0])) if did(form, act) else _index(_blank(), form, 422)


@bp.get("/rounds/<id:round_id>")
@allow(Action.CHOOSE_LIAISONS)
def round_(round_id: str) -> Response:
    return _round(round_id)


@bp.post("/rounds/<id:round_id>/candidates")
@allow(Action.CHOOSE_LIAISONS)
def nominate(round_id: str) -> Response:
    found, form = queries.get_round(db.session(), current(), round_id), NominateForm(request.form)
    _offered(form)
    told = {**form.values, "consents": bool(form.consents.data), "standing": form.standing.data or ""}
    fine = did(form, lambda session: choosing_services.nominate(session, current(), found, **told))
    return page.done(url_for("roster.round_", round_id=round_id)) if fine else _round(round_id, form, status=422)


@bp.post("/rounds/<id:round_id>/candidates/<id:candidate_id>/marks")
@allow(Action.CHOOSE_LIAISONS)
def mark(round_id: str, candidate_id: str) -> Response:
    found = queries.get_round(db.session(), current(), round_id)
    candidate, form = roster_queries.get_candidate(db.session(), found, candidate_id), MarkForm(request.form)
    fine = did(form, lambda session: choosing_services.mark(session, current(), found, candidate, marks=form.values))
    if fine:
        return page.done(url_for("roster.round_", round_id=round_id))
    return _round(round_id, status=422, refused=candidate_id, mark_form=form)


@bp.post("/rounds/<id:round_id>/decision")
@allow(Action.CHOOSE_LIAISONS)
def decide(round_id: str) -> Response:
    found = queries.get_round(db.session(), current(), round_id)
    return pressed(
        lambda session: choosing_services.decide(session, current(), found), url_for("roster.round_", round_id=round_id)
    )


def _blank() -> AppointForm:
    return AppointForm(valid_to=clock.today() + timedelta(days=rules.TERM_DAYS), household_limit=30)


def _offered(form: Any) -> Any:
    form.party_id.offer(roster_queries.people(db.session(), current()))
    form.grid_id.offer(roster_queries.grids(db.session(), current()))
    return form


def _index(form: AppointForm, round_form: RoundForm | None = None, status: int = 200) -> Response:
    session, actor = db.session(), current()
    since = clock.now() - timedelta(days=DIGEST_DAYS)
    return page.render(
        "door/liaisons/roster.html", liaisons=queries.list_liaisons(session, actor), form=_offered(form),
        picture=queries.picture(session, actor, since), rounds=queries.list_rounds(session, actor),
        round_form=round_form or RoundForm(places=1), status=status,
    )  # fmt: skip


def _show(liaison_id: str, form: CoverForm, status: int = 200) -> Response:
    session = db.session()
    liaison = queries.get_liaison(session, current(), liaison_id)
    form.household_id.offer([(one.id, one.label) for one in queries.uncovered_households(session, liaison)])
    return page.render(
        "door/liaisons/liaison.html", liaison=liaison, form=form, name=roster_queries.name_of(session, liaison),
        homes=queries.covered_households(session, liaison.id), status=status,
    )  # fmt: skip


def _round(
    round_id: str, form: NominateForm | None = None, status: int = 200, refused: str = "", mark_form: Any = None
) -> Response:
    session = db.session()
    found = queries.get_round(session, current(), round_id)
    return page.render(
        "door/liaisons/round.html", round=found, candidates=queries.list_candidates(session, round_id), me=current(),
        scores=queries.scores_of(session, round_id), form=_offered(form or NominateForm()), refused=refused,
        mark_form=mark_form or MarkForm(), criteria=rules.CRITERIA, status=status,
    )  # fmt: skip
