"""事项: the list, the late list, one case, and writing one down at a desk."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import desk_services, front_queries, list_services, page_forms, queries
from webapp.casework.cases.forms import SOURCES, CaseForm
from webapp.casework.cases.models import GridCase
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import did
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, reads
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.lists import page_forms as lists

bp = Blueprint("cases", __name__, url_prefix="/cases")


@bp.get("/")
@allow(Action.SEE_CASES)
@unless_unchanged
def index() -> Response:
    front = front_queries.front(db.session(), current())
    return lists.show(list_services.OFFICE, "casework/cases/index.html", front=front)


@bp.get("/late")
@allow(Action.SEE_CASES)
@unless_unchanged
def late() -> Response:
    """What is late, the longest wait first; whoever supervises nudges from here."""
    late_count = queries.count_late(db.session(), current())
    return lists.show(list_services.LATE, "casework/cases/late.html", late_count=late_count)


@bp.get("/<id:case_id>")
@allow(Action.SEE_CASES)
@reads("read_case", "grid_case", "case_id")
@unless_unchanged
def show(case_id: str) -> Response:
    return page_forms.show_case(queries.get_case(db.session(), current(), case_id))


@bp.get("/new")
@allow(Action.DIRECT_CASE)
def new() -> Response:
    """`source` is where the person came from: a centre's home leads here to hand an order down."""
    source = request.args.get("source", "")
    return _desk(CaseForm(id=ids.new(), source=source if source in SOURCES else "hotline"))


@bp.post("/")
@allow(Action.DIRECT_CASE)
def create() -> Response:
    form = CaseForm(request.form)
    _offer(form)
    opened: list[GridCase] = []
    if not form.same_as.data and form.validate() and (near := desk_services.near(db.session(), current(), form.values)):
        return _desk(form, near=near)
    if not did(form, lambda session: opened.append(desk_services.write_down(session, current(), form.values))):
        return _desk(form, status=422)
    return page.done(url_for("cases.show", case_id=opened[0].id))


def _desk(form: CaseForm, near: Any = (), status: int = 200) -> Response:
    _offer(form)
    return page.render("casework/cases/new.html", form=form, near=near, status=status)


def _offer(form: CaseForm) -> None:
    session = db.session()
    form.grid_id.offer(desk_services.grids(session, current()))
    form.category_id.offer([(one.id, one.name) for one in catalogue.list_categories(session, clock.today())])
