"""Posts and the account of somebody who has died, or who no longer lives in the micro-grid they looked after."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Post, Role, SignIn
from webapp.people.accounts.rules import ROLE_WORDS
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Unit
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident

NEIGHBOURS = (Role.MICRO_HEAD, Role.LIAISON)  # who serve where they live
OFFICES = (Role.HOST, Role.STREET, Role.DISTRICT, Role.AUDITOR)  # whose successor only a centre names


def _foresee(session: Session, resident: Resident) -> list[str]:
    lines = []
    for _, post, unit in _held(session, resident):
        values = {"role": gettext(ROLE_WORDS[post.role]), "unit": unit}
        lines.append(
            gettext(N_("%(unit)s的%(role)s：到那天为止，要有人接"), **values) if post.role not in OFFICES
            else gettext(N_("%(unit)s的%(role)s：账号停用，岗位请上一级改派"), **values)
        )  # fmt: skip
    return lines


def _end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    """Nobody signs in any more, at once; a day that is told late ends the post on that day."""
    if resident.party_id is None:
        return
    for _, post, _ in _held(session, resident):
        if post.role not in OFFICES:
            _end_post(session, actor, post, on)
    mine = select(Account).where(Account.party_id == resident.party_id, col(Account.closed_at).is_(None))
    for account in session.exec(mine).all():
        account.closed_at = clock.now()
        for row in session.exec(select(SignIn).where(SignIn.account_id == account.id, col(SignIn.ended_at).is_(None))):
            row.ended_at = clock.now()
        session.flush()
        history.record(session, actor, "close_account", account, community_id=resident.community_id)


def _end_nearby(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    for _, post, _ in _held(session, resident):
        if post.role in NEIGHBOURS:
            _end_post(session, actor, post, on)


def _end_post(session: Session, actor: Actor, post: Post, on: date) -> None:
    last_day = max(min(on, clock.today()), post.valid_from) - timedelta(days=1)
    accounts.end_post(session, actor, post, last_day=last_day)


def _held(session: Session, resident: Resident) -> list[Any]:
    """(account, post, unit's name) of what is held today or later; a volunteer's page is no post."""
    if resident.party_id is None:
        return []
    query = (
        select(Account, Post, Unit.name)  # type: ignore[call-overload]
        .join(Post, col(Post.account_id) == Account.id)
        .join(Unit, col(Unit.id) == Post.unit_id)
        .where(Account.party_id == resident.party_id, Post.role != Role.VOLUNTEER)
        .where((col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= clock.today()))
        .order_by(col(Post.id))
    )
    return list(session.exec(query))


TIES = (Tie("posts", _foresee, _end, _end_nearby),)
