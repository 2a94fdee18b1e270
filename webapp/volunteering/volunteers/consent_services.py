"""A volunteer takes the consent back on which the community keeps their number and papers: they leave the same day, if
they have not left before, and what stood on it goes at once. Name, hours and points stay: the hours by the State's
rule, the points as an account."""

from sqlmodel import Session, col, select

from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party
from webapp.volunteering.volunteers import services
from webapp.volunteering.volunteers.models import Qualification, Volunteer
from webapp.volunteering.volunteers.rules import STOOD_ON_CONSENT


def withdraw(session: Session, actor: Actor, volunteer: Volunteer, *, reason: str) -> None:
    number = volunteer.phone
    if volunteer.left_on is None or volunteer.left_on > clock.today():
        services.leave(session, actor, volunteer, on=clock.today(), reason=reason)
    for name in STOOD_ON_CONSENT:
        setattr(volunteer, name, None)
    for paper in session.exec(select(Qualification).where(Qualification.volunteer_id == volunteer.id)):
        paper.number = None
        session.add(paper)
    _forget_number(session, volunteer, number)
    session.add(volunteer)
    session.flush()
    history.record(session, actor, "withdraw_volunteer_consent", volunteer)


def _forget_number(session: Session, volunteer: Volunteer, number: str | None) -> None:
    """Of the party too, unless somebody works here under it."""
    party = session.get_one(Party, volunteer.party_id)
    staff = select(Account.id).where(
        Account.party_id == party.id, col(Account.closed_at).is_(None), col(Account.id) != volunteer.account_id
    )
    if number is not None and party.phone == number and session.exec(staff).first() is None:
        party.phone = None
        session.add(party)
