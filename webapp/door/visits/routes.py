"""Today, a building, a door, a knock."""

from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import queries as cases
from webapp.casework.dispatch import answer_services
from webapp.casework.photos import services as photos
from webapp.casework.photos.queries import list_shown
from webapp.casework.photos.services import Subject
from webapp.core.data import db, ids
from webapp.core.forms import kept_forms
from webapp.core.text.i18n import gettext, language, listed
from webapp.core.time import clock
from webapp.core.web import page
from webapp.door.opinions import door_queries as opinions
from webapp.door.opinions.rules import STANDING_WORDS
from webapp.door.visits import (
    list_queries,
    list_services,
    queries,
    revisit_queries,
    revisit_rules,
    rules,
    services,
    task_services,
    walk_queries,
)
from webapp.door.visits.forms import VisitForm
from webapp.door.visits.walk_routes import onward
from webapp.people.accounts.access import allow, current, reads
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.lists import page_forms as lists
from webapp.register.register import board_queries as boards
from webapp.register.register import queries as register
from webapp.register.register.models import FLAG_WORDS, RELATION_WORDS, Relation
from webapp.register.register.rules import KeyFlag

bp = Blueprint("visits", __name__)
AGAIN_SHOWN, ASK_SHOWN = 12, 5  # of what today lists

MARKED = (list_services.ASK, list_services.ASK_AGAIN)  # what the lists can do
WORDS: dict[str, Any] = {
    "outcome_words": rules.OUTCOME_WORDS, "topic_words": rules.TOPIC_WORDS, "need_words": rules.NEED_WORDS,
    "hazard_words": rules.HAZARD_WORDS, "slot_words": revisit_rules.SLOT_WORDS,
    "method_words": revisit_rules.METHOD_WORDS, "answer_words": revisit_rules.ANSWER_WORDS,
    "standing_words": STANDING_WORDS,
}  # fmt: skip


@bp.app_template_global()
def why(flags: list[str], every: int) -> str:
    """Why a home is called on, and how often: 独居老人、残疾，每月一访."""
    return _why(tuple(flags), every, language())


@lru_cache(maxsize=1024)
def _why(flags: tuple[str, ...], every: int, spoken: str) -> str:
    rounds = gettext("每月一访") if every <= 31 else gettext("每季一访") if every <= 92 else gettext("半年一访")
    named = listed(gettext(FLAG_WORDS[KeyFlag(flag)]) for flag in flags)
    return f"{named}{gettext('，')}{rounds}" if named else rounds


@bp.app_template_global()
def relation_word(relation: Relation) -> str:
    return gettext(RELATION_WORDS[relation])


@bp.app_template_global()
def doors_to_ask() -> list[Any]:
    """For the micro-grid head's own home, which stands beside this slice on the ladder."""
    return revisit_queries.list_to_ask(db.session(), current())


@bp.get("/today")
@allow(Action.SEE_VISITS)
@unless_unchanged
def today() -> Response:
    session, actor = db.session(), current()
    there = queries.whereabouts(session, actor, clock.start_of_day(clock.today()))
    building_id = queries.pick_building(session, actor, request.args.get("building"), there.building_id)
    shown: dict[str, Any] = {"board": None, "following": None, "buildings": there.buildings}
    if building_id:
        last = there.household_id if building_id == there.building_id else None
        shown |= _board(building_id, last or walk_queries.last_door(session, actor, building_id))
    due = queries.due_households(session, actor, clock.today())
    again = revisit_queries.list_due(session, actor, clock.today(), AGAIN_SHOWN)
    ask_again = opinions.list_again(session, actor, clock.now(), ASK_SHOWN)
    shown |= {"again": again, "ask_again": ask_again, "named": actor.serves()}
    return page.render("door/visits/today.html", due=due, done=there.done, snack=_snack(), **shown, **WORDS)


@bp.get("/visits")
@allow(Action.SEE_VISITS)
def index() -> Response:
    return lists.show(list_queries.OFFICE)


@bp.get("/buildings")
@allow(Action.SEE_VISITS)
def buildings() -> Response:
    session, actor = db.session(), current()
    lines = queries.building_lines(session, actor)
    reached = queries.reached_by_building(session, actor, clock.today())
    return page.render("door/visits/buildings.html", lines=lines, reached=reached)


@bp.get("/buildings/<id:building_id>")
@allow(Action.SEE_VISITS)
@reads("read_building", "building", "building_id")
@unless_unchanged
def building(building_id: str) -> Response:
    shown = _board(building_id, walk_queries.last_door(db.session(), current(), building_id))
    known = [entrance.id for entrance in shown["board"].entrances]
    asked = request.args.get("entrance")
    at = asked if asked in known else next(iter(known), None)
    return page.render("door/visits/building.html", at=at, snack=_snack(), **shown)


@bp.get("/doors/<id:household_id>")
@allow(Action.SEE_VISITS)
@reads("read_household", "household", "household_id")
def door(household_id: str) -> Response:
    form = kept_forms.blank(
        VisitForm, id=ids.new(), household_id=household_id, next=request.args.get("next"), topic="need"
    )
    return _door(household_id, form, open_details=request.args.get("outcome") == "something")


@bp.get("/doors/<id:household_id>/record")
@allow(Action.SEE_VISITS)
@reads("read_household", "household", "household_id")
def door_record(household_id: str) -> Response:
    session, actor = db.session(), current()
    household = register.read_household(session, actor, household_id)
    edge = request.args.get("before", "")
    visits, has_earlier = queries.visits_before(session, actor, household_id, edge if ids.is_id(edge) else None)
    return page.render(
        "door/visits/record.html", household=household, named=actor.serves(household.grid_id), visits=visits,
        has_earlier=has_earlier, photos=_photos(household, visits), **WORDS,
    )  # fmt: skip


@bp.post("/visits")
@allow(Action.RECORD_VISIT)
def record() -> Response:
    form = VisitForm(request.form)
    if not form.validate():
        return _door(form.household_id.data or "", form, open_details=True, status=422)
    with db.transaction() as session:
        visit = services.record_visit(
            session, current(), services.Knock(**form.knock), id=form.id.data, captured_at=form.captured_at.data
        )
        subject = Subject("visit", visit.id, visit.community_id, visit.grid_id)
        photos.add_all(session, current(), request.files.getlist("photos"), subject)
    home = register.read_household(session, current(), visit.household_id)
    return page.done(onward(home, saved=visit.id))


@bp.post("/visits/<id:visit_id>/withdrawal")
@allow(Action.RECORD_VISIT)
def withdraw(visit_id: str) -> Response:
    visit = queries.get_visit(db.session(), current(), visit_id)
    with db.transaction() as session:
        services.withdraw_visit(session, current(), visit)
        task_services.withdraw_with_visit(session, current(), visit)
    return page.done(url_for("visits.door", household_id=visit.household_id, saved=visit_id))


def _board(building_id: str, here: str | None) -> dict[str, Any]:
    board = boards.board(db.session(), current(), building_id)
    shown = queries.windows(
        board, clock.today(), here, door_url="/doors/", entrance_url=f"/buildings/{building_id}?entrance="
    )
    return {"board": shown, "following": walk_queries.next_door(board, here, clock.today())}


def _door(household_id: str, form: VisitForm, *, open_details: bool, status: int = 200) -> Response:
    session, actor = db.session(), current()
    household = register.read_household(session, actor, household_id)
    board = boards.board(session, actor, household.building_id, household.entrance_id)
    following = walk_queries.door_after(session, actor, household, clock.today(), board)
    visits, has_earlier = queries.latest_visits(session, actor, household.id)
    return page.render(
        "door/visits/door.html",
        household=household, form=form, open_details=open_details, snack=_snack(), status=status,
        is_unlike=True, stair=queries.stair_of(board, clock.today(), household.id),
        members=register.people_at(session, household), visits=visits, has_earlier=has_earlier,
        near=cases.list_open_here(
            session, actor, community_id=household.community_id, building_id=household.building_id
        ),
        photos=_photos(household, visits),
        again=revisit_queries.open_revisit(session, household),
        asked=opinions.asked_at_door(session, actor, household.id),
        following=following, named=actor.serves(household.grid_id),
        tasks=answer_services.tasks_at_door(session, household) if actor.can(Action.DO_TASKS) else [],
        **WORDS,
    )  # fmt: skip


def _photos(household: Any, visits: list[Any]) -> list[Any]:
    taken = [visit.id for visit in visits if visit.has_photos]
    return list_shown(db.session(), "visit", taken, household.community_id)


def _snack() -> dict[str, Any] | None:
    """After a tap: what was saved, and six seconds to take it back; after that one, what was taken back."""
    saved = request.args.get("saved", "")
    if not ids.is_id(saved):
        return None
    visit = queries.get_visit(db.session(), current(), saved)
    is_told = visit.withdrawn_at is not None or visit.may_be_undone(clock.today())
    if visit.account_id != current().account_id or not is_told:
        return None
    return queries.saved_words(db.session(), visit)
