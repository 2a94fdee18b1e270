"""Who sits in the council, from when to when, and who sits in their place."""

from datetime import date, timedelta

from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.council.councils import queries
from webapp.council.councils.models import CouncilSeat, CouncilSeries, SeatKind
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org
from webapp.people.org import services as org_services
from webapp.people.org.models import Party, PartyKind

ORGANISATIONS = {SeatKind.PARTNER: PartyKind.PARTNER, SeatKind.PROPERTY: PartyKind.PARTNER}


class SeatTakenByThem(DomainError):
    status = 422
    message = N_("%(name)s已经有一个席位。")


class OwnAlternate(DomainError):
    status = 422
    message = N_("自己不能替自己，换一位。")


class PersonHasLeft(DomainError):
    status = 422
    message = N_("%(name)s已经离任，换一位。")


class TermBackwards(DomainError):
    status = 422
    message = N_("任期结束不能早于开始。")


def seat_member(
    session: Session,
    actor: Actor,
    series: CouncilSeries,
    *,
    kind: SeatKind,
    party: Party,
    valid_from: date,
    valid_to: date | None = None,
    title: str = "",
    alternate_id: str | None = None,
    position: int | None = None,
) -> CouncilSeat:
    """One person, one seat. 列席 may speak and own things, but does not vote and is not counted."""
    if not party.is_active(valid_from):
        raise PersonHasLeft(field="name", name=party.name)
    if valid_to and valid_to < valid_from:
        raise TermBackwards(field="valid_to")
    if alternate_id == party.id:
        raise OwnAlternate(field="alternate_id")
    seated = queries.sitters(session, series.id, valid_from)
    if any(sitter.party.id == party.id for sitter in seated):
        raise SeatTakenByThem(field="name", name=party.name)
    place = position if position is not None else len(seated) + 1
    seat = CouncilSeat(
        series_id=series.id, kind=kind, party_id=party.id, alternate_id=alternate_id, title=title,
        votes=kind is not SeatKind.OBSERVER, position=place, valid_from=valid_from, valid_to=valid_to,
    )  # fmt: skip
    session.add(seat)
    session.flush()
    history.record(
        session, actor, "seat_member", seat, after={"party": party.id, "kind": kind.value},
        community_id=series.community_id,
    )  # fmt: skip
    return seat


def party_named(
    session: Session, actor: Actor, series: CouncilSeries, *, name: str, kind: SeatKind, on: date, title: str = "",
    phone: str | None = None,
) -> Party:  # fmt: skip
    """The person or unit already known in the community by that name, else a new one."""
    for party in org.parties(session, series.community_id, on):
        if party.name == name:
            return party
    return org_services.make_party(
        session, actor, kind=PartyKind.PERSON, name=name, community_id=series.community_id, title=title, phone=phone
    )


def vacate_seat(session: Session, actor: Actor, series: CouncilSeries, seat: CouncilSeat, *, last_day: date) -> None:
    """The seat ends; its marks and votes in past meetings stay as they were."""
    seat.valid_to = max(last_day, seat.valid_from - timedelta(days=0))
    history.record(
        session, actor, "vacate_seat", seat, after={"valid_to": last_day.isoformat()}, community_id=series.community_id
    )


def change_seat(
    session: Session, actor: Actor, series: CouncilSeries, seat: CouncilSeat, *, title: str, valid_to: date | None,
    alternate_id: str | None,
) -> None:  # fmt: skip
    if valid_to and valid_to < seat.valid_from:
        raise TermBackwards(field="valid_to")
    if alternate_id == seat.party_id:
        raise OwnAlternate(field="alternate_id")
    before = {"title": seat.title, "valid_to": seat.valid_to, "alternate": seat.alternate_id}
    seat.title, seat.valid_to, seat.alternate_id = title, valid_to, alternate_id
    session.flush()
    after = {"title": title, "valid_to": valid_to, "alternate": alternate_id}
    history.record(
        session, actor, "change_seat", seat, before=before, after=after, community_id=series.community_id
    )  # fmt: skip
