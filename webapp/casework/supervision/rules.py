"""The ladder: which rung is due how long before or after a deadline, and which one is the newest."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from webapp.core.text.i18n import N_
from webapp.core.time import deadlines
from webapp.core.time.deadlines import TimeUnit
from webapp.core.time.working_days import Calendar


class LadderStep(StrEnum):
    REMIND = "remind"
    DUE = "due"
    PRESS = "press"
    ORDER = "order"
    ESCALATE = "escalate"


OPENS = time(9)

# What stands in the box already, so that a nudge is two taps.
NUDGE_WORDS = N_("这件事超期了，今天能办到哪一步？请回个话。")

LOOK_AGAIN = N_("%(number)s “%(title)s” 挂账到 %(day)s，该回头看了：恢复办理，或写明理由再定一个日子。")

STEP_NAMES = {
    LadderStep.REMIND: N_("提醒"),
    LadderStep.DUE: N_("到期"),
    LadderStep.PRESS: N_("催办"),
    LadderStep.ORDER: N_("督办单"),
    LadderStep.ESCALATE: N_("上报一级"),
}

# To the person, by case; and to the group, counted: nothing but numbers leaves the product.
SENTENCES = {
    LadderStep.REMIND: N_("%(number)s “%(title)s” 还有 %(days)s 个工作日到期。"),
    LadderStep.DUE: N_("%(number)s “%(title)s” 今天到期。"),
    LadderStep.PRESS: N_("催办：%(number)s “%(title)s” 超期 %(days)s 个工作日了。"),
    LadderStep.ORDER: N_("督办单：%(number)s “%(title)s” 超期 %(days)s 个工作日，请书面回复。"),
    LadderStep.ESCALATE: N_("%(number)s “%(title)s” 超期 %(days)s 个工作日，已上报一级。"),
}
GROUP_SENTENCES = {
    LadderStep.REMIND: N_("有 %(count)s 件事快到期了。"),
    LadderStep.DUE: N_("有 %(count)s 件事今天到期。"),
    LadderStep.PRESS: N_("催办：有 %(count)s 件事刚超期。"),
    LadderStep.ORDER: N_("有 %(count)s 件事超期，出了督办单。"),
    LadderStep.ESCALATE: N_("有 %(count)s 件事超期太久，已上报一级。"),
}


@dataclass(frozen=True)
class Rung:
    step: LadderStep
    turn: int
    at: datetime


def rungs(
    ladder: Mapping[LadderStep, int], due_at: datetime, unit: TimeUnit, calendar: Calendar
) -> Iterator[Rung]:
    """When each step is taken: at nine in the morning of its day; a limit in hours is due on the minute."""
    for step, days in ladder.items():
        if days == 0 and unit in (TimeUnit.HOUR, TimeUnit.WORKING_HOUR):
            yield Rung(step, 0, due_at)
        else:
            yield Rung(step, 0, opens(due_at, days, calendar))


def upward_again(ladder: Mapping[LadderStep, int], turn: int, reported_at: datetime, calendar: Calendar) -> Rung:
    """上报 does not end the ladder: after as many working days as led to it the next level above hears of it, and the
    highest again and again, for as long as nothing is done."""
    return Rung(LadderStep.ESCALATE, turn + 1, opens(reported_at, ladder[LadderStep.ESCALATE], calendar))


def opens(due_at: datetime, days: int, calendar: Calendar) -> datetime:
    """When a rung is due: at nine of the working day that lies `days` after the due day, before it where negative."""
    return datetime.combine(calendar.day_of(deadlines.before(due_at, -days, calendar)), OPENS, calendar.zone)


def to_take(
    ladder: Iterable[Rung], since: datetime, moment: datetime, taken: Collection[tuple[LadderStep, int]]
) -> tuple[list[Rung], datetime | None]:
    """The steps to take now, and when to look again. Of several that were missed only the newest is told; but the
    督办单 is a paper that must exist: it is made up for even when a later step is the newest. None is taken twice, none
    that lay before the case began."""
    order = list(LadderStep)
    reached = max(((order.index(step), turn) for step, turn in taken), default=(-1, 0))
    missed, newest, again = None, None, None
    for rung in ladder:
        if rung.at > moment:
            again = rung.at
            break
        if rung.at <= since:
            continue
        if rung.step is LadderStep.ORDER and (rung.step, 0) not in taken:
            missed = rung
        if (order.index(rung.step), rung.turn) > reached:
            newest = rung
    return list(dict.fromkeys(rung for rung in (missed, newest) if rung)), again
