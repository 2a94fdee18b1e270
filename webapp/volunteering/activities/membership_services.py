"""Departments, who leads them, who belongs to them."""

from sqlmodel import Session, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.volunteering.activities.models import Department, Membership
from webapp.volunteering.volunteers.models import Skill


class DepartmentTwice(DomainError):
    status = 422
    message = N_("已经有叫“%(name)s”的服务部。")


class SamePerson(DomainError):
    status = 422
    message = N_("部长和副部长要是两个人。")


def open_department(
    session: Session, actor: Actor, *, community_id: str, skill: Skill, name: str, lead_id: str | None,
    deputy_id: str | None = None, needs_paper: bool = False,
) -> Department:  # fmt: skip
    """Lead and deputy are two people and members from the first day."""
    same = select(Department.id).where(Department.community_id == community_id, Department.name == name)
    if session.exec(same).first() is not None:
        raise DepartmentTwice("name", name=name)
    _are_two(lead_id, deputy_id, "deputy")
    made = Department(
        community_id=community_id, skill=skill, name=name, lead_id=lead_id, deputy_id=deputy_id, needs_paper=needs_paper
    )
    session.add(made)
    session.flush()
    for volunteer_id in {lead_id, deputy_id} - {None}:
        join(session, actor, made, volunteer_id=str(volunteer_id))
    history.record(session, actor, "open_department", made, after={"name": name})
    return made


def change_leads(
    session: Session, actor: Actor, department: Department, *, lead_id: str | None, deputy_id: str | None
) -> None:
    """From now on; what the former leads have proved stays proved."""
    _are_two(lead_id, deputy_id, "deputy_id")
    before = {"lead": department.lead_id, "deputy": department.deputy_id}
    department.lead_id, department.deputy_id = lead_id, deputy_id
    session.add(department)
    session.flush()
    after = {"lead": lead_id, "deputy": deputy_id}
    history.record(session, actor, "change_leads", department, before=before, after=after)


def _are_two(lead_id: str | None, deputy_id: str | None, field: str) -> None:
    if lead_id is not None and lead_id == deputy_id:
        raise SamePerson(field)


def join(session: Session, actor: Actor, department: Department, *, volunteer_id: str) -> Membership:
    mine = select(Membership).where(Membership.department_id == department.id, Membership.volunteer_id == volunteer_id)
    row = session.exec(mine).first() or Membership(
        community_id=department.community_id, department_id=department.id, volunteer_id=volunteer_id, since=clock.now()
    )
    row.left_at = None
    session.add(row)
    session.flush()
    history.record(session, actor, "join_department", row)
    return row


def quit_department(session: Session, actor: Actor, row: Membership) -> None:
    row.left_at = clock.now()
    session.add(row)
    history.record(session, actor, "quit_department", row)
