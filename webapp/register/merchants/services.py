"""Writes about shops, who works in them, and the units that build the community along with it."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from webapp.core.data import ids, optimistic_lock
from webapp.core.search.lookup import keep_pairs, tail_index
from webapp.core.text import phone_numbers
from webapp.core.text.i18n import N_
from webapp.core.text.pinyin import pinyin_of_words
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, made_before, require_reach
from webapp.people.org import queries as org_queries
from webapp.people.org import services as org
from webapp.people.org.models import Party, PartyKind, UnitKind
from webapp.register.merchants import rules
from webapp.register.merchants.models import Employee, Merchant, Partner, PartnerKind


class BadCreditCode(DomainError):
    status = 422
    message = N_("统一社会信用代码不对，请核对 18 位。")


class MerchantExists(DomainError):
    status = 422
    message = N_("这个网格里已经有同名同号的商户了。")


class PartnerExists(DomainError):
    status = 422
    message = N_("这个共建单位已经有了。")


class GridOnly(DomainError):
    status = 422
    message = N_("商户要归到一个网格。")


def add_merchant(
    session: Session, actor: Actor, *, grid_id: str, name: str, id: str | None = None, **details: Any
) -> Merchant:
    """`details`: trade, shop_no, credit_code, contact_name, phone, building_id. The same `id` again is the same one."""
    require_reach(session, actor, [grid_id])
    grid = org_queries.unit(session, grid_id)
    if grid.kind is not UnitKind.GRID:
        raise GridOnly(field="grid_id")
    if (known := made_before(session, Merchant, id, str(grid.parent_id))) is not None:
        return known
    made = Merchant(
        id=id or ids.new(), community_id=str(grid.parent_id), grid_id=grid_id, name=name, changed_at=clock.now()
    )
    _fill(session, made, {"name": name, **details})
    session.add(made)
    session.flush()
    keep_pairs(session, community_id=made.community_id, row_id=made.id, name=made.name)
    history.record(session, actor, "add_merchant", made, after={"name": made.name})
    return made


def lines_of(merchant: Merchant) -> dict[str, Any]:
    """What two people may change at once, line by line."""
    return {
        "name": merchant.name, "trade": merchant.trade, "shop_no": merchant.shop_no,
        "credit_code": merchant.credit_code, "contact_name": merchant.contact_name, "phone": merchant.phone,
    }  # fmt: skip


def change_merchant(session: Session, actor: Actor, merchant: Merchant, *, version: int, **details: Any) -> Merchant:
    optimistic_lock.check(merchant, version)
    before = {"name": merchant.name, "trade": merchant.trade, "shop_no": merchant.shop_no}
    _fill(session, merchant, details)
    optimistic_lock.touch(merchant)
    session.flush()
    keep_pairs(session, community_id=merchant.community_id, row_id=merchant.id, name=merchant.name)
    after = {"name": merchant.name, "trade": merchant.trade, "shop_no": merchant.shop_no}
    history.record(session, actor, "change_merchant", merchant, before=before, after=after)
    return merchant


def close_merchant(session: Session, actor: Actor, merchant: Merchant, *, on: date) -> Merchant:
    if merchant.closed_on is not None:
        return merchant
    merchant.closed_on = on
    optimistic_lock.touch(merchant)
    session.flush()
    history.record(session, actor, "close_merchant", merchant, after={"on": on.isoformat()})
    return merchant


def reopen_merchant(session: Session, actor: Actor, merchant: Merchant) -> Merchant:
    """It was marked closed by mistake, or opened again."""
    if merchant.closed_on is None:
        return merchant
    before, merchant.closed_on = merchant.closed_on, None
    optimistic_lock.touch(merchant)
    session.flush()
    history.record(session, actor, "reopen_merchant", merchant, before={"on": before.isoformat()})
    return merchant


def add_employee(
    session: Session, actor: Actor, merchant: Merchant, *, name: str, job: str = "", phone: str | None = None,
    id: str | None = None,
) -> Employee:  # fmt: skip
    """The same `id` again is the same employee."""
    if (known := made_before(session, Employee, id, merchant.community_id)) is not None:
        return known
    made = Employee(
        id=id or ids.new(), community_id=merchant.community_id, grid_id=merchant.grid_id, merchant_id=merchant.id,
        name=name, job=job or "", phone=phone_numbers.checked(phone),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "add_employee", made, after={"merchant": merchant.id})
    return made


def change_employee(
    session: Session, actor: Actor, person: Employee, *, job: str | None = None, phone: str | None = None
) -> Employee:
    """What is not given stays."""
    before = {"job": person.job, "phone": history.sealed_change(person.phone, phone or person.phone)}
    person.job = person.job if job is None else job
    person.phone = phone_numbers.checked(phone) or person.phone
    session.flush()
    history.record(session, actor, "change_employee", person, before=before, after={"job": person.job})
    return person


def drop_employee(session: Session, actor: Actor, person: Employee, *, on: date) -> None:
    if person.left_on is None:
        person.left_on = on
        session.flush()
        history.record(session, actor, "drop_employee", person, after={"on": on.isoformat()})


def add_partner(
    session: Session, actor: Actor, *, community_id: str, name: str, kind: PartnerKind, contact_name: str = "",
    phone: str | None = None, offers: str = "",
) -> Partner:  # fmt: skip
    """A partner is a party too, so that promises and tasks can name it."""
    require_reach(session, actor, [community_id])
    same = select(Partner.id).where(Partner.community_id == community_id, Partner.name == name)
    if session.exec(same).first() is not None:
        raise PartnerExists(field="name")
    party = org.make_party(
        session, actor, kind=PartyKind.PARTNER, name=name, community_id=community_id, contact_name=contact_name or "",
        phone=phone_numbers.checked(phone), silent=True,
    )  # fmt: skip
    made = Partner(
        community_id=community_id, party_id=party.id, name=name, kind=kind, contact_name=contact_name or "",
        phone=party.phone, offers=offers or "", changed_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "add_partner", made, after={"name": name})
    return made


def change_partner(
    session: Session, actor: Actor, partner: Partner, *, contact_name: str, phone: str | None, offers: str,
    has_left: bool,
) -> Partner:  # fmt: skip
    """The party follows, so that reminders reach whoever answers now."""
    partner.contact_name, partner.phone, partner.offers = contact_name or "", phone_numbers.checked(phone), offers or ""
    partner.left_on = clock.today() if has_left else None
    partner.changed_at = clock.now()
    party = session.get_one(Party, partner.party_id)
    party.contact_name, party.phone, party.left_on = partner.contact_name, partner.phone, partner.left_on
    session.flush()
    history.record(session, actor, "change_partner", partner, after={"has_left": has_left})
    return partner


def _fill(session: Session, merchant: Merchant, details: dict[str, Any]) -> None:
    for field in ("name", "trade", "shop_no", "credit_code", "contact_name", "building_id"):
        if field in details:
            setattr(merchant, field, details[field] or (None if field == "building_id" else ""))
    if "phone" in details:
        merchant.phone = phone_numbers.checked(details["phone"])
        merchant.phone_tail_index = tail_index(merchant.phone)
    if merchant.credit_code and not rules.is_credit_code(merchant.credit_code):
        raise BadCreditCode(field="credit_code")
    merchant.credit_code = rules.tidy_code(merchant.credit_code)
    merchant.pinyin, merchant.initials = pinyin_of_words(merchant.name)
    same = select(Merchant.id).where(
        Merchant.community_id == merchant.community_id, Merchant.grid_id == merchant.grid_id,
        Merchant.name == merchant.name, Merchant.shop_no == merchant.shop_no, Merchant.id != merchant.id,
    )  # fmt: skip
    with session.no_autoflush:
        if session.exec(same).first() is not None:
            raise MerchantExists(field="name")
