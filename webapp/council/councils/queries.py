from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from webapp.core.lists.first_rows import First, read
from webapp.core.web.errors import NotFound
from webapp.council.councils.models import (
    AgendaLine,
    CouncilMeeting,
    CouncilRule,
    CouncilSeat,
    CouncilSeries,
    MeetingState,
    Origin,
)
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org.models import Party


@dataclass(frozen=True)
class Sitter:
    """A seat with the person on it and, where there is one, the alternate."""

    seat: CouncilSeat
    party: Party
    alternate: Party | None = None

    @property
    def name(self) -> str:
        return self.party.name


def list_series(session: Session, actor: Actor) -> list[CouncilSeries]:
    query = within(select(CouncilSeries), actor, CouncilSeries.community_id)
    return list(session.exec(query.where(col(CouncilSeries.closed_on).is_(None)).order_by(col(CouncilSeries.name))))


def get_series(session: Session, actor: Actor, series_id: str) -> CouncilSeries:
    query = within(select(CouncilSeries), actor, CouncilSeries.community_id)
    found: CouncilSeries = one(session, query.where(CouncilSeries.id == series_id))
    return found


def get_meeting(session: Session, actor: Actor, meeting_id: str) -> CouncilMeeting:
    query = within(select(CouncilMeeting), actor, CouncilMeeting.community_id)
    found: CouncilMeeting = one(session, query.where(CouncilMeeting.id == meeting_id))
    return found


def series_of(session: Session, meeting: CouncilMeeting) -> CouncilSeries:
    found = session.get(CouncilSeries, meeting.series_id)
    assert found is not None
    return found


def meeting_by_check_in(session: Session, token: str) -> CouncilMeeting:
    found: CouncilMeeting = one(session, select(CouncilMeeting).where(CouncilMeeting.check_in_token == token))
    return found


def series_by_feed(session: Session, token: str) -> CouncilSeries:
    found: CouncilSeries = one(session, select(CouncilSeries).where(CouncilSeries.feed_token == token))
    return found


def series_by_board(session: Session, token: str) -> CouncilSeries:
    found: CouncilSeries = one(session, select(CouncilSeries).where(CouncilSeries.board_token == token))
    return found


def list_meetings(session: Session, series_ids: Iterable[str], most: int = 60) -> First[CouncilMeeting]:
    query = select(CouncilMeeting).where(col(CouncilMeeting.series_id).in_(list(series_ids)))
    query = query.order_by(col(CouncilMeeting.held_on).desc(), col(CouncilMeeting.starts_at).desc())
    return read(session, query, most)


def sitters(session: Session, series_id: str, on: date) -> list[Sitter]:
    """Everybody who holds a seat on that day; a vacant or ended seat is not there at all."""
    query = (
        select(CouncilSeat, Party)
        .join(Party, col(Party.id) == col(CouncilSeat.party_id))
        .where(
            CouncilSeat.series_id == series_id,
            CouncilSeat.valid_from <= on,
            (col(CouncilSeat.valid_to).is_(None)) | (col(CouncilSeat.valid_to) >= on),
        )
        .order_by(col(CouncilSeat.position), col(Party.name))
    )
    rows = list(session.exec(query))
    others = _parties(session, [seat.alternate_id for seat, _ in rows if seat.alternate_id])
    return [Sitter(seat, party, others.get(seat.alternate_id or "")) for seat, party in rows]


def get_seat(session: Session, series: CouncilSeries, seat_id: str) -> CouncilSeat:
    found: CouncilSeat = one(
        session, select(CouncilSeat).where(CouncilSeat.id == seat_id, CouncilSeat.series_id == series.id)
    )
    return found


def agenda(session: Session, meeting_id: str) -> list[AgendaLine]:
    """What will be talked about, in order; dropped lines are not on it."""
    query = select(AgendaLine).where(AgendaLine.meeting_id == meeting_id, col(AgendaLine.dropped_at).is_(None))
    return list(session.exec(query.order_by(col(AgendaLine.position))))


def dropped(session: Session, meeting_id: str) -> list[AgendaLine]:
    query = select(AgendaLine).where(AgendaLine.meeting_id == meeting_id, col(AgendaLine.dropped_at).is_not(None))
    return list(session.exec(query.order_by(col(AgendaLine.position))))


def get_line(session: Session, meeting: CouncilMeeting, line_id: str) -> AgendaLine:
    found: AgendaLine = one(
        session, select(AgendaLine).where(AgendaLine.id == line_id, AgendaLine.meeting_id == meeting.id)
    )
    return found


def carried_line(session: Session, meeting: CouncilMeeting) -> AgendaLine:
    query = select(AgendaLine).where(AgendaLine.meeting_id == meeting.id, AgendaLine.origin == Origin.CARRIED)
    found: AgendaLine = one(session, query)
    return found


def rule_on(session: Session, community_id: str, on: date) -> CouncilRule:
    """The community's own rule set in force that day, else the district's."""
    query = select(CouncilRule).where(
        (col(CouncilRule.community_id) == community_id) | (col(CouncilRule.community_id).is_(None)),
        CouncilRule.valid_from <= on,
    )
    rules = list(session.exec(query.order_by(col(CouncilRule.valid_from).desc())))
    own = [rule for rule in rules if rule.community_id]
    if not rules:
        raise NotFound
    return (own or rules)[0]


def rule_of(session: Session, meeting: CouncilMeeting) -> CouncilRule:
    found = session.get(CouncilRule, meeting.rule_id)
    assert found is not None
    return found


def past_meetings(session: Session, series_id: str, before: date, limit: int = 12) -> list[CouncilMeeting]:
    query = select(CouncilMeeting).where(
        CouncilMeeting.series_id == series_id,
        CouncilMeeting.held_on < before,
        col(CouncilMeeting.state).in_([MeetingState.CLOSED, MeetingState.TALK]),
    )
    return list(session.exec(query.order_by(col(CouncilMeeting.held_on).desc()).limit(limit)))


def party_names(session: Session, party_ids: Iterable[str | None]) -> dict[str, Party]:
    return _parties(session, [party_id for party_id in party_ids if party_id])


def _parties(session: Session, party_ids: list[str]) -> dict[str, Party]:
    if not party_ids:
        return {}
    return {party.id: party for party in session.exec(select(Party).where(col(Party.id).in_(set(party_ids))))}
