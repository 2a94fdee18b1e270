"""One-time links for shops without an account. Each opens one act; where more is to come, the next link comes with it.
For a few minutes the used link says again what was done and shows the next one: a second tap, a page loaded again or an
answer that never arrived must not cost a shop its next link.

A seeker's own page is another matter: its token is derived from the key ring, so that it can be shown again and
outlives a restored backup.
"""

import secrets
from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, signing, vault
from webapp.core.web.errors import DomainError
from webapp.exchange.market import listing_services, rules
from webapp.exchange.market.models import Listing, Match, Seeker, ShopLink
from webapp.exchange.market.rules import LinkPurpose, State
from webapp.register.merchants.models import Merchant

AGAIN = timedelta(minutes=10)


class LinkSpent(DomainError):
    status = 410
    message = N_("这个链接用过了，或者过期了。请社区再发一个。")


def make_link(
    session: Session, actor: Any, shop: Merchant, *, purpose: LinkPurpose, listing: Listing | None = None,
    match: Match | None = None, token: str = "",
) -> str:  # fmt: skip
    """The token is never stored. A new link for the same thing ends the old one."""
    listing_services.require_shop(session, shop.id)
    now, token = clock.now(), token or secrets.token_urlsafe(18)
    same = select(ShopLink).where(
        ShopLink.merchant_id == shop.id, ShopLink.purpose == purpose, col(ShopLink.used_at).is_(None),
        ShopLink.listing_id == (listing.id if listing else None), ShopLink.match_id == (match.id if match else None),
    )  # fmt: skip
    for old in session.exec(same):
        old.ends_at = min(old.ends_at, now)
    fresh = ShopLink(
        community_id=shop.community_id, merchant_id=shop.id, listing_id=listing.id if listing else None,
        match_id=match.id if match else None, purpose=purpose, token_hash=vault.hashed(token), made_at=now,
        made_by=actor.account_id if actor else None, ends_at=now + timedelta(days=rules.LINK_DAYS),
    )  # fmt: skip
    session.add(fresh)
    session.flush()
    history.record(session, actor, "make_shop_link", fresh, after={"purpose": purpose.value})
    return token


def is_spent(link: ShopLink) -> bool:
    return link.used_at is not None or clock.now() >= link.ends_at


def spend(session: Session, link: ShopLink) -> Merchant:
    """Once: whoever comes second finds it used, on both databases. Refused while the shop is closed or suspended."""
    locked = session.exec(
        select(ShopLink).where(ShopLink.id == link.id).with_for_update().execution_options(populate_existing=True)
    ).one()
    if is_spent(locked):
        raise LinkSpent
    locked.used_at = clock.now()
    session.flush()
    return listing_services.require_shop(session, link.merchant_id)


def is_just_used(link: ShopLink) -> bool:
    return link.used_at is not None and clock.now() - link.used_at < AGAIN


def give_next(session: Session, link: ShopLink, listing: Listing, token: str) -> None:
    """For the confirmation a week from now; nothing where nothing is left to confirm. The used link stands for what it
    made. The next token follows from the used one, so that it can be shown again and is still nowhere."""
    session.get_one(ShopLink, link.id).listing_id = listing.id
    if listing.state in (State.REVIEW, State.PUBLISHED, State.PAUSED):
        shop = session.get_one(Merchant, listing.merchant_id)
        make_link(session, None, shop, purpose=LinkPurpose.CONFIRM, listing=listing, token=next_token(token))


def next_token(token: str) -> str:
    return signing.pack(vault.keyed("market-next-link", token)[:18])


def own_token(seeker: Seeker) -> str:
    """Derived, not kept: a restore cannot lose it, and a higher token_turn makes the old link void."""
    return signing.pack(vault.keyed("market-own-page", f"{seeker.id}:{seeker.token_turn}")[:18])
