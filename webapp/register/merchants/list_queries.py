"""商户 as a list of the desk."""

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, fixed
from webapp.core.search.lookup import begins, rows_with
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import filters
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Unit
from webapp.register.merchants.models import Employee, Merchant

GRID, HOME = aliased(Unit), aliased(Unit)


def reach(query: Any, actor: Actor) -> Any:
    joined = query.select_from(Merchant).outerjoin(GRID, GRID.id == Merchant.grid_id)
    joined = joined.outerjoin(HOME, HOME.id == Merchant.community_id)
    return on_ground(joined, actor, col(Merchant.community_id), col(Merchant.grid_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    places = accounts.communities_within(session, actor)
    if words.isascii():
        match = or_(begins(Merchant.pinyin, words.lower()), begins(Merchant.initials, words.lower()))
    else:
        match = or_(begins(Merchant.name, words), col(Merchant.id).in_(rows_with(words, places)))
    return col(Merchant.community_id).in_(places) & match


def _people() -> Any:
    here = select(func.count()).select_from(Employee)
    here = here.where(col(Employee.merchant_id) == Merchant.id, col(Employee.left_on).is_(None))
    return here.correlate(Merchant).scalar_subquery()


def _state(closed_on: date | None) -> Cell:
    return Cell(gettext("歇业"), filters.day(closed_on)) if closed_on else Cell(gettext("开着"), tone="ok")


MERCHANTS = Listing(
    key=col(Merchant.id),
    reach=reach,
    columns=(
        Column("name", N_("店名"), (Merchant.name, Merchant.shop_no), lambda name, no: Cell(name, no), "name"),
        Column("trade", N_("做什么"), (Merchant.trade,)),
        Column("people", N_("从业人员"), (_people(),), cells.number, right=True),
        Column("contact", N_("负责人"), (Merchant.contact_name,), cells.name),
        Column("grid", N_("网格"), (GRID.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("state", N_("还开着吗"), (Merchant.closed_on,), _state),
    ),
    orders=(Order("name", N_("店名"), col(Merchant.pinyin)),),
    filters=(
        fixed("state", N_("还开着吗"), {
            "open": (N_("开着"), lambda: col(Merchant.closed_on).is_(None)),
            "closed": (N_("歇业"), lambda: col(Merchant.closed_on).is_not(None)),
        }, default="open"),
        Filter("grid", N_("网格"), accounts.grids_to_choose, lambda unit_id, actor: col(Merchant.grid_id) == unit_id),
    ),
    search=_search,
    search_words=N_("店名、拼音或首字母"),
)  # fmt: skip
OFFICE = register(
    OfficeList("merchants", N_("商户和从业人员"), Action.SEE_REGISTER, MERCHANTS, "/merchants/", "/merchants/",
               opens_beside=True,
               reads="merchant")
)  # fmt: skip
