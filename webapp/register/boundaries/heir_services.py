"""What a closed unit leaves to its successor: units below, doors, shops, posts, channels, running work."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Post, PostKind
from webapp.people.accounts.scope import Actor
from webapp.people.notices.models import Channel
from webapp.people.org import services as org
from webapp.people.org.models import ChangeOrder, Party, Unit, UnitKind
from webapp.register.merchants.models import Employee, Merchant
from webapp.register.register import place_services
from webapp.register.register.models import Entrance

# Running work that stands higher up the ladder than this slice; hung in by create_app: (session, old id, fresh id).
RUNNING_WORK: list[Callable[[Session, str, str], None]] = []


def hand_on(
    session: Session, actor: Actor, old: Unit, fresh: Unit, below: Sequence[Unit], on: date, order: ChangeOrder
) -> None:
    """Communities of a street keep their ids and change their parent; micro-grids are carried; posts follow."""
    if old.kind is UnitKind.STREET:
        for unit in below:
            org.reparent(session, unit, fresh, on=on, order=order)
    else:
        _hand_on_doors(session, actor, old, fresh, below, on)
    _follow(session, old, fresh, on)


def shops_follow(session: Session, building_id: str, grid_id: str) -> None:
    """Shops of a building move when its last entrance has."""
    grids = set(session.exec(select(Entrance.grid_id).where(Entrance.building_id == building_id)))
    if grids == {grid_id}:
        shops = select(Merchant.id).where(Merchant.building_id == building_id)
        session.execute(update(Employee).where(col(Employee.merchant_id).in_(shops)).values(grid_id=grid_id))
        session.execute(update(Merchant).where(col(Merchant.building_id) == building_id).values(grid_id=grid_id))


def _hand_on_doors(session: Session, actor: Actor, old: Unit, fresh: Unit, below: Sequence[Unit], on: date) -> None:
    if old.kind is UnitKind.MICRO_GRID:
        _place(session, actor, old, str(fresh.parent_id), fresh.id, on)
        return
    for unit in below:
        heir = _carry(session, actor, unit, fresh, on)
        _place(session, actor, unit, fresh.id, heir.id, on)
    _place(session, actor, old, fresh.id, None, on)
    for model in (Merchant, Employee):
        session.execute(update(model).where(col(model.grid_id) == old.id).values(grid_id=fresh.id))


def _carry(session: Session, actor: Actor, unit: Unit, parent: Unit, on: date) -> Unit:
    """A micro-grid is a part of its grid: it becomes a new unit with a predecessor."""
    heir = org.found_unit(session, kind=unit.kind, name=unit.name, parent=parent, on=on, position=unit.position)
    org.succeed(session, actor, unit, heir, on=on)
    _follow(session, unit, heir, on)
    return heir


def _follow(session: Session, old: Unit, fresh: Unit, on: date) -> None:
    """Who served the old one serves the new one; what was recorded there is read from there."""
    _posts_follow(session, old, fresh, on)
    for model in (Party, Channel):
        session.execute(update(model).where(col(model.unit_id) == old.id).values(unit_id=fresh.id))
    for follow in RUNNING_WORK:
        follow(session, old.id, fresh.id)
    org.put_below(session, old, fresh)


def _place(session: Session, actor: Actor, old: Unit, grid_id: str, micro_id: str | None, on: date) -> None:
    column = Entrance.micro_grid_id if old.kind is UnitKind.MICRO_GRID else Entrance.grid_id
    doors = list(session.exec(select(Entrance).where(column == old.id)))
    if doors:
        place_services.place_entrances(session, actor, doors, grid_id=grid_id, micro_grid_id=micro_id, on=on)


def _posts_follow(session: Session, old: Unit, fresh: Unit, on: date) -> None:
    """Held and coming posts, each to its own last day; who already serves the successor serves it once."""
    running = (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= on)
    for post in session.exec(select(Post).where(Post.unit_id == old.id, running)).all():
        begins, ends = max(post.valid_from, on), post.valid_to
        if ends is not None and ends < begins:
            continue
        post.valid_to = begins - timedelta(days=1)
        session.flush()
        if same := _held_already(session, post, fresh, begins):
            same.valid_to = None if ends is None or same.valid_to is None else max(same.valid_to, ends)
            same.kind = PostKind.MAIN if PostKind.MAIN in (same.kind, post.kind) else same.kind
            continue
        accounts.give_post(
            session, None, session.get_one(Account, post.account_id), role=post.role, unit_id=fresh.id,
            valid_from=begins, valid_to=ends, kind=post.kind, document=post.document,
            covers=session.get(Post, post.covers_id) if post.covers_id else None,
        )  # fmt: skip


def _held_already(session: Session, post: Post, fresh: Unit, on: date) -> Post | None:
    query = select(Post).where(Post.account_id == post.account_id, Post.role == post.role, Post.unit_id == fresh.id)
    return next((one for one in session.exec(query) if one.is_held(on)), None)
