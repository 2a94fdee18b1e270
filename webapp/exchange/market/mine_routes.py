"""A resident's own page of the micro-platform. Whoever holds its address is the resident; it is never indexed."""

from typing import Any

from flask import Blueprint, Response, redirect, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.time import clock
from webapp.core.trust import throttle, vault
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.exchange.market import (
    link_services,
    match_services,
    page_queries,
    queries,
    seeker_queries,
    seeker_services,
)
from webapp.exchange.market.forms import SeekerForm, StillForm, YesNoForm
from webapp.exchange.market.models import Seeker
from webapp.exchange.market.rules import CURRENT, Channel, Purpose
from webapp.exchange.market.wage_rules import yuan
from webapp.people.accounts.access import allow, current, public
from webapp.people.accounts.permissions import Action

bp = Blueprint("market_mine", __name__, url_prefix="/market")
LOOKS = (240, 600)


@bp.get("/mine")
@allow(Action.USE_OWN_ACCOUNT)
def entry() -> Response:
    """Whoever signed in while asking to be told; everybody else is shown the list of their community."""
    actor = current()
    found = seeker_queries.seeker_of_account(db.session(), actor.account_id)
    if found is not None:
        url = url_for("market_mine.show", token=link_services.own_token(found))
    elif actor.community_id:
        url = url_for("market.place", community_id=actor.community_id)
    else:
        url = url_for("market.index")
    return redirect(url, 303)  # type: ignore[return-value]


@bp.get("/me/<token>")
@public
def show(token: str) -> Response:
    return _page(token, _form(_mine(token)))


@bp.post("/me/<token>/answers/<id:listing_id>")
@public
def answer(token: str, listing_id: str) -> Response:
    """想去 or 不想去, of a job that is up."""
    seeker, form = _mine(token), YesNoForm(request.form)
    card = queries.card_of(db.session(), listing_id, clock.today())
    if card.listing.community_id != seeker.community_id:
        raise NotFound

    def act(session: Any) -> None:
        match = match_services.propose(session, None, card, seeker)
        match_services.seeker_answers(session, None, match, wants=form.says.data == "yes")

    if did(form, act):
        return page.done(_own(token))
    return _page(token, _form(seeker), form.status, refused=form.form_errors)


@bp.post("/me/<token>/wishes")
@public
def change(token: str) -> Response:
    seeker, form = _mine(token), SeekerForm(request.form)
    version = form.agreed.work
    fine = did(
        form,
        lambda session: seeker_services.change(
            session, None, seeker, who=form.who, wishes=form.wishes, version=version
        ),
    )
    return page.done(_own(token)) if fine else _page(token, form, form.status)


@bp.post("/me/<token>/offers")
@public
def read_offers(token: str) -> Response:
    seeker = _mine(token)
    with db.transaction() as session:
        seeker_services.agree(session, None, seeker, Purpose.OFFERS, CURRENT[Purpose.OFFERS], Channel.SELF)
    return page.done(_own(token))


@bp.post("/me/<token>/withdrawal/<purpose>")
@public
def withdraw(token: str, purpose: str) -> Response:
    """One tap. When nothing is left the page is gone too, and says so."""
    seeker = _mine(token)
    with db.transaction() as session:
        seeker_services.withdraw(session, None, seeker, seeker_queries.purpose_named(purpose))
    if seeker.ended_at is not None:
        return page.render("exchange/market/gone.html", community_id=seeker.community_id)
    return page.done(_own(token))


@bp.post("/me/<token>/matches/<id:match_id>/check")
@public
def still_there(token: str, match_id: str) -> Response:
    """After thirty and ninety days: the resident may say it before anybody asks."""
    seeker, form = _mine(token), StillForm(request.form)
    pair = seeker_queries.own_pair(db.session(), seeker, match_id, clock.today())
    if pair.placement is None:
        raise NotFound
    placement, days = pair.placement, pair.due_after or 0
    fine = did(
        form,
        lambda session: match_services.check_after(session, None, placement, after_days=days, still_there=form.there),
    )
    if fine:
        return page.done(_own(token))
    return _page(token, _form(seeker), form.status, refused=form.form_errors)


def _own(token: str) -> str:
    return url_for("market_mine.show", token=token, door=request.args.get("door"))


def _mine(token: str) -> Seeker:
    throttle.hit(f"market-mine:{request.remote_addr}", *LOOKS)
    return seeker_queries.seeker_by_token(db.session(), vault.hashed(token[:40]))


def _form(seeker: Seeker) -> SeekerForm:
    wish = yuan(seeker.wish_fen) if seeker.wish_fen else None
    return SeekerForm(
        name=seeker.name, phone=seeker.phone, slots=seeker.slots, skills=seeker.skills, limits=seeker.limits,
        reach=seeker.reach.value, wish=wish, note=seeker.note, is_16=True, agree_work=True,
    )  # fmt: skip


def _page(token: str, form: SeekerForm, status: int = 200, refused: Any = ()) -> Response:
    session, today = db.session(), clock.today()
    seeker = _mine(token)
    consents = seeker_queries.open_consents(session, seeker.id)
    response = page.render(
        "exchange/market/me.html", seeker=seeker, token=token, form=form, consents=consents, status=status,
        address=site_address.link("market_mine.show", token=token, door=request.args.get("door")),
        refused=refused, said=page_queries.said, is_new="new" in request.args,
        unit=queries.community(session, seeker.community_id, today),
        suggestions=seeker_queries.jobs_for(session, seeker, today) if "work" in consents else [],
        pairs=seeker_queries.pairs_of_seeker(session, seeker.id, today),
        offers=seeker_queries.pushes_of(session, seeker, today) if "offers" in consents else [],
        **page_queries.WORDS,
    )  # fmt: skip
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
