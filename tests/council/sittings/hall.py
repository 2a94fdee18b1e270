"""A council of eleven filled voting seats and one observer, with a meeting to be held today."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.councils import agenda_services, meeting_services, queries, seat_services
from webapp.council.councils.models import AgendaLine, CouncilMeeting, CouncilSeries, SeatKind
from webapp.council.councils.queries import Sitter
from webapp.council.sittings import attendance_services, sitting_services
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import Stand
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.people.org import services as org_services
from webapp.people.org.models import PartyKind
from webapp.register.register.models import Building

STRANGERS = (
    ("周海", SeatKind.PROPERTY), ("唐宁", SeatKind.PARTNER), ("高福林", SeatKind.RESIDENT),
    ("冯秀英", SeatKind.RESIDENT), ("曹阳", SeatKind.RESIDENT), ("邓丽", SeatKind.RESIDENT),
    ("郭强", SeatKind.RESIDENT), ("彭军", SeatKind.POLICE),
)  # fmt: skip


@dataclass
class Hall:
    town: Town
    series: CouncilSeries
    meeting: CouncilMeeting
    actor: Actor
    parties: dict[str, str] = field(default_factory=dict)

    def sitters(self, session: Session) -> dict[str, Sitter]:
        return {one.party.name: one for one in queries.sitters(session, self.series.id, self.meeting.held_on)}

    def line(self, session: Session, place: int = 1) -> AgendaLine:
        return queries.agenda(session, self.meeting.id)[place]

    def fill(self, session: Session, count: int) -> None:
        for sitter in [one for one in self.sitters(session).values() if one.seat.votes][:count]:
            attendance_services.mark(session, self.actor, self.meeting, sitter, stand=Stand.PRESENT, way=MarkWay.NAME)

    def open(self, session: Session, count: int = 11) -> None:
        """Open, and past the promises of earlier meetings to the first topic."""
        self.fill(session, count)
        sitting_services.open_sitting(session, self.actor, self.meeting)
        sitting_services.turn_to(session, self.actor, self.meeting, self.line(session))


def build(session: Session, town: Town, *, buildings: int = 4, held_on: date | None = None) -> Hall:
    """Inside a transaction. 李静 hosts; 周海 of the property company and 唐宁 of a partner have no account."""
    host = town.actor("li", Action.HOLD_COUNCILS)
    community = town.units["community"]
    series = meeting_services.found_series(
        session, host, community_id=community, name="冬梅轩社区议事厅", place="社区议事厅"
    )
    since = clock.today() - timedelta(days=300)
    hall = Hall(town, series, meeting=None, actor=host)  # type: ignore[arg-type]
    known = [("li", SeatKind.PARTY), ("wang", SeatKind.GRID), ("ma", SeatKind.GRID)]
    for short, kind in known:
        _seat(session, hall, org.party(session, town.party(short)), kind, since)
    for name, kind in STRANGERS:
        person = org_services.make_party(
            session, host, kind=PartyKind.PERSON, name=name, community_id=community, title="", silent=True
        )
        _seat(session, hall, person, kind, since)
    _seat(session, hall, org.party(session, town.party("zhao")), SeatKind.OBSERVER, since)
    for n in range(1, buildings + 1):
        session.add(Building(community_id=community, name=f"{n}号楼", position=n, floors=6))
    session.flush()
    hall.meeting = meeting_services.plan_meeting(
        session, host, series, held_on=held_on or clock.today(), host_id=town.party("li"), recorder_id=town.party("ma")
    )
    agenda_services.add_line(session, host, hall.meeting, title="夏天蚊子多，楼下坐不住", reason="测试议题")
    agenda_services.fix_agenda(session, host, hall.meeting, case_ids=[], late_reason="测试当天开会")
    return hall


def _seat(session: Session, hall: Hall, party: object, kind: SeatKind, since: date) -> None:
    seat_services.seat_member(session, hall.actor, hall.series, kind=kind, party=party, valid_from=since)  # type: ignore[arg-type]
    hall.parties[party.name] = party.id  # type: ignore[attr-defined]


def begin(town: Town, count: int = 11, **more: int) -> Hall:
    """A hall with so many voting seats in the room and the meeting open; committed."""
    with db.transaction() as session:
        hall = build(session, town, **more)
        hall.open(session, count)
    return hall
