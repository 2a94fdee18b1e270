"""服务时长 as a list of the desk: services both sides have proved, and so credited. No order is by hours."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span
from webapp.core.text.i18n import N_, gettext
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org import queries as org
from webapp.people.org.models import Unit
from webapp.volunteering.activities.models import Activity, Attendance, Shift
from webapp.volunteering.volunteers.models import Volunteer

HOME = aliased(Unit)


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Attendance)
        .join(Volunteer, col(Volunteer.id) == Attendance.volunteer_id)
        .outerjoin(Shift, col(Shift.id) == Attendance.shift_id)
        .outerjoin(Activity, col(Activity.id) == Shift.activity_id)
        .outerjoin(HOME, HOME.id == Attendance.community_id)
        .where(
            col(Attendance.credited_at).is_not(None), col(Attendance.voided_at).is_(None),
            col(Attendance.left_at).is_not(None),
        )
    )  # fmt: skip
    return on_ground(joined, actor, col(Attendance.community_id))


def _places(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [*accounts.streets_to_choose(session, actor), *accounts.communities_to_choose(session, actor)]


def _at(value: str, actor: Actor) -> Any:
    return accounts.lies_at(value, col(Attendance.community_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    places = accounts.communities_within(session, actor)
    return (col(Volunteer.number) == words.upper()) | col(Volunteer.party_id).in_(org.named(words, places))


def _what(title: str | None, role: str) -> Cell:
    return Cell(title or gettext("居民点单"), role)


def _lasted(came_at: datetime, left_at: datetime) -> Cell:
    hours = round((left_at - came_at) / timedelta(hours=1), 2)
    return Cell(gettext("%(n)s 小时", n=f"{hours:g}"), raw=hours)


SERVICES = Listing(
    key=col(Attendance.id),
    reach=reach,
    columns=(
        Column("who", N_("志愿者"), (Volunteer.name, Volunteer.number), cells.pair),
        Column("what", N_("什么活动"), (Activity.title, Attendance.role), _what),
        Column("lasted", N_("服务时长"), (Attendance.came_at, Attendance.left_at), _lasted, right=True),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("came", N_("到岗"), (Attendance.came_at,), cells.moment, "came"),
        Column("credited", N_("记账"), (Attendance.credited_at,), cells.moment),
    ),
    orders=(Order("came", N_("到岗"), col(Attendance.came_at), down=True),),
    filters=(
        Filter("at", N_("哪个社区"), _places, _at, known=accounts.place_of),
    ),
    spans=(Span("on", N_("哪天到岗"), col(Attendance.came_at)),),
    search=_search,
    search_words=N_("姓名、拼音首字母或编号"),
)  # fmt: skip
OFFICE = register(OfficeList("services", N_("服务时长"), Action.SEE_VOLUNTEERS, SERVICES, "/attendance/services", ""))
