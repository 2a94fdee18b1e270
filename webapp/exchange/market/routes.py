"""What anybody may read and do without signing in: the list, one listing, a complaint, and asking to be told."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt
from webapp.core.text.context import beside
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.exchange.market import complaint_services, link_services, page_queries, queries, seeker_services
from webapp.exchange.market.complaint_services import Told
from webapp.exchange.market.forms import ComplaintForm, SeekerForm
from webapp.exchange.market.rules import Sort
from webapp.people.accounts.access import current_or_none, public

bp = Blueprint("market", __name__, url_prefix="/market")
LOOKS, JOINS, COMPLAINS = (240, 600), (6, 3600), (6, 3600)


@bp.get("")
@public
def index() -> Response:
    _slow_down("look", LOOKS)
    return page.render("exchange/market/places.html", places=queries.communities(db.session()))


@bp.get("/c/<id:community_id>")
@public
def place(community_id: str) -> Response:
    _slow_down("look", LOOKS)
    session, today = db.session(), clock.today()
    unit = queries.community(session, community_id, today)
    return page.render(
        "exchange/market/place.html", unit=unit, jobs=queries.list_live(session, unit.id, Sort.JOB, today),
        offers=queries.list_live(session, unit.id, Sort.OFFER, today), **page_queries.WORDS,
    )  # fmt: skip


@bp.get("/listings/<id:listing_id>")
@public
def show(listing_id: str) -> Response:
    _slow_down("look", LOOKS)
    return _listing(listing_id, ComplaintForm())


@bp.post("/listings/<id:listing_id>/complaint")
@public
def complain(listing_id: str) -> Response:
    """Also of one that is down by now: whoever was not paid finds out after the job has left the list."""
    _slow_down("complain", COMPLAINS)
    form = ComplaintForm(request.form)
    card = queries.card_of(db.session(), listing_id, clock.today())
    if card.listing.published_at is None:
        card = queries.get_live(db.session(), listing_id, clock.today())  # never shown to anybody: not there
    receipt = attempt(
        form,
        lambda session: complaint_services.complain(
            session, card, Told(form.sort, form.words.data or "", form.name.data, form.phone.data)
        ),
    )
    if receipt is None:
        return _listing(listing_id, form, form.status)
    return page.done(url_for("say.progress", receipt=receipt, said=1, door=request.args.get("door")))


@bp.get("/c/<id:community_id>/join")
@public
def join(community_id: str) -> Response:
    _slow_down("look", LOOKS)
    return _join(community_id, SeekerForm(id=ids.new()))


@bp.post("/c/<id:community_id>/join")
@public
def enter(community_id: str) -> Response:
    """By the resident, without an account. Whoever is signed in finds the page again under 我的."""
    _slow_down("look", LOOKS)
    unit = queries.community(db.session(), community_id, clock.today())
    form, person = SeekerForm(request.form), current_or_none()
    form.building_id.offer([("", N_("不说")), *queries.buildings_of(db.session(), unit.id)])
    if not form.validate():
        return _join(community_id, form, 422)
    _slow_down("join", JOINS)
    made = attempt(
        form,
        lambda session: seeker_services.enter_oneself(
            session, unit.id, building_id=form.building_id.data, who=form.who, wishes=form.wishes,
            agreed=form.agreed, account_id=person.account_id if person else None,
        ),
    )  # fmt: skip
    if made is None:
        return _join(community_id, form, form.status)
    own, door = link_services.own_token(made), request.args.get("door")
    return page.done(url_for("market_mine.show", token=own, new=1, door=door))


@beside("directory.door")
def door_link(token: str) -> dict[str, Any]:
    """The page behind the code at the street door leads here too."""
    found = queries.community_of_door(db.session(), token[:24])
    return {"market_url": url_for("market.place", community_id=found, door=token)} if found else {}


def _listing(listing_id: str, form: ComplaintForm, status: int = 200) -> Response:
    card = queries.card_of(db.session(), listing_id, clock.today())
    if card.listing.published_at is None:
        card = queries.get_live(db.session(), listing_id, clock.today())
    return page.render("exchange/market/show.html", card=card, form=form, status=status, **page_queries.WORDS)


def _join(community_id: str, form: SeekerForm, status: int = 200) -> Response:
    unit = queries.community(db.session(), community_id, clock.today())
    form.building_id.offer([("", N_("不说")), *queries.buildings_of(db.session(), unit.id)])
    return page.render("exchange/market/join.html", unit=unit, form=form, status=status, **page_queries.WORDS)


def _slow_down(what: str, limit: tuple[int, int]) -> None:
    throttle.hit(f"market-{what}:{request.remote_addr}", *limit)
