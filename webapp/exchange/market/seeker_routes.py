"""At the door and at the desk: who looks for work, and how it goes on with each of them."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt, did, tried
from webapp.core.forms.per_row import PerRow
from webapp.core.paper import qr
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.exchange.market import (
    link_services,
    match_services,
    page_queries,
    seeker_queries,
    seeker_services,
)
from webapp.exchange.market.forms import SeekerForm, StartForm, StillForm, YesNoForm
from webapp.people.accounts.access import allow, current, reads
from webapp.people.accounts.permissions import Action
from webapp.register.register import queries as register

bp = Blueprint("seekers", __name__, url_prefix="/market/desk")


@bp.get("/seekers")
@allow(Action.MATCH_WORK)
def index() -> Response:
    found = seeker_queries.list_seekers(db.session(), current())
    return page.render("exchange/market/seekers.html", seekers=found, **page_queries.WORDS)


@bp.get("/seekers/new")
@allow(Action.MATCH_WORK)
def new() -> Response:
    home = request.args.get("household", "")
    return _new(SeekerForm(id=ids.new(), household_id=home if ids.is_id(home) else None))


@bp.post("/seekers")
@allow(Action.MATCH_WORK)
def add() -> Response:
    form = SeekerForm(request.form)
    made = attempt(form, lambda session: seeker_services.enter_at_door(session, current(), **form.told))
    if made is None:
        return _new(form, form.status)
    return page.done(url_for("seekers.show", seeker_id=made.id))


@bp.get("/seekers/<id:seeker_id>")
@allow(Action.MATCH_WORK)
@reads("read_seeker", "market_seeker", "seeker_id")
def show(seeker_id: str) -> Response:
    return _show(seeker_id)


@bp.post("/seekers/<id:seeker_id>/withdrawal/<purpose>")
@allow(Action.MATCH_WORK)
def withdraw(seeker_id: str, purpose: str) -> Response:
    """As told to the worker; the resident's own page does the same."""
    seeker = seeker_queries.get_seeker(db.session(), current(), seeker_id)
    with db.transaction() as session:
        seeker_services.withdraw(session, current(), seeker, seeker_queries.purpose_named(purpose))
    gone = seeker.ended_at is not None
    return page.done(url_for("seekers.index") if gone else url_for("seekers.show", seeker_id=seeker_id))


@bp.post("/matches/<id:match_id>/answer")
@allow(Action.MATCH_WORK)
def answer(match_id: str) -> Response:
    """As the seeker said it to the worker, at the door or by telephone."""
    pair, form = _pair(match_id), YesNoForm(request.form)
    wants = form.says.data == "yes"
    if did(form, lambda session: match_services.seeker_answers(session, current(), pair.match, wants=wants)):
        return page.done(url_for("seekers.show", seeker_id=pair.seeker.id))
    return _show(pair.seeker.id, form)


@bp.post("/matches/<id:match_id>/placement")
@allow(Action.MATCH_WORK)
def start(match_id: str) -> Response:
    pair, form = _pair(match_id), StartForm(request.form)
    knows = bool(form.knows.data)
    if did(form, lambda session: match_services.start(session, current(), pair.match, on=form.on.data, knows=knows)):
        return page.done(url_for("seekers.show", seeker_id=pair.seeker.id))
    return _show(pair.seeker.id, form, match_id)


@bp.post("/matches/<id:match_id>/end")
@allow(Action.MATCH_WORK)
def end(match_id: str) -> Response:
    pair, form = _pair(match_id), YesNoForm()
    if tried(form, lambda session: match_services.end_pair(session, current(), pair.match)):
        return page.done(url_for("seekers.show", seeker_id=pair.seeker.id))
    return _show(pair.seeker.id, form)


@bp.post("/matches/<id:match_id>/check")
@allow(Action.MATCH_WORK)
def check(match_id: str) -> Response:
    pair, form = _pair(match_id), StillForm(request.form)
    if pair.placement is None:
        raise NotFound
    placement, days = pair.placement, pair.due_after or 0
    if did(
        form,
        lambda session: match_services.check_after(
            session, current(), placement, after_days=days, still_there=form.there
        ),
    ):
        return page.done(url_for("seekers.show", seeker_id=pair.seeker.id))
    return _show(pair.seeker.id, form, match_id)


def _pair(match_id: str) -> seeker_queries.Pair:
    return seeker_queries.get_pair(db.session(), current(), match_id, clock.today())


def _show(seeker_id: str, refused: Any = None, match_id: str = "") -> Response:
    session, today = db.session(), clock.today()
    seeker = seeker_queries.get_seeker(session, current(), seeker_id)
    url = site_address.link("market_mine.show", token=link_services.own_token(seeker))
    consents = seeker_queries.open_consents(session, seeker.id)
    return page.render(
        "exchange/market/seeker.html", seeker=seeker, consents=consents, url=url, code=qr.svg(url, url),
        pairs=seeker_queries.pairs_of_seeker(session, seeker.id, today), said=page_queries.said,
        suggestions=seeker_queries.jobs_for(session, seeker, today, 5) if "work" in consents else [],
        refused=refused, refused_match=match_id, start_form=StartForm(on=today),
        still_forms=PerRow(StillForm, refused if isinstance(refused, StillForm) else None, match_id),
        status=refused.status if refused else 200, **page_queries.WORDS,
    )  # fmt: skip


def _new(form: SeekerForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    home_id = form.household_id.data
    here = register.get_household(session, actor, home_id) if ids.is_id(home_id) else None
    known = seeker_queries.seekers_at(session, actor, here.id) if here else []
    homes = [here] if here else seeker_queries.homes(session, actor)
    return page.render(
        "exchange/market/seeker_new.html", form=form, homes=homes, known=known, status=status,
        **page_queries.WORDS,
    )  # fmt: skip
