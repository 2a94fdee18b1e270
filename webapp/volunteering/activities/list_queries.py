"""活动 as a list of the desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed, worded
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Party, Unit
from webapp.volunteering.activities import queries
from webapp.volunteering.activities.models import Activity, ActivityState, Department, Place, Shift, SignUp

HOME = aliased(Unit)
STATE_WORDS = {
    ActivityState.DRAFT: N_("还没发布"), ActivityState.OPEN: N_("正在招人"), ActivityState.CANCELLED: N_("取消了"),
}  # fmt: skip
TONES = {ActivityState.OPEN: "ok", ActivityState.DRAFT: "amber"}


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Activity)
        .outerjoin(Department, col(Department.id) == Activity.department_id)
        .outerjoin(Account, col(Account.id) == Activity.lead_account_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
        .outerjoin(HOME, HOME.id == Activity.community_id)
    )
    return on_ground(joined, actor, col(Activity.community_id))


def _shifts() -> Any:
    ahead = select(col(Shift.id)).where(col(Shift.activity_id) == Activity.id, col(Shift.ends_at) >= clock.now())
    return ahead.correlate(Activity)


def _coming(session: Session, actor: Any, lines: list[Any]) -> list[Any]:
    """The next shift and how many are going, for the whole page in two statements."""
    found = queries.next_shifts(session, [line.id for line in lines])
    query = (
        select(Shift.activity_id, func.count())
        .join(SignUp, (col(SignUp.shift_id) == Shift.id) & (col(SignUp.place) == Place.GOING))
        .where(col(Shift.activity_id).in_([line.id for line in lines]), col(Shift.ends_at) >= clock.now())
        .group_by(col(Shift.activity_id))
    )
    going = {str(row[0]): int(row[1]) for row in session.execute(query)}
    return [line._replace(cells=_filled(line, found.get(line.id), going.get(line.id, 0))) for line in lines]


def _filled(line: Any, starts_at: datetime | None, going: int) -> tuple[Cell, ...]:
    title, _, _, *rest = line.cells
    when = cells.moment(starts_at) if starts_at else Cell(gettext("没有排班次"))
    return (title, when, Cell(gettext("%(n)s 人报名", n=going) if going else "", raw=going), *rest)


ACTIVITIES = Listing(
    key=col(Activity.id),
    reach=reach,
    columns=(
        Column("title", N_("什么活动"), (Activity.title, Activity.venue), lambda title, venue: Cell(title, venue)),
        Column("next", N_("下一班"), (), lambda: Cell("")),
        Column("going", N_("报名"), (), lambda: Cell(""), right=True),
        Column("state", N_("办到哪了"), (Activity.state,), cells.worded(STATE_WORDS, TONES)),
        Column("department", N_("服务部"), (Department.name,)),
        Column("lead", N_("谁带队"), (Party.name,)),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("made", N_("哪天起草"), (Activity.made_at,), cells.moment, "made"),
    ),
    orders=(Order("made", N_("哪天起草"), col(Activity.made_at), down=True),),
    filters=(
        worded("state", N_("办到哪了"), col(Activity.state), STATE_WORDS),
        fixed("coming", N_("班次"), {
            "yes": (N_("还有班次"), lambda: _shifts().exists()),
            "no": (N_("办过了"), lambda: ~_shifts().exists()),
        }),
        Filter("department", N_("服务部"), queries.departments_to_choose,
               lambda row_id, actor: col(Activity.department_id) == row_id),
        Filter("at", N_("哪个社区"), accounts.communities_to_choose,
               lambda unit_id, actor: col(Activity.community_id) == unit_id),
    ),
    spans=(Span("on", N_("哪天起草"), col(Activity.made_at)),),
    search=lambda session, actor, words: col(Activity.title).contains(words, autoescape=True),
    search_words=N_("活动名里的字"),
    finish=_coming,
)  # fmt: skip
OFFICE = register(
    OfficeList("activities", N_("活动"), Action.RUN_ACTIVITIES, ACTIVITIES, "/activities", "/activities/",
               opens_beside=True)
)  # fmt: skip
