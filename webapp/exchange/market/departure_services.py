"""Nobody looks for work any more who has died: what they were looking for is emptied at once."""

from datetime import date

from sqlalchemy import false
from sqlmodel import Session, col, or_, select

from webapp.core.text.i18n import N_, gettext
from webapp.exchange.market import seeker_services
from webapp.exchange.market.models import Seeker
from webapp.exchange.market.rules import Purpose
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.register.persons.rules import Tie
from webapp.register.register.models import Resident


def _looking(session: Session, resident: Resident) -> list[Seeker]:
    """By name within the household, for whoever was entered at the door; else by their own account."""
    mine = select(Account.id).where(Account.party_id == resident.party_id)
    own = col(Seeker.account_id).in_(mine) if resident.party_id else false()
    at_home = col(Seeker.household_id) == resident.household_id if resident.household_id else false()
    query = select(Seeker, own).where(  # type: ignore[call-overload]
        col(Seeker.ended_at).is_(None), Seeker.community_id == resident.community_id, or_(at_home, own)
    )
    return [one for one, is_own in session.exec(query) if is_own or one.name == resident.name]


def _foresee(session: Session, resident: Resident) -> list[str]:
    return [gettext(N_("找活和听优惠：撤下，留的称呼和电话抹掉")) for _ in _looking(session, resident)][:1]


def _end(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    for seeker in _looking(session, resident):
        for purpose in Purpose:
            seeker_services.withdraw(session, actor, seeker, purpose)


TIES = (Tie("market", _foresee, _end),)
