"""Consents of people in the register: given once a purpose, ended by the person at any time, and with them what was
kept because of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from webapp.centre.rights import consent_queries as queries
from webapp.centre.rights import consent_rules as rules
from webapp.centre.rights.consent_queries import Person
from webapp.centre.rights.models import PersonConsent
from webapp.centre.rights.rules import CHILD
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.market import seeker_services
from webapp.exchange.market.models import Consent, Seeker
from webapp.people.accounts.scope import Actor
from webapp.register.register import resident_services, wish_services
from webapp.register.register.models import Resident
from webapp.register.register.rules import age
from webapp.volunteering.contest import talent_services
from webapp.volunteering.contest.models import TalentEntry
from webapp.volunteering.volunteers import consent_services as volunteers
from webapp.volunteering.volunteers.models import Volunteer

ASKED_BY_PERSON = N_("本人撤回同意")


class GuardianMissing(DomainError):
    status = 422
    message = N_("不满十四周岁，要写是哪位监护人同意的。")


class OldText(DomainError):
    status = 422
    message = N_("同意书换了新的，请刷新再念一遍。")


@dataclass(frozen=True)
class Said:
    """Which text was read out, how the yes came, and who said it for a child."""

    purpose: rules.Purpose
    version: str
    channel: rules.Channel
    guardian: str | None = None


def give(session: Session, actor: Actor, resident: Resident, said: Said) -> PersonConsent:
    """Agreeing again to the same is the same consent."""
    if said.version != rules.CURRENT[said.purpose]:
        raise OldText(field="purpose")
    if resident.born_on and age(resident.born_on, clock.today()) < CHILD and not said.guardian:
        raise GuardianMissing(field="guardian")
    known = queries.open_consent(session, resident, said.purpose)
    if known is not None:
        return known
    made = PersonConsent(
        community_id=resident.community_id, resident_id=resident.id, purpose=said.purpose, version=said.version,
        channel=said.channel, guardian=said.guardian, witness_id=actor.account_id, given_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    wish_services.allow_again(resident, [rules.FIELDS[said.purpose]])
    session.flush()
    history.record(session, actor, "give_consent", made, after={"version": said.version, "way": said.channel.value})
    return made


def end_all(session: Session, actor: Actor, person: Person, keys: Iterable[str]) -> list[str]:
    """The titles of what ended. All are found before the first one ends: with it may go what the next is known by."""
    titles = {given.key: given.title for given in queries.list_open(session, person)}
    rows = {key: queries.consent_row(session, person, key) for key in dict.fromkeys(keys)}
    for row in rows.values():
        _end(session, actor, person, row)
    return [titles[key] for key in rows]


def _end(session: Session, actor: Actor, person: Person, row: Any) -> None:
    """Whichever table it is kept in, its own service ends it."""
    match row:
        case PersonConsent() if isinstance(person, Resident):
            end_own(session, actor, person, row)
        case Consent():
            seeker_services.withdraw(session, actor, session.get_one(Seeker, row.seeker_id), row.purpose)
        case Volunteer():
            volunteers.withdraw(session, actor, row, reason=gettext(ASKED_BY_PERSON))
        case TalentEntry():  # the person's own act, by the hand of whoever took it down
            talent_services.leave(session, replace(actor, party_id=row.party_id), row)


def end_own(session: Session, actor: Actor, resident: Resident, row: PersonConsent) -> None:
    """Once; the field that stood on it is emptied in the same transaction."""
    if row.ended_at is not None:
        return
    row.ended_at = clock.now()
    session.flush()
    field = rules.FIELDS[row.purpose]
    if getattr(resident, field):
        resident_services.erase(session, actor, resident, [field])
    else:
        wish_services.remember(resident, [field])
    history.record(session, actor, "end_consent", row)
