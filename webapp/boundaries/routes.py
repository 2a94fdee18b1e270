"""机构: the tree, and the change orders that redraw it."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.accounts import queries as accounts
from webapp.accounts.access import allow, current
from webapp.accounts.models import Role
from webapp.accounts.permissions import Action
from webapp.accounts.scope import reaches
from webapp.boundaries import queries, services
from webapp.boundaries.forms import ChildForm, MergeForm, MoveForm, RenameForm, SplitForm
from webapp.core import clock, db, page
from webapp.core.forms import BaseForm
from webapp.core.save import attempt
from webapp.org import queries as org
from webapp.org.models import Unit

bp = Blueprint("organisation", __name__, url_prefix="/organisation")
ROLES = {"grid": Role.GRID_WORKER, "micro_grid": Role.MICRO_HEAD, "community": Role.HOST}


@bp.get("/")
@allow(Action.SEE_ORGANISATION)
def index() -> Response:
    units = queries.top(db.session(), current())
    if len(units) == 1:
        return _unit(units[0].id)
    return page.render("boundaries/index.html", units=units)


@bp.get("/<id:unit_id>")
@allow(Action.SEE_ORGANISATION)
def show(unit_id: str) -> Response:
    return _unit(unit_id)


@bp.post("/<id:unit_id>/name")
@allow(Action.CHANGE_ORGANISATION)
def rename(unit_id: str) -> Response:
    form, actor = RenameForm(request.form), current()
    unit = queries.get_unit(db.session(), actor, unit_id)
    done = attempt(form, lambda session: services.rename_unit(session, actor, unit, **form.values))
    return _back(unit_id) if done else _unit(unit_id, rename_form=form)


@bp.post("/<id:unit_id>/children")
@allow(Action.CHANGE_ORGANISATION)
def found_child(unit_id: str) -> Response:
    form, actor = ChildForm(request.form), current()
    unit = queries.get_unit(db.session(), actor, unit_id)
    done = attempt(form, lambda session: services.found_child(session, actor, unit, **form.values))
    return _back(unit_id) if done else _unit(unit_id, child_form=form)


@bp.post("/<id:unit_id>/parts")
@allow(Action.CHANGE_ORGANISATION)
def split(unit_id: str) -> Response:
    form, actor = SplitForm(request.form), current()
    unit = queries.get_unit(db.session(), actor, unit_id)
    parts = attempt(
        form,
        lambda session: services.split_unit(
            session, actor, unit, names=form.told, on=form.on.data, reason=form.reason.data
        ),
    )
    return _back(parts[0].id) if parts else _unit(unit_id, split_form=form)


@bp.post("/<id:unit_id>/merger")
@allow(Action.CHANGE_ORGANISATION)
def merge(unit_id: str) -> Response:
    form, actor = MergeForm(request.form), current()
    unit = queries.get_unit(db.session(), actor, unit_id)
    form.others.offer(queries.siblings(db.session(), unit))
    units = [unit, *(queries.get_unit(db.session(), actor, other) for other in form.others.data or ())]
    whole = attempt(
        form,
        lambda session: services.merge_units(
            session, actor, units, name=form.name.data, on=form.on.data, reason=form.reason.data
        ),
    )
    return _back(whole.id) if whole else _unit(unit_id, merge_form=form)


@bp.post("/<id:unit_id>/placements")
@allow(Action.CHANGE_ORGANISATION)
def move(unit_id: str) -> Response:
    form, actor, session = MoveForm(request.form), current(), db.session()
    unit = queries.get_unit(session, actor, unit_id)
    form.entrances.offer(queries.doors_of(session, actor, unit))
    form.target_id.offer(queries.targets(session, actor, unit))
    done = attempt(form, lambda session: _move(session, form))
    return _back(unit_id) if done else _unit(unit_id, move_form=form)


def _move(session: Any, form: MoveForm) -> bool:
    actor = current()
    services.move_entrances(
        session, actor, queries.get_entrances(session, actor, form.entrances.data or []),
        target=queries.get_unit(session, actor, form.target_id.data or ""), on=form.on.data, reason=form.reason.data,
    )  # fmt: skip
    return True


def _back(unit_id: str) -> Response:
    return page.done(url_for("organisation.show", unit_id=unit_id))


def _unit(unit_id: str, **bad: BaseForm) -> Response:
    """`bad` is the one form that was refused; the others are fresh."""
    session, actor, today = db.session(), current(), clock.today()
    unit = queries.get_unit(session, actor, unit_id)
    forms: dict[str, Any] = {
        "rename_form": RenameForm(on=today), "child_form": ChildForm(on=today), "split_form": SplitForm(on=today),
        "merge_form": MergeForm(on=today), "move_form": MoveForm(on=today),
    } | bad  # fmt: skip
    doors = queries.doors_of(session, actor, unit) if unit.kind.value in ("grid", "micro_grid") else []
    forms["merge_form"].others.offer(queries.siblings(session, unit))
    forms["move_form"].entrances.offer(doors)
    forms["move_form"].target_id.offer(queries.targets(session, actor, unit) if doors else [])
    way = _way(unit)
    up = bool(way) and reaches(session, actor, way[-1].id)
    return page.render(
        "boundaries/show.html", unit=unit, way=way, up=up, doors=doors, status=422 if bad else 200,
        children=org.children(session, unit.id, today), holder=_holder(unit), bad=next(iter(bad.values()), None),
        versions=org.versions(session, unit.id), before=org.predecessors(session, unit.id),
        after=org.successors(session, unit.id), orders=queries.orders_of(session, unit), **forms,
    )  # fmt: skip


def _way(unit: Unit) -> list[Unit]:
    return org.ancestors(db.session(), unit)[:-1]


def _holder(unit: Unit) -> Any:
    role = ROLES.get(unit.kind.value)
    return accounts.holder_of(db.session(), unit.id, role, clock.today()) if role else None
