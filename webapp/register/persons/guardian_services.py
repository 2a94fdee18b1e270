"""监护人: who says yes for a minor is an adult, and somebody other than the minor and than whoever writes it down."""

from __future__ import annotations

from sqlmodel import Session, select

from webapp.core.search.lookup import exact_index
from webapp.core.text import cleaning, phone_numbers
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.register.register import rules
from webapp.register.register.models import Resident

ADULT_AGE = 18


class OwnGuardian(DomainError):
    status = 422
    message = N_("监护人不能是本人。")


class RecorderIsGuardian(DomainError):
    """Nobody witnesses their own yes."""

    status = 422
    message = N_("登记的人自己就是监护人，请同事来登记。")


class GuardianIsMinor(DomainError):
    status = 422
    message = N_("名册里这位监护人也不满 18 岁，请写成年的监护人。")


def require_other(
    session: Session, actor: Actor | None, *, guardian: str, phone: str | None, minor: str, community_id: str,
    field: str,
) -> None:  # fmt: skip
    """A guardian of the register is known by name and phone; anybody else is named in words."""
    said = _plain(guardian)
    if said == _plain(minor):
        raise OwnGuardian(field)
    if actor is not None and said == _plain(actor.name):
        raise RecorderIsGuardian(field)
    if not phone:
        return
    known = select(Resident).where(
        Resident.community_id == community_id, Resident.name == guardian.strip(),
        Resident.phone_index == exact_index(phone_numbers.clean(phone)),
    )  # fmt: skip
    ages = [rules.age(one.born_on, clock.today()) for one in session.exec(known) if one.born_on is not None]
    if ages and max(ages) < ADULT_AGE:
        raise GuardianIsMinor(field)


def _plain(name: str) -> str:
    return "".join(cleaning.clean(name or "").split()).casefold()
