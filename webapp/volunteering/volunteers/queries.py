"""Reads about volunteers. Hours are a sum of lines; nothing is kept beside it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from webapp.core.data import statements
from webapp.core.spread import shards
from webapp.core.text import cleaning, phone_numbers
from webapp.core.text.i18n import N_
from webapp.core.trust import vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, one, within
from webapp.volunteering.volunteers.models import Device, HoursLine, Qualification, Skill, Volunteer


class UnknownNumber(DomainError):
    status = 422
    message = N_("没有编号是 %(number)s 的志愿者。")


def confirmed_minutes(
    session: Session, volunteer_id: str, as_of: date | None = None, *, community_id: str | None = None
) -> int:
    """Confirmed service up to and including the day; reversed lines cancel out. Who knows the volunteer's community
    says it."""
    asked, query = {"volunteer": volunteer_id, "community": community_id}, _minutes(community_id is not None)
    if as_of is not None:
        return int(session.execute(query.where(HoursLine.on <= as_of), asked).scalar_one())
    return int(statements.first(session, query, asked)[0])


@cache
def _minutes(in_one: bool) -> Any:
    here = shards.told_home(HoursLine.community_id, in_one)
    whole = select(func.coalesce(func.sum(HoursLine.minutes), 0))
    return whole.where(HoursLine.volunteer_id == bindparam("volunteer"), *here)


def minutes_of(session: Session, volunteer_ids: list[str], as_of: date) -> dict[str, int]:
    """The same for many at once; who has none is absent."""
    query = select(HoursLine.volunteer_id, func.sum(HoursLine.minutes)).where(
        col(HoursLine.volunteer_id).in_(volunteer_ids), HoursLine.on <= as_of
    )
    return {found: int(total) for found, total in session.exec(query.group_by(HoursLine.volunteer_id))}


def list_services(
    session: Session, volunteer_id: str, *, since: date | None = None, until: date | None = None
) -> list[HoursLine]:
    """The service record in order of time, voided pairs left out."""
    undone = select(HoursLine.reverses_id).where(
        HoursLine.volunteer_id == volunteer_id, col(HoursLine.reverses_id).is_not(None)
    )
    query = select(HoursLine).where(
        HoursLine.volunteer_id == volunteer_id, HoursLine.minutes > 0, col(HoursLine.id).not_in(undone)
    )
    if since is not None:
        query = query.where(HoursLine.on >= since)
    if until is not None:
        query = query.where(HoursLine.on <= until)
    return list(session.exec(query.order_by(col(HoursLine.started_at), col(HoursLine.id))))


def get_volunteer(session: Session, actor: Actor, volunteer_id: str) -> Volunteer:
    query = within(select(Volunteer).where(Volunteer.id == volunteer_id), actor, Volunteer.community_id)
    found: Volunteer = one(session, query)
    return found


def mine(session: Session, actor: Actor) -> Volunteer:
    """The signed-in person's own volunteer row, in the community the post is in."""
    query = select(Volunteer).where(Volunteer.party_id == actor.party_id).order_by(col(Volunteer.left_on).is_not(None))
    found: Volunteer = one(session, query)
    return found


def by_number(session: Session, community_id: str, number: str) -> Volunteer | None:
    query = select(Volunteer).where(Volunteer.community_id == community_id, Volunteer.number == number)
    return session.exec(query).first()


def numbered(session: Session, community_id: str, number: str | None, field: str) -> Volunteer:
    """By a number somebody typed into `field`, however they typed it."""
    given = cleaning.code(number or "")
    known = by_number(session, community_id, given)
    if known is None:
        raise UnknownNumber(field, number=given)
    return known


def by_phone(session: Session, phone: str) -> list[Volunteer]:
    index = vault.blind_index(phone_numbers.clean(phone))
    return list(session.exec(select(Volunteer).where(Volunteer.phone_index == index, col(Volunteer.left_on).is_(None))))


def list_qualifications(session: Session, volunteer_id: str) -> list[Qualification]:
    query = select(Qualification).where(Qualification.volunteer_id == volunteer_id)
    return list(session.exec(query.order_by(col(Qualification.valid_to))))


def has_qualification(session: Session, volunteer_id: str, skill: Skill, on: date) -> bool:
    """On the day of the service, not today."""
    query = select(Qualification).where(Qualification.volunteer_id == volunteer_id, Qualification.skill == skill)
    return any(paper.is_valid(on) for paper in session.exec(query))


def list_ending_papers(session: Session, actor: Actor, until: date) -> list[tuple[Qualification, str, str]]:
    """(paper, volunteer's id, name): already ended, or ending by the day."""
    query = (
        select(Qualification, Volunteer.id, Volunteer.name)
        .join(Volunteer, col(Volunteer.id) == Qualification.volunteer_id)
        .where(col(Qualification.valid_to) <= until, col(Volunteer.left_on).is_(None))
    )
    query = within(query, actor, Volunteer.community_id).order_by(col(Qualification.valid_to))
    return [(paper, found, name) for paper, found, name in session.exec(query)]


def list_devices(session: Session, volunteer_id: str) -> list[Device]:
    query = select(Device).where(Device.volunteer_id == volunteer_id, col(Device.forgotten_at).is_(None))
    return list(session.exec(query.order_by(col(Device.seen_at).desc())))
