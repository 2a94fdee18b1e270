"""The death of a volunteer who stands in no register: what binds them here ends as a resident's does."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party
from webapp.register.persons import rules
from webapp.register.persons.death_services import DiedAlready, NotThatDay
from webapp.register.register.models import Resident
from webapp.volunteering.volunteers import return_services
from webapp.volunteering.volunteers.models import Volunteer


class InRegister(DomainError):
    message = N_("本人在住户名册里，请在名册登记去世，住处、借用、认养一起了结。")


class NotDied(DomainError):
    message = N_("没有登记过去世，或者已经撤回了。")


@dataclass(frozen=True)
class Unregistered:
    """What the ties ask of a resident, of somebody who is none: no home, no card, no plot."""

    id: str
    party_id: str
    community_id: str
    name: str
    household_id: None = None


def in_register(session: Session, volunteer: Volunteer) -> Resident | None:
    """The living record first: a merged one stays behind."""
    query = select(Resident).where(Resident.party_id == volunteer.party_id)
    return session.exec(query.order_by(col(Resident.left_on).is_not(None), col(Resident.id).desc())).first()


def died_on(session: Session, volunteer: Volunteer) -> date | None:
    """A person's party is left by dying alone."""
    return session.get_one(Party, volunteer.party_id).left_on


def foresee(session: Session, volunteer: Volunteer) -> list[str]:
    """What the button does, sentence by sentence, and what stays to be done by somebody."""
    return [line for tie in rules.TIES for line in tie.foresee(session, _person(volunteer))]


def record_death(session: Session, actor: Actor, volunteer: Volunteer, *, on: date, words: str = "") -> None:
    session.refresh(volunteer, with_for_update=True)
    _check(session, volunteer, on)
    for tie in rules.TIES:
        if tie.end is not None:
            tie.end(session, actor, _person(volunteer), on)
            session.flush()
    session.get_one(Party, volunteer.party_id).left_on = on
    history.record(session, actor, "record_volunteer_death", volunteer, after={"on": on.isoformat()}, reason=words)


def undo_death(session: Session, actor: Actor, volunteer: Volunteer, *, reason: str) -> None:
    """They serve again and may sign in. A post, a seat or a term is given by hand: somebody else may hold it by now."""
    party = session.get_one(Party, volunteer.party_id, with_for_update=True)
    if party.left_on is None or in_register(session, volunteer) is not None:
        raise NotDied
    day, party.left_on = party.left_on, None
    for one in session.exec(select(Volunteer).where(Volunteer.party_id == party.id)).all():
        if one.left_on == max(day, one.joined_on):
            return_services.welcome_back(session, actor, one)
        if one.account_id is not None:
            session.get_one(Account, one.account_id).closed_at = None
    history.record(session, actor, "undo_volunteer_death", volunteer, reason=reason)


def _person(volunteer: Volunteer) -> Unregistered:
    return Unregistered(volunteer.id, volunteer.party_id, volunteer.community_id, volunteer.name)


def _check(session: Session, volunteer: Volunteer, on: date) -> None:
    if in_register(session, volunteer) is not None:
        raise InRegister
    if died_on(session, volunteer) is not None:
        raise DiedAlready
    if on > clock.today() or (volunteer.born_on is not None and on < volunteer.born_on):
        raise NotThatDay(field="on")
