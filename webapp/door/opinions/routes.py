"""Rounds as their host and the grid workers see them: the list, the draft, the steps of its life, the result."""

from datetime import timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did, tried
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import gettext, listed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.door.opinions import case_services, gate_rules, queries, result_queries, result_rules, rules, services
from webapp.door.opinions.forms import DEFAULT_LAND, DEFAULT_WAYS, AreasForm, ExtensionForm, RoundForm
from webapp.door.opinions.models import Land, OpinionRound, QuestionKind, RoundState, Side, Way
from webapp.door.opinions.rules import Act
from webapp.door.opinions.services import QuestionPlan, RoundPlan
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("opinions", __name__, url_prefix="/opinions")

USUAL_LENGTH = timedelta(days=10)


class Step(NamedTuple):
    address: str
    act: Act


STEPS = {
    "announcement": services.announce, "opening": services.open_round, "closing": services.close_round,
    "counting": services.count_round, "publication": services.publish_round, "archiving": services.archive_round,
}  # fmt: skip
NEXT = {
    RoundState.DRAFT: Step("announcement", Act.ANNOUNCE), RoundState.ANNOUNCED: Step("opening", Act.OPEN),
    RoundState.ASKING: Step("closing", Act.CLOSE), RoundState.CLOSED: Step("counting", Act.COUNT),
    RoundState.COUNTED: Step("publication", Act.PUBLISH), RoundState.PUBLISHED: Step("archiving", Act.ARCHIVE),
}  # fmt: skip
WORDS: dict[str, Any] = {
    "state_words": rules.STATE_WORDS, "way_words": rules.WAY_WORDS, "land_words": rules.LAND_WORDS,
    "standing_words": rules.STANDING_WORDS, "column_words": result_rules.COLUMN_WORDS,
    "columns": result_rules.COLUMNS, "share_words": gate_rules.SHARE_WORDS, "basis": gate_rules.BASIS,
    "outcome_words": rules.OUTCOME_WORDS, "speaker_words": rules.SPEAKER_WORDS,
}  # fmt: skip


@bp.get("/")
@allow(Action.SEE_OPINIONS)
def index() -> Response:
    session, actor = db.session(), current()
    rounds = queries.list_rounds(session, actor)
    over = queries.list_rounds(session, actor, is_over=True)
    return page.render("door/opinions/index.html", rounds=rounds, over=over, **WORDS)


@bp.get("/new")
@allow(Action.HOLD_OPINIONS)
def new() -> Response:
    morning = clock.start_of_day(clock.today()) + timedelta(days=1, hours=9)
    form = RoundForm(
        ways=DEFAULT_WAYS, land=DEFAULT_LAND, q1_kind=QuestionKind.VOTE.value, opens_at=morning,
        closes_at=morning + USUAL_LENGTH,
    )  # fmt: skip
    return _draft_page(form)


@bp.post("/new")
@allow(Action.HOLD_OPINIONS)
def draft() -> Response:
    form, community_id = RoundForm(request.form), current().community_id
    if community_id is None:
        raise NotFound
    made = attempt(
        form,
        lambda session: services.draft_round(session, current(), community_id, _plan(form), id=form.once.data),
    )
    return _draft_page(form) if made is None else page.done(url_for("opinions.show", round_id=made.id))


@bp.get("/<id:round_id>")
@allow(Action.SEE_OPINIONS)
def show(round_id: str) -> Response:
    return _show(queries.get_round(db.session(), current(), round_id))


@bp.get("/<id:round_id>/change")
@allow(Action.HOLD_OPINIONS)
def change(round_id: str) -> Response:
    session = db.session()
    asked = queries.get_own_round(session, current(), round_id)
    form = RoundForm(
        title=asked.title, why=asked.why, opens_at=asked.opens_at, closes_at=asked.closes_at, ways=asked.ways,
        land=asked.land.value, by_owners=asked.by_owners,
        places=[f"e:{place}" for place in queries.places_of(session, asked)],
    )  # fmt: skip
    form.fill(queries.questions_of(session, asked))
    return _draft_page(form, asked)


@bp.post("/<id:round_id>/change")
@allow(Action.HOLD_OPINIONS)
def write_change(round_id: str) -> Response:
    asked, form = queries.get_own_round(db.session(), current(), round_id), RoundForm(request.form)
    fine = did(form, lambda session: services.change_round(session, current(), asked, _plan(form)))
    return page.done(url_for("opinions.show", round_id=round_id)) if fine else _draft_page(form, asked)


@bp.post("/<id:round_id>/steps/<step>")
@allow(Action.HOLD_OPINIONS)
def take_step(round_id: str, step: str) -> Response:
    asked = queries.get_own_round(db.session(), current(), round_id)
    if step not in STEPS:
        raise NotFound
    form = BaseForm()
    fine = tried(form, lambda session: STEPS[step](session, current(), asked))
    return page.done(url_for("opinions.show", round_id=round_id)) if fine else _show(asked, form)


@bp.post("/<id:round_id>/extension")
@allow(Action.HOLD_OPINIONS)
def extend(round_id: str) -> Response:
    asked, form = queries.get_own_round(db.session(), current(), round_id), ExtensionForm(request.form)
    fine = did(
        form,
        lambda session: services.extend_round(
            session, current(), asked, closes_at=form.closes_at.data, reason=form.reason.data or ""
        ),
    )
    return page.done(url_for("opinions.show", round_id=round_id)) if fine else _show(asked, form)


@bp.post("/<id:round_id>/case")
@allow(Action.HOLD_OPINIONS)
def make_case(round_id: str) -> Response:
    asked, form = queries.get_own_round(db.session(), current(), round_id), BaseForm()
    fine = tried(form, lambda session: case_services.make_case(session, current(), asked))
    return page.done(f"/cases/{asked.case_id}") if fine else _show(asked, form)


@bp.get("/<id:round_id>/questions")
@allow(Action.SEE_OPINIONS)
def questions(round_id: str) -> Response:
    session = db.session()
    asked = queries.get_round(session, current(), round_id)
    sides = [(side, result_queries.answers_of(session, asked, side)) for side in Side]
    return page.render("door/opinions/questions.html", asked=asked, sides=sides, **WORDS)


@bp.get("/<id:round_id>/moves")
@allow(Action.SEE_OPINIONS)
def moves(round_id: str) -> Response:
    """What changed since the list was frozen; the list itself stays."""
    asked = queries.get_round(db.session(), current(), round_id)
    return page.render("door/opinions/moves.html", asked=asked, moved=result_queries.moved_since(db.session(), asked))


@bp.get("/<id:round_id>/owners")
@allow(Action.HOLD_OPINIONS)
def owners(round_id: str) -> Response:
    return _owners(queries.get_own_round(db.session(), current(), round_id), AreasForm())


@bp.post("/<id:round_id>/owners")
@allow(Action.HOLD_OPINIONS)
def tell_areas(round_id: str) -> Response:
    from webapp.door.opinions import sheet_services

    asked, form = queries.get_own_round(db.session(), current(), round_id), AreasForm(request.form)
    fine = did(form, lambda session: sheet_services.tell_areas(session, current(), asked, form.areas.data or ""))
    return page.done(url_for("opinions.owners", round_id=round_id)) if fine else _owners(asked, form)


def _owners(asked: OpinionRound, form: AreasForm) -> Response:
    gate = result_queries.gate_of(db.session(), asked)
    status = form.status if form.errors or form.form_errors else 200
    return page.render("door/opinions/owners.html", asked=asked, form=form, gate=gate, status=status, **WORDS)


def _show(asked: OpinionRound, refused: BaseForm | None = None) -> Response:
    session = db.session()
    after = request.args.get("after", "")[:6]
    buildings = result_queries.by_building(session, asked, int(after) if after.isdecimal() else -1)
    return page.render(
        "door/opinions/show.html", asked=asked, questions=queries.questions_of(session, asked),
        tally=result_queries.whole(session, asked), buildings=buildings, more=len(buildings) == result_queries.PAGE,
        extensions=queries.extensions_of(session, asked), disputed=result_queries.disputed_lines(session, asked),
        step=NEXT.get(asked.state), act_words=rules.ACT_WORDS,
        tenants=result_queries.tenants_of(session, asked) if asked.by_owners else {},
        extension=refused if isinstance(refused, ExtensionForm) else ExtensionForm(), refused=refused,
        chosen=0 if asked.opened_at else len(queries.places_of(session, asked)),
        status=refused.status if refused else 200, **WORDS,
    )  # fmt: skip


def _draft_page(form: RoundForm, asked: OpinionRound | None = None) -> Response:
    blocks = queries.blocks_to_choose(db.session(), current())
    status = form.status if form.errors or form.form_errors else 200
    return page.render("door/opinions/edit.html", form=form, asked=asked, blocks=blocks, status=status, **WORDS)


def _plan(form: RoundForm) -> RoundPlan:
    chosen = form.places.data or []
    return RoundPlan(
        title=form.title.data or "", why=form.why.data or "", opens_at=form.opens_at.data or clock.now(),
        closes_at=form.closes_at.data, land=Land(form.land.data), by_owners=bool(form.by_owners.data),
        ways=[Way(way) for way in form.ways.data or []],
        questions=[QuestionPlan(*one) for one in form.asked],
        entrance_ids=[one[2:] for one in chosen if one.startswith("e:")],
        building_ids=[one[2:] for one in chosen if one.startswith("b:")],
    )  # fmt: skip


@bp.app_template_global()
def said_words(said: str | None, options: list[str]) -> str:
    """An answer as people read it: the options' words for their numbers."""
    if not said or not options:
        return said or ""
    numbers = [part for part in said.split(",") if part.isdecimal() and 0 < int(part) <= len(options)]
    return listed(gettext(options[int(part) - 1]) for part in numbers)
