"""What is said against a shop is a case like any other; here it is only decided whether it was true."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from webapp.casework.cases import receipt_rules
from webapp.casework.cases import services as cases
from webapp.casework.cases.models import Source, Urgency
from webapp.casework.cases.services import Matter, Place
from webapp.casework.cases.voice_services import Speaker, Spoken
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.market import queries, rules
from webapp.exchange.market.models import ShopComplaint, Suspension
from webapp.exchange.market.queries import Card
from webapp.exchange.market.rules import COMPLAINT_WORDS, ComplaintKind, Sort
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices

HEARD = N_("有人投诉微平台上的一家店，记成了事项 %(number)s。")


class DecidedAlready(DomainError):
    message = N_("这件投诉已经有结论了。")


class NotSuspended(DomainError):
    message = N_("这家店没有被暂停。")


@dataclass(frozen=True)
class Told:
    kind: ComplaintKind
    words: str
    name: str | None = None
    phone: str | None = None


def complain(session: Session, card: Card, told: Told) -> str:
    """Opens the case and gives back the receipt by which whoever complained follows it. Unpaid wages are urgent."""
    receipt, shop = receipt_rules.new_receipt(), card.shop
    what = f"{shop.name}“{card.listing.title}”"
    case = cases.open_case(
        session,
        None,
        place=Place(shop.community_id, shop.grid_id, building_id=shop.building_id, words=shop.name),
        spoken=Spoken(told.words, Source.RESIDENT, speaker=Speaker(name=told.name, phone=told.phone), receipt=receipt),
        matter=Matter(
            category_code="JOBS" if card.listing.sort is Sort.JOB else "OTHER",
            title=f"{gettext(COMPLAINT_WORDS[told.kind])}：{what}",
            urgency=Urgency.URGENT if told.kind is ComplaintKind.UNPAID else Urgency.NORMAL,
        ),
    )
    fresh = ShopComplaint(
        community_id=shop.community_id, merchant_id=shop.id, listing_id=card.listing.id, case_id=case.id,
        kind=told.kind, made_at=clock.now(),
    )  # fmt: skip
    session.add(fresh)
    session.flush()
    history.record(session, None, "complain_of_shop", fresh, after={"kind": told.kind.value})
    notices.tell(
        session, people.accounts_on_duty(session, shop.community_id), HEARD, cause=f"market-complaint:{fresh.id}",
        url=f"/market/desk/complaints/{fresh.id}", community_id=shop.community_id, number=case.number,
    )  # fmt: skip
    return receipt


def decide(session: Session, actor: Any, complaint: ShopComplaint, *, is_upheld: bool, note: str) -> bool:
    """Whether the shop is suspended by it: the second one that was true, counted since it was last let in again."""
    locked = session.exec(
        select(ShopComplaint).where(ShopComplaint.id == complaint.id).with_for_update()
        .execution_options(populate_existing=True)
    ).one()  # fmt: skip
    if locked.is_upheld is not None:
        raise DecidedAlready
    locked.is_upheld, locked.note = is_upheld, note
    locked.decided_at, locked.decided_by = clock.now(), actor.account_id
    session.flush()
    history.record(session, actor, "decide_complaint", locked, after={"upheld": is_upheld}, reason=note)
    if not is_upheld or queries.is_suspended(session, locked.merchant_id):
        return False
    if _count_upheld(session, locked.merchant_id) < rules.UPHELD_TO_SUSPEND:
        return False
    fresh = Suspension(community_id=locked.community_id, merchant_id=locked.merchant_id, made_at=clock.now())
    session.add(fresh)
    session.flush()
    history.record(session, actor, "suspend_shop", fresh)
    return True


def lift(session: Session, actor: Any, merchant_id: str, *, words: str) -> Suspension:
    """Lifting needs words; the suspension stays on record."""
    query = select(Suspension).where(Suspension.merchant_id == merchant_id, col(Suspension.lifted_at).is_(None))
    found = session.exec(query.with_for_update()).first()
    if found is None:
        raise NotSuspended
    found.lifted_at, found.lifted_by, found.lift_words = clock.now(), actor.account_id, words
    session.flush()
    history.record(session, actor, "lift_suspension", found, reason=words)
    return found


def _count_upheld(session: Session, merchant_id: str) -> int:
    lifted = select(func.max(Suspension.lifted_at)).where(Suspension.merchant_id == merchant_id)
    since = session.exec(lifted).one()
    query = select(func.count(col(ShopComplaint.id))).where(
        ShopComplaint.merchant_id == merchant_id, col(ShopComplaint.is_upheld).is_(True)
    )
    return int(session.exec(query.where(col(ShopComplaint.decided_at) > since) if since else query).one())
