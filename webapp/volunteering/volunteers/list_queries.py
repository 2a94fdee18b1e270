"""志愿者 as a list of the desk. Hours stand beside a name; no order is by hours, for there is no ranking."""

from datetime import date
from typing import Any

from sqlalchemy import String, cast, func, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.trust import vault
from webapp.core.web import filters
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org import queries as org
from webapp.people.org.models import Unit
from webapp.volunteering.volunteers.forms import SKILL_WORDS, SKILLS
from webapp.volunteering.volunteers.models import HoursLine, Volunteer

HOME = aliased(Unit)


def reach(query: Any, actor: Actor) -> Any:
    joined = query.select_from(Volunteer).outerjoin(HOME, HOME.id == Volunteer.community_id)
    return on_ground(joined, actor, col(Volunteer.community_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    """Number, whole phone, the beginning of the name, or initials: each way by its own index."""
    places = accounts.communities_within(session, actor)
    ways = (
        col(Volunteer.number) == words.upper(), col(Volunteer.phone_index) == vault.blind_index(words),
        col(Volunteer.party_id).in_(org.named(words, places)),
    )  # fmt: skip
    return col(Volunteer.id).in_(union(*(select(col(Volunteer.id)).where(way) for way in ways)))


def _minutes() -> Any:
    query = select(func.coalesce(func.sum(HoursLine.minutes), 0)).where(col(HoursLine.volunteer_id) == Volunteer.id)
    return query.correlate(Volunteer).scalar_subquery()


def _hours(minutes: int) -> Cell:
    return Cell(gettext("%(n)s 小时", n=f"{minutes / 60:.1f}".removesuffix(".0")), raw=round(minutes / 60, 1))


def _skills(skills: list[str]) -> Cell:
    words = {skill.value: said for skill, said in SKILL_WORDS.items()}
    return Cell(listed(gettext(words[skill]) for skill in skills if skill in words))


def _state(left_on: date | None) -> Cell:
    return Cell(gettext("退出了"), filters.day(left_on)) if left_on else Cell(gettext("在册"), tone="ok")


def _can(skill: str, actor: Actor) -> Any:
    return cast(Volunteer.skills, String).contains(f'"{skill}"')


VOLUNTEERS = Listing(
    key=col(Volunteer.id),
    reach=reach,
    columns=(
        Column("name", N_("姓名"), (Volunteer.name, Volunteer.number), cells.pair, "number"),
        Column("skills", N_("会什么"), (Volunteer.skills,), _skills),
        Column("hours", N_("服务时长"), (_minutes(),), _hours, right=True),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("state", N_("在册吗"), (Volunteer.left_on,), _state),
        Column("joined", N_("哪天登记"), (Volunteer.joined_on,), cells.day, "joined"),
    ),
    orders=(
        Order("number", N_("编号"), col(Volunteer.number)),
        Order("joined", N_("哪天登记"), col(Volunteer.joined_on), down=True),
    ),
    filters=(
        fixed("state", N_("在册吗"), {
            "active": (N_("在册"), lambda: col(Volunteer.left_on).is_(None)),
            "left": (N_("退出了"), lambda: col(Volunteer.left_on).is_not(None)),
        }, default="active"),
        Filter("skill", N_("会什么"), lambda session, actor: SKILLS, _can),
        Filter("at", N_("哪个社区"), accounts.communities_to_choose,
               lambda unit_id, actor: col(Volunteer.community_id) == unit_id),
    ),
    spans=(Span("on", N_("哪天登记"), col(Volunteer.joined_on), is_moment=False),),
    search=_search,
    search_words=N_("姓名、拼音首字母、编号或整个手机号"),
)  # fmt: skip
OFFICE = register(
    OfficeList("volunteers", N_("志愿者"), Action.SEE_VOLUNTEERS, VOLUNTEERS, "/volunteers", "/volunteers/",
               opens_beside=True,
               reads="volunteer")
)  # fmt: skip
