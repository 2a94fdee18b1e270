"""借还: the counter's page. One line takes everything a reader types; Enter does the next thing. Needs no script."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from flask import session as web_session

from webapp.core.data import db, ids
from webapp.core.forms import form_posts as posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.exchange.loans import card_services as cards
from webapp.exchange.loans import desk_queries as desks
from webapp.exchange.loans import people_queries as people
from webapp.exchange.loans import queries, scan_services
from webapp.exchange.loans import queue_services as queue
from webapp.exchange.loans import standing_services as standing
from webapp.exchange.loans.forms import CardForm, PauseForm, ReserveForm, ScanForm, WhyForm
from webapp.exchange.loans.scan_services import Came, Outcome
from webapp.exchange.tools import queries as tools
from webapp.people.accounts.access import allow, current, shows_people
from webapp.people.accounts.permissions import Action

bp = Blueprint("lending", __name__, url_prefix="/lending")

FRESH_CARD, STATION = "fresh_card", "tool_station"


@bp.get("")
@allow(Action.LEND_TOOLS)
@shows_people
def index() -> Response:
    """`lent`, `back` and `copy` name what was just done; `q` is somebody looked for by name, room or phone."""
    args = request.args
    form = ScanForm(
        id=ids.new(), copy=_id(args.get("copy")), check=_id(args.get("back")), box="1" if args.get("box") else None
    )
    return _desk(form)


@bp.post("/scans")
@allow(Action.LEND_TOOLS)
def scan() -> Response:
    form, actor = ScanForm(request.form), current()
    station, fresh = _station(), web_session.get(FRESH_CARD, "")
    came = posts.attempt(
        form, lambda session: scan_services.scan(session, actor, form.line(station, fresh)), at="words"
    )
    if came is not None:
        return page.done(_next(came, box=bool(form.box.data)))
    if form.who.data:
        return _person(form.who.data, scan=form, status=form.status)
    return _desk(form, status=form.status)


@bp.post("/station")
@allow(Action.LEND_TOOLS)
def choose_station() -> Response:
    """Where this counter stands: what is brought here belongs here from now on."""
    found = tools.get_station(db.session(), current(), request.form.get("station_id", ""))
    web_session[STATION] = found.id
    return page.done(url_for("lending.index"))


@bp.get("/people/<id:resident_id>")
@allow(Action.LEND_TOOLS)
@shows_people
def person(resident_id: str) -> Response:
    return _person(resident_id)


@bp.post("/people/<id:resident_id>/cards")
@allow(Action.LEND_TOOLS)
def bind_card(resident_id: str) -> Response:
    """By hand, for somebody found by name first."""
    form, actor = CardForm(request.form), current()
    borrower = people.get_borrower(db.session(), actor, resident_id)
    if not posts.did(form, lambda session: cards.bind_swiped(session, actor, borrower, number=form.card.data)):
        return _person(resident_id, card=form, status=form.status)
    return page.done(url_for("lending.person", resident_id=resident_id))


@bp.post("/cards/<id:card_id>/loss")
@allow(Action.LEND_TOOLS)
def lose_card(card_id: str) -> Response:
    actor = current()
    card = people.get_card(db.session(), actor, card_id)
    with db.transaction() as session:
        cards.end(session, actor, card)
    return page.done(url_for("lending.person", resident_id=card.resident_id))


@bp.post("/cards/<id:card_id>/code")
@allow(Action.LEND_TOOLS)
def give_code(card_id: str) -> Response:
    """Shown in the answer to this press and never again."""
    actor = current()
    card = people.get_card(db.session(), actor, card_id)
    with db.transaction() as session:
        code = cards.give_code(session, actor, card)
    return _person(card.resident_id, code=code)


@bp.post("/people/<id:resident_id>/reservations")
@allow(Action.LEND_TOOLS)
def reserve(resident_id: str) -> Response:
    form, actor = ReserveForm(request.form), current()
    session = db.session()
    borrower = people.get_borrower(session, actor, resident_id)
    form.model_id.offer([(one.id, one.name) for one in tools.list_models(session, actor)])
    fine = posts.did(
        form,
        lambda writing: queue.reserve(
            writing, actor, borrower, tools.get_model(writing, actor, form.model_id.data), need_seen=form.need_seen.data
        ),
        at="model_id",
    )
    if fine:
        return page.done(url_for("lending.person", resident_id=resident_id))
    return _person(resident_id, reserve=form, status=form.status)


@bp.post("/people/<id:resident_id>/suspensions")
@allow(Action.LEND_TOOLS)
def suspend(resident_id: str) -> Response:
    form, actor = PauseForm(request.form), current()
    borrower = people.get_borrower(db.session(), actor, resident_id)
    if posts.did(form, lambda session: standing.suspend(session, actor, borrower, **form.values, id=form.once.data)):
        return page.done(url_for("lending.person", resident_id=resident_id))
    return _person(resident_id, pause=form, status=form.status)


@bp.post("/suspensions/<id:suspension_id>/end")
@allow(Action.LEND_TOOLS)
def lift(suspension_id: str) -> Response:
    form, actor = WhyForm(request.form), current()
    row = queries.get_suspension(db.session(), actor, suspension_id)
    if posts.did(form, lambda session: standing.lift(session, actor, row, why=form.why.data)):
        return page.done(url_for("lending.person", resident_id=row.resident_id))
    return _person(row.resident_id, lift=form, status=form.status)


def _next(came: Outcome, *, box: bool) -> str:
    """Where the counter looks after a scan. A new card waits in the session, as a hash, for its person."""
    more: dict[str, Any] = {"box": 1} if box else {}
    if came.came is Came.NEW_CARD:
        web_session[FRESH_CARD] = came.id
        return url_for("lending.person", resident_id=came.words) if came.words else url_for("lending.index", card="new")
    if came.came is Came.BOUND:
        web_session.pop(FRESH_CARD, None)
    if came.came in (Came.PERSON, Came.BOUND):
        return url_for("lending.person", resident_id=came.id)
    if came.came is Came.SAFETY:
        return url_for("lending.person", resident_id=came.id, copy=came.tool_id)
    if came.came is Came.PEOPLE:
        return url_for("lending.index", q=came.words, **more)
    named = {Came.LENT: ("lent", came.id), Came.BACK: ("back", came.id), Came.COPY: ("copy", came.tool_id)}
    if came.came in named:
        key, value = named[came.came]
        more[key] = value
    return url_for("lending.index", **more)


def _desk(form: ScanForm, status: int = 200) -> Response:
    session, actor, wanted = db.session(), current(), request.args.get("q", "").strip()[:40]
    stations = tools.list_stations(session, actor)
    if not wanted and not request.args.get("card"):
        web_session.pop(FRESH_CARD, None)  # somebody else stands there now
    return page.render(
        "exchange/loans/desk.html", form=form, day=desks.day(session, actor), wanted=wanted,
        fresh=FRESH_CARD in web_session,
        found=people.find_borrowers(session, actor, wanted) if wanted else [], stations=stations, here=_station(),
        today=clock.today(), status=status, **_done(form),
    )  # fmt: skip


def _done(form: ScanForm) -> dict[str, Any]:
    """What was just lent, came back, or lies there without a person."""
    session, actor = db.session(), current()
    shown: dict[str, Any] = {"lent": None, "back": None, "copy": None}
    if lent := _id(request.args.get("lent")):
        shown["lent"] = desks.named(session, [queries.get_loan(session, actor, lent)])[0]
    if form.check.data:
        loan = queries.get_loan(session, actor, form.check.data)
        shown["back"], shown["model"] = desks.named(session, [loan])[0], tools.get_model(session, actor, loan.model_id)
        shown["kept"] = queries.kept_for(session, loan.tool_id)
        if loan.checked_at:
            form.check.data = None
    if form.copy.data and not form.who.data:
        tool = tools.get_tool(session, actor, form.copy.data)
        shown["copy"], shown["model"] = tool, tools.get_model(session, actor, tool.model_id)
    return shown


def _person(resident_id: str, status: int = 200, *, code: str = "", **forms: Any) -> Response:
    session, actor = db.session(), current()
    borrower = people.get_borrower(session, actor, resident_id)
    form = forms.get("scan") or ScanForm(id=ids.new(), who=resident_id, copy=_id(request.args.get("copy")))
    note = None
    if form.copy.data:
        tool = tools.get_tool(session, actor, form.copy.data)
        note, form.read.data = tools.get_model(session, actor, tool.model_id), "1"
    wishes = forms.get("reserve") or ReserveForm()
    models = tools.list_models(session, actor)
    wishes.model_id.offer([(one.id, one.name) for one in models])
    return page.render(
        "exchange/loans/person.html", borrower=borrower, form=form, note=note,
        loans=queries.own_open_loans(session, borrower.id),
        past=queries.own_past_loans(session, borrower.id),
        reservations=queries.own_reservations(session, borrower.id), cards=people.list_cards(session, borrower.id),
        stop=queries.suspension(session, borrower.id, clock.today()), reserve=wishes, code=code,
        late=queries.overdue_loan(session, borrower.id, clock.today()), card=forms.get("card") or CardForm(),
        pause=forms.get("pause") or PauseForm(), lift=forms.get("lift") or WhyForm(),
        fresh=bool(web_session.get(FRESH_CARD)), today=clock.today(), status=status,
    )  # fmt: skip


def _station() -> str | None:
    """The chosen one while it is open and ours; the only one where there is no choice."""
    found = [one.id for one in tools.list_stations(db.session(), current())]
    chosen = web_session.get(STATION)
    return chosen if chosen in found else found[0] if len(found) == 1 else None


def _id(given: str | None) -> str | None:
    return given if ids.is_id(given) else None
