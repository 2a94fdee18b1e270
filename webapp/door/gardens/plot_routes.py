"""One plot: who keeps it, its care, a danger in it, its papers."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import CategoryKind
from webapp.casework.photos import services as photos
from webapp.casework.photos.queries import list_photos
from webapp.casework.photos.services import Subject
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt, did, tried
from webapp.core.forms.forms import BaseForm
from webapp.core.time import clock
from webapp.core.web import page
from webapp.door.gardens import plot_services, queries, rules, services
from webapp.door.gardens.forms import CareForm, DangerForm, EndForm, KeeperForm, PlotForm
from webapp.door.gardens.models import EndReason, Garden, Plot
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("plots", __name__, url_prefix="/gardens/<id:garden_id>/plots/<id:plot_id>")


@bp.get("/")
@allow(Action.SEE_GARDENS)
def show(garden_id: str, plot_id: str) -> Response:
    return _page(*_plot(garden_id, plot_id))


@bp.post("/")
@allow(Action.KEEP_GARDENS)
def describe(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    form = PlotForm(request.form)
    fine = did(
        form,
        lambda session: services.describe_plot(
            session, current(), plot, plants=form.plants.data or "", rests=bool(form.rests.data)
        ),
    )
    return _back(garden, plot) if fine else _page(garden, plot, form)


@bp.post("/keeping")
@allow(Action.KEEP_GARDENS)
def keep(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    form = KeeperForm(request.form)
    fine = did(form, lambda session: plot_services.keep(session, current(), garden, plot, form.values))
    return _back(garden, plot) if fine else _page(garden, plot, form)


@bp.post("/signature")
@allow(Action.KEEP_GARDENS)
def sign(garden_id: str, plot_id: str) -> Response:
    """The agreement came back signed."""
    garden, plot = _plot(garden_id, plot_id)
    return _did(garden, plot, lambda session: services.sign_keeping(
        session, current(), plot_services.running(session, plot)
    ))  # fmt: skip


@bp.post("/name")
@allow(Action.KEEP_GARDENS)
def name(garden_id: str, plot_id: str) -> Response:
    """The keeper agrees to be named, or takes it back."""
    garden, plot = _plot(garden_id, plot_id)
    shows = request.form.get("shows") == "yes"
    return _did(garden, plot, lambda session: services.show_name(
        session, current(), plot_services.running(session, plot), shows=shows
    ))  # fmt: skip


@bp.post("/end")
@allow(Action.KEEP_GARDENS)
def end(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    form = EndForm(request.form)
    fine = did(form, lambda session: services.end_keeping(session, current(), plot, form.why))
    return _back(garden, plot) if fine else _page(garden, plot, form)


@bp.post("/co-keeper")
@allow(Action.KEEP_GARDENS)
def pass_on(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    return _did(garden, plot, lambda session: services.hand_to_co_keeper(session, current(), plot, EndReason.RETURNED))


@bp.post("/next")
@allow(Action.KEEP_GARDENS)
def give_on(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    return _did(garden, plot, lambda session: services.give_to_next(session, current(), garden, plot))


@bp.post("/care")
@allow(Action.TEND_GARDENS)
def care(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    form = CareForm(request.form)

    def write(session: object) -> None:
        made = plot_services.care(db.session(), current(), **form.told)
        subject = Subject("care", made.id, made.community_id, made.grid_id)
        photos.add_all(db.session(), current(), request.files.getlist("photos"), subject)

    return _back(garden, plot) if did(form, write) else _page(garden, plot, form)


@bp.post("/danger")
@allow(Action.REPORT_CASE)
def danger(garden_id: str, plot_id: str) -> Response:
    garden, plot = _plot(garden_id, plot_id)
    form = _dangers(DangerForm(request.form))
    made = attempt(
        form,
        lambda session: plot_services.report_danger(
            session, current(), garden, plot, category=form.category.data or "", words=form.words.data or ""
        ),
    )
    return page.done(f"/cases/{made.id}") if made is not None else _page(garden, plot, form)


def _plot(garden_id: str, plot_id: str) -> tuple[Garden, Plot]:
    garden = queries.get_garden(db.session(), current(), garden_id)
    return garden, queries.get_plot(db.session(), garden, plot_id)


def _back(garden: Garden, plot: Plot) -> Response:
    return page.done(url_for("plots.show", garden_id=garden.id, plot_id=plot.id))


def _did(garden: Garden, plot: Plot, act: object) -> Response:
    form = BaseForm()
    return _back(garden, plot) if tried(form, act) else _page(garden, plot, form)  # type: ignore[arg-type]


def _dangers(form: DangerForm) -> DangerForm:
    kinds = catalogue.list_categories(db.session(), clock.today(), CategoryKind.HAZARD)
    form.category.offer([(kind.code, kind.name) for kind in kinds])
    return form


def _page(garden: Garden, plot: Plot, bad: BaseForm | None = None) -> Response:
    session = db.session()
    log = queries.care_log(session, plot)
    kept = list_photos(session, "care", [one.id for one in log])
    bed = next(one for one in queries.beds(session, garden, clock.today()) if one.plot.id == plot.id)
    forms = {
        "keeper_form": KeeperForm.usual(), "end_form": EndForm(), "danger_form": DangerForm(),
        "care_form": CareForm(id=ids.new(), plot_id=plot.id),
        "plot_form": PlotForm(plants=plot.plants, rests=plot.rests),
    }  # fmt: skip
    for field_name, form in forms.items():
        forms[field_name] = bad if type(bad) is type(form) else form  # type: ignore[assignment]
    _dangers(forms["danger_form"])  # type: ignore[arg-type]
    return page.render(
        "door/gardens/plot.html", garden=garden, bed=bed, log=log, bad=bad, care_words=rules.CARE_WORDS,
        photos=[photo for of_one in kept.values() for photo in of_one], past=queries.past_keepings(session, plot),
        collectors=plot_services.names_of(session, log), end_words=rules.END_WORDS, status_words=rules.STATUS_WORDS,
        next_in_line=next(iter(queries.waiting(session, garden)), None),
        days=rules.interval(queries.seasons(session, garden.community_id), clock.today()),
        status=bad.status if bad else 200, **forms,
    )  # fmt: skip
