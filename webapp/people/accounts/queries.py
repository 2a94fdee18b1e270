from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, false, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, func, select

from webapp.core.data import ids, statements
from webapp.core.text import phone_numbers
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.people.accounts.models import Account, Complaint, Handover, Post, Role, SignIn
from webapp.people.accounts.scope import Actor, Hat, one, within
from webapp.people.org.models import Party, Unit, UnitKind

COMMUNITY_PATH = 3 * 9  # 区/街道/社区/: three keys of eight letters, each with its stroke


def actor_by_token(session: Session, token: str) -> Actor | None:
    """Who this browser is signed in as now; None when the sign-in ended, idled out or was revoked."""
    if not token:
        return None
    asked = {"token": vault.hashed(token), "now": clock.now(), "on": clock.today()}
    rows = statements.rows(session, _by_token(), asked)
    if not rows:
        return None
    sign_in_id, device, seen_at, proved_at, account_id, party_id, must_change, name, *_ = rows[0]
    return Actor(
        account_id=account_id, party_id=party_id, name=name, hats=_hats([row[8:] for row in rows]), device=device,
        sign_in_id=sign_in_id, seen_at=seen_at, proved_at=proved_at, must_change=must_change,
    )  # fmt: skip


def actor_of(session: Session, account_id: str, on: date | None = None) -> Actor:
    """An account's actor without a browser: for jobs, commands and what was captured on an earlier day."""
    account = one(session, select(Account).where(Account.id == account_id))
    name = session.exec(select(Party.name).where(Party.id == account.party_id)).one()
    hats = hats_of(session, account_id, on or clock.today())
    return Actor(account_id=account.id, party_id=account.party_id, name=name, hats=hats)


def hats_of(session: Session, account_id: str, on: date) -> tuple[Hat, ...]:
    return _hats(statements.rows(session, _by_account(), {"account": account_id, "on": on}))


COVERED, COMMUNITY = aliased(Post), aliased(Unit)


@cache
def _by_token() -> Any:
    """One statement for who it is and what they hold: it opens every page, so it is built once."""
    return _with_posts(
        select(  # type: ignore[call-overload]
            SignIn.id, SignIn.device, SignIn.seen_at, SignIn.proved_at, Account.id, Account.party_id,
            Account.must_change, Party.name, *_hat_columns(),
        )
        .join(Account, col(Account.id) == SignIn.account_id)
        .join(Party, col(Party.id) == Account.party_id)
        .where(
            SignIn.token_hash == bindparam("token"), col(SignIn.ended_at).is_(None), SignIn.ends_at > bindparam("now"),
            col(Account.closed_at).is_(None),
        )
    )  # fmt: skip


@cache
def _by_account() -> Any:
    return _with_posts(select(*_hat_columns()).select_from(Account).where(Account.id == bindparam("account")))  # type: ignore[call-overload]


def _hat_columns() -> tuple[Any, ...]:
    return (
        Post.id, Post.role, Unit.id, Unit.name, Unit.kind, Unit.path, COVERED.account_id, COMMUNITY.id, COMMUNITY.name,
    )  # fmt: skip


def _with_posts(query: Any) -> Any:
    """Joins the held posts and the community above each: keys of a path are of one length, so its head names it."""
    head = func.substr(Unit.path, 1, COMMUNITY_PATH)
    return (
        query.outerjoin(Post, (col(Post.account_id) == Account.id) & and_(*_held(bindparam("on"))))
        .outerjoin(Unit, col(Unit.id) == Post.unit_id)
        .outerjoin(COVERED, COVERED.id == Post.covers_id)
        .outerjoin(COMMUNITY, (COMMUNITY.path == head) & (COMMUNITY.kind == UnitKind.COMMUNITY))
        .order_by(Post.valid_from, Post.id)
    )


def _hats(rows: Any) -> tuple[Hat, ...]:
    return tuple(
        Hat(role=role, unit_id=unit_id, unit_name=name, unit_kind=kind, path=path, post_id=post_id,
            community_id=community_id, community_name=community or "", acting_for=covers)
        for post_id, role, unit_id, name, kind, path, covers, community_id, community in rows if post_id
    )  # fmt: skip


def account_by_login(session: Session, login: str) -> Account | None:
    """By phone number or sign-in name; closed accounts are absent."""
    match = (col(Account.login) == login) | (Account.phone_index == vault.blind_index(phone_numbers.clean(login)))
    return session.exec(select(Account).where(match, col(Account.closed_at).is_(None))).first()


def get_account(session: Session, actor: Actor, account_id: str) -> Account:
    """An account that holds, or held, a post within reach."""
    reach = within(select(Post.account_id), actor, Post.unit_id)
    return one(session, select(Account).where(Account.id == account_id, col(Account.id).in_(reach)))  # type: ignore[no-any-return]


def communities_within(session: Session, actor: Actor) -> list[str]:
    """The communities of the actor's reach; one's own where the posts lie inside one. Many indexes begin with it."""
    own = {hat.community_id for hat in actor.hats}
    if own and None not in own:
        return sorted(filter(None, own))
    return list(session.exec(within(select(Unit.id).where(Unit.kind == UnitKind.COMMUNITY), actor, Unit.id)))


def communities_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return _units_to_choose(session, actor, UnitKind.COMMUNITY)


# So that a list knows by the value alone that it means all communities of a street, a whole community, a micro-grid.
STREET, HOME, MICRO = "street:", "home:", "micro:"


def streets_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """For who looks after several streets."""
    if UnitKind.DISTRICT not in {hat.unit_kind for hat in actor.hats}:
        return []
    return [(STREET + key, name) for key, name in _units_to_choose(session, actor, UnitKind.STREET)]


def communities_of_street(value: str) -> Any:
    return select(Unit.id).where(Unit.parent_id == value.removeprefix(STREET))


def lies_at(value: str, community: Any, grid: Any = None, micro: Any = None) -> Any:
    """The rows of such a place. Without a kind before it a grid or a community, where there are grids at all."""
    if value.startswith(STREET):
        return community.in_(communities_of_street(value))
    if value.startswith(HOME):
        return community == value.removeprefix(HOME)
    if value.startswith(MICRO):
        return micro == value.removeprefix(MICRO) if micro is not None else false()
    return community == value if grid is None else or_(grid == value, community == value)


KIND_BEFORE = {STREET: UnitKind.STREET, HOME: UnitKind.COMMUNITY, MICRO: UnitKind.MICRO_GRID}


def place_of(session: Session, actor: Actor, value: str) -> str:
    """What a place in an address is called, where the reader may look: a grid or community by its id, others with
    their kind before it."""
    before = next((kind for kind in KIND_BEFORE if value.startswith(kind)), "")
    key = value.removeprefix(before)
    kinds = [KIND_BEFORE[before]] if before else [UnitKind.GRID, UnitKind.COMMUNITY]
    if not ids.is_id(key):
        return ""
    query = within(select(Unit.name).where(Unit.id == key, col(Unit.kind).in_(kinds)), actor, Unit.id)
    return str(session.exec(query).first() or "")


def grids_to_choose(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """With the community's name before it where there are several."""
    found = _units_to_choose(session, actor, UnitKind.GRID)
    if not actor.is_wide:
        return found
    above = dict(session.exec(select(Unit.id, COMMUNITY.name).join(COMMUNITY, col(COMMUNITY.id) == Unit.parent_id)
                              .where(col(Unit.id).in_([unit_id for unit_id, _ in found]))).all())  # fmt: skip
    return [(unit_id, f"{above.get(unit_id, '')} · {name}") for unit_id, name in found]


def community_names(session: Session, actor: Actor) -> dict[str, str]:
    """Of the actor's reach, those that were merged away as well: their rows are still read."""
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.COMMUNITY)
    return dict(session.exec(within(query, actor, Unit.id)).all())


def units_named(session: Session, actor: Actor, unit_ids: Iterable[str]) -> dict[str, str]:
    """With the community's name before a unit of it, for who looks after several."""
    units = session.exec(select(Unit.id, Unit.name, Unit.path).where(col(Unit.id).in_(set(unit_ids)))).all()
    homes = within(select(Unit.path, Unit.name).where(Unit.kind == UnitKind.COMMUNITY), actor, Unit.id)
    above = dict(session.exec(homes).all()) if actor.is_wide else {}
    return {unit_id: " ".join([*_above(path, above), name]) for unit_id, name, path in units}


def _above(path: str, communities: dict[str, str]) -> list[str]:
    ends = [at + 1 for at, letter in enumerate(path) if letter == "/" and at + 1 < len(path)]
    return [communities[path[:end]] for end in ends if path[:end] in communities]


def _units_to_choose(session: Session, actor: Actor, kind: UnitKind) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name).where(Unit.kind == kind, col(Unit.valid_to).is_(None))
    ordered = within(query, actor, Unit.id).order_by(col(Unit.parent_id), col(Unit.position)).limit(400)
    return [(unit_id, name) for unit_id, name in session.exec(ordered)]


def get_post(session: Session, actor: Actor, post_id: str) -> Post:
    return one(session, within(select(Post).where(Post.id == post_id), actor, Post.unit_id))  # type: ignore[no-any-return]


def posts_of(session: Session, account_id: str, on: date) -> list[Post]:
    return list(session.exec(select(Post).where(Post.account_id == account_id, *_held(on))))


def holder_of(session: Session, unit_id: str, role: Any, on: date) -> Any:
    """Who acts in a post on a day: a cover goes before the main post."""
    query: Any = (
        select(
            col(Party.id).label("party_id"), Party.name, col(Account.id).label("account_id"), Post.kind
        )
        .join(Account, col(Account.party_id) == Party.id)
        .join(Post, col(Post.account_id) == Account.id)
        .where(Post.unit_id == unit_id, Post.role == role, *_held(on))
    )
    order = {"cover": 0, "acting": 1, "main": 2}
    rows: list[Any] = sorted(session.exec(query), key=lambda row: order[row.kind.value])  # type: ignore[attr-defined]
    return rows[0] if rows else None


def public_name(session: Session, actor: Actor) -> str:
    """How residents' page names a grid worker: in full, or the surname before the post; nothing for everybody else."""
    if not actor.holds(Role.GRID_WORKER):
        return ""
    return "surname" if session.get_one(Account, actor.account_id).hides_name else "full"


def has_password(session: Session, account_id: str) -> bool:
    """A volunteer's account has none that fits: it is opened by a code of the counter and six digits."""
    return session.get_one(Account, account_id).password.startswith("$")


def live_sign_ins(session: Session, account_id: str, at: datetime) -> list[SignIn]:
    query = select(SignIn).where(SignIn.account_id == account_id, col(SignIn.ended_at).is_(None), SignIn.ends_at > at)
    return list(session.exec(query.order_by(col(SignIn.seen_at).desc())))


def get_handover(session: Session, actor: Actor, handover_id: str) -> Handover:
    mine = (col(Handover.from_id) == actor.account_id) | (col(Handover.to_id) == actor.account_id)
    near = within(select(Handover.id), actor, Handover.unit_id)
    query = select(Handover).where(Handover.id == handover_id, mine | col(Handover.id).in_(near))
    return one(session, query)  # type: ignore[no-any-return]


def list_handovers(session: Session, actor: Actor) -> list[Any]:
    mine = (col(Handover.from_id) == actor.account_id) | (col(Handover.to_id) == actor.account_id)
    near = within(select(Handover.id), actor, Handover.unit_id)
    query = (
        select(Handover, Unit.name)
        .join(Unit, col(Unit.id) == Handover.unit_id)
        .where(mine | col(Handover.id).in_(near))
        .order_by(col(Handover.made_at).desc())
    )
    return list(session.exec(query.limit(50)))


def names_of(session: Session, account_ids: set[str | None]) -> dict[str, str]:
    wanted = [account_id for account_id in account_ids if account_id]
    query = select(Account.id, Party.name).join(Party, col(Party.id) == Account.party_id)
    return {row[0]: row[1] for row in session.exec(query.where(col(Account.id).in_(wanted)))}


def list_complaints(session: Session, actor: Actor) -> list[Complaint]:
    """Those of communities within reach; the centres also see those that name no community."""
    own = within(select(Complaint), actor, Complaint.community_id)
    rows = list(session.exec(own.order_by(col(Complaint.made_at).desc()).limit(100)))
    if any(hat.unit_kind is UnitKind.DISTRICT for hat in actor.hats):
        rows += session.exec(select(Complaint).where(col(Complaint.community_id).is_(None)).limit(100))
    return rows


def get_complaint(session: Session, actor: Actor, complaint_id: str) -> Complaint:
    near = within(select(Complaint.id), actor, Complaint.community_id)
    reach: Any = col(Complaint.id).in_(near)
    if any(hat.unit_kind is UnitKind.DISTRICT for hat in actor.hats):
        reach = reach | col(Complaint.community_id).is_(None)
    return one(session, select(Complaint).where(Complaint.id == complaint_id, reach))  # type: ignore[no-any-return]


def _held(on: Any) -> tuple[Any, ...]:
    return (Post.valid_from <= on, (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= on))
