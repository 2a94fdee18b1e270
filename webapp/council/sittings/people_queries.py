"""Who and what a resolution is preset with."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from webapp.casework.cases.models import GridCase
from webapp.casework.catalogue import queries as catalogue
from webapp.core.text.i18n import N_
from webapp.council.councils import queries as councils
from webapp.council.councils.models import AgendaLine, CouncilMeeting, CouncilSeat, SeatKind
from webapp.people.accounts.models import Account, Post, PostKind, Role
from webapp.people.org.models import Party, PartyKind, Unit, UnitKind
from webapp.register.register.models import Building, PlaceState


def buildings(session: Session, community_id: str) -> list[Building]:
    query = select(Building).where(Building.community_id == community_id, Building.state != PlaceState.DEMOLISHED)
    return list(session.exec(query.order_by(col(Building.position), col(Building.estate), col(Building.name))))


def left(session: Session, party_ids: Iterable[str | None], on: date) -> dict[str, str]:
    """Those of these people who have left, with their names."""
    found = councils.party_names(session, party_ids)
    return {party.id: party.name for party in found.values() if not party.is_active(on)}


def preset_watcher(session: Session, meeting: CouncilMeeting, line: AgendaLine) -> str | None:
    """The grid worker of the place the problem comes from, else the first of the community, else the host."""
    case = session.get(GridCase, line.case_id) if line.case_id else None
    grid_ids = [case.grid_id] if case and case.grid_id else []
    worker = _grid_worker(session, meeting, grid_ids) or _grid_worker(session, meeting, [])
    return worker or meeting.recorder_id or meeting.host_id


def _grid_worker(session: Session, meeting: CouncilMeeting, grid_ids: list[str]) -> str | None:
    query = (
        select(Account.party_id)
        .join(Post, col(Post.account_id) == col(Account.id))
        .join(Unit, col(Unit.id) == col(Post.unit_id))
        .where(
            Post.role == Role.GRID_WORKER,
            Unit.kind == UnitKind.GRID,
            Post.valid_from <= meeting.held_on,
            (col(Post.valid_to).is_(None)) | (col(Post.valid_to) >= meeting.held_on),
        )
    )
    place = col(Unit.id).in_(grid_ids) if grid_ids else col(Unit.parent_id) == meeting.community_id
    return session.exec(
        query.where(place).order_by(col(Post.kind) != PostKind.MAIN, col(Unit.position), col(Post.id))
    ).first()


def preset_verifier(session: Session, meeting: CouncilMeeting, owner_id: str | None) -> str | None:
    """The host, unless the host is the owner: then the recorder. Nobody checks their own work."""
    for party_id in (meeting.host_id, meeting.recorder_id):
        if party_id and party_id != owner_id:
            return party_id
    return None


def working_day(session: Session, after: date, count: int) -> date:
    days = catalogue.calendar(session).working_days_after(after)
    day = after
    for _ in range(min(count, 250)):
        day = next(days)
    return day


SEAT_WORDS = {
    SeatKind.PARTY: N_("社区党委"),
    SeatKind.COMMITTEE: N_("居委会"),
    SeatKind.GRID: N_("网格员"),
    SeatKind.RESIDENT: N_("居民代表"),
    SeatKind.PARTNER: N_("共建单位"),
    SeatKind.PROPERTY: N_("物业"),
    SeatKind.OWNERS: N_("业委会"),
    SeatKind.POLICE: N_("民警"),
    SeatKind.OBSERVER: N_("列席"),
}
PARTY_WORDS = {
    PartyKind.PERSON: N_("居民"),
    PartyKind.MERCHANT: N_("商户"),
    PartyKind.PARTNER: N_("共建单位"),
    PartyKind.DEPARTMENT: N_("职能部门"),
    PartyKind.TEAM: N_("服务队"),
}


def role_of(party: Party, seat: CouncilSeat | None) -> str:
    """The role word that stands on the public board in place of a name."""
    if seat is not None:
        return SEAT_WORDS[seat.kind]
    return party.title or PARTY_WORDS[party.kind]
