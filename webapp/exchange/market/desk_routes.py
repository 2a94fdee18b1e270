"""The desk of those who look after the list: what waits, one listing with everything about it, and the paper."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt, did, tried
from webapp.core.lists.first_rows import turned
from webapp.core.paper import pdf, qr
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.exchange.market import (
    complaint_queries,
    link_services,
    listing_services,
    match_services,
    page_queries,
    queries,
    seeker_queries,
)
from webapp.exchange.market.forms import JobForm, OfferForm, ProposalForm, ReviewForm, ShopForm, WordsForm
from webapp.exchange.market.queries import Card
from webapp.exchange.market.rules import LinkPurpose, Sort, State
from webapp.exchange.market.shop_routes import form_of, read_form
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.register.merchants import queries as merchants

bp = Blueprint("market_desk", __name__, url_prefix="/market/desk")
WAITING = (State.REVIEW, State.DRAFT, State.SENT_BACK)


@bp.get("")
@allow(Action.MATCH_WORK)
def index() -> Response:
    session, actor, today = db.session(), current(), clock.today()
    waiting, up = queries.list_cards(session, actor, WAITING, today), queries.list_up(session, actor, today)
    return page.render(
        "exchange/market/desk.html", live=turned(up, [card for card in up if card.is_live]),
        resting=turned(up, [card for card in up if not card.is_live]), over=queries.list_over(session, actor, today),
        review=[card for card in waiting if card.listing.state is State.REVIEW],
        drafts=[card for card in waiting if card.listing.state is not State.REVIEW],
        shops_to_ask=seeker_queries.shops_to_ask(session, actor, today),
        pairs=seeker_queries.pairs_waiting(session, actor, today),
        complaints=complaint_queries.list_open(session, actor) if actor.can(Action.REVIEW_MARKET) else [],
        suspended=complaint_queries.list_suspended(session, actor), **page_queries.WORDS,
    )  # fmt: skip


@bp.get("/new")
@allow(Action.MATCH_WORK)
def new() -> Response:
    return _new(_sort(request.args), ShopForm(merchant_id=request.args.get("merchant")), None)


@bp.post("/listings")
@allow(Action.MATCH_WORK)
def add() -> Response:
    """Written down for a shop. It is a draft until the shop says, by its link, that it is right."""
    actor, sort = current(), _sort(request.form)
    which, form = ShopForm(request.form), read_form(sort, actor.community_id)
    which.merchant_id.offer(queries.shops_to_choose(db.session(), actor))
    if not all([which.validate(), form.validate()]):
        return _new(sort, which, form, 422)
    shop = merchants.get_merchant(db.session(), actor, which.merchant_id.data or "")
    made = attempt(
        form,
        lambda session: listing_services.write(session, actor, shop, form.text, form.terms, id=form.id.data),
    )
    if made is None:
        return _new(sort, which, form, form.status)
    return page.done(url_for("market_desk.show", listing_id=made.id))


@bp.post("/links")
@allow(Action.MATCH_WORK)
def give_link() -> Response:
    """For a shop that would rather write it itself."""
    actor, form = current(), ShopForm(request.form)
    form.merchant_id.offer(queries.shops_to_choose(db.session(), actor))
    if not form.validate():
        return _new(_sort(request.form), form, None, 422)
    shop = merchants.get_merchant(db.session(), actor, form.merchant_id.data or "")
    token = attempt(
        form, lambda session: link_services.make_link(session, actor, shop, purpose=LinkPurpose.WRITE), at="merchant_id"
    )
    if token is None:
        return _new(_sort(request.form), form, None, form.status)
    return _link_page(token, shop.name, LinkPurpose.WRITE, url_for("market_desk.index"))


@bp.get("/listings/<id:listing_id>")
@allow(Action.MATCH_WORK)
def show(listing_id: str) -> Response:
    return _show(listing_id)


@bp.get("/listings/<id:listing_id>/text")
@allow(Action.MATCH_WORK)
def edit(listing_id: str) -> Response:
    card = _card(listing_id)
    return _new(card.listing.sort, None, form_of(card), card=card)


@bp.post("/listings/<id:listing_id>/text")
@allow(Action.MATCH_WORK)
def rewrite(listing_id: str) -> Response:
    card = _card(listing_id)
    form = read_form(card.listing.sort, card.listing.community_id)
    if did(form, lambda session: listing_services.rewrite(session, current(), card.listing, form.text, form.terms)):
        return page.done(url_for("market_desk.show", listing_id=listing_id))
    return _new(card.listing.sort, None, form, form.status, card=card)


@bp.post("/listings/<id:listing_id>/link")
@allow(Action.MATCH_WORK)
def link(listing_id: str) -> Response:
    card, form = _card(listing_id), ReviewForm()
    token: list[str] = []
    fine = tried(
        form,
        lambda session: token.append(
            link_services.make_link(session, current(), card.shop, purpose=LinkPurpose.CONFIRM, listing=card.listing)
        ),
    )
    back = url_for("market_desk.show", listing_id=listing_id)
    return _link_page(token[0], card.shop.name, LinkPurpose.CONFIRM, back) if fine else _show(listing_id, form)


@bp.post("/listings/<id:listing_id>/renewal")
@allow(Action.MATCH_WORK)
def renew(listing_id: str) -> Response:
    """An offer needs another last day, a job may be as it was."""
    card, form = _card(listing_id), ReviewForm()
    if not tried(form, lambda session: listing_services.renew(session, current(), card)):
        return _show(listing_id, form)
    return page.done(url_for("market_desk.edit" if card.offer else "market_desk.show", listing_id=listing_id))


@bp.post("/listings/<id:listing_id>/publication")
@allow(Action.REVIEW_MARKET)
def publish(listing_id: str) -> Response:
    card, form = _card(listing_id), ReviewForm(request.form)
    why = form.why.data or ""
    fine = did(form, lambda session: listing_services.publish(session, current(), card.listing, why=why))
    return page.done(url_for("market_desk.show", listing_id=listing_id)) if fine else _show(listing_id, why_form=form)


@bp.post("/listings/<id:listing_id>/return")
@allow(Action.REVIEW_MARKET)
def send_back(listing_id: str) -> Response:
    card, form = _card(listing_id), WordsForm(request.form)
    words = form.words.data or ""
    fine = did(form, lambda session: listing_services.send_back(session, current(), card.listing, words=words))
    return page.done(url_for("market_desk.show", listing_id=listing_id)) if fine else _show(listing_id, back_form=form)


@bp.post("/listings/<id:listing_id>/removal")
@allow(Action.REVIEW_MARKET)
def take_down(listing_id: str) -> Response:
    card, form = _card(listing_id), WordsForm(request.form)
    words = form.words.data or ""
    fine = did(form, lambda session: listing_services.take_down(session, current(), card.listing, words=words))
    return page.done(url_for("market_desk.show", listing_id=listing_id)) if fine else _show(listing_id, down_form=form)


@bp.post("/seekers/<id:seeker_id>/proposals")
@allow(Action.MATCH_WORK)
def propose(seeker_id: str) -> Response:
    """告诉他: it appears on the seeker's own page, with its reasons. The job may be any that is up in the community."""
    session, actor, form = db.session(), current(), ProposalForm(request.form)
    seeker = seeker_queries.get_seeker(session, actor, seeker_id)
    listing_id = form.listing_id.data if form.validate() else ids.new()
    card = queries.card_near(session, seeker.community_id, listing_id, clock.today())
    fine = tried(form, lambda writing: match_services.propose(writing, actor, card, seeker))
    if form.back.data != "listing":
        return page.done(url_for("seekers.show", seeker_id=seeker_id))
    return page.done(url_for("market_desk.show", listing_id=listing_id)) if fine else _show(listing_id, form)


@bp.post("/matches/<id:match_id>/link")
@allow(Action.MATCH_WORK)
def reply_link(match_id: str) -> Response:
    """So that the shop can answer about somebody who would go. It learns no name from it."""
    match = seeker_queries.match_of_listing(db.session(), current(), match_id)
    card, form, token = _card(match.listing_id), ReviewForm(), list[str]()

    def act(session: Any) -> None:
        match_services.require_willing(match)
        made = link_services.make_link(
            session, current(), card.shop, purpose=LinkPurpose.REPLY, listing=card.listing, match=match
        )
        token.append(made)

    back = url_for("market_desk.show", listing_id=match.listing_id)
    fine = tried(form, act)
    return _link_page(token[0], card.shop.name, LinkPurpose.REPLY, back) if fine else _show(match.listing_id, form)


@bp.get("/sheet")
@allow(Action.MATCH_WORK)
def sheet() -> Response:
    return page.render("exchange/market/sheet.html", **_sheet())


@bp.get("/sheet.pdf")
@allow(Action.MATCH_WORK)
def sheet_pdf() -> Response:
    shown = _sheet()
    title = f"{shown['unit'].name} 招工和优惠"
    content = pdf.render_pdf(render_template("exchange/market/sheet.html", **shown), title=title)
    return page.attachment(content, f"{title}.pdf", "application/pdf", inline=True)


def _sheet() -> dict[str, Any]:
    """What anybody may read, for the wall of a stairwell; the code opens the list as it stands then."""
    session, today = db.session(), clock.today()
    unit = org.unit(session, current().community_id)
    url = site_address.link("market.place", community_id=unit.id)
    return {
        "unit": unit, "jobs": queries.list_live(session, unit.id, Sort.JOB, today)[:10],
        "offers": queries.list_live(session, unit.id, Sort.OFFER, today)[:10], "code": qr.svg(url, "扫码看全部"),
        "day": today, "tel": unit.duty_phone or "", **page_queries.WORDS,
    }  # fmt: skip


def _show(listing_id: str, form: Any = None, **forms: Any) -> Response:
    """`form` is of a press that asks nothing; what else is refused stands at its own field, with what was typed."""
    session, actor, today = db.session(), current(), clock.today()
    refused = next((one for one in (form, *forms.values()) if one), None)
    card = queries.get_card(session, actor, listing_id, today)
    can_match = card.job is not None and card.is_live
    pairs = seeker_queries.pairs_of_listing(session, listing_id, today)
    return page.render(
        "exchange/market/listing.html", card=card, status=refused.status if refused else 200,
        form=form, why_form=forms.get("why_form") or ReviewForm(),
        back_form=forms.get("back_form") or WordsForm(), down_form=forms.get("down_form") or WordsForm(),
        same=queries.same_title(session, card.listing, today), said=page_queries.said,
        suggestions=seeker_queries.seekers_for(session, actor, card) if can_match else [],
        pairs=pairs, mine=seeker_queries.within_reach(session, actor, pairs),
        complaints=complaint_queries.of_shop(session, card.shop.id) if actor.can(Action.REVIEW_MARKET) else [],
        **page_queries.WORDS,
    )  # fmt: skip


def _new(sort: Sort, which: ShopForm | None, form: Any, status: int = 200, card: Card | None = None) -> Response:
    if which is not None:
        which.merchant_id.offer(queries.shops_to_choose(db.session(), current()))
    blank = OfferForm(id=ids.new()) if sort is Sort.OFFER else JobForm(
        id=ids.new(), unit="hour", hours=4, days=2, head_count=1
    )  # fmt: skip
    shown = form or blank
    marked = [shown.title.data or "", shown.words.data or ""] if sort is Sort.JOB and shown.errors else []
    return page.render(
        "exchange/market/new.html", sort=sort, which=which, form=shown, card=card, marked=marked, status=status,
        **page_queries.WORDS,
    )  # fmt: skip


def _link_page(token: str, shop: str, purpose: LinkPurpose, back: str) -> Response:
    url = site_address.link("market_shop.show", token=token)
    return page.render(
        "exchange/market/link.html", url=url, code=qr.svg(url, url), shop=shop, purpose=purpose.value, back=back
    )


def _card(listing_id: str) -> Card:
    return queries.get_card(db.session(), current(), listing_id, clock.today())


def _sort(given: Any) -> Sort:
    return Sort.OFFER if given.get("sort") == Sort.OFFER.value else Sort.JOB
