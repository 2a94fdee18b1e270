"""Putting a job or an offer up, reading it, confirming it, taking it down."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.market import fault_rules, push_services, queries, rules, screening_rules, wage_rules
from webapp.exchange.market.models import Job, Listing, Offer
from webapp.exchange.market.rules import LIFE, Sort, State, Verb
from webapp.exchange.market.wage_rules import Pay, PayUnit
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.register.merchants.models import Merchant

WAITS = N_("微平台有一条新的要看：%(title)s，商户确认过了。")


class NotNow(DomainError):
    message = N_("这一条现在不能这样，请刷新看看。")


class ShopClosed(DomainError):
    message = N_("这家店已经关了，不能再登。")


class ShopSuspended(DomainError):
    message = N_("这家店有两次投诉查实，已暂停使用微平台。")


class ReasonMissing(DomainError):
    status = 422
    message = N_("标出来的说法还在。要登，请写明为什么可以。")


class OfferEnded(DomainError):
    status = 422
    message = N_("优惠的最后一天不能早于今天。")


class OfferNotCheaper(DomainError):
    status = 422
    message = N_("优惠价要比原价低。")


class NoWageFloor(DomainError):
    message = N_("区里还没填本地最低工资，招工先不能登。")


@dataclass(frozen=True)
class JobTerms:
    pay: Pay
    head_count: int
    slots: tuple[str, ...]
    place: str = ""
    skills: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfferTerms:
    valid_to: date
    before_fen: int | None = None
    after_fen: int | None = None
    terms: str = ""


@dataclass(frozen=True)
class Text:
    title: str
    words: str
    insists: str = ""


def write(
    session: Session, actor: Any, shop: Merchant, text: Text, terms: JobTerms | OfferTerms, *, id: str | None = None
) -> Listing:
    """A draft, by the shop itself or by somebody who writes it down for them. The same `id` again is the same one."""
    if id and (known := session.get(Listing, id)):
        return known
    _require_open(session, shop)
    fresh = Listing(
        community_id=shop.community_id, grid_id=shop.grid_id, merchant_id=shop.id, made_at=clock.now(),
        sort=Sort.JOB if isinstance(terms, JobTerms) else Sort.OFFER, title=text.title, words=text.words,
        insists=text.insists, made_by=actor.account_id if actor else None,
    )  # fmt: skip
    if id:
        fresh.id = id
    _check(session, fresh, terms)
    session.add(fresh)
    session.flush()
    session.add(_terms_row(shop, fresh, terms))
    session.flush()
    history.record(session, actor, "write_listing", fresh, after={"sort": fresh.sort.value, "title": fresh.title})
    return fresh


def rewrite(session: Session, actor: Any, listing: Listing, text: Text, terms: JobTerms | OfferTerms) -> Listing:
    """Until it is published, everything may still be said differently."""
    if listing.state not in (State.DRAFT, State.SENT_BACK):
        raise NotNow
    shop = session.get_one(Merchant, listing.merchant_id)
    _require_open(session, shop)
    before = {"title": listing.title, "words": listing.words}
    listing.title, listing.words, listing.insists = text.title, text.words, text.insists
    _check(session, listing, terms)
    kind: type[Job] | type[Offer] = Job if listing.sort is Sort.JOB else Offer
    old = session.exec(select(kind).where(kind.listing_id == listing.id)).one()
    for name, value in _terms_row(shop, listing, terms).model_dump(exclude={"id"}).items():
        setattr(old, name, value)
    session.flush()
    after = {"title": listing.title, "words": listing.words}
    history.record(session, actor, "rewrite_listing", listing, before=before, after=after)
    return listing


def submit(session: Session, actor: Any, listing: Listing) -> Listing:
    """The shop says: that is right. From here the host looks at it."""
    _require_open(session, session.get_one(Merchant, listing.merchant_id))
    _move(listing, Verb.SUBMIT)
    listing.review_words = ""
    session.flush()
    history.record(session, actor, "submit_listing", listing)
    notices.tell(
        session, people.accounts_on_duty(session, listing.community_id), WAITS,
        cause=f"market-review:{listing.id}:{clock.now().isoformat()}", url=f"/market/desk/listings/{listing.id}",
        community_id=listing.community_id, title=listing.title,
    )  # fmt: skip
    return listing


def publish(session: Session, actor: Any, listing: Listing, *, why: str = "") -> Listing:
    """The host has read it. What is still marked needs the host's own reason; what the law forbids has none."""
    shop = session.get_one(Merchant, listing.merchant_id)
    _require_open(session, shop)
    marked = screening_rules.grounds(listing.title, listing.words) if listing.sort is Sort.JOB else []
    if firm := fault_rules.firm_of(marked):
        raise fault_rules.AgainstTheLaw(field="words", ground=fault_rules.said(firm))
    if marked and not why.strip():
        raise ReasonMissing(field="why")
    _check_terms_today(session, listing)
    _move(listing, Verb.PUBLISH)
    listing.published_at, listing.reviewed_by, listing.review_words = clock.now(), actor.account_id, why.strip()
    listing.confirm_by, listing.ends_on = rules.ends(clock.today())
    session.flush()
    history.record(session, actor, "publish_listing", listing, after={"until": listing.ends_on}, reason=why.strip())
    if listing.sort is Sort.OFFER:
        push_services.push(session, listing.community_id)
    return listing


def send_back(session: Session, actor: Any, listing: Listing, *, words: str) -> Listing:
    _move(listing, Verb.SEND_BACK)
    listing.review_words, listing.reviewed_by = words, actor.account_id
    session.flush()
    history.record(session, actor, "send_back_listing", listing, reason=words)
    return listing


def confirm(session: Session, actor: Any, listing: Listing) -> Listing:
    """Still so: seven more days, never beyond the thirtieth. The wage is held against today's minimum again."""
    _require_open(session, session.get_one(Merchant, listing.merchant_id))
    if listing.ends_on is None or listing.ends_on < clock.today():
        raise NotNow
    _check_terms_today(session, listing)
    _move(listing, Verb.CONFIRM)
    again, _ = rules.ends(clock.today())
    listing.confirm_by = min(again, listing.ends_on)
    session.flush()
    history.record(session, actor, "confirm_listing", listing, after={"until": listing.confirm_by})
    return listing


def pause(session: Session, actor: Any, listing: Listing) -> Listing:
    _move(listing, Verb.PAUSE)
    session.flush()
    history.record(session, actor, "pause_listing", listing)
    return listing


def fill(session: Session, actor: Any, listing: Listing) -> Listing:
    _move(listing, Verb.FILL)
    listing.ended_at = clock.now()
    session.flush()
    history.record(session, actor, "fill_listing", listing)
    return listing


def renew(session: Session, actor: Any, card: queries.Card) -> Listing:
    """What ended by its days is a draft again, in its own words: its shop says them anew, the host reads them anew."""
    listing = card.listing
    _require_open(session, card.shop)
    if listing.state is State.DRAFT:
        return listing
    if not card.is_over:
        raise NotNow
    _move(listing, Verb.RENEW)
    listing.confirm_by = listing.ends_on = None
    listing.review_words = ""
    session.flush()
    history.record(session, actor, "renew_listing", listing)
    return listing


def take_down(session: Session, actor: Any, listing: Listing, *, words: str) -> Listing:
    _move(listing, Verb.TAKE_DOWN)
    listing.review_words, listing.ended_at = words, clock.now()
    session.flush()
    history.record(session, actor, "take_down_listing", listing, reason=words)
    return listing


def require_shop(session: Session, merchant_id: str) -> Merchant:
    shop = session.get_one(Merchant, merchant_id)
    _require_open(session, shop)
    return shop


def _require_open(session: Session, shop: Merchant) -> None:
    if shop.closed_on is not None:
        raise ShopClosed
    if queries.is_suspended(session, shop.id):
        raise ShopSuspended


def _check(session: Session, listing: Listing, terms: JobTerms | OfferTerms) -> None:
    if isinstance(terms, OfferTerms):
        _check_offer(terms)
        return
    for fault in fault_rules.faults(listing.title, listing.words, listing.insists, None, None):
        raise fault
    _check_wage(session, listing, terms.pay)


def _check_wage(session: Session, listing: Listing, pay: Pay) -> None:
    floor = queries.floor_on(session, listing.community_id, clock.today())
    if floor is None:
        raise NoWageFloor
    if wage_rules.is_below(pay, floor):
        raise fault_rules.too_low(pay, floor)


def _check_offer(terms: OfferTerms) -> None:
    if terms.valid_to < clock.today():
        raise OfferEnded(field="valid_to")
    if terms.before_fen is not None and terms.after_fen is not None and terms.after_fen >= terms.before_fen:
        raise OfferNotCheaper(field="after")


def _check_terms_today(session: Session, listing: Listing) -> None:
    if listing.sort is Sort.JOB:
        _check_wage(session, listing, session.exec(select(Job).where(Job.listing_id == listing.id)).one().pay)
    else:
        offer = session.exec(select(Offer).where(Offer.listing_id == listing.id)).one()
        if offer.valid_to < clock.today():
            raise OfferEnded


def _move(listing: Listing, verb: Verb) -> None:
    after = LIFE.after(listing.state, verb)
    if after is None:
        raise NotNow
    listing.state = after


def _terms_row(shop: Merchant, listing: Listing, terms: JobTerms | OfferTerms) -> Job | Offer:
    if isinstance(terms, OfferTerms):
        return Offer(
            community_id=shop.community_id, listing_id=listing.id, before_fen=terms.before_fen,
            after_fen=terms.after_fen, terms=terms.terms, valid_to=terms.valid_to,
        )  # fmt: skip
    return Job(
        community_id=shop.community_id, listing_id=listing.id, building_id=shop.building_id,
        place=terms.place or shop.shop_no, pay_fen=terms.pay.amount, pay_unit=PayUnit(terms.pay.unit),
        hours=terms.pay.hours, days=terms.pay.days, head_count=terms.head_count, slots=list(terms.slots),
        skills=list(terms.skills), demands=list(terms.demands),
    )  # fmt: skip
