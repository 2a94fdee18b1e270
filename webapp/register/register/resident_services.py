"""Writes about people: who they are, where they live, and who has looked at what is sealed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.data import ids, optimistic_lock
from webapp.core.forms.versioned_form import Secret
from webapp.core.search.lookup import exact_index, keep_pairs, tail_index
from webapp.core.text import masks, phone_numbers
from webapp.core.text.i18n import N_, gettext
from webapp.core.text.pinyin import pinyin_of
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, made_before
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind
from webapp.register.register import queries, rules, wish_services
from webapp.register.register.models import Household, HouseholdMember, Relation, Resident, Sex

SEALED = ("phone", "id_number", "health", "political")
KEPT = N_("有登记")
PLAIN = ("name", "sex", "born_on", "work")


class BadIdNumber(DomainError):
    status = 422
    message = N_("证件号不对：请照证件核对每一位。身份证、居住证 18 位，最后一位可能是 X；永居证、通行证、护照也行。")


class OldIdNumber(DomainError):
    status = 422
    message = N_("这是 15 位的旧身份证号，早已停用。请照新证写 18 位；没有新证就空着，别自己换算。")


class IdNumberTaken(DomainError):
    """Never a key, but two people with one number in one community is a typing mistake, or one person twice. Both are
    kept where whoever writes says so, and shown as a contradiction."""

    status = 422
    message = N_("这个身份证号已登记给 %(name)s（%(label)s），请核对。一时核不清，勾下面“号和别人的重了，先都留着”。")


class BornInFuture(DomainError):
    status = 422
    message = N_("出生日期不能晚于今天。")


class ReasonMissing(DomainError):
    status = 422
    message = N_("请写一句为什么要看，至少四个字。")


def add_resident(
    session: Session, actor: Actor, household: Household, *, name: str, relation: Relation, id: str | None = None,
    **details: Any,
) -> Resident:  # fmt: skip
    """`details`: sex, born_on, phone, id_number, health, political, work; `is_doubtful`: the number may stand twice.
    The same `id` again is the same person."""
    if (known := made_before(session, Resident, id, household.community_id)) is not None:
        return known
    wish_services.require_unknown(session, household, name)
    made = Resident(
        id=id or ids.new(), community_id=household.community_id, grid_id=household.grid_id, household_id=household.id,
        name=name, changed_at=clock.now(),
    )  # fmt: skip
    _fill(session, made, {"name": name, **details})
    session.add(made)
    session.flush()
    keep_pairs(session, community_id=made.community_id, row_id=made.id, name=made.name)
    count = len(queries.list_members(session, household))
    session.add(
        HouseholdMember(
            community_id=made.community_id, household_id=household.id, resident_id=made.id, relation=relation,
            position=count, valid_from=clock.today(),
        )
    )  # fmt: skip
    session.flush()
    history.record(session, actor, "add_resident", made, after={"household": household.id, "relation": relation.value})
    return made


def lines_of(resident: Resident, relation: Relation) -> dict[str, Any]:
    """What two people may change at once. What no page shows in clear is told apart by a mark."""
    hidden = {
        "name": (resident.name, masks.name(resident.name)),
        "born_on": (str(resident.born_on or ""), str(resident.born_on.year) if resident.born_on else ""),
        "phone": (resident.phone, masks.phone(resident.phone)),
        "id_number": (resident.id_number, KEPT), "health": (resident.health, KEPT),
        "political": (resident.political, KEPT),
    }  # fmt: skip
    secrets = {
        name: Secret(vault.blind_index(f"shown:{value}")[:12], gettext(mask)) if value else Secret("", "")
        for name, (value, mask) in hidden.items()
    }
    return {"relation": relation.value, "sex": resident.sex.value, "work": resident.work, **secrets}


def change_resident(
    session: Session, actor: Actor, resident: Resident, *, version: int, relation: Relation | None = None,
    **details: Any,
) -> Resident:  # fmt: skip
    """`agrees_again`: the person themselves wants kept what they once had erased."""
    optimistic_lock.check(resident, version)
    wish_services.require_open(resident)
    wish_services.respect(resident, details, agrees_again=details.get("agrees_again", False))
    before = _told(resident)
    _fill(session, resident, details)
    optimistic_lock.touch(resident)
    session.flush()
    keep_pairs(session, community_id=resident.community_id, row_id=resident.id, name=resident.name)
    member = queries.open_membership(session, resident)
    if member is not None and relation is not None:
        member.relation = relation
    if member is not None and member.relation is Relation.HEAD and resident.blocked_at is None:
        session.get_one(Household, member.household_id).head_name = resident.name
    session.flush()
    history.record(session, actor, "change_resident", resident, before=before, after=_told(resident))
    return resident


def erase(session: Session, actor: Actor, resident: Resident, fields: Iterable[str]) -> None:
    """By the person's own right, also of whoever is blocked: empty, and no file or form fills it again unasked."""
    gone, before = list(fields), _told(resident)
    wish_services.remember(resident, gone)
    _fill(session, resident, dict.fromkeys(gone))
    optimistic_lock.touch(resident)
    session.flush()
    history.record(session, actor, "change_resident", resident, before=before, after=_told(resident))


def remove_resident(
    session: Session, actor: Actor, resident: Resident, *, on: date, has_died: bool = False, reason: str = ""
) -> Resident:
    """Moved away or died: the membership closes, the person stays in the history."""
    if (member := queries.open_membership(session, resident)) is not None:
        close_membership(member, on)
    resident.household_id, resident.left_on = None, on
    resident.died_on = on if has_died else resident.died_on
    optimistic_lock.touch(resident)
    session.flush()
    history.record(session, actor, "remove_resident", resident, after={"on": on.isoformat()}, reason=reason)
    return resident


def reveal(session: Session, actor: Actor, resident: Resident, *, reason: str) -> dict[str, str]:
    """The sealed fields in clear, once, against a reason that stays in the history."""
    if len((reason or "").strip()) < 4:
        raise ReasonMissing(field="reason")
    history.record(session, actor, "reveal_resident", resident, after={"fields": list(SEALED)}, reason=reason.strip())
    return {"name": resident.name} | {field: getattr(resident, field) or "" for field in SEALED}


def party_of_resident(session: Session, actor: Actor, resident: Resident) -> Party:
    """A resident becomes a party when first named as owner, volunteer or officer."""
    if resident.party_id is not None:
        return session.get_one(Party, resident.party_id)
    made = org.make_party(
        session, actor, kind=PartyKind.PERSON, name=resident.name, community_id=resident.community_id,
        unit_id=resident.grid_id, phone=resident.phone,
    )  # fmt: skip
    resident.party_id = made.id
    session.flush()
    return made


def _fill(session: Session, resident: Resident, details: dict[str, Any]) -> None:
    for field in (*PLAIN, *SEALED):
        if field in details:
            setattr(resident, field, details[field])
    resident.sex = resident.sex or Sex.UNKNOWN
    resident.work = resident.work or ""
    resident.pinyin, resident.initials = pinyin_of(resident.name)
    resident.phone = phone_numbers.checked(resident.phone)
    resident.phone_index, resident.phone_tail_index = exact_index(resident.phone), tail_index(resident.phone)
    _check_id_number(session, resident, is_doubtful=details.get("is_doubtful", False))
    if resident.born_on is not None and resident.born_on > clock.today():
        raise BornInFuture(field="born_on")


def _check_id_number(session: Session, resident: Resident, *, is_doubtful: bool) -> None:
    if not resident.id_number:
        resident.id_number = resident.id_number_index = None
        return
    resident.id_number = rules.tidy_id(resident.id_number)
    if rules.is_old_id(resident.id_number):
        raise OldIdNumber(field="id_number")
    if not rules.is_id_number(resident.id_number):
        raise BadIdNumber(field="id_number")
    before, resident.id_number_index = resident.id_number_index, exact_index(resident.id_number)
    if rules.has_birthday(resident.id_number):
        if "born_on" not in wish_services.erased(resident):
            resident.born_on = resident.born_on or rules.born_on(resident.id_number)
        if resident.sex is Sex.UNKNOWN:
            resident.sex = Sex(rules.sex_of(resident.id_number))
    if resident.id_number_index != before and not is_doubtful:
        _refuse_taken(session, resident)


def _refuse_taken(session: Session, resident: Resident) -> None:
    same = select(Resident.name, Household.label).outerjoin(Household, col(Household.id) == Resident.household_id)
    query = same.where(
        Resident.community_id == resident.community_id, Resident.id_number_index == resident.id_number_index,
        Resident.id != resident.id, col(Resident.left_on).is_(None),
    )  # fmt: skip
    with session.no_autoflush:
        taken = session.exec(query).first()
    if taken is not None:
        raise IdNumberTaken(field="id_number", name=masks.name(taken[0]), label=taken[1] or "")


def _told(resident: Resident) -> dict[str, Any]:
    """For the history: plain fields in clear, sealed ones only as a hash."""
    plain = {field: getattr(resident, field) for field in PLAIN if field != "name"}
    return plain | {field: history.sealed_change(None, getattr(resident, field))["new"] for field in ("name", *SEALED)}


def close_membership(member: HouseholdMember, on: date) -> None:
    member.valid_to = max(on, member.valid_from)
