"""工具和站点: the keeper's shelf, one copy's life, and how much each model is used."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts as posts
from webapp.core.forms.per_row import PerRow
from webapp.core.time import clock
from webapp.core.web import page
from webapp.exchange.loans import desk_queries as desks
from webapp.exchange.loans import queries
from webapp.exchange.loans import term_services as terms
from webapp.exchange.loans import upkeep_services as upkeep
from webapp.exchange.loans.forms import MoveForm, RepairedForm, TicketForm, WhyForm
from webapp.exchange.tools import queries as tools
from webapp.exchange.tools import rules
from webapp.exchange.tools.forms import ClosedDayForm, CopiesForm, StationForm
from webapp.exchange.tools.models import KIND_WORDS, STATE_WORDS, Station, Tool, ToolState
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("tool_upkeep", __name__, url_prefix="/tool-upkeep")

YEAR = timedelta(days=365)
LOANS_SHOWN = 20


@bp.get("")
@allow(Action.KEEP_TOOLS)
def index() -> Response:
    session, actor = db.session(), current()
    models = tools.list_models(session, actor)
    counts = queries.count_models(session, [model.id for model in models])
    return page.render(
        "exchange/loans/shelf.html", models=models, counts=counts, stations=tools.list_stations(session, actor),
        waiting=queries.count_queue(session, [model.id for model in models]), kinds=KIND_WORDS,
        inspections=tools.inspections_due(session, actor, clock.today() + timedelta(days=rules.SOON_DAYS)),
    )  # fmt: skip


@bp.get("/use")
@allow(Action.SEE_TOOLS)
def use() -> Response:
    since = clock.today() - YEAR
    lines, actor = desks.use(db.session(), current(), since), current()
    places = desks.places(db.session(), {line.model.community_id for line in lines}) if actor.is_wide else {}
    return page.render("exchange/loans/use.html", lines=lines, since=since, places=places)


@bp.get("/stations/<id:station_id>")
@allow(Action.KEEP_TOOLS)
def station(station_id: str) -> Response:
    return _station(tools.get_station(db.session(), current(), station_id))


@bp.post("/stations/<id:station_id>/closed-days")
@allow(Action.KEEP_TOOLS)
def close_day(station_id: str) -> Response:
    actor, form = current(), ClosedDayForm(request.form)
    found = tools.get_station(db.session(), actor, station_id)
    if posts.did(form, lambda session: terms.close_day(session, actor, found, **form.values)):
        return page.done(url_for("tool_upkeep.station", station_id=station_id))
    return _station(found, closing=form, status=form.status)


@bp.post("/models/<id:model_id>/copies")
@allow(Action.KEEP_TOOLS)
def add_copies(model_id: str) -> Response:
    actor, form, session = current(), CopiesForm(request.form), db.session()
    model = tools.get_model(session, actor, model_id)
    form.station_id.offer([(one.id, one.name) for one in tools.list_stations(session, actor)])
    made = posts.attempt(
        form,
        lambda writing: upkeep.add_copies(
            writing, actor, model, tools.get_station(writing, actor, form.station_id.data), count=form.count.data
        ),
    )
    if made is None:
        return page.render("exchange/tools/copies_new.html", form=form, model=model, status=form.status)
    return page.done(url_for("tool_shelf.model", model_id=model_id))


@bp.get("/copies/<id:tool_id>")
@allow(Action.KEEP_TOOLS)
def copy(tool_id: str) -> Response:
    return _copy(_tool(tool_id))


@bp.post("/copies/<id:tool_id>/tickets")
@allow(Action.KEEP_TOOLS)
def repair(tool_id: str) -> Response:
    form, actor, tool = TicketForm(request.form), current(), _tool(tool_id)
    fine = posts.did(form, lambda session: upkeep.send_to_repair(session, actor, tool, words=form.words.data))
    return _after(tool_id, fine, ticket=form)


@bp.post("/tickets/<id:ticket_id>/end")
@allow(Action.KEEP_TOOLS)
def end_repair(ticket_id: str) -> Response:
    form, actor = RepairedForm(request.form), current()
    ticket = tools.get_ticket(db.session(), actor, ticket_id)
    fine = posts.did(
        form, lambda session: upkeep.end_repair(session, actor, ticket, cost_cents=rules.cents(form.cost.data))
    )
    return _after(ticket.tool_id, fine, repaired=form, at=ticket.id)


@bp.post("/copies/<id:tool_id>/inspection")
@allow(Action.KEEP_TOOLS)
def inspect(tool_id: str) -> Response:
    return _press(tool_id, upkeep.inspect)


@bp.post("/copies/<id:tool_id>/finding")
@allow(Action.KEEP_TOOLS)
def restore(tool_id: str) -> Response:
    return _press(tool_id, upkeep.restore)


@bp.post("/copies/<id:tool_id>/retirement")
@allow(Action.KEEP_TOOLS)
def retire(tool_id: str) -> Response:
    return _write_off(tool_id, ToolState.RETIRED, "retire")


@bp.post("/copies/<id:tool_id>/loss")
@allow(Action.KEEP_TOOLS)
def lose(tool_id: str) -> Response:
    return _write_off(tool_id, ToolState.LOST, "lose")


@bp.post("/copies/<id:tool_id>/move")
@allow(Action.KEEP_TOOLS)
def move(tool_id: str) -> Response:
    form, actor, tool, session = MoveForm(request.form), current(), _tool(tool_id), db.session()
    form.station_id.offer([(one.id, one.name) for one in tools.list_stations(session, actor)])
    fine = posts.did(
        form,
        lambda writing: upkeep.move(writing, actor, tool, tools.get_station(writing, actor, form.station_id.data)),
    )
    return _after(tool_id, fine, move=form)


def _tool(tool_id: str) -> Tool:
    return tools.get_tool(db.session(), current(), tool_id)


def _write_off(tool_id: str, state: ToolState, at: str) -> Response:
    form, actor, tool = WhyForm(request.form), current(), _tool(tool_id)
    fine = posts.did(form, lambda session: upkeep.retire(session, actor, tool, state=state, why=form.why.data))
    return _after(tool_id, fine, why=form, at=at)


def _press(tool_id: str, act: Any) -> Response:
    form, actor, tool = WhyForm(), current(), _tool(tool_id)
    return _after(tool_id, posts.tried(form, lambda session: act(session, actor, tool)), why=form)


def _after(tool_id: str, fine: bool, **forms: Any) -> Response:
    if fine:
        return page.done(url_for("tool_upkeep.copy", tool_id=tool_id))
    return _copy(_tool(tool_id), status=next(iter(forms.values())).status, **forms)


def _copy(tool: Tool, status: int = 200, **forms: Any) -> Response:
    session, actor = db.session(), current()
    stations = tools.list_stations(session, actor)
    moving = forms.get("move") or MoveForm(station_id=tool.station_id)
    moving.station_id.offer([(one.id, one.name) for one in stations])
    return page.render(
        "exchange/loans/copy.html", tool=tool, model=tools.get_model(session, actor, tool.model_id),
        state=queries.states_of(session, [tool.id]).get(tool.id, ""), words=STATE_WORDS,
        tickets=tools.list_tickets(session, tool.id),
        loans=desks.named(session, queries.loans_of(session, tool.id, LOANS_SHOWN)),
        stations={one.id: one.name for one in stations}, move=moving, ticket=forms.get("ticket") or TicketForm(),
        repairs=PerRow(RepairedForm, forms.get("repaired"), forms.get("at", "")),
        whys=PerRow(WhyForm, forms.get("why"), forms.get("at", "")), today=clock.today(), status=status,
    )  # fmt: skip


def _station(found: Station, closing: ClosedDayForm | None = None, status: int = 200) -> Response:
    closed = tools.list_closed_days(db.session(), [found.id])[found.id]
    return page.render(
        "exchange/loans/station.html", station=found, form=StationForm.of(found), closed=closed,
        closing=closing or ClosedDayForm(), status=status,
    )  # fmt: skip
