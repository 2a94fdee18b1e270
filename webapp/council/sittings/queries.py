from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from webapp.core.text import cleaning
from webapp.core.text.pinyin import pinyin_of
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, CouncilRule, SeatKind
from webapp.council.councils.queries import Sitter
from webapp.council.sittings import line_rules, vote_rules
from webapp.council.sittings.line_rules import Candidate
from webapp.council.sittings.models import AttendanceMark, CouncilVote, Recusal, Resolution, Wording
from webapp.council.sittings.vote_rules import Base, Fraction, Place, Quorum, Stand, Threshold
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import Party, PartyKind

MOST_UNITS = 120


@dataclass(frozen=True)
class Chair:
    """One seat as the room sees it."""

    sitter: Sitter
    stand: Stand
    is_recused: bool = False
    by: str = ""

    @property
    def is_here(self) -> bool:
        return self.stand in vote_rules.IN_ROOM


@dataclass
class Room:
    """Everybody who holds a seat, where they stand now, and whether that makes a quorum."""

    chairs: list[Chair]
    threshold: Threshold
    groups: dict[SeatKind, list[Chair]] = field(default_factory=dict)

    @property
    def places(self) -> list[Place]:
        return [
            Place(chair.sitter.seat.id, chair.stand, chair.is_recused)
            for chair in self.chairs
            if chair.sitter.seat.votes
        ]

    @property
    def quorum(self) -> Quorum:
        """For the room as a whole: a recusal concerns one vote, not the meeting."""
        return vote_rules.quorum([Place(place.seat_id, place.stand) for place in self.places], self.threshold)

    @property
    def here(self) -> int:
        return sum(chair.is_here for chair in self.chairs)


def threshold(rule: CouncilRule) -> Threshold:
    return Threshold(
        Fraction(rule.quorum_top, rule.quorum_bottom, rule.quorum_more),
        Fraction(rule.majority_top, rule.majority_bottom, rule.majority_more),
        Base(rule.majority_base),
        rule.proxies_make_quorum,
    )


def last_marks(session: Session, meeting_id: str) -> dict[str, AttendanceMark]:
    query = select(AttendanceMark).where(AttendanceMark.meeting_id == meeting_id)
    marks = session.exec(query.order_by(col(AttendanceMark.at), col(AttendanceMark.id)))
    return {mark.seat_id: mark for mark in marks}


def room(session: Session, meeting: CouncilMeeting, line_id: str | None = None) -> Room:
    sitters = councils.sitters(session, meeting.series_id, meeting.held_on)
    marks = last_marks(session, meeting.id)
    recused = {one.seat_id for one in recusals(session, line_id)} if line_id else set()
    holders = councils.party_names(session, [mark.party_id for mark in marks.values()])
    here = [mark for mark in marks.values() if mark.stand in vote_rules.IN_ROOM]
    voting = {mark.party_id for mark in here if mark.seat_id not in recused}
    chairs = []
    for sitter in sitters:
        mark = marks.get(sitter.seat.id)
        stand = mark.stand if mark else Stand.ABSENT
        if mark and stand is Stand.PROXY and mark.party_id not in voting:
            stand = Stand.ABSENT  # a proxy goes out of the room with whoever holds it
        by = holders[mark.party_id].name if mark and mark.party_id != sitter.party.id else ""
        chairs.append(Chair(sitter, stand, sitter.seat.id in recused, by))
    found = Room(chairs, threshold(councils.rule_of(session, meeting)))
    for chair in chairs:
        found.groups.setdefault(chair.sitter.seat.kind, []).append(chair)
    return found


def sat_for(session: Session, meeting: CouncilMeeting, kind: SeatKind) -> set[str]:
    """Parties who sat on seats of this kind, for a while at least."""
    sitters = councils.sitters(session, meeting.series_id, meeting.held_on)
    seats = {one.seat.id for one in sitters if one.seat.kind is kind}
    marks = last_marks(session, meeting.id).values()
    there = vote_rules.IN_ROOM | {Stand.LEFT}
    return {mark.party_id for mark in marks if mark.seat_id in seats and mark.stand in there}


def recusals(session: Session, line_id: str) -> list[Recusal]:
    return list(session.exec(select(Recusal).where(Recusal.line_id == line_id)))


def roster(session: Session, meeting: CouncilMeeting, typed: str) -> list[Candidate]:
    """Everybody a line could mean: the seats, and whoever in the community bears a name typed after an @."""
    marks = last_marks(session, meeting.id)
    people: dict[str, Candidate] = {}
    for sitter in councils.sitters(session, meeting.series_id, meeting.held_on):
        mark = marks.get(sitter.seat.id)
        here = mark is not None and mark.stand in vote_rules.IN_ROOM
        people[sitter.party.id] = candidate(sitter.party, meeting.held_on, here, sitter.seat.title)
    for name in line_rules.names_in(typed):
        for party in _named(session, meeting.community_id, name):
            people.setdefault(party.id, candidate(party, meeting.held_on))
    return list(people.values())


def units_around(session: Session, meeting: CouncilMeeting, seated: set[str]) -> list[Candidate]:
    """Units without a seat that the community works with; residents are looked up one by one, never listed."""
    kinds = (PartyKind.PARTNER, PartyKind.DEPARTMENT, PartyKind.TEAM)
    found = org.parties(session, meeting.community_id, meeting.held_on, kinds)
    return [candidate(party, meeting.held_on) for party in found if party.id not in seated][:MOST_UNITS]


def candidate(party: Party, on: date, is_here: bool = False, role: str = "") -> Candidate:
    keys = frozenset({party.initials, *pinyin_of(party.name)} - {""})
    return Candidate(party.id, party.name, keys, role or party.title, is_here, not party.is_active(on))


def _named(session: Session, community_id: str, typed: str, limit: int = 12) -> list[Party]:
    typed = cleaning.fold(typed)
    letters = typed.casefold().replace("%", "").replace("_", "")
    query = select(Party).where(
        or_(col(Party.community_id) == community_id, col(Party.community_id).is_(None)),
        or_(
            col(Party.name).startswith(typed, autoescape=True),
            col(Party.initials).startswith(letters, autoescape=True),
            col(Party.name).contains(typed, autoescape=True),
        ),
    )
    return list(session.exec(query.order_by(func.length(Party.name), col(Party.name)).limit(limit)))


def resolutions(session: Session, meeting_id: str, *, with_withdrawn: bool = False) -> list[Resolution]:
    query = select(Resolution).where(Resolution.meeting_id == meeting_id)
    if not with_withdrawn:
        query = query.where(col(Resolution.withdrawn_at).is_(None))
    return list(session.exec(query.order_by(col(Resolution.typed_at), col(Resolution.id))))


def get_resolution(session: Session, actor: Actor, resolution_id: str) -> Resolution:
    query = within(select(Resolution), actor, Resolution.community_id)
    found: Resolution = one(session, query.where(Resolution.id == resolution_id))
    return found


def wordings(session: Session, resolution_ids: Iterable[str]) -> dict[str, list[Wording]]:
    ids = list(resolution_ids)
    query = select(Wording).where(col(Wording.resolution_id).in_(ids)).order_by(col(Wording.typed_at), col(Wording.id))
    found: dict[str, list[Wording]] = {key: [] for key in ids}
    for wording in session.exec(query):
        found[wording.resolution_id].append(wording)
    return found


def heads(versions: Iterable[Wording]) -> list[Wording]:
    """The wordings nobody has written over: one, or two when two hosts changed the same line at once."""
    listed = list(versions)
    passed = {wording.after_id for wording in listed} | {wording.over_id for wording in listed}
    return [wording for wording in listed if wording.id not in passed]


def votes(session: Session, meeting_id: str) -> list[CouncilVote]:
    query = select(CouncilVote).where(CouncilVote.meeting_id == meeting_id)
    return list(session.exec(query.order_by(col(CouncilVote.at), col(CouncilVote.id))))


def standing_votes(listed: Iterable[CouncilVote]) -> list[CouncilVote]:
    """A vote that was counted again stays on record, but no longer decides."""
    every = list(listed)
    replaced = {vote.replaces_id for vote in every}
    return [vote for vote in every if vote.id not in replaced]


def was_reached(line: AgendaLine, recorded: Iterable[CouncilVote | Resolution]) -> bool:
    """Somebody turned to it, wrote a sentence on it or had it voted on. Whoever only leafs through the agenda leaves no
    trace, so of the others nobody can say that they were not talked about. A recusal alone is no sign: who steps aside
    may say so when the meeting begins."""
    return line.discussed_at is not None or any(one.line_id == line.id for one in recorded)


def unreached(session: Session, meeting: CouncilMeeting) -> list[AgendaLine]:
    recorded: list[CouncilVote | Resolution] = [*votes(session, meeting.id), *resolutions(session, meeting.id)]
    return [line for line in councils.agenda(session, meeting.id) if not was_reached(line, recorded)]


def get_vote(session: Session, meeting: CouncilMeeting, vote_id: str) -> CouncilVote:
    found: CouncilVote = one(
        session, select(CouncilVote).where(CouncilVote.id == vote_id, CouncilVote.meeting_id == meeting.id)
    )
    return found
