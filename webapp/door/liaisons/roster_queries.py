"""Whom the host can choose from."""

from sqlmodel import Session, col, select

from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.door.liaisons.models import Candidate, Liaison, Round
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import Party, PartyKind, Unit, UnitKind


def people(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """Persons of the community who are somebody already; a resident becomes a party when the register makes one."""
    query = select(Party.id, Party.name).where(Party.kind == PartyKind.PERSON, col(Party.left_on).is_(None))
    query = query.order_by(col(Party.initials), col(Party.name)).limit(500)
    return by_sound(session.exec(within(query, actor, Party.community_id)), lambda row: row[1])


def grids(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name, Unit.path, Unit.position).where(
        Unit.kind == UnitKind.GRID, Unit.valid_from <= clock.today()
    )
    query = query.where((col(Unit.valid_to).is_(None)) | (col(Unit.valid_to) >= clock.today()))
    return org.as_listed(session.exec(within(query, actor, Unit.id)))


def get_candidate(session: Session, round_: Round, candidate_id: str) -> Candidate:
    query = select(Candidate).where(Candidate.id == candidate_id, Candidate.round_id == round_.id)
    return one(session, query)  # type: ignore[no-any-return]


def name_of(session: Session, liaison: Liaison) -> str:
    return org.party(session, liaison.party_id).name
