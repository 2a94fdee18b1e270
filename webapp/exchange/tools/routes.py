"""站点和品类: what the station has, where, when it is open, and the labels to stick on."""

from flask import Blueprint, Response, render_template, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts as posts
from webapp.core.paper import pdf, qr
from webapp.core.text.i18n import gettext
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.exchange.tools import queries, services
from webapp.exchange.tools.forms import CopiesForm, ModelForm, StationForm
from webapp.exchange.tools.models import ToolModel
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("tool_shelf", __name__, url_prefix="/tool-shelf")


@bp.get("/stations/new")
@allow(Action.KEEP_TOOLS)
def new_station() -> Response:
    return page.render("exchange/tools/station_new.html", form=StationForm(weekdays=["0", "1", "2", "3", "4"]))


@bp.post("/stations")
@allow(Action.KEEP_TOOLS)
def open_station() -> Response:
    form, actor = StationForm(request.form), current()
    made = posts.attempt(form, lambda session: services.open_station(session, actor, _home(), form.terms))
    if made is None:
        return page.render("exchange/tools/station_new.html", form=form, status=form.status)
    return page.done(url_for("tool_upkeep.index"))


@bp.post("/stations/<id:station_id>")
@allow(Action.KEEP_TOOLS)
def change_station(station_id: str) -> Response:
    actor, form = current(), StationForm(request.form)
    station = queries.get_station(db.session(), actor, station_id)
    if posts.did(form, lambda session: services.change_station(session, actor, station, form.terms)):
        return page.done(url_for("tool_upkeep.station", station_id=station_id))
    return page.render("exchange/tools/station_new.html", form=form, station=station, status=form.status)


@bp.get("/models/new")
@allow(Action.KEEP_TOOLS)
def new_model() -> Response:
    return page.render("exchange/tools/model_new.html", form=ModelForm())


@bp.post("/models")
@allow(Action.KEEP_TOOLS)
def add_model() -> Response:
    form, actor = ModelForm(request.form), current()
    made = posts.attempt(form, lambda session: services.add_model(session, actor, _home(), form.terms))
    if made is None:
        return page.render("exchange/tools/model_new.html", form=form, status=form.status)
    return page.done(url_for("tool_shelf.model", model_id=made.id))


@bp.get("/models/<id:model_id>")
@allow(Action.KEEP_TOOLS)
def model(model_id: str) -> Response:
    return _model(queries.get_model(db.session(), current(), model_id))


@bp.post("/models/<id:model_id>")
@allow(Action.KEEP_TOOLS)
def change_model(model_id: str) -> Response:
    actor, form = current(), ModelForm(request.form)
    found = queries.get_model(db.session(), actor, model_id)
    if posts.did(form, lambda session: services.change_model(session, actor, found, form.terms)):
        return page.done(url_for("tool_shelf.model", model_id=model_id))
    return _model(queries.get_model(db.session(), actor, model_id), form=form, status=form.status)


@bp.get("/labels")
@allow(Action.KEEP_TOOLS)
def labels() -> Response:
    return page.render("exchange/tools/labels.html", sheets=_sheets(), model_id=request.args.get("model", ""))


@bp.get("/labels.pdf")
@allow(Action.KEEP_TOOLS)
def labels_paper() -> Response:
    html = render_template("exchange/tools/labels.html", sheets=_sheets(), model_id=request.args.get("model", ""))
    title = gettext("工具标签")
    return page.attachment(pdf.render_pdf(html, title=title), f"{title}.pdf", "application/pdf", inline=True)


def _sheets() -> list[list[dict[str, object]]]:
    """Labels of one model, or of all; 24 to a sheet of A4. The code holds the address where anybody reads on."""
    session, actor, chosen = db.session(), current(), request.args.get("model", "")
    models = [model for model in queries.list_models(session, actor) if chosen in ("", model.id)]
    stations = {station.id: station for station in queries.list_stations(session, actor)}
    copies = queries.list_copies(session, [model.id for model in models])
    labels = [
        {"tool": tool, "model": model, "station": stations.get(tool.station_id), "code": _code(tool.number, model)}
        for model in models for tool in copies[model.id]
    ]  # fmt: skip
    if not labels:
        raise NotFound
    return [labels[start : start + 24] for start in range(0, len(labels), 24)]


def _code(number: str, model: ToolModel) -> object:
    return qr.svg(site_address.link("tool_door.copy", number=number), f"{model.name} {number}")


def _model(
    found: ToolModel, form: ModelForm | None = None, copies: CopiesForm | None = None, status: int = 200
) -> Response:
    session, actor = db.session(), current()
    stations = queries.list_stations(session, actor)
    if copies is None:
        copies = CopiesForm(station_id=stations[0].id if stations else None)
        copies.station_id.offer([(station.id, station.name) for station in stations])
    return page.render(
        "exchange/tools/model.html", model=found, form=form or ModelForm.of(found), adding=copies,
        copies=queries.list_copies(session, [found.id], all_of_them=True)[found.id],
        stations={station.id: station.name for station in stations}, status=status,
    )  # fmt: skip


def _home() -> str:
    if (found := current().community_id) is None:
        raise NotFound
    return found
