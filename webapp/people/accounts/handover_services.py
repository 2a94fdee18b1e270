"""交接单: who passes a unit's open work to whom. In force once both and a supervisor have signed.

What is open is known by slices above this one: whoever builds the house hangs their questions on `OPEN_WORK` and
`HANDED_ON`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts import people_services, queries, services
from webapp.people.accounts.models import Account, Handover, Post, PostKind, Role
from webapp.people.accounts.permissions import CENTRES
from webapp.people.accounts.scope import Actor, made_before

# (session, unit id, giver) → one line a piece of work: title, url and what is worth knowing of it
OPEN_WORK: list[Callable[[Session, str, Account], list[dict[str, str]]]] = []
# (session, actor, paper, giver, taker): the work changes hands
HANDED_ON: list[Callable[[Session, Actor, Handover, Account, Account], None]] = []


class SamePerson(DomainError):
    status = 422
    message = N_("交的人和接的人不能是同一个。")


def draw_up(
    session: Session, actor: Actor, *, unit_id: str, giver: str, taker: str, note: str | None, id: str | None = None
) -> Handover:
    """The paper lists what is open as it stands now; what the three sign does not change under their hands. The same
    `id` again is the same paper."""
    if (known := made_before(session, Handover, id, unit_id, owner="unit_id")) is not None:
        return known
    if giver == taker:
        raise SamePerson(field="taker")
    if taker not in dict(people_services.takers(session, actor)):
        raise NotFound
    giving = queries.get_account(session, actor, giver)
    work = [line for question in OPEN_WORK for line in question(session, unit_id, giving)]
    return draw_up_handover(
        session, actor, unit_id=unit_id, giver=giving, taker=_account(session, taker),
        note=note or "", open_count=len(work), open_work=work, id=id,
    )  # fmt: skip


def draw_up_handover(
    session: Session,
    actor: Actor,
    *,
    unit_id: str,
    giver: Account,
    taker: Account,
    note: str,
    open_count: int,
    open_work: list[dict[str, str]] | None = None,
    id: str | None = None,
) -> Handover:
    made = Handover(
        id=id or ids.new(), unit_id=unit_id, from_id=giver.id, to_id=taker.id, note=note, open_count=open_count,
        made_at=clock.now(), community_id=actor.community_id, open_work=open_work or [],
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "draw_up_handover", made, after={"open": open_count})
    return made


def sign_handover(session: Session, actor: Actor, paper: Handover) -> bool:
    """Signs in whichever part the person has; True once all three have signed and the post has moved."""
    at = clock.now()
    if actor.account_id == paper.from_id:
        paper.giver_signed_at = paper.giver_signed_at or at
    elif actor.account_id == paper.to_id:
        paper.taker_signed_at = paper.taker_signed_at or at
    elif actor.holds(Role.HOST, *CENTRES):
        paper.supervisor_id, paper.supervisor_signed_at = actor.account_id, paper.supervisor_signed_at or at
    else:
        raise services.OwnPostOnly
    history.record(session, actor, "sign_handover", paper)
    session.flush()
    signed = (paper.giver_signed_at, paper.taker_signed_at, paper.supervisor_signed_at)
    if not all(signed):
        return False
    giver, taker = _account(session, paper.from_id), _account(session, paper.to_id)
    _move_posts(session, paper, taker)
    for hand_on in HANDED_ON:
        hand_on(session, actor, paper, giver, taker)
    return True


def _account(session: Session, account_id: str) -> Account:
    return session.exec(select(Account).where(Account.id == account_id)).one()


def _move_posts(session: Session, paper: Handover, taker: Account) -> None:
    today = clock.today()
    held: Any = session.exec(select(Post).where(Post.account_id == paper.from_id, Post.unit_id == paper.unit_id)).all()
    for post in [post for post in held if post.is_held(today) and post.kind is PostKind.MAIN]:
        post.valid_to = today - timedelta(days=1)
        session.flush()
        if not _takes_up(session, taker, post):
            services.give_post(session, None, taker, role=post.role, unit_id=post.unit_id, valid_from=today)


def _takes_up(session: Session, taker: Account, post: Post) -> bool:
    """Whoever stood in for the post stops standing in, also from a day to come: from now on it is their own. True where
    they hold the same post already; then only the giver's ends."""
    today = clock.today()
    query = select(Post).where(Post.account_id == taker.id, Post.role == post.role, Post.unit_id == post.unit_id)
    for held in session.exec(query).all():
        if held.valid_to is not None and held.valid_to < today:
            continue
        if held.kind is PostKind.MAIN and held.is_held(today):
            return True
        if held.kind is not PostKind.MAIN:
            held.valid_to = max(today, held.valid_from) - timedelta(days=1)
            history.record(session, None, "end_post", held, after={"valid_to": str(held.valid_to)})
    session.flush()
    return False
