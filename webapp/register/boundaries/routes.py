"""机构: the tree, and the change orders that redraw it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.forms.forms import BaseForm
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import reaches
from webapp.people.org import queries as org
from webapp.people.org.models import OrderKind, Unit
from webapp.register.boundaries import order_services as orders
from webapp.register.boundaries import queries
from webapp.register.boundaries.forms import (
    ORDER_WORDS,
    ChildForm,
    MergeForm,
    MoveForm,
    OrderForm,
    RenameForm,
    SplitForm,
    TransferForm,
)

bp = Blueprint("organisation", __name__, url_prefix="/organisation")
ROLES = {"grid": Role.GRID_WORKER, "micro_grid": Role.MICRO_HEAD, "community": Role.HOST}


@bp.get("/")
@allow(Action.SEE_ORGANISATION)
def index() -> Response:
    units = queries.top(db.session(), current())
    if len(units) == 1:
        return _unit(units[0].id)
    return page.render("register/boundaries/index.html", units=units)


@bp.get("/<id:unit_id>")
@allow(Action.SEE_ORGANISATION)
def show(unit_id: str) -> Response:
    return _unit(unit_id)


@bp.post("/<id:unit_id>/name")
@allow(Action.CHANGE_ORGANISATION)
def rename(unit_id: str) -> Response:
    form = RenameForm(request.form)
    return _issue(OrderKind.RENAME, unit_id, form, "rename_form", lambda: {"name": form.name.data})


@bp.post("/<id:unit_id>/children")
@allow(Action.CHANGE_ORGANISATION)
def found_child(unit_id: str) -> Response:
    form = ChildForm(request.form)
    return _issue(OrderKind.FOUND, unit_id, form, "child_form", lambda: {"name": form.name.data})


@bp.post("/<id:unit_id>/parts")
@allow(Action.CHANGE_ORGANISATION)
def split(unit_id: str) -> Response:
    form = SplitForm(request.form)
    return _issue(OrderKind.SPLIT, unit_id, form, "split_form", lambda: {"names": form.told})


@bp.post("/<id:unit_id>/merger")
@allow(Action.CHANGE_ORGANISATION)
def merge(unit_id: str) -> Response:
    form = MergeForm(request.form)
    form.others.offer(queries.siblings(db.session(), _get(unit_id)))
    told = lambda: {"others": form.others.data or [], "name": form.name.data}  # noqa: E731
    return _issue(OrderKind.MERGE, unit_id, form, "merge_form", told)


@bp.post("/<id:unit_id>/placements")
@allow(Action.CHANGE_ORGANISATION)
def move(unit_id: str) -> Response:
    form, actor, session = MoveForm(request.form), current(), db.session()
    unit = _get(unit_id)
    form.entrances.offer(queries.doors_of(session, actor, unit))
    form.target_id.offer(queries.targets(session, actor, unit))
    told = lambda: {"entrances": form.entrances.data or [], "target": form.target_id.data or ""}  # noqa: E731
    return _issue(OrderKind.MOVE, unit_id, form, "move_form", told)


@bp.post("/<id:unit_id>/communities")
@allow(Action.CHANGE_ORGANISATION)
def transfer(unit_id: str) -> Response:
    form, unit = TransferForm(request.form), _get(unit_id)
    form.communities.offer(queries.communities_of(db.session(), unit))
    form.target_id.offer(queries.siblings(db.session(), unit))
    told = lambda: {"communities": form.communities.data or [], "target": form.target_id.data or ""}  # noqa: E731
    return _issue(OrderKind.MOVE, unit_id, form, "transfer_form", told)


@bp.post("/orders/<id:order_id>/withdrawal")
@allow(Action.CHANGE_ORGANISATION)
def withdraw(order_id: str) -> Response:
    with db.transaction() as session:
        order = orders.withdraw(session, current(), order_id)
    return _back(str(order.unit_id))


def _issue(kind: OrderKind, unit_id: str, form: OrderForm, name: str, told: Callable[[], dict[str, Any]]) -> Response:
    """Today or earlier: done. Later: kept, and the page lists it."""
    actor, unit = current(), _get(unit_id)
    seen = attempt(
        form,
        lambda session: orders.issue(session, actor, kind, unit, on=form.on.data, reason=form.reason.data, **told()),
    )
    return _back(seen) if seen else _unit(unit_id, **{name: form})


def _get(unit_id: str) -> Unit:
    return queries.get_unit(db.session(), current(), unit_id)


def _back(unit_id: str) -> Response:
    return page.done(url_for("organisation.show", unit_id=unit_id))


def _unit(unit_id: str, **bad: BaseForm) -> Response:
    """`bad` is the one form that was refused; the others are fresh."""
    session, actor, today = db.session(), current(), clock.today()
    unit = queries.get_unit(session, actor, unit_id)
    forms: dict[str, Any] = {
        "rename_form": RenameForm(on=today), "child_form": ChildForm(on=today), "split_form": SplitForm(on=today),
        "merge_form": MergeForm(on=today), "move_form": MoveForm(on=today), "transfer_form": TransferForm(on=today),
    } | bad  # fmt: skip
    doors = queries.doors_of(session, actor, unit) if unit.kind.value in ("grid", "micro_grid") else []
    near, communities = queries.siblings(session, unit), queries.communities_of(session, unit)
    forms["merge_form"].others.offer(near)
    forms["transfer_form"].communities.offer(communities)
    forms["transfer_form"].target_id.offer(near if communities else [])
    forms["move_form"].entrances.offer(doors)
    forms["move_form"].target_id.offer(queries.targets(session, actor, unit) if doors else [])
    way = _way(unit)
    up = bool(way) and reaches(session, actor, way[-1].id)
    return page.render(
        "register/boundaries/show.html", unit=unit, way=way, up=up, doors=doors, status=422 if bad else 200,
        children=org.children(session, unit.id, today), holder=_holder(unit), bad=next(iter(bad.values()), None),
        versions=org.versions(session, unit.id), before=org.predecessors(session, unit.id),
        after=org.successors(session, unit.id), orders=queries.orders_of(session, unit),
        unsettled=queries.unsettled_orders(session, actor, unit), order_words=ORDER_WORDS, **forms,
    )  # fmt: skip


def _way(unit: Unit) -> list[Unit]:
    return org.ancestors(db.session(), unit)[:-1]


def _holder(unit: Unit) -> Any:
    role = ROLES.get(unit.kind.value)
    return accounts.holder_of(db.session(), unit.id, role, clock.today()) if role else None
