"""Every consent of one person, wherever it is kept: the register's own, the micro-platform's, the volunteers' and the
talent pool's; one list, so that one page shows it and one act ends it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.centre.rights import consent_rules as rules
from webapp.centre.rights.models import PersonConsent
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


def list_consents(session: Session, resident: Resident) -> list[Given]:
    """Those in force first."""
    found = [*_register(session, resident), *_market(session, resident), *_of_party(session, resident)]
    return sorted(found, key=lambda given: (given.until is not None, given.since))


def list_open(session: Session, resident: Resident) -> list[Given]:
    return [given for given in list_consents(session, resident) if given.until is None]


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


def parties_of(session: Session, resident: Resident) -> list[str]:
    """Their own party, and that of a volunteer here with the same name and the same number: who enrols as a volunteer
    is not looked up in the register."""
    query = select(Volunteer).where(Volunteer.community_id == resident.community_id, Volunteer.name == resident.name)
    same = [row.party_id for row in session.exec(query) if row.phone and row.phone == resident.phone]
    return list(dict.fromkeys([*([resident.party_id] if resident.party_id else []), *same]))


def _of_party(session: Session, resident: Resident) -> list[Given]:
    parties = parties_of(session, resident)
    tables: tuple[tuple[str, Any, str], ...] = (
        (VOLUNTEER, Volunteer, N_("登记为志愿者")), (TALENT, TalentEntry, N_("进人才库")),
    )  # fmt: skip
    return [
        Given(f"{key}:{row.id}", gettext(words), "", row.consent_text, "", "", row.consent_on, row.left_on)
        for key, table, words in tables
        for row in session.exec(select(table).where(table.party_id.in_(parties)))
    ]


def consent_row(session: Session, resident: Resident, key: str) -> Any:
    """The row behind a key that this person's open list named; anything else is absent."""
    if key not in {given.key for given in list_open(session, resident)}:
        raise NotFound
    kind, _, row_id = key.partition(":")
    tables: dict[str, Any] = {REGISTER: PersonConsent, MARKET: Consent, VOLUNTEER: Volunteer, TALENT: TalentEntry}
    return session.get_one(tables[kind], row_id)
