"""Who leaves, or has died, keeps no place and no promise that others wait for."""

from sqlmodel import Session, col, or_, select

from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts.scope import Actor
from webapp.volunteering.activities import membership_services, services
from webapp.volunteering.activities.demand_models import Demand, DemandState
from webapp.volunteering.activities.models import Department, Membership, Place, Shift, SignUp
from webapp.volunteering.volunteers.models import Volunteer


def give_back(session: Session, actor: Actor, volunteer: Volunteer) -> None:
    assert volunteer.left_on is not None
    after = clock.end_of_day(volunteer.left_on)
    coming = (
        select(Shift)
        .join(SignUp, col(SignUp.shift_id) == Shift.id)
        .where(SignUp.volunteer_id == volunteer.id, SignUp.place != Place.WITHDRAWN)
        .where(Shift.starts_at > max(after, clock.now()))
    )
    for shift in session.exec(coming).all():
        services.withdraw(session, actor, shift, volunteer)
    taken = select(Demand).where(Demand.volunteer_id == volunteer.id, Demand.state == DemandState.ACCEPTED)
    later = or_(col(Demand.wanted_on).is_(None), col(Demand.wanted_on) > volunteer.left_on)
    for demand in session.exec(taken.where(later)).all():
        demand.state, demand.volunteer_id, demand.accepted_at = DemandState.DISPATCHED, None, None
        session.add(demand)
        history.record(session, actor, "decline_demand", demand)
    if volunteer.left_on <= clock.today():
        _leave_departments(session, actor, volunteer)


def _leave_departments(session: Session, actor: Actor, volunteer: Volunteer) -> None:
    mine = select(Membership).where(Membership.volunteer_id == volunteer.id, col(Membership.left_at).is_(None))
    for row in session.exec(mine).all():
        membership_services.quit_department(session, actor, row)
    led = or_(Department.lead_id == volunteer.id, Department.deputy_id == volunteer.id)
    for department in session.exec(select(Department).where(led)).all():
        lead = None if department.lead_id == volunteer.id else department.lead_id
        deputy = None if department.deputy_id == volunteer.id else department.deputy_id
        membership_services.change_leads(
            session, actor, department, lead_id=lead or deputy, deputy_id=deputy if lead else None
        )
