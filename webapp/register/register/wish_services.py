"""What a person asked for by right binds every way into the register: whoever is blocked is not changed, and a field
they had erased stays empty until they agree to it anew."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.web.errors import DomainError
from webapp.register.register.models import Household, Resident

WORK = N_("做什么工作")
ERASED_WORDS = {
    "born_on": N_("出生日期"), "phone": N_("电话"), "id_number": N_("身份证号"), "health": N_("健康情况"),
    "political": N_("政治面貌"), "work": WORK,
}  # fmt: skip


class IsBlocked(DomainError):
    message = N_("这一位本人要求封存，只存着，不再改。要用，先由社区书记解除封存。")


class WasErased(DomainError):
    status = 422
    message = N_("%(what)s本人要求删过，没有存。本人又同意登记的，勾“删过的，本人又同意登记”再存。")


class AskedToBeBlocked(DomainError):
    """Whoever writes does not see them, and would register the same person a second time."""

    status = 422
    message = N_("这一户有一位同名的人要求封存，没有登记。要用，先由社区书记解除封存。")


def require_open(*people: Resident) -> None:
    if any(person.blocked_at is not None for person in people):
        raise IsBlocked


def require_unknown(session: Session, household: Household, name: str | None) -> None:
    query = select(Resident.id).where(
        Resident.household_id == household.id, Resident.name == name, col(Resident.blocked_at).is_not(None)
    )
    if session.exec(query).first() is not None:
        raise AskedToBeBlocked(field="name")


def erased(resident: Resident) -> frozenset[str]:
    return frozenset(filter(None, resident.erased.split(",")))


def held_back(resident: Resident, fields: Iterable[str]) -> list[str]:
    """Of these fields the ones they had erased, in the order of the form."""
    asked = set(fields) & erased(resident)
    return [field for field in ERASED_WORDS if field in asked]


def respect(resident: Resident, told: Mapping[str, Any], *, agrees_again: bool) -> None:
    """What would fill an erased field again is refused, or was agreed to by the person themselves."""
    filled = held_back(resident, [field for field, value in told.items() if value])
    if filled and not agrees_again:
        raise WasErased(field=filled[0], what=words(filled))
    allow_again(resident, filled)


def remember(resident: Resident, fields: Iterable[str]) -> None:
    _keep(resident, erased(resident) | set(fields))


def allow_again(resident: Resident, fields: Iterable[str]) -> None:
    _keep(resident, erased(resident) - set(fields))


def words(fields: Iterable[str]) -> str:
    return listed(gettext(ERASED_WORDS[field]) for field in fields)


def _keep(resident: Resident, fields: frozenset[str] | set[str]) -> None:
    resident.erased = ",".join(field for field in ERASED_WORDS if field in fields)
