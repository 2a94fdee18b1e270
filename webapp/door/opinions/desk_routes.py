"""One building and one household of a round: what is known, the sheet entered by keyboard, a call, a decision."""

from collections import defaultdict
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.photos import services as photos
from webapp.casework.photos.queries import list_photos
from webapp.casework.photos.services import Subject
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import did, tried
from webapp.core.forms.forms import BaseForm
from webapp.core.paper import qr
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.door.opinions import (
    answer_queries,
    ballot_services,
    code_services,
    desk_queries,
    queries,
    result_queries,
    rules,
    sheet_services,
)
from webapp.door.opinions.ballot_services import Told, opened
from webapp.door.opinions.forms import DecisionForm, answer_form, given_of
from webapp.door.opinions.models import OpinionRound, Outcome, RoundLine, RoundState, Speaker, Way
from webapp.door.opinions.paper_models import RoundSheet
from webapp.people.accounts.access import allow, current, reads
from webapp.people.accounts.permissions import Action

bp = Blueprint("opinion_desk", __name__, url_prefix="/opinions/<id:round_id>")
SHEET_KEYS = (("7", rules.OUTCOME_WORDS[Outcome.REFUSED]), ("8", rules.OUTCOME_WORDS[Outcome.EMPTY]),
              ("9", rules.OUTCOME_WORDS[Outcome.MOVED]), ("0", rules.OUTCOME_WORDS[Outcome.NOBODY]))  # fmt: skip


@bp.get("/buildings/<id:building_id>")
@allow(Action.SEE_OPINIONS)
@reads("read_opinions", "building", "building_id")
def building(round_id: str, building_id: str) -> Response:
    asked = queries.get_round(db.session(), current(), round_id)
    return _building(asked, building_id)


@bp.get("/buildings/<id:building_id>/entry")
@allow(Action.COLLECT_OPINIONS)
@reads("read_opinions", "building", "building_id")
def sheet(round_id: str, building_id: str) -> Response:
    return _entry(queries.get_round(db.session(), current(), round_id), building_id, BaseForm(), {})


@bp.post("/buildings/<id:building_id>/entry")
@allow(Action.COLLECT_OPINIONS)
def enter(round_id: str, building_id: str) -> Response:
    asked, form = queries.get_round(db.session(), current(), round_id), BaseForm()
    lines = _lines(asked, building_id)
    typed = _typed()

    def write(session: Any) -> None:
        made = sheet_services.enter_sheet(session, current(), asked, building_id, typed)
        photos.add_all(session, current(), request.files.getlist("photos"), _subject(made, lines[0]))

    if tried(form, write):
        return page.done(url_for("opinion_desk.building", round_id=round_id, building_id=building_id))
    return _entry(asked, building_id, form, typed)


@bp.get("/lines/<id:line_id>")
@allow(Action.SEE_OPINIONS)
@reads("read_opinion", "opinion_line", "line_id")
def line(round_id: str, line_id: str) -> Response:
    asked, one = _line(round_id, line_id)
    return _line_page(asked, one)


@bp.post("/lines/<id:line_id>/answer")
@allow(Action.COLLECT_OPINIONS)
def answer_by_phone(round_id: str, line_id: str) -> Response:
    asked, one = _line(round_id, line_id)
    questions = queries.questions_of(db.session(), asked)
    form = answer_form(questions, request.form)

    def write(session: Any) -> None:
        told = Told(
            Way.PHONE, Outcome.ANSWERED, given_of(form, questions), speaker=Speaker(form["speaker"].data),
            id=form["id"].data if ids.is_id(form["id"].data) else None,
        )  # fmt: skip
        ballot_services.record_ballot(session, current(), asked, one, told)

    back = url_for("opinion_desk.line", round_id=round_id, line_id=line_id)
    return page.done(back) if did(form, write) else _line_page(asked, one, form)


@bp.post("/lines/<id:line_id>/outcome/<outcome>")
@allow(Action.COLLECT_OPINIONS)
def try_by_phone(round_id: str, line_id: str, outcome: str) -> Response:
    """Nobody took the call, or why there is no answer."""
    asked, one = _line(round_id, line_id)
    if outcome not in {known.value for known in rules.TRIED}:
        raise NotFound
    form, told = BaseForm(), Told(Way.PHONE, Outcome(outcome))
    fine = tried(form, lambda session: ballot_services.record_ballot(session, current(), asked, one, told))
    back = url_for("opinion_desk.line", round_id=round_id, line_id=line_id)
    return page.done(back) if fine else _line_page(asked, one, refused=form)


@bp.post("/lines/<id:line_id>/decision")
@allow(Action.HOLD_OPINIONS)
def decide(round_id: str, line_id: str) -> Response:
    session = db.session()
    asked = queries.get_own_round(session, current(), round_id)
    one, form = queries.get_line(session, current(), asked, line_id), DecisionForm(request.form)
    chosen = next((b for b in queries.ballots_of(session, one) if b.id == form.ballot_id.data), None)
    if form.ballot_id.data and chosen is None:
        raise NotFound
    fine = chosen is not None and did(
        form,
        lambda session: ballot_services.decide(
            session, current(), asked, one, chosen, reason=form.reason.data or ""
        ),
    )  # fmt: skip
    if chosen is None:
        form.validate()
    back = url_for("opinion_desk.line", round_id=round_id, line_id=line_id)
    return page.done(back) if fine else _line_page(asked, one, refused=form)


@bp.post("/lines/<id:line_id>/code")
@allow(Action.COLLECT_OPINIONS)
def show_code(round_id: str, line_id: str) -> Response:
    """At the door: the household scans it and answers on its own phone."""
    asked, one = _line(round_id, line_id)
    with db.transaction() as session:
        [code] = code_services.make_codes(session, current(), asked, [one])
    url = site_address.link("answers.ask", code=code)
    return page.render(
        "door/opinions/door_code.html", asked=asked, line=one, code=code_services.in_fours(code),
        address=url.split("?")[0],
        picture=qr.svg(url, url),
    )  # fmt: skip


def _typed() -> dict[str, dict[str, str]]:
    """a-<line>-<question> → what was typed, by line."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name, value in request.form.items():
        parts = name.rsplit("-", 1)
        if name.startswith("a-") and len(parts) == 2 and ids.is_id(parts[0][2:]):
            found[parts[0][2:]][parts[1]] = value
    return dict(found)


def _line(round_id: str, line_id: str) -> tuple[OpinionRound, RoundLine]:
    asked = queries.get_round(db.session(), current(), round_id)
    return asked, queries.get_line(db.session(), current(), asked, line_id)


def _lines(asked: OpinionRound, building_id: str) -> list[RoundLine]:
    lines = result_queries.lines_of(db.session(), current(), asked, building_id)
    if not lines:
        raise NotFound
    return lines


def _subject(sheet: RoundSheet, line: RoundLine) -> Subject:
    return Subject("opinion_sheet", sheet.id, line.community_id, line.grid_id)


def _building(asked: OpinionRound, building_id: str) -> Response:
    session = db.session()
    sheets = desk_queries.sheets_of(session, asked, building_id)
    kept = list_photos(session, "opinion_sheet", [one.id for one in sheets])
    return page.render(
        "door/opinions/building.html", asked=asked, lines=_lines(asked, building_id), building_id=building_id,
        name=desk_queries.name_of(session, building_id), sheets=sheets,
        photos=[photo for of_one in kept.values() for photo in of_one], standing_words=rules.STANDING_WORDS,
        can_ask=asked.state in (RoundState.ASKING, RoundState.CLOSED), way_words=rules.WAY_WORDS,
        is_asking=asked.state is RoundState.ASKING,
    )  # fmt: skip


def _entry(asked: OpinionRound, building_id: str, form: BaseForm, typed: dict[str, dict[str, str]]) -> Response:
    session = db.session()
    questions = queries.questions_of(session, asked)
    status = form.status if form.form_errors else 200
    return page.render(
        "door/opinions/entry.html", asked=asked, lines=_lines(asked, building_id), building_id=building_id, form=form,
        name=desk_queries.name_of(session, building_id), typed=typed, questions=questions, status=status,
        standing_words=rules.STANDING_WORDS, keys=SHEET_KEYS, mark=sheet_services.TENANT_MARK,
    )  # fmt: skip


def _line_page(
    asked: OpinionRound, one: RoundLine, form: BaseForm | None = None, refused: BaseForm | None = None
) -> Response:
    session = db.session()
    questions = queries.questions_of(session, asked)
    bad = next((made for made in (form, refused) if made and (made.errors or made.form_errors)), None)
    return page.render(
        "door/opinions/line.html", asked=asked, line=one, questions=questions, refused=bad,
        form=form or answer_form(questions, id=ids.new(), speaker=Speaker.OWNER.value),
        ballots=[(ballot, opened(ballot)) for ballot in queries.ballots_of(session, one)],
        collectors=desk_queries.names_of(session, queries.ballots_of(session, one)),
        decisions=desk_queries.decisions_of(session, one),
        decision=refused if isinstance(refused, DecisionForm) else DecisionForm(),
        is_open=asked.takes(answer_queries.now()),
        standing_words=rules.STANDING_WORDS, outcome_words=rules.OUTCOME_WORDS, way_words=rules.WAY_WORDS,
        speaker_words=rules.SPEAKER_WORDS, tried=list(rules.TRIED), status=bad.status if bad else 200,
    )  # fmt: skip
