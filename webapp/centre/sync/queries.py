"""Reads for phones and for those who look after them."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.centre.sync import case_queries
from webapp.centre.sync.models import (
    ReviewState,
    SyncClash,
    SyncEpoch,
    SyncMirror,
    SyncPhone,
    SyncReceipt,
    SyncReview,
    SyncVersion,
)
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.door.liaisons import queries as liaisons
from webapp.door.opinions import door_queries as asked_at_doors
from webapp.door.opinions import queries as opinions
from webapp.door.opinions.models import OpinionRound, QuestionKind, RoundQuestion, Way
from webapp.door.opinions.rules import ANSWERS, STANDING_WORDS, TRY_AGAIN_AFTER, waits
from webapp.door.visits import rules as visit_rules
from webapp.exchange.shop import stock_queries as stock
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import UnitKind
from webapp.register.register import queries as register
from webapp.register.register.models import Building, Entrance, Household
from webapp.register.register.queries import HouseholdCard


def version_of(session: Session, record_id: str, hash: str) -> SyncVersion | None:
    query = select(SyncVersion).where(SyncVersion.record_id == record_id, SyncVersion.hash == hash)
    return session.exec(query).first()


def epoch(session: Session) -> str:
    found = session.exec(select(SyncEpoch.id).order_by(col(SyncEpoch.made_at).desc(), col(SyncEpoch.id).desc())).first()
    return found or ""


def knows_receipt(session: Session, actor: Actor, record_id: str) -> bool:
    query = select(SyncReceipt.id).where(SyncReceipt.id == record_id, SyncReceipt.account_id == actor.account_id)
    return session.exec(query).first() is not None


def list_mirrors(session: Session, actor: Actor) -> list[SyncMirror]:
    query = select(SyncMirror).where(SyncMirror.account_id == actor.account_id).order_by(col(SyncMirror.at))
    return list(session.exec(query))


def get_phone(session: Session, actor: Actor, phone_id: str) -> SyncPhone:
    return one(session, within(select(SyncPhone).where(SyncPhone.id == phone_id), actor, SyncPhone.unit_id))  # type: ignore[no-any-return]


def get_review(session: Session, actor: Actor, review_id: str) -> SyncReview:
    query = within(select(SyncReview).where(SyncReview.id == review_id), actor, SyncReview.community_id)
    return one(session, query)  # type: ignore[no-any-return]


def list_reviews(session: Session, actor: Actor) -> list[SyncReview]:
    query = select(SyncReview).where(SyncReview.state == ReviewState.WAITING).order_by(col(SyncReview.captured_at))
    return list(session.exec(within(query.limit(200), actor, SyncReview.community_id)))


def get_clash(session: Session, actor: Actor, clash_id: str) -> SyncClash:
    return one(session, within(select(SyncClash).where(SyncClash.id == clash_id), actor, SyncClash.unit_id))  # type: ignore[no-any-return]


def list_clashes(session: Session, actor: Actor) -> list[SyncClash]:
    query = select(SyncClash).where(col(SyncClash.decided_at).is_(None)).order_by(col(SyncClash.made_at))
    return list(session.exec(within(query.limit(200), actor, SyncClash.unit_id)))


def labels_of_homes(session: Session, actor: Actor, home_ids: list[str]) -> dict[str, str]:
    query = select(Household.id, Household.label).where(col(Household.id).in_(home_ids))
    return dict(session.exec(within(query, actor, Household.grid_id)).all())


def grid_on_phone(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """The actor's own grids by building: doors, what to know before knocking, names, pinyin, initials, the phone's last
    four digits; nothing else. Who only speaks for neighbours carries their doors and nobody's name."""
    grids = _own_grids(session, actor)
    if not grids and (actor.holds(Role.LIAISON) or actor.holds(Role.MICRO_HEAD)):
        return _doors_near(session, actor)
    cards = [card for grid_id in grids for card in register.households_of_grid(session, actor, grid_id)]
    stairs = select(Entrance.id, Entrance.name).where(col(Entrance.id).in_({card.entrance_id for card in cards}))
    names = dict(session.exec(stairs).all())
    since = visit_rules.round_start(clock.today())
    found: dict[str, dict[str, Any]] = {}
    for order, (building_id, label) in enumerate(labels_of_buildings(session, {card.building_id for card in cards})):
        found[building_id] = {"id": building_id, "name": label, "order": order, "households": []}
    for card in cards:
        found[card.building_id]["households"].append(_card(card, names.get(card.entrance_id, ""), since))
    for grid_id in grids:
        _ask_there(session, actor, grid_id, found)
    case_queries.add_cases(session, found, grids)
    return list(found.values())


def _ask_there(session: Session, actor: Actor, grid_id: str, found: dict[str, dict[str, Any]]) -> None:
    """Which rounds are asked at which door, what each household counts as so far, when to try it again and whether it
    was asked at all."""
    lines = asked_at_doors.rounds_of_grid(session, actor, grid_id)
    known = {row.id: _round(session, row) for row in {asked.id: asked for asked, _ in lines}.values()}
    homes = {home["id"]: home for building in found.values() for home in building["households"]}
    for asked, line in lines:
        if line.building_id in found and line.household_id in homes and Way.DOOR in asked.ways:
            rounds, home = found[line.building_id].setdefault("rounds", []), homes[line.household_id]
            rounds += [known[asked.id]] if known[asked.id] not in rounds else []
            home.setdefault("asks", {})[asked.id] = gettext(STANDING_WORDS[line.standing])
            if line.ballot_id is None and line.tenant_standing not in ANSWERS:
                home.setdefault("again", {})[asked.id] = [
                    line.tries, _milliseconds(line.try_at), int(waits(line, line.try_at or clock.now())),
                ]  # fmt: skip


def _milliseconds(at: datetime | None) -> int:
    return int(at.timestamp() * 1000) if at else 0


def _round(session: Session, asked: OpinionRound) -> dict[str, Any]:
    questions = opinions.questions_of(session, asked)
    is_one_tap = opinions.is_one_tap(questions)
    return {
        "id": asked.id, "title": asked.title, "asks": questions[0].asks if is_one_tap else "",
        "votes": _options(questions[0], "said") if is_one_tap else [],
        "questions": [] if is_one_tap else [_question(one) for one in questions],
        "until": _milliseconds(asked.closes_at), "wait": TRY_AGAIN_AFTER // timedelta(milliseconds=1),
    }  # fmt: skip


def _question(one: RoundQuestion) -> dict[str, Any]:
    """By how it is answered: the page on the phone has a template for each."""
    name = f"q{one.position}"
    kind = "boxes" if not one.options else "many" if one.kind is QuestionKind.MANY else "ones"
    shown: dict[str, Any] = {"asks": one.asks, "ones": [], "many": [], "boxes": []}
    shown[kind] = _options(one, name) if one.options else [{"name": name}]
    return shown


def _options(one: RoundQuestion, name: str) -> list[dict[str, str]]:
    return [{"name": name, "value": str(n), "label": gettext(words)} for n, words in enumerate(one.options, 1)]


def stall_on_phone(session: Session, actor: Actor) -> list[dict[str, Any]]:
    """What the actor was given to take out and still has: goods and figures, nobody's name."""
    if not actor.can(Action.SERVE_COUNTER):
        return []
    return [
        {"id": row.id, "name": name, "points": row.points_each, "left": row.left, "measure": measure}
        for row, name, measure in stock.list_own_allocations(session, actor.account_id)
    ]


def _doors_near(session: Session, actor: Actor) -> list[dict[str, Any]]:
    homes = liaisons.households_near(session, actor)
    labels = labels_of_buildings(session, {home.building_id for home in homes})
    return [
        {"id": building_id, "name": label, "order": order, "households": [
            {"id": home.id, "entrance_id": home.entrance_id, "entrance": "", "door": home.door, "label": home.label,
             "room": home.room, "head": "", "key": False, "flags": [], "cadence": None, "due": "", "state": "none",
             "last": "", "people": []}
            for home in homes if home.building_id == building_id
        ]}
        for order, (building_id, label) in enumerate(labels)
    ]  # fmt: skip


def _own_grids(session: Session, actor: Actor) -> list[str]:
    """A grid worker's own; a host carries none: 5,000 people of a community do not belong on one phone."""
    return [hat.unit_id for hat in actor.hats if hat.unit_kind is UnitKind.GRID and hat.role is Role.GRID_WORKER]


def labels_of_buildings(session: Session, wanted: set[str]) -> list[tuple[str, str]]:
    """In walking order."""
    query = select(Building).where(col(Building.id).in_(wanted))
    query = query.order_by(Building.estate, col(Building.position), Building.name)
    return [(building.id, building.label) for building in session.exec(query)]


def _card(card: HouseholdCard, entrance: str, since: Any) -> dict[str, Any]:
    return {
        "id": card.id, "entrance_id": card.entrance_id, "entrance": entrance, "door": card.door, "label": card.label,
        "room": card.room, "head": card.head_name, "key": card.is_key, "flags": card.flags,
        "cadence": card.cadence_days, "due": card.next_due_on.isoformat() if card.next_due_on else "",
        "state": visit_rules.window(card.last_outcome, card.last_visited_at, since),
        "last": clock.local(card.last_visited_at).date().isoformat() if card.last_visited_at else "",
        "rented": card.is_rented, "note": card.note,
        "people": [
            {name: member[name] for name in ("id", "name", "pinyin", "initials", "tail")} for member in card.members
        ],
    }  # fmt: skip
