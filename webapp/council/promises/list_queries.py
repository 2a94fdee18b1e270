"""议定事项 as a list of the desk."""

from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed
from webapp.core.search.numbers import numbered
from webapp.core.search.word_search import is_written
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.council.promises import rules
from webapp.council.promises.models import STANDING, PartDone, Promise, PromisePart
from webapp.council.promises.rules import State
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.org.models import Party, Unit

OWNER, WATCHER, HOME = aliased(Party), aliased(Party), aliased(Unit)
TONES = {
    State.DONE: "ok", State.REWORK: "amber", State.UNCONFIRMED: "amber", State.CHECKING: "blue", State.ACTIVE: "blue",
}  # fmt: skip
WHO = (("mine", N_("和我有关的")), ("owner", N_("我认领的")))


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Promise)
        .outerjoin(OWNER, OWNER.id == Promise.owner_id)
        .outerjoin(WATCHER, WATCHER.id == Promise.watcher_id)
        .outerjoin(HOME, HOME.id == Promise.community_id)
    )
    return on_ground(joined, actor, col(Promise.community_id))


def _standing(*more: Any) -> Any:
    """Said in the words of the index that holds only these."""
    return and_(text(f"promise.{STANDING}"), *more)


def _whose(value: str, actor: Actor) -> Any:
    mine = [Promise.owner_id] if value == "owner" else [
        Promise.owner_id, Promise.watcher_id, Promise.verifier_id, Promise.supervisor_id
    ]  # fmt: skip
    return or_(*(col(column) == actor.party_id for column in mine))


def _search(session: Session, actor: Actor, words: str) -> Any:
    places = accounts.communities_within(session, actor)
    if words[:1].isdecimal():
        return numbered(col(Promise.number), col(Promise.community_id), words, places, digits=3)
    within = None if actor.is_wide else places
    return is_written(session, col(Promise.id), "promise", words, within)


def _communities(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [*accounts.streets_to_choose(session, actor), *accounts.communities_to_choose(session, actor)]


def _place(session: Session, actor: Actor, value: str) -> str:
    """A promise is a community's: no grid, no micro-grid."""
    kept = value.startswith((accounts.STREET, accounts.HOME))
    return accounts.place_of(session, actor, value) if kept else ""


def _at(value: str, actor: Actor) -> Any:
    return accounts.lies_at(value, col(Promise.community_id))


def _parts(done: bool) -> Any:
    query = select(func.count(col(PartDone.id) if done else col(PromisePart.id))).select_from(PromisePart)
    if done:
        standing = (col(PartDone.part_id) == col(PromisePart.id)) & col(PartDone.withdrawn_at).is_(None)
        query = query.join(PartDone, standing)
    return query.where(col(PromisePart.promise_id) == Promise.id).correlate(Promise).scalar_subquery()


def _count(done: int, of: int) -> Cell:
    return Cell(f"{done}/{of}" if of else "")


def _state(state: State, blocked: str, extended: int) -> Cell:
    under = [gettext("受阻")] if blocked else []
    under += [gettext("改期 %(n)s 次", n=extended)] if extended else []
    return Cell(gettext(rules.STATE_WORDS[state]), " · ".join(under), TONES.get(state, ""))


def _owner(name: str, role: str) -> Cell:
    return Cell(name or "", gettext(role) if role else "")


def _due(due: date, done_on: date | None, state: State) -> Cell:
    if done_on:
        return Cell(gettext("%(day)s 办好", day=cells.day(done_on).words), raw=due)
    return cells.due(due, is_over=state not in rules.OPEN)


PROMISES = Listing(
    key=col(Promise.id),
    reach=reach,
    columns=(
        Column("deed", N_("办什么"), (Promise.deed, Promise.number), lambda deed, number: Cell(deed, number)),
        Column("due", N_("期限"), (Promise.due, Promise.done_on, Promise.state), _due, "due"),
        Column("state", N_("办到哪了"), (Promise.state, Promise.blocked_by, Promise.extended), _state),
        Column("owner", N_("谁认领"), (OWNER.name, Promise.owner_role), _owner),
        Column("parts", N_("办了多少"), (_parts(True), _parts(False)), _count, right=True),
        Column("watcher", N_("谁盯着"), (WATCHER.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("decided", N_("哪天定的"), (Promise.decided_on,), cells.day, "decided"),
    ),
    orders=(
        Order("due", N_("期限"), col(Promise.due)),
        Order("decided", N_("哪天定的"), col(Promise.decided_on), down=True),
    ),
    filters=(
        fixed("state", N_("办到哪了"), {
            "open": (N_("没办完"), _standing),
            "unconfirmed": (N_("待确认"), lambda: _standing(col(Promise.state) == State.UNCONFIRMED)),
            "checking": (N_("待验收"), lambda: _standing(col(Promise.state) == State.CHECKING)),
            "parked": (N_("挂账"), lambda: _standing(col(Promise.state) == State.PARKED)),
            "done": (N_("办完"), lambda: col(Promise.state).in_((State.DONE, State.ENDED))),
        }, default="open"),
        fixed("late", N_("期限"), {
            "late": (N_("超期了"), lambda: _standing(
                col(Promise.due) < clock.today(), col(Promise.state) != State.PARKED
            )),
            "kept": (N_("按当初期限办好"), lambda: col(Promise.done_on) <= col(Promise.first_due)),
            "blocked": (N_("受阻"), lambda: _standing(col(Promise.blocked_by) != "")),
        }),
        Filter("who", N_("谁的事"), lambda session, actor: WHO, _whose),
        Filter("at", N_("哪个社区"), _communities, _at, known=_place),
    ),
    spans=(Span("on", N_("哪天定的"), col(Promise.decided_on), is_moment=False),
           Span("due_on", N_("期限在"), col(Promise.due), is_moment=False),
           Span("first_on", N_("当初的期限"), col(Promise.first_due), is_moment=False, is_rare=True)),
    search=_search,
    search_words=N_("编号，或者办什么里的字"),
)  # fmt: skip
