"""The life of a task, the rounds of a routine, and what a burden is. Minutes everywhere, local days."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import StrEnum

from webapp.core.data.state_machine import StateTable
from webapp.core.text.i18n import N_
from webapp.core.time.working_days import Calendar

KNOCK_MINUTES = 3  # the way to a door and the greeting; tasks that ride together share one
MOST_POINTS = 5  # what an order may name for one that is done
USUAL_LIMIT = 600  # ten hours a week and grid until the district sets another
ANSWER_DAYS = 1  # working days a sender has for an objection
NO_BASIS = N_("没有清单里的依据，也没有应急代码，不能下达。选一条正在生效的清单事项。")
MOSTLY_HELD = 0.8  # of the questions: a confirmation of the register does instead of a new form


class State(StrEnum):
    SENT = "sent"
    SIGNED = "signed"
    DOING = "doing"
    SUBMITTED = "submitted"
    DONE = "done"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    MISSED = "missed"


class Act(StrEnum):
    SEND = "send"
    SIGN = "sign"
    ANSWER = "answer"
    SUBMIT = "submit"
    CONFIRM = "confirm"
    REWORK = "rework"
    OBJECT = "object"
    REFUSE = "refuse"
    RETURN = "return"
    RAISE = "raise"
    EXTEND = "extend"
    REASSIGN = "reassign"
    JOIN = "join"
    CHANGE = "change"
    PRESS = "press"
    WITHDRAW = "withdraw"
    MISS = "miss"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"


class Evidence(StrEnum):
    """核验: nobody looks again, the community does, or it does with a photo that the duty list asks for."""

    NONE = "none"
    CHECK = "check"


class Homes(StrEnum):
    """Whom a task asks: nobody at home (once for the grid), every household, or those in need of more care."""

    NONE = "none"
    ALL = "all"
    KEY = "key"
    RENTED = "rented"


class GridKind(StrEnum):
    ANY = "any"
    HOMES = "homes"
    SHOPS = "shops"


class Cycle(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    LAST_WORKING_DAY = "last_working_day"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


class ObjectionCode(StrEnum):
    NOT_OURS = "not_ours"
    HELD_ALREADY = "held_already"
    NO_BASIS = "no_basis"
    TOO_MUCH = "too_much"
    MORE_TIME = "more_time"


class Shape(StrEnum):
    """The matrix says it by shape first, colour second."""

    WAITING = "waiting"
    DOING = "doing"
    CHECKING = "checking"
    DONE = "done"
    LATE = "late"
    ENDED = "ended"


OPEN = frozenset({State.SENT, State.SIGNED, State.DOING})
FINAL = frozenset({State.DONE, State.RETURNED, State.WITHDRAWN, State.MISSED})
RUNNING = OPEN | {State.SUBMITTED}

LIFE: StateTable[State, Act] = StateTable({
    Act.SIGN: ((State.SENT,), State.SIGNED),
    Act.ANSWER: (OPEN, State.DOING),
    Act.SUBMIT: (OPEN | {State.MISSED}, State.SUBMITTED),  # what was done in time and arrives after the next round
    Act.CONFIRM: ((State.SUBMITTED,), State.DONE),
    Act.REWORK: ((State.SUBMITTED,), State.DOING),
    Act.OBJECT: (OPEN, None),
    Act.REFUSE: (OPEN, None),
    Act.RETURN: (OPEN, State.RETURNED),
    Act.RAISE: (OPEN, None),
    Act.EXTEND: (OPEN, None),
    Act.REASSIGN: (RUNNING, None),
    Act.JOIN: (OPEN, None),
    Act.CHANGE: (OPEN, None),
    Act.PRESS: (OPEN, None),
    Act.WITHDRAW: (RUNNING, State.WITHDRAWN),
    Act.MISS: (OPEN, State.MISSED),
})  # fmt: skip

STATE_WORDS = {
    State.SENT: N_("等签收"), State.SIGNED: N_("签收了"), State.DOING: N_("在办"), State.SUBMITTED: N_("等核验"),
    State.DONE: N_("完成"), State.RETURNED: N_("退回了"), State.WITHDRAWN: N_("撤回了"), State.MISSED: N_("这轮没做"),
}  # fmt: skip
ACT_WORDS = {
    Act.SEND: N_("下达"), Act.SIGN: N_("签收"), Act.ANSWER: N_("开始办"), Act.SUBMIT: N_("提交"),
    Act.CONFIRM: N_("核验通过"), Act.REWORK: N_("核验没过，再办"), Act.OBJECT: N_("提出退回"),
    Act.REFUSE: N_("不同意退回"), Act.RETURN: N_("同意退回"), Act.RAISE: N_("没按时答复，转上一级"),
    Act.EXTEND: N_("改期"), Act.REASSIGN: N_("改派"),
    Act.JOIN: N_("合成一次上门"), Act.CHANGE: N_("内容有改动"), Act.PRESS: N_("催了一下"), Act.WITHDRAW: N_("撤回"),
    Act.MISS: N_("到了下一轮，这轮记为没做"),
}  # fmt: skip
URGENCY_WORDS = {Urgency.NORMAL: N_("平常"), Urgency.URGENT: N_("紧急")}
EVIDENCE_WORDS = {Evidence.NONE: N_("提交就算完成"), Evidence.CHECK: N_("社区核验后完成")}
HOMES_WORDS = {
    Homes.NONE: N_("不上门，每个网格答一次"), Homes.ALL: N_("每一户"), Homes.KEY: N_("重点户"),
    Homes.RENTED: N_("租住的户"),
}  # fmt: skip
GRID_WORDS = {GridKind.ANY: N_("所有网格"), GridKind.HOMES: N_("有住户的网格"), GridKind.SHOPS: N_("有商户的网格")}
CYCLE_WORDS = {
    Cycle.DAILY: N_("每天一次"), Cycle.WEEKLY: N_("每周一"), Cycle.LAST_WORKING_DAY: N_("每月最后一个工作日"),
    Cycle.MONTHLY: N_("每月一号"), Cycle.QUARTERLY: N_("每季度第一天"),
}  # fmt: skip
OBJECTION_WORDS = {
    ObjectionCode.NOT_OURS: N_("不是我们网格的事"), ObjectionCode.HELD_ALREADY: N_("名册里已经有了"),
    ObjectionCode.NO_BASIS: N_("清单里没有依据"), ObjectionCode.TOO_MUCH: N_("这周忙不过来"),
    ObjectionCode.MORE_TIME: N_("要更多时间"),
}  # fmt: skip
SHAPE_WORDS = {
    Shape.WAITING: N_("没签收"), Shape.DOING: N_("在办"), Shape.CHECKING: N_("等核验"), Shape.DONE: N_("办完"),
    Shape.LATE: N_("过了期限"), Shape.ENDED: N_("退回或没做"),
}  # fmt: skip
EMERGENCIES = {
    "flood": N_("防汛抢险"), "fire": N_("消防险情"), "epidemic": N_("突发疫情"), "cold": N_("寒潮大风"),
    "gas": N_("燃气泄漏"), "safety": N_("其他突发公共安全"),
}  # fmt: skip


def shape(state: State, is_late: bool) -> Shape:
    """What is handed in and not yet looked at is no more done than what was sent back is being done."""
    if state in OPEN and is_late:
        return Shape.LATE
    settled = {State.SENT: Shape.WAITING, State.SUBMITTED: Shape.CHECKING, State.DONE: Shape.DONE}
    return settled.get(state, Shape.DOING if state in OPEN else Shape.ENDED)


def is_due_on(cycle: Cycle, day: date, calendar: Calendar) -> bool:
    """Whether a round begins on this local day. The last working day of a month whose year nobody published raises
    UnknownYear: a round on a wrong day is worse than a late one."""
    tests: dict[Cycle, Callable[[], bool]] = {
        Cycle.DAILY: lambda: True,
        Cycle.WEEKLY: lambda: day.weekday() == 0,
        Cycle.MONTHLY: lambda: day.day == 1,
        Cycle.QUARTERLY: lambda: day.day == 1 and day.month in (1, 4, 7, 10),
        Cycle.LAST_WORKING_DAY: lambda: day == last_working_day(day, calendar),
    }
    return tests[cycle]()


def last_working_day(day: date, calendar: Calendar) -> date:
    """The last worked day of the month of `day`. Raises, as the calendar does, for a year nobody has published."""
    last = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    while not calendar.is_working_day(last):
        last -= timedelta(days=1)
    return last


def latest_round(cycle: Cycle, day: date, calendar: Calendar) -> date | None:
    """The newest day up to `day` on which a round began: after an outage only that one is made up for."""
    for back in range(93):
        if is_due_on(cycle, day - timedelta(days=back), calendar):
            return day - timedelta(days=back)
    return None


def asked(homes: int, minutes: int, *, shares_knock: bool = False) -> int:
    """Minutes an order asks of one grid: typing at each home and the way to its door; without homes, once."""
    if homes == 0:
        return minutes
    return homes * (minutes + (0 if shares_knock else KNOCK_MINUTES))


def within_week(total: int, start: datetime, end: datetime, week: tuple[datetime, datetime]) -> int:
    """The part of an order's minutes that falls into a week, spread evenly from sending to due."""
    span = (end - start).total_seconds()
    inside = (min(end, week[1]) - max(start, week[0])).total_seconds()
    if inside <= 0:
        return 0
    return total if span <= 0 else round(total * min(inside / span, 1))
