"""What a shop does by its one-time link, without an account: write, confirm, answer about a neighbour."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms.form_posts import did
from webapp.core.time import clock
from webapp.core.trust import throttle, vault
from webapp.core.web import page, site_address
from webapp.exchange.market import (
    link_services,
    listing_services,
    match_services,
    page_queries,
    queries,
    seeker_queries,
)
from webapp.exchange.market.forms import JobForm, KeepForm, OfferForm, YesNoForm
from webapp.exchange.market.models import Listing, ShopLink
from webapp.exchange.market.queries import Card
from webapp.exchange.market.rules import LinkPurpose, Sort, State
from webapp.exchange.market.wage_rules import yuan
from webapp.people.accounts.access import public

bp = Blueprint("market_shop", __name__, url_prefix="/market/shop")
LOOKS = (60, 600)
Form = JobForm | OfferForm


@bp.get("/<token>")
@public
def show(token: str) -> Response:
    link = _link(token)
    if link.purpose is LinkPurpose.REPLY:
        return _reply(link, token, YesNoForm())
    if link_services.is_just_used(link):
        return _done(link, token)
    if link.purpose is LinkPurpose.WRITE:
        sort = Sort.OFFER if request.args.get("sort") == Sort.OFFER.value else Sort.JOB
        return _write(link, token, _blank(sort), sort)
    card = _card(link)
    if _is_draft(card.listing) or card.is_over:
        return _write(link, token, form_of(card), card.listing.sort, card=card)
    return _keep(link, token, card, KeepForm())


@bp.post("/<token>")
@public
def answer(token: str) -> Response:
    """A second tap finds the link used and is shown what the first one did."""
    link = _link(token)
    if link.purpose is LinkPurpose.REPLY:
        return _answer_reply(link, token)
    if link_services.is_just_used(link):
        return _told(token)
    if link.purpose is LinkPurpose.WRITE:
        return _answer_write(link, token)
    card = _card(link)
    is_words = _is_draft(card.listing) or card.is_over
    return _answer_draft(link, token, card) if is_words else _answer_keep(link, token, card)


def _again(token: str, form: Form | KeepForm) -> bool:
    """Both taps were under way at once, and the other one was first."""
    return form.status == 410 and link_services.is_just_used(_link(token))


def form_of(card: Card) -> Form:
    """A listing as the form that made it."""
    listing, job, offer = card.listing, card.job, card.offer
    if job is not None:
        return JobForm(
            title=listing.title, words=listing.words, insists=listing.insists, pay=yuan(job.pay_fen),
            unit=job.pay_unit.value, hours=job.hours, days=job.days, head_count=job.head_count, slots=job.slots,
            skills=job.skills, demands=job.demands, place=job.place,
        )  # fmt: skip
    assert offer is not None
    return OfferForm(
        title=listing.title, words=listing.words, terms_words=offer.terms, valid_to=offer.valid_to,
        before=yuan(offer.before_fen) if offer.before_fen else None,
        after=yuan(offer.after_fen) if offer.after_fen else None,
    )  # fmt: skip


def read_form(sort: Sort, community_id: str | None) -> Form:
    """What was posted, with the minimum wage it is held against."""
    if sort is Sort.OFFER:
        return OfferForm(request.form)
    form = JobForm(request.form)
    form.floor = queries.floor_on(db.session(), community_id, clock.today()) if community_id else None
    return form


def _answer_write(link: ShopLink, token: str) -> Response:
    sort = Sort.OFFER if request.form.get("sort") == Sort.OFFER.value else Sort.JOB
    form = read_form(sort, link.community_id)

    def act(session: Any) -> None:
        shop = link_services.spend(session, link)
        listing = listing_services.write(session, None, shop, form.text, form.terms)
        listing_services.submit(session, None, listing)
        link_services.give_next(session, link, listing, token)

    if did(form, act) or _again(token, form):
        return _told(token)
    return _write(link, token, form, sort, status=form.status)


def _answer_draft(link: ShopLink, token: str, card: Card) -> Response:
    form = read_form(card.listing.sort, link.community_id)

    def act(session: Any) -> None:
        link_services.spend(session, link)
        if card.is_over:
            listing_services.renew(session, None, card)
        listing_services.rewrite(session, None, card.listing, form.text, form.terms)
        listing_services.submit(session, None, card.listing)
        link_services.give_next(session, link, card.listing, token)

    if did(form, act) or _again(token, form):
        return _told(token)
    return _write(link, token, form, card.listing.sort, card=card, status=form.status)


def _answer_keep(link: ShopLink, token: str, card: Card) -> Response:
    form = KeepForm(request.form)
    acts = {
        "confirm": listing_services.confirm, "pause": listing_services.pause, "fill": listing_services.fill,
    }  # fmt: skip

    def act(session: Any) -> None:
        link_services.spend(session, link)
        acts[form.act.data](session, None, card.listing)
        link_services.give_next(session, link, card.listing, token)

    if did(form, act) or _again(token, form):
        return _told(token)
    return _keep(link, token, card, form, form.status)


def _answer_reply(link: ShopLink, token: str) -> Response:
    form = YesNoForm(request.form)
    said = seeker_queries.get_match(db.session(), str(link.match_id)).shop_says
    if link_services.is_just_used(link) and form.says.data == ("yes" if said else "no"):
        return _told(token)

    def act(session: Any) -> None:
        link_services.spend(session, link)
        match = seeker_queries.get_match(session, str(link.match_id))
        match_services.shop_answers(session, match, wants=form.says.data == "yes")

    if did(form, act):
        return _told(token)
    return _reply(link, token, form, form.status)


def _told(token: str) -> Response:
    return page.done(url_for("market_shop.show", token=token))


def _done(link: ShopLink, token: str) -> Response:
    """What the link was used for, and the next one while it is good."""
    card, following = _card(link), link_services.next_token(token)
    next_url = site_address.link("market_shop.show", token=following)
    return _private(
        page.render(
            "exchange/market/shop_done.html", card=card, state=card.listing.state.value,
            next_url=next_url if queries.is_open_link(db.session(), vault.hashed(following), clock.now()) else "",
            **page_queries.WORDS,
        )
    )  # fmt: skip


def _write(
    link: ShopLink, token: str, form: Form, sort: Sort, *, card: Card | None = None, status: int = 200
) -> Response:
    shop = queries.shop(db.session(), link.merchant_id)
    marked = [form.title.data or "", form.words.data or ""] if sort is Sort.JOB and form.errors else []
    response = page.render(
        "exchange/market/shop_write.html", shop=shop, form=form, sort=sort, token=token, card=card, status=status,
        spent=link_services.is_spent(link), may_choose=link.purpose is LinkPurpose.WRITE, marked=marked,
        **page_queries.WORDS,
    )  # fmt: skip
    return _private(response)


def _keep(link: ShopLink, token: str, card: Card, form: KeepForm, status: int = 200) -> Response:
    return _private(
        page.render(
            "exchange/market/shop_keep.html", card=card, form=form, token=token, status=status,
            spent=link_services.is_spent(link), **page_queries.WORDS,
        )
    )  # fmt: skip


def _reply(link: ShopLink, token: str, form: YesNoForm, status: int = 200) -> Response:
    """After a yes the phone stays on this page for as long as the link lives."""
    pair = seeker_queries.pair_of(db.session(), str(link.match_id), clock.today())
    return _private(
        page.render(
            "exchange/market/shop_reply.html", pair=pair, form=form, token=token, said=page_queries.said,
            status=status, spent=link_services.is_spent(link), over=clock.now() >= link.ends_at, **page_queries.WORDS,
        )
    )  # fmt: skip


def _blank(sort: Sort) -> Form:
    if sort is Sort.OFFER:
        return OfferForm(id=ids.new())
    return JobForm(id=ids.new(), unit="hour", hours=4, days=2, head_count=1)


def _link(token: str) -> ShopLink:
    throttle.hit(f"market-shop:{request.remote_addr}", *LOOKS)
    return queries.link_by_hash(db.session(), vault.hashed(token[:40]))


def _card(link: ShopLink) -> Card:
    return queries.card_of(db.session(), str(link.listing_id), clock.today())


def _is_draft(listing: Listing) -> bool:
    return listing.state in (State.DRAFT, State.SENT_BACK)


def _private(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
