"""Every consent of one person, wherever it is kept: the register's own, the micro-platform's, the volunteers' and the
talent pool's; one list, so that one page shows it and one act ends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.centre.rights import consent_rules as rules
from webapp.centre.rights.models import PersonConsent, PersonRequest
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web.errors import NotFound
from webapp.core.web.filters import day
from webapp.exchange.market import rules as market
from webapp.exchange.market.models import Consent, Seeker
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party
from webapp.register.register.models import HouseholdMember, Resident
from webapp.volunteering.contest.models import TalentEntry
from webapp.volunteering.volunteers.models import Volunteer
from webapp.volunteering.volunteers.rules import STOOD_ON_CONSENT

Person = Resident | Volunteer  # a volunteer who is in no register; else they are the resident
REGISTER, MARKET, VOLUNTEER, TALENT = "register", "market", "volunteer", "talent"
MARKET_WORDS = {market.Purpose.WORK: N_("找活"), market.Purpose.OFFERS: N_("听优惠")}


def spanned(since: date, until: date | None) -> str:
    return f"{day(since, True)}—{day(until, True) or gettext('现在')}"


@dataclass(frozen=True)
class Given:
    """`key` names the row for the act that ends it."""

    key: str
    title: str
    text: str
    version: str
    channel: str
    witness: str
    since: date
    until: date | None

    @property
    def span(self) -> str:
        return spanned(self.since, self.until)


def list_consents(session: Session, person: Person, parties: Sequence[str] | None = None) -> list[Given]:
    """Those in force first. Who knows the parties already says them."""
    found = _of_parties(session, parties_of(session, person) if parties is None else parties)
    if isinstance(person, Resident):
        found = [*_register(session, person), *_market(session, person), *found]
    return sorted(found, key=lambda given: (given.until is not None, given.since))


def list_open(session: Session, person: Person) -> list[Given]:
    return [given for given in list_consents(session, person) if given.until is None]


def get_consent(session: Session, actor: Actor, consent_id: str) -> PersonConsent:
    """Reached through the person, who may have moved away from where it was written."""
    found = one(session, select(PersonConsent).where(PersonConsent.id == consent_id))
    one(session, within(select(Resident.id).where(Resident.id == found.resident_id), actor, Resident.grid_id))
    return found  # type: ignore[no-any-return]


def open_consent(session: Session, resident: Resident, purpose: rules.Purpose) -> PersonConsent | None:
    query = select(PersonConsent).where(
        PersonConsent.resident_id == resident.id, PersonConsent.purpose == purpose,
        col(PersonConsent.ended_at).is_(None),
    )  # fmt: skip
    return session.exec(query).first()


def seekers_of(session: Session, resident: Resident) -> list[Seeker]:
    """By name within the homes they lived in: the micro-platform knows no register."""
    homes = select(HouseholdMember.household_id).where(HouseholdMember.resident_id == resident.id)
    rows = session.exec(select(Seeker).where(col(Seeker.household_id).in_(homes)))
    return [row for row in rows if row.name == resident.name]


def requests_of(person: Person) -> Any:
    if isinstance(person, Resident):
        return col(PersonRequest.resident_id) == person.id
    return col(PersonRequest.volunteer_id) == person.id


def _register(session: Session, resident: Resident) -> list[Given]:
    query: Any = (
        select(PersonConsent, Party.name)
        .outerjoin(Account, col(Account.id) == PersonConsent.witness_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
        .where(PersonConsent.resident_id == resident.id)
    )
    return [
        Given(
            f"{REGISTER}:{row.id}", gettext(rules.PURPOSE_WORDS[row.purpose]), gettext(rules.TEXTS[row.version]),
            row.version, gettext(rules.CHANNEL_WORDS[row.channel]), name or "", clock.local(row.given_at).date(),
            clock.local(row.ended_at).date() if row.ended_at else None,
        )
        for row, name in session.exec(query)
    ]  # fmt: skip


def _market(session: Session, resident: Resident) -> list[Given]:
    seekers = [seeker.id for seeker in seekers_of(session, resident)]
    rows = session.exec(select(Consent).where(col(Consent.seeker_id).in_(seekers))) if seekers else ()
    return [
        Given(
            f"{MARKET}:{row.id}", gettext(MARKET_WORDS[row.purpose]), gettext(market.CONSENTS[row.version]),
            row.version, gettext(market.CHANNEL_WORDS[row.channel]), "", clock.local(row.given_at).date(),
            clock.local(row.ended_at).date() if row.ended_at else None,
        )
        for row in rows
    ]  # fmt: skip


def parties_of(session: Session, person: Person) -> list[str]:
    """Their own party, and that of a volunteer here with the same name and the same number: who enrols as a volunteer
    is not looked up in the register."""
    if isinstance(person, Volunteer):
        return [person.party_id]
    query = select(Volunteer).where(Volunteer.community_id == person.community_id, Volunteer.name == person.name)
    same = [row.party_id for row in session.exec(query) if row.phone and row.phone == person.phone]
    return list(dict.fromkeys([*([person.party_id] if person.party_id else []), *same]))


def _of_parties(session: Session, parties: Sequence[str]) -> list[Given]:
    served = session.exec(select(Volunteer).where(col(Volunteer.party_id).in_(parties)))
    pooled = session.exec(select(TalentEntry).where(col(TalentEntry.party_id).in_(parties)))
    return [_as_volunteer(row) for row in served] + [
        Given(f"{TALENT}:{row.id}", gettext("进人才库"), "", row.consent_text, "", "", row.consent_on, row.left_on)
        for row in pooled
    ]


def _as_volunteer(row: Volunteer) -> Given:
    """Who left keeps their number here for two years: until it is gone it stands on the consent, which may end."""
    stands = row.left_on is not None and any(getattr(row, name) for name in STOOD_ON_CONSENT)
    words = gettext("做过志愿者，电话和证件号还留着") if stands else gettext("登记为志愿者")
    until = None if stands else row.left_on
    return Given(f"{VOLUNTEER}:{row.id}", words, "", row.consent_text, "", "", row.consent_on, until)


def consent_row(session: Session, person: Person, key: str) -> Any:
    """The row behind a key that this person's open list named; anything else is absent."""
    if key not in {given.key for given in list_open(session, person)}:
        raise NotFound
    kind, _, row_id = key.partition(":")
    tables: dict[str, Any] = {REGISTER: PersonConsent, MARKET: Consent, VOLUNTEER: Volunteer, TALENT: TalentEntry}
    return session.get_one(tables[kind], row_id)
