"""For everybody: what is free now and where, one copy by its label, and one's own loans by card and code."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask import session as web_session

from webapp.core.data import db, ids
from webapp.core.forms import form_posts as posts
from webapp.core.text.context import beside
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans import door_queries as doors
from webapp.exchange.loans import queries
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import term_services as terms
from webapp.exchange.loans.forms import OwnForm, OwnReserveForm
from webapp.exchange.loans.models import AccessCard
from webapp.exchange.tools import queries as tools
from webapp.people.accounts.access import current_or_none, public

bp = Blueprint("tool_door", __name__)

LOOKS, TRIES = (120, 600), (10, 900)
OWN, OPEN_SECONDS = "own_loans", 900


@bp.get("/tools")
@public
def index() -> Response:
    """`at` is a community, else it is one's own, or the only one that has a station. One's own stands first."""
    _slow_down("look", LOOKS)
    own = _own_community()
    places = doors.list_places(db.session(), own)
    at = request.args.get("at", own)
    chosen = next((one for one in places if len(places) == 1 or one.id == at), None)
    stations = doors.list_stations(db.session(), chosen.id, clock.now()) if chosen else []
    return page.render(
        "exchange/loans/free.html", places=places, own=own, chosen=chosen, stations=stations,
        shelf=doors.list_shelf(db.session(), chosen.id, request.args.get("q", "").strip()[:20]) if chosen else [],
        q=request.args.get("q", "").strip()[:20],
    )  # fmt: skip


@bp.get("/t/<number>")
@public
def copy(number: str) -> Response:
    """What the label opens: what it is, how to use it safely, where it goes back. Never who has it."""
    _slow_down("look", LOOKS)
    tool, model, station = tools.public_tool(db.session(), number[:6])
    shown = page.render(
        "exchange/loans/label.html", tool=tool, model=model, station=station,
        is_free=doors.is_free_copy(db.session(), tool.id),
    )  # fmt: skip
    shown.headers["X-Robots-Tag"] = "noindex"
    return shown


@bp.get("/tools/mine")
@public
def mine() -> Response:
    card = _card()
    return _mine(card) if card else page.render("exchange/loans/own_door.html", form=OwnForm())


@bp.post("/tools/mine")
@public
def open_mine() -> Response:
    """Ten tries in a quarter of an hour from one address, and for one card."""
    form = OwnForm(request.form)
    if form.validate():
        _slow_down("tries", TRIES)
        throttle.hit(f"own-loans:{cards.attempt_key(form.card.data)}", *TRIES)
        found: list[AccessCard] = []
        if posts.tried(
            form, lambda session: found.append(cards.open_own(session, number=form.card.data, code=form.code.data))
        ):
            web_session[OWN] = [found[0].id, int(clock.now().timestamp()) + OPEN_SECONDS]
            return page.done(url_for("tool_door.mine", door=request.args.get("door")))
    return page.render("exchange/loans/own_door.html", form=form, status=form.status)


@bp.post("/tools/mine/end")
@public
def leave() -> Response:
    web_session.pop(OWN, None)
    return page.done(url_for("tool_door.index", door=request.args.get("door")))


@bp.post("/tools/mine/loans/<id:loan_id>/renewal")
@public
def renew(loan_id: str) -> Response:
    card = _open_card()
    loan = doors.own_loan(db.session(), card, loan_id)
    return _tried(card, lambda session: terms.renew(session, None, loan))


@bp.post("/tools/mine/reservations")
@public
def reserve() -> Response:
    card, form = _open_card(), OwnReserveForm(request.form)
    if not form.validate():
        return _mine(card, form, status=422)
    borrower, model = doors.own_borrower(db.session(), card), doors.own_model(db.session(), card, form.model_id.data)
    return _tried(card, lambda session: queue.reserve(session, None, borrower, model))


@bp.post("/tools/mine/reservations/<id:reservation_id>/end")
@public
def cancel(reservation_id: str) -> Response:
    card = _open_card()
    row = doors.own_reservation(db.session(), card, reservation_id)
    return _tried(card, lambda session: queue.cancel(session, None, row))


@beside("directory.door", "directory.index", "directory.grid")
def way_in(token: str = "", **_: str) -> dict[str, Any]:
    """The door's own page and the list of doors lead here; from a door straight to its community."""
    if not doors.list_places(db.session()):
        return {}
    return {"tools_url": url_for("tool_door.index", door=token or None)}


def _own_community() -> str:
    """Of the door whose code was scanned, of the card that is open, else of whoever is signed in."""
    token, card, person = request.args.get("door", ""), _card(), current_or_none()
    found = doors.community_of(db.session(), token) if token else None
    return found or (card.community_id if card else person.community_id if person else None) or ""


def _tried(card: AccessCard, act: Any) -> Response:
    form = OwnReserveForm()
    if posts.tried(form, act):
        return page.done(url_for("tool_door.mine", door=request.args.get("door")))
    return _mine(card, form, status=form.status)


def _mine(card: AccessCard, form: OwnReserveForm | None = None, status: int = 200) -> Response:
    session = db.session()
    response = page.render(
        "exchange/loans/own.html", borrower=doors.own_borrower(session, card), today=clock.today(),
        loans=queries.own_open_loans(session, card.resident_id), form=form or OwnReserveForm(),
        reservations=queries.own_reservations(session, card.resident_id),
        late=queries.overdue_loan(session, card.resident_id, clock.today()),
        stop=queries.suspension(session, card.resident_id, clock.today()),
        models=tools.list_models_of(session, card.community_id), status=status,
    )  # fmt: skip
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _card() -> AccessCard | None:
    """The card this browser opened within the last quarter of an hour, while it is still good."""
    kept = web_session.get(OWN)
    if not isinstance(kept, list) or len(kept) != 2 or not ids.is_id(kept[0]) or kept[1] < clock.now().timestamp():
        return None
    return doors.live_card(db.session(), kept[0])


def _open_card() -> AccessCard:
    card = _card()
    if card is None:
        raise doors.ShutAgain
    return card


def _slow_down(what: str, limit: tuple[int, int]) -> None:
    throttle.hit(f"tools-{what}:{request.remote_addr}", *limit)
