"""服务部: founding one, who leads it, who is in it."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.text.i18n import N_
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.activities import membership_services, queries
from webapp.volunteering.activities.forms import DepartmentForm, LeadsForm, MemberForm
from webapp.volunteering.activities.models import Department
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Skill

bp = Blueprint("departments", __name__, url_prefix="/activities/departments")


@bp.get("")
@allow(Action.RUN_ACTIVITIES)
def index() -> Response:
    return _index(DepartmentForm())


@bp.post("")
@allow(Action.RUN_ACTIVITIES)
def found() -> Response:
    form, actor = DepartmentForm(request.form), current()

    def act(session: Any) -> None:
        lead, deputy = (_maybe(session, form[name].data, name) for name in ("lead", "deputy"))
        membership_services.open_department(
            session, actor, community_id=_home(), skill=Skill(form.skill.data), name=form.name.data,
            lead_id=lead, deputy_id=deputy, needs_paper=form.needs_paper.data,
        )  # fmt: skip

    return page.done(url_for("departments.index")) if form_posts.did(form, act) else _index(form, form.status)


@bp.get("/<id:department_id>")
@allow(Action.RUN_ACTIVITIES)
def show(department_id: str) -> Response:
    return _show(_one(department_id), MemberForm())


@bp.post("/<id:department_id>")
@allow(Action.RUN_ACTIVITIES)
def change_members(department_id: str) -> Response:
    """A number lets somebody in; `leave` lets a member out again."""
    department, form, actor = _one(department_id), MemberForm(request.form), current()
    leaving = request.form.get("leave")

    def leave(session: Any) -> None:
        if not ids.is_id(leaving):
            raise NotFound
        membership_services.quit_department(session, actor, queries.get_membership(session, department, str(leaving)))

    def join(session: Any) -> None:
        who = volunteers.numbered(session, _home(), form.number.data, "number")
        membership_services.join(session, actor, department, volunteer_id=who.id)

    if form_posts.tried(form, leave) if leaving else form_posts.did(form, join):
        return page.done(url_for("departments.show", department_id=department_id))
    return _show(department, form, status=form.status)


@bp.post("/<id:department_id>/leads")
@allow(Action.RUN_ACTIVITIES)
def change_leads(department_id: str) -> Response:
    department, actor = _one(department_id), current()
    form = _offered(LeadsForm(request.form), department)
    fine = form_posts.did(
        form,
        lambda session: membership_services.change_leads(
            session, actor, _one(department_id), lead_id=form.lead_id.data, deputy_id=form.deputy_id.data
        ),
    )
    if fine:
        return page.done(url_for("departments.show", department_id=department_id))
    return _show(department, MemberForm(), leads=form, status=form.status)


def _one(department_id: str) -> Department:
    return queries.get_department(db.session(), current(), department_id)


def _maybe(session: Any, number: str | None, field: str) -> str | None:
    return volunteers.numbered(session, _home(), number, field).id if number else None


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
    return page.render("volunteering/activities/departments.html", rows=rows, form=form, status=status)


def _show(department: Department, form: MemberForm, leads: LeadsForm | None = None, status: int = 200) -> Response:
    members = queries.list_members(db.session(), department.id)
    given = leads or _offered(LeadsForm(obj=department), department)
    return page.render(
        "volunteering/activities/department.html",
        department=department,
        members=members,
        form=form,
        leads=given,
        status=status,
    )
