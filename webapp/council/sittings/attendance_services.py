"""Who came, who left, who speaks for whom. Each is a mark; where a seat stands is its last one."""

from datetime import timedelta

from sqlmodel import Session

from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, CouncilSeat, MeetingState
from webapp.council.councils.queries import Sitter
from webapp.council.sittings import line_rules, queries
from webapp.council.sittings.models import AttendanceMark, MarkWay, Recusal
from webapp.council.sittings.vote_rules import IN_ROOM, Stand
from webapp.people.accounts.scope import Actor

PROXIES_A_PERSON = 1
SLIP = timedelta(minutes=2)


class DoorsClosed(DomainError):
    message = N_("会已经散了，签到不再改。")


class NobodySits(DomainError):
    status = 422
    message = N_("席位里没有叫“%(typed)s”的。")


class SeveralSit(DomainError):
    status = 422
    message = N_("“%(typed)s”对得上：%(names)s。再多打一个字。")


class HolderAway(DomainError):
    status = 422
    message = N_("受托人%(name)s没到会，委托不成。")


class HolderFull(DomainError):
    status = 422
    message = N_("%(name)s已经受了一份委托，每人最多一份。")


class NoAlternate(DomainError):
    status = 422
    message = N_("%(name)s的席位没有登记替会人，先在席位里加上。")


class NotRecused(DomainError):
    status = 422
    message = N_("%(name)s这个议题没有记回避。")


class RecusalNeedsReason(DomainError):
    status = 422
    message = N_("写一句为什么回避，会印进纪要。")


def mark(
    session: Session,
    actor: Actor | None,
    meeting: CouncilMeeting,
    sitter: Sitter,
    *,
    stand: Stand,
    way: MarkWay,
    party_id: str | None = None,
    note: str = "",
) -> AttendanceMark:
    """Arriving after the opening is late by the clock, not by anybody's judgement."""
    if meeting.state not in (MeetingState.ANNOUNCED, MeetingState.PLANNED, MeetingState.IN_SESSION):
        raise DoorsClosed
    if stand is Stand.LEFT and party_id is None:
        party_id = _who_sat(session, meeting, sitter)
    made = AttendanceMark(
        meeting_id=meeting.id, seat_id=sitter.seat.id, party_id=party_id or sitter.party.id, stand=stand, way=way,
        at=clock.now(), made_by=actor.account_id if actor else None, note=note,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(
        session, actor, "mark_attendance", made, after={"seat": sitter.seat.id, "stand": stand.value},
        community_id=meeting.community_id,
    )  # fmt: skip
    return made


def _who_sat(session: Session, meeting: CouncilMeeting, sitter: Sitter) -> str | None:
    """Where an alternate sat, it is the alternate who leaves."""
    before = queries.last_marks(session, meeting.id).get(sitter.seat.id)
    return before.party_id if before is not None and before.stand in IN_ROOM else None


def toggle(session: Session, actor: Actor, meeting: CouncilMeeting, sitter: Sitter) -> AttendanceMark:
    """One click: absent ↔ present; somebody who was here and goes has left, which is not the same as never came."""
    before = queries.last_marks(session, meeting.id).get(sitter.seat.id)
    stand = Stand.PRESENT
    if before is not None and before.stand in IN_ROOM:
        stand = Stand.LEFT if meeting.opened_at and _sat_a_while(before) else Stand.ABSENT
    return mark(session, actor, meeting, sitter, stand=stand, way=MarkWay.NAME)


def _sat_a_while(before: AttendanceMark) -> bool:
    """A second click within two minutes mends a slip; later it says that somebody went."""
    return clock.now() - before.at > SLIP


def mark_by_initials(session: Session, actor: Actor, meeting: CouncilMeeting, typed: str) -> Sitter:
    """Those not here yet are looked at first, so that two of one sound are two entries. Raises NobodySits,
    SeveralSit."""
    room = queries.room(session, meeting)
    sitters = {chair.sitter.party.id: chair.sitter for chair in room.chairs}
    waiting = [chair.sitter for chair in room.chairs if not chair.is_here]
    found = line_rules.find(typed, [queries.candidate(one.party, meeting.held_on) for one in waiting])
    if not found:
        found = line_rules.find(typed, [queries.candidate(one.party, meeting.held_on) for one in sitters.values()])
    if not found:
        raise NobodySits(field="who", typed=typed)
    if len(found) > 1:
        raise SeveralSit(field="who", typed=typed, names=listed(one.name for one in found[:4]))
    sitter = sitters[found[0].id]
    mark(session, actor, meeting, sitter, stand=Stand.PRESENT, way=MarkWay.INITIALS)
    return sitter


def arrive(session: Session, meeting: CouncilMeeting, *, name: str) -> AttendanceMark:
    """From the QR: the whole name of the seat's holder, or of the alternate, who then sits in the seat."""
    for sitter in councils.sitters(session, meeting.series_id, meeting.held_on):
        if name.strip() == sitter.name:
            return mark(session, None, meeting, sitter, stand=Stand.PRESENT, way=MarkWay.QR)
        if sitter.alternate and name.strip() == sitter.alternate.name:
            return mark(
                session, None, meeting, sitter, stand=Stand.PRESENT, way=MarkWay.QR, party_id=sitter.alternate.id
            )
    raise NobodySits(field="who", typed=name)


def send_alternate(session: Session, actor: Actor | None, meeting: CouncilMeeting, sitter: Sitter) -> AttendanceMark:
    """The alternate sits in the seat itself and counts like its holder."""
    if sitter.alternate is None:
        raise NoAlternate(field="seat_id", name=sitter.name)
    return mark(session, actor, meeting, sitter, stand=Stand.PRESENT, way=MarkWay.NAME, party_id=sitter.alternate.id)


def give_proxy(
    session: Session, actor: Actor, meeting: CouncilMeeting, sitter: Sitter, *, holder: CouncilSeat
) -> AttendanceMark:
    """A written proxy: the holder is in the room and holds at most one."""
    room = queries.room(session, meeting)
    chair = next((one for one in room.chairs if one.sitter.seat.id == holder.id), None)
    if chair is None or not chair.is_here or holder.id == sitter.seat.id:
        raise HolderAway(field="holder_id", name=chair.sitter.name if chair else "")
    marks = queries.last_marks(session, meeting.id).values()
    held = [one for one in marks if one.stand is Stand.PROXY and one.party_id == chair.sitter.party.id]
    if len(held) >= PROXIES_A_PERSON:
        raise HolderFull(field="holder_id", name=chair.sitter.name)
    return mark(session, actor, meeting, sitter, stand=Stand.PROXY, way=MarkWay.NAME, party_id=chair.sitter.party.id)


def recuse(
    session: Session, actor: Actor, meeting: CouncilMeeting, line: AgendaLine, seat: CouncilSeat, *, reason: str
) -> Recusal:
    """For one line of the agenda; said twice it is one recusal."""
    if not reason:
        raise RecusalNeedsReason(field="reason")
    known = [one for one in queries.recusals(session, line.id) if one.seat_id == seat.id]
    if known:
        return known[0]
    made = Recusal(line_id=line.id, seat_id=seat.id, reason=reason, at=clock.now(), made_by=actor.account_id)
    session.add(made)
    session.flush()
    history.record(
        session, actor, "recuse", made, after={"seat": seat.id}, reason=reason, community_id=meeting.community_id
    )
    return made


def take_back_recusal(
    session: Session, actor: Actor, meeting: CouncilMeeting, line: AgendaLine, sitter: Sitter
) -> None:
    """A wrong tap must not take a seat out of the base for good. What was voted meanwhile keeps its own roll."""
    known = next((one for one in queries.recusals(session, line.id) if one.seat_id == sitter.seat.id), None)
    if known is None:
        raise NotRecused(field="seat_id", name=sitter.name)
    history.record(
        session, actor, "take_back_recusal", known, before={"seat": sitter.seat.id}, reason=known.reason,
        community_id=meeting.community_id,
    )  # fmt: skip
    session.delete(known)
    session.flush()
