"""住户 and 居民 as lists of the desk. Names are masked here as in the search; what is sealed stays so."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed, worded
from webapp.core.text import masks
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Unit
from webapp.register.register.models import FLAG_WORDS, IS_KEY, SEX_WORDS, Household, Resident
from webapp.register.register.queries import SHOWN
from webapp.register.register.rules import NOBODY
from webapp.register.register.search_queries import door_match, person_match
from webapp.register.register.search_rules import understand

HOME, GRID, DOOR = aliased(Unit), aliased(Unit), aliased(Household)
LIVES = col(Household.moved_out_on).is_(None)
HERE = and_(col(Resident.left_on).is_(None), SHOWN)


def _households(query: Any, actor: Actor) -> Any:
    joined = query.select_from(Household).outerjoin(GRID, GRID.id == Household.grid_id)
    joined = joined.outerjoin(HOME, HOME.id == Household.community_id).where(LIVES)
    return on_ground(joined, actor, col(Household.community_id), col(Household.grid_id))


def _residents(query: Any, actor: Actor) -> Any:
    joined = query.select_from(Resident).outerjoin(DOOR, DOOR.id == Resident.household_id)
    joined = joined.outerjoin(GRID, GRID.id == Resident.grid_id).outerjoin(HOME, HOME.id == Resident.community_id)
    return on_ground(joined.where(HERE), actor, col(Resident.community_id), col(Resident.grid_id))


def find_door(session: Session, actor: Actor, words: str) -> Any:
    """3-2-602, a room, the beginning of a door; anything else is a name of somebody who lives there."""
    places, asked = accounts.communities_within(session, actor), understand(words)
    match = door_match(asked, places)
    if match is not None:
        return col(Household.community_id).in_(places) & match
    return col(Household.id).in_(_living(places, person_match(asked, places)))


def _living(places: list[str], match: Any) -> Any:
    who = select(col(Resident.household_id)).where(col(Resident.community_id).in_(places), HERE)
    return who.where(match) if match is not None else who.where(col(Resident.id).is_(None))


def _find_person(session: Session, actor: Actor, words: str) -> Any:
    places = accounts.communities_within(session, actor)
    match = person_match(understand(words), places)
    return (col(Resident.community_id).in_(places) & match) if match is not None else col(Resident.id).is_(None)


def _grids(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return accounts.grids_to_choose(session, actor)


def _lies_in(value: str, actor: Actor) -> Any:
    if ":" not in value:
        return col(Household.grid_id) == value
    return accounts.lies_at(value, col(Household.community_id), micro=col(Household.micro_grid_id))


def _years_ago(years: int) -> date:
    today = clock.today()
    return today.replace(year=today.year - years, day=min(today.day, 28))


def _flags(flags: list[str], is_key: bool, is_rented: bool) -> Cell:
    words = {flag.value: said for flag, said in FLAG_WORDS.items()}
    said = [gettext(words[flag]) for flag in flags if flag in words] + ([gettext("出租")] if is_rented else [])
    return Cell(listed(said) or (gettext("重点户") if is_key else ""), tone="amber" if is_key else "")


def _age(born_on: date | None) -> Cell:
    if born_on is None:
        return Cell("")
    today = clock.today()
    age = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    return Cell(gettext("%(n)s 岁", n=age), raw=age)


def _last(at: datetime | None, outcome: str) -> Cell:
    return Cell(cells.moment(at).words or gettext("还没走到"), raw=cells.moment(at).raw)


HOUSEHOLDS = Listing(
    key=col(Household.id),
    reach=_households,
    columns=(
        Column("door", N_("哪一户"), (Household.label, Household.head_name),
               lambda label, head: Cell(label, masks.name(head)), "door", is_whole=True),
        Column("flags", N_("要留心的"), (Household.flags, Household.is_key, Household.is_rented), _flags),
        Column("due", N_("该走访了"), (Household.next_due_on,), cells.due, "due"),
        Column("last", N_("上次走访"), (Household.last_visited_at, Household.last_outcome), _last),
        Column("grid", N_("网格"), (GRID.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
    ),
    orders=(
        Order("door", N_("门牌"), col(Household.door)),
        Order("due", N_("该走访了"), col(Household.next_due_on), may_be_empty=True),
    ),
    filters=(
        fixed("key", N_("重点户"), {
            "key": (N_("重点户"), lambda: IS_KEY),
            "ordinary": (N_("一般户"), lambda: col(Household.is_key).is_(False)),
        }),
        fixed("due", N_("该走访了"), {
            "late": (N_("过了日子"), lambda: col(Household.next_due_on) < clock.today()),
            "in_time": (N_("还没到日子"), lambda: col(Household.next_due_on) >= clock.today()),
            "week": (N_("七天内"), lambda: col(Household.next_due_on) <= clock.today() + timedelta(days=7)),
        }),
        fixed("rented", N_("出租"), {
            "yes": (N_("出租"), lambda: col(Household.is_rented).is_(True)),
            "no": (N_("自住"), lambda: col(Household.is_rented).is_(False)),
        }),
        fixed("met", N_("上次应门吗"), {
            "yes": (N_("应了门"), lambda: col(Household.last_outcome).not_in(("", NOBODY))),
            "no": (N_("没应门"), lambda: col(Household.last_outcome).in_(("", NOBODY))),
        }, is_rare=True),
        Filter("grid", N_("网格"), _grids, _lies_in, known=accounts.place_of),
    ),
    spans=(
        Span("in", N_("哪天搬来"), col(Household.moved_in_on), is_moment=False),
        Span("last", N_("上次走访"), col(Household.last_visited_at), is_rare=True),
    ),
    search=find_door,
    search_words=N_("3-2-602、房号、姓名或拼音"),
)  # fmt: skip

RESIDENTS = Listing(
    key=col(Resident.id),
    reach=_residents,
    columns=(
        Column("name", N_("姓名"), (Resident.name,), cells.name, "name"),
        Column("door", N_("住在哪一户"), (DOOR.label, DOOR.is_key),
               lambda label, key: Cell(label or "", gettext("重点户") if key else ""), is_whole=True),
        Column("sex", N_("性别"), (Resident.sex,), cells.worded(SEX_WORDS)),
        Column("age", N_("年龄"), (Resident.born_on,), _age, right=True),
        Column("grid", N_("网格"), (GRID.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
    ),
    orders=(Order("name", N_("姓名"), col(Resident.pinyin)),),
    filters=(
        fixed("age", N_("年龄"), {
            "80": (N_("80 岁以上"), lambda: col(Resident.born_on) <= _years_ago(80)),
            "60": (N_("60 岁以上"), lambda: col(Resident.born_on) <= _years_ago(60)),
            "18": (N_("未成年"), lambda: col(Resident.born_on) > _years_ago(18)),
        }),
        worded("sex", N_("性别"), col(Resident.sex), SEX_WORDS),
        Filter("grid", N_("网格"), _grids, lambda unit_id, actor: col(Resident.grid_id) == unit_id),
    ),
    search=_find_person,
    search_words=N_("姓名、拼音、首字母、手机尾号四位"),
)  # fmt: skip
HOUSEHOLD_LIST = register(
    OfficeList("households", N_("住户清单"), Action.SEE_REGISTER, HOUSEHOLDS, "/register/households",
               "/register/households/", leaves_by=Action.EXPORT_REGISTER, opens_beside=True,
               reads="household")
)  # fmt: skip
RESIDENT_LIST = register(
    OfficeList("residents", N_("居民清单"), Action.SEE_REGISTER, RESIDENTS, "/register/residents",
               "/register/residents/", leaves_by=Action.EXPORT_REGISTER, opens_beside=True,
               reads="resident")
)  # fmt: skip
