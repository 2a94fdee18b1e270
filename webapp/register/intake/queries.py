"""Reads about uploads and exports."""

from typing import Any

from sqlmodel import Session, col, func, select

from webapp.core.lists.first_rows import First, read
from webapp.core.text import masks
from webapp.people.accounts.scope import Actor, one, within
from webapp.people.org import queries as org
from webapp.people.org.models import Unit, UnitKind
from webapp.register.intake.models import ExportRequest, RegisterUpload
from webapp.register.register.models import RELATION_WORDS, SEX_WORDS, Household, HouseholdMember, Resident
from webapp.register.register.queries import LIVES_THERE, SHOWN

RECENT = 30


def get_upload(session: Session, actor: Actor, upload_id: str) -> RegisterUpload:
    query = select(RegisterUpload).where(RegisterUpload.id == upload_id)
    found: RegisterUpload = one(session, within(query, actor, RegisterUpload.community_id))
    return found


def list_uploads(session: Session, actor: Actor, kind: str = "households") -> list[Any]:
    """(id, filename, rows, made at, imported at), newest first."""
    query = select(
        RegisterUpload.id, RegisterUpload.filename, RegisterUpload.row_count, RegisterUpload.made_at,
        RegisterUpload.imported_at,
    ).where(RegisterUpload.kind == kind).order_by(col(RegisterUpload.id).desc())  # fmt: skip
    return list(session.exec(within(query.limit(RECENT), actor, RegisterUpload.community_id)))


def get_request(session: Session, actor: Actor, request_id: str) -> ExportRequest:
    query = select(ExportRequest).where(ExportRequest.id == request_id)
    found: ExportRequest = one(session, within(query, actor, ExportRequest.community_id))
    return found


def list_requests(session: Session, actor: Actor) -> First[tuple[ExportRequest, str]]:
    query = (
        select(ExportRequest, Unit.name)
        .join(Unit, col(Unit.id) == ExportRequest.unit_id)
        .order_by(col(ExportRequest.id).desc())
    )
    return read(session, within(query, actor, ExportRequest.community_id), RECENT)


def units_to_export(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name, Unit.path, Unit.position).where(
        col(Unit.kind).in_([UnitKind.COMMUNITY, UnitKind.GRID]), col(Unit.valid_to).is_(None)
    )
    return org.as_listed(session.exec(within(query.order_by(col(Unit.path)).limit(400), actor, Unit.id)))


def communities(session: Session, actor: Actor) -> list[tuple[str, str]]:
    query = select(Unit.id, Unit.name).where(Unit.kind == UnitKind.COMMUNITY, col(Unit.valid_to).is_(None))
    return [(key, name) for key, name in session.exec(within(query.limit(400), actor, Unit.id))]


def places(session: Session, actor: Actor, is_wide: bool) -> list[tuple[str, str]]:
    """What a sheet may be for: a community, or whatever one's own posts reach."""
    if not is_wide:
        return communities(session, actor)
    return list(dict.fromkeys((hat.unit_id, hat.unit_name) for hat in actor.hats))


def count_people(session: Session, unit_id: str) -> int:
    inside = (Resident.grid_id == unit_id) | (Resident.community_id == unit_id)
    return session.exec(select(func.count()).where(inside, col(Resident.left_on).is_(None))).one()


def roster(session: Session, actor: Actor, request: ExportRequest) -> list[list[object]]:
    """Door, name, relation, sex, year of birth, phone, work. ID number, health and politics never leave in a file."""
    query = (
        select(  # type: ignore[call-overload]
            Household.label, Resident.name, HouseholdMember.relation, Resident.sex, Resident.born_on, Resident.phone,
            Resident.work,
        )
        .join(HouseholdMember, LIVES_THERE)
        .join(Household, col(Household.id) == HouseholdMember.household_id)
        .where(
            col(HouseholdMember.valid_to).is_(None), col(Resident.left_on).is_(None), SHOWN,
            (Resident.grid_id == request.unit_id) | (Resident.community_id == request.unit_id),
        )
        .order_by(col(Household.label), col(HouseholdMember.position))
    )  # fmt: skip
    return [
        [label, name, RELATION_WORDS[relation], SEX_WORDS[sex], born.year if born else "",
         (phone or "") if request.with_phone else masks.phone(phone), work]
        for label, name, relation, sex, born, phone, work in session.exec(within(query, actor, Resident.grid_id))
    ]  # fmt: skip
