"""负担表: what an order would ask of each grid, beside what other orders already ask of it this week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from webapp.casework.dispatch import rules
from webapp.casework.dispatch.models import BurdenLimit, Task, TaskOrder
from webapp.casework.dispatch.rules import Homes
from webapp.casework.dispatch.target_queries import Target
from webapp.core.time import clock
from webapp.people.org.models import Unit

Week = tuple[datetime, datetime]
WEEKS_AHEAD = 8


@dataclass(frozen=True)
class Burden:
    """Minutes of one week in one grid. `overlaps` are running orders that meet the same doors there."""

    target: Target
    week: Week
    already: int
    added: int
    limit: int
    overlaps: tuple[str, ...] = ()

    @property
    def later(self) -> date | None:
        """The Monday of the week, where it is not the running one."""
        return clock.local(self.week[0]).date() if self.week[0] > clock.now() else None

    @property
    def total(self) -> int:
        return self.already + self.added

    @property
    def is_above(self) -> bool:
        return self.added > 0 and self.total > self.limit


def week_of(day: date) -> Week:
    monday = day - timedelta(days=day.weekday())
    return clock.start_of_day(monday), clock.end_of_day(monday + timedelta(days=6))


def weeks_until(first: date, last: date) -> list[Week]:
    """This week and those after it, as far as anything is spread out."""
    ahead = max((last - first).days + first.weekday(), 0) // 7
    return [week_of(first + timedelta(weeks=n)) for n in range(min(ahead, WEEKS_AHEAD) + 1)]


def limit_on(session: Session, unit: Unit, day: date) -> int:
    """The district's limit that is in force, read at any unit below it."""
    keys = unit.path.strip("/").split("/")
    above = ["/".join(keys[: n + 1]) + "/" for n in range(len(keys))]
    query = (
        select(BurdenLimit.minutes)
        .join(Unit, col(Unit.id) == BurdenLimit.unit_id)
        .where(BurdenLimit.valid_from <= day, col(Unit.path).in_(above))
        .order_by(col(BurdenLimit.valid_from).desc(), col(BurdenLimit.id).desc())
    )
    return session.exec(query).first() or rules.USUAL_LIMIT


def list_burdens(
    session: Session, targets: list[Target], *, minutes: int, homes: Homes, due_at: datetime, limit: int,
    joined_id: str | None = None,
) -> list[Burden]:  # fmt: skip
    """Of the heaviest week until it is due, or what is sent on a Sunday evening would weigh nothing."""
    now = clock.now()
    weeks = weeks_until(clock.local(now).date(), clock.local(due_at).date())
    running = _running(session, [one.grid_id for one in targets], weeks[-1])

    def weighed(target: Target) -> list[Burden]:
        mine = running[target.grid_id]
        shares = joined_id is not None and any(order.id == joined_id for _, order in mine)
        whole = rules.asked(target.homes, minutes, shares_knock=shares)
        overlaps = tuple(order.id for _, order in mine if meets(order.homes, homes))
        return [
            Burden(
                target, week, sum(load(task, order, week, mine) for task, order in mine),
                rules.within_week(whole, now, max(due_at, now), week), limit, overlaps,
            )
            for week in weeks
        ]  # fmt: skip

    by_week = zip(*map(weighed, targets), strict=True)
    return list(max(by_week, key=lambda found: max(one.total for one in found), default=()))


def load(task: Task, order: TaskOrder, week: Week, beside: list[tuple[Task, TaskOrder]]) -> int:
    """What is left of a task, as far as it falls into the week; the knock of a joined one is counted with the other."""
    shares = order.joined_id is not None and any(other.id == order.joined_id for _, other in beside)
    left = max(task.total - task.done, 0)
    if task.total and not left:
        return 0
    until = max(task.due_at, clock.now())
    return rules.within_week(rules.asked(left, order.minutes, shares_knock=shares), task.sent_at, until, week)


def meets(one: Homes, other: Homes) -> bool:
    """Two orders that both go to doors meet the same households, or some of them."""
    return one is not Homes.NONE and other is not Homes.NONE


def _running(session: Session, grid_ids: list[str], week: Week) -> dict[str, list[tuple[Task, TaskOrder]]]:
    query = (
        select(Task, TaskOrder)
        .join(TaskOrder, col(TaskOrder.id) == Task.order_id)
        .where(col(Task.grid_id).in_(grid_ids), col(Task.state).in_(rules.OPEN), Task.sent_at <= week[1])
        .order_by(col(Task.due_at))
    )
    found: dict[str, list[tuple[Task, TaskOrder]]] = defaultdict(list)
    for task, order in session.exec(query):
        found[task.grid_id].append((task, order))
    return found


def minutes_by_grid(session: Session, grid_ids: list[str]) -> dict[str, int]:
    """This week's minutes of each grid, whoever asks."""
    week = week_of(clock.today())
    running = _running(session, grid_ids, week)
    return {grid_id: sum(load(task, order, week, mine) for task, order in mine) for grid_id, mine in running.items()}
