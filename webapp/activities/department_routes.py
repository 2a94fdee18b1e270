"""服务部: founding one, who leads it, who is in it."""

from flask import Blueprint, Response, request, url_for

from webapp.accounts.access import allow, current
from webapp.accounts.permissions import Action
from webapp.activities import queries, services
from webapp.activities.forms import DepartmentForm, LeadsForm, MemberForm
from webapp.activities.models import Department
from webapp.core import db, ids, page
from webapp.core.errors import DomainError, NotFound
from webapp.core.i18n import N_
from webapp.volunteers import queries as volunteers
from webapp.volunteers.models import Skill, Volunteer

bp = Blueprint("departments", __name__, url_prefix="/activities/departments")


class UnknownNumber(DomainError):
    status = 422
    message = N_("没有编号是 %(number)s 的志愿者。")


@bp.get("")
@allow(Action.RUN_ACTIVITIES)
def index() -> Response:
    return _index(DepartmentForm())


@bp.post("")
@allow(Action.RUN_ACTIVITIES)
def found() -> Response:
    form, actor = DepartmentForm(request.form), current()
    try:
        if form.validate():
            lead, deputy = (_maybe(form[name].data, name) for name in ("lead", "deputy"))
            with db.transaction() as session:
                services.open_department(
                    session, actor, community_id=_home(), skill=Skill(form.skill.data), name=form.name.data,
                    lead_id=lead, deputy_id=deputy, needs_paper=form.needs_paper.data,
                )  # fmt: skip
            return page.done(url_for("departments.index"))
    except DomainError as refusal:
        form.fail(refusal.field, refusal.sentence())
    return _index(form, 422)


@bp.get("/<id:department_id>")
@allow(Action.RUN_ACTIVITIES)
def show(department_id: str) -> Response:
    return _show(_one(department_id), MemberForm())


@bp.post("/<id:department_id>")
@allow(Action.RUN_ACTIVITIES)
def change_members(department_id: str) -> Response:
    """A number lets somebody in; `leave` lets a member out again."""
    department, form, actor = _one(department_id), MemberForm(request.form), current()
    try:
        if request.form.get("leave"):
            with db.transaction() as session:
                leaving = request.form["leave"]
                if not ids.is_id(leaving):
                    raise NotFound
                services.quit_department(session, actor, queries.get_membership(session, department, leaving))
            return page.done(url_for("departments.show", department_id=department.id))
        if form.validate():
            who = _numbered(form.number.data, "number")
            with db.transaction() as session:
                services.join(session, actor, department, volunteer_id=who.id)
            return page.done(url_for("departments.show", department_id=department.id))
    except DomainError as refusal:
        form.fail(refusal.field, refusal.sentence())
    return _show(department, form, status=422)


@bp.post("/<id:department_id>/leads")
@allow(Action.RUN_ACTIVITIES)
def change_leads(department_id: str) -> Response:
    department, actor = _one(department_id), current()
    form = _offered(LeadsForm(request.form), department)
    try:
        if form.validate():
            with db.transaction() as session:
                services.change_leads(
                    session, actor, _one(department_id), lead_id=form.lead_id.data, deputy_id=form.deputy_id.data
                )
            return page.done(url_for("departments.show", department_id=department_id))
    except DomainError as refusal:
        form.fail(refusal.field, refusal.sentence())
    return _show(department, MemberForm(), leads=form, status=422)


def _one(department_id: str) -> Department:
    return queries.get_department(db.session(), current(), department_id)


def _numbered(number: str, field: str) -> Volunteer:
    known = volunteers.by_number(db.session(), _home(), number.strip().upper())
    if known is None:
        raise UnknownNumber(field, number=number)
    return known


def _maybe(number: str | None, field: str) -> str | None:
    return _numbered(number, field).id if number else None


def _home() -> str:
    home = current().community_id
    if home is None:
        raise NotFound
    return home


def _offered(form: LeadsForm, department: Department) -> LeadsForm:
    members = [(who.id, f"{who.name} · {who.number}") for _, who in queries.list_members(db.session(), department.id)]
    for field in (form.lead_id, form.deputy_id):
        field.offer([("", N_("还没有")), *members])
    return form


def _index(form: DepartmentForm, status: int = 200) -> Response:
    rows = queries.list_departments(db.session(), current())
    return page.render("activities/departments.html", rows=rows, form=form, status=status)


def _show(department: Department, form: MemberForm, leads: LeadsForm | None = None, status: int = 200) -> Response:
    members = queries.list_members(db.session(), department.id)
    given = leads or _offered(LeadsForm(obj=department), department)
    return page.render(
        "activities/department.html", department=department, members=members, form=form, leads=given, status=status
    )
