from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import false, func, or_
from sqlmodel import Session, col, select

from webapp.casework.cases import answer_queries
from webapp.casework.cases.models import Answer, AnswerKind, GridCase, Source, Voice
from webapp.casework.catalogue.models import Category
from webapp.core.lists.first_rows import First, read, turned
from webapp.core.text.pinyin import by_sound
from webapp.core.time import clock
from webapp.door.liaisons import rules
from webapp.door.liaisons.models import Candidate, Cover, Liaison, Round, Score
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party, Unit, UnitKind
from webapp.register.register.models import Household

MOST = 60


class RelayLine(NamedTuple):
    voice: Voice
    case: GridCase
    category: str
    told_at: datetime | None
    answer: str = ""


@dataclass(frozen=True)
class Picture:
    """What a supervisor sees of a community's liaisons."""

    households: int
    without: int
    relays: int
    told_in_time: int


def households_near(session: Session, actor: Actor, most: int = MOST) -> First[Household]:
    """For whom this person may speak: the households they look after, those of their building, or their whole grid."""
    query = select(Household).where(_spoken_for(actor), col(Household.moved_out_on).is_(None))
    return read(session, query.order_by(col(Household.label)), most)


def get_household(session: Session, actor: Actor, household_id: str) -> Household:
    """One of them, or NotFound."""
    return one(session, select(Household).where(Household.id == household_id, _spoken_for(actor)))  # type: ignore[no-any-return]


def list_relays(session: Session, actor: Actor, *, untold: bool = False, most: int = 50) -> First[RelayLine]:
    """What this person passed on, newest first, with when the neighbour was told."""
    told = _told_at()
    query: Any = (
        select(Voice, GridCase, Category.name, told)
        .join(GridCase, col(GridCase.id) == Voice.case_id)
        .join(Category, col(Category.id) == GridCase.category_id)
        .where(Voice.relayed_by == actor.account_id)
    )
    if untold:
        query = query.where(told.is_(None))
    found = read(session, query.order_by(col(Voice.said_at).desc()), most)
    rows = [RelayLine(*row) for row in found]
    return turned(found, [
        row if row.case.is_open else row._replace(answer=answer_queries.answer_of(session, row.case)) for row in rows
    ])  # fmt: skip


def get_relay(session: Session, actor: Actor, voice_id: str) -> Voice:
    return one(session, select(Voice).where(Voice.id == voice_id, Voice.relayed_by == actor.account_id))  # type: ignore[no-any-return]


def list_liaisons(session: Session, actor: Actor) -> list[tuple[Liaison, str, str, int]]:
    """In office, by grid: the row, the name, the grid, how many households."""
    count = select(func.count()).where(Cover.liaison_id == Liaison.id).correlate(Liaison).scalar_subquery()
    query: Any = (
        select(Liaison, Party.name, Unit.name, count)
        .join(Party, col(Party.id) == Liaison.party_id)
        .join(Unit, col(Unit.id) == Liaison.grid_id)
        .where(col(Liaison.ended_on).is_(None))
    )
    query = query.order_by(col(Unit.position), col(Unit.name), col(Liaison.grid_id))
    found = list(session.exec(within(query, actor, Liaison.grid_id)))
    place = {row[0].grid_id: at for at, row in reversed(list(enumerate(found)))}
    return sorted(by_sound(found, lambda row: row[1]), key=lambda row: place[row[0].grid_id])


def get_liaison(session: Session, actor: Actor, liaison_id: str) -> Liaison:
    return one(session, within(select(Liaison).where(Liaison.id == liaison_id), actor, Liaison.grid_id))  # type: ignore[no-any-return]


def count_covered(session: Session, liaison_id: str) -> int:
    return int(session.exec(select(func.count()).select_from(Cover).where(Cover.liaison_id == liaison_id)).one())


def covered_households(session: Session, liaison_id: str) -> list[Household]:
    query = select(Household).join(Cover, col(Cover.household_id) == Household.id).where(Cover.liaison_id == liaison_id)
    return list(session.exec(query.order_by(col(Household.label))))


def uncovered_households(session: Session, liaison: Liaison, limit: int = 300) -> list[Household]:
    covered = select(Cover.household_id).where(Cover.community_id == liaison.community_id)
    query = select(Household).where(
        Household.grid_id == liaison.grid_id, col(Household.moved_out_on).is_(None), col(Household.id).not_in(covered)
    )
    return list(session.exec(query.order_by(col(Household.label)).limit(limit)))


def picture(session: Session, actor: Actor, since: datetime) -> Picture:
    living = col(Household.moved_out_on).is_(None)
    homes = within(select(func.count(col(Household.id))).where(living), actor, Household.grid_id)
    looked_after = select(func.count(col(Cover.id))).join(Household, col(Household.id) == Cover.household_id)
    covered = within(looked_after.where(living), actor, Household.grid_id)
    relays = within(
        select(Voice.said_at, _told_at()).where(Voice.source == Source.RELAY, col(Voice.said_at) >= since),
        actor, Voice.community_id,
    )  # fmt: skip
    total, with_liaison = int(session.exec(homes).one()), int(session.exec(covered).one())
    lines = list(session.exec(relays))
    in_time = sum(1 for said, told in lines if told and told - said <= timedelta(days=rules.TOLD_WITHIN_DAYS))
    return Picture(total, total - with_liaison, len(lines), in_time)


def list_rounds(session: Session, actor: Actor) -> list[Round]:
    return list(session.exec(within(select(Round), actor, Round.community_id).order_by(col(Round.opened_on).desc())))


def get_round(session: Session, actor: Actor, round_id: str) -> Round:
    query = select(Round).where(Round.id == round_id)
    home = [hat.community_id for hat in actor.hats if hat.community_id]
    return one(session, query.where(col(Round.community_id).in_(home)))  # type: ignore[no-any-return]


def list_candidates(session: Session, round_id: str) -> list[tuple[Candidate, str, str]]:
    query: Any = (
        select(Candidate, Party.name, Unit.name)
        .join(Party, col(Party.id) == Candidate.party_id)
        .join(Unit, col(Unit.id) == Candidate.grid_id)
        .where(Candidate.round_id == round_id)
    )
    return list(session.exec(query.order_by(col(Candidate.consented_on), col(Candidate.id))))


def scores_of(session: Session, round_id: str) -> dict[str, list[Score]]:
    query = select(Score).join(Candidate, col(Candidate.id) == Score.candidate_id).where(Candidate.round_id == round_id)
    found: dict[str, list[Score]] = {}
    for score in session.exec(query.order_by(col(Score.scored_at))):
        found.setdefault(score.candidate_id, []).append(score)
    return found


def _spoken_for(actor: Actor) -> Any:
    covered = select(Cover.household_id).join(Liaison, col(Liaison.id) == Cover.liaison_id).where(*_serving(actor))
    micro = [hat.unit_id for hat in actor.hats if hat.unit_kind is UnitKind.MICRO_GRID]
    field = [hat.path for hat in actor.hats if hat.role.value in ("grid_worker", "host")]
    below = select(Unit.id).where(or_(*(col(Unit.path).startswith(path) for path in field)) if field else false())
    return or_(
        col(Household.id).in_(covered), col(Household.micro_grid_id).in_(micro), col(Household.grid_id).in_(below)
    )


def _serving(actor: Actor) -> tuple[Any, ...]:
    today: date = clock.today()
    return (Liaison.party_id == actor.party_id, col(Liaison.ended_on).is_(None), Liaison.valid_to >= today)


def _told_at() -> Any:
    told = select(func.min(Answer.at)).where(Answer.voice_id == Voice.id, Answer.kind == AnswerKind.TOLD)
    return told.correlate(Voice).scalar_subquery()


def find_serving(session: Session, party_id: str) -> Liaison | None:
    return session.exec(select(Liaison).where(Liaison.party_id == party_id, col(Liaison.ended_on).is_(None))).first()


def is_covered(session: Session, household: Household) -> bool:
    query = select(Cover.id).where(Cover.community_id == household.community_id, Cover.household_id == household.id)
    return session.exec(query).first() is not None
