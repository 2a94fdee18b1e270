"""The ladder: which rung is due how long before or after a deadline, and which one is the newest."""

from collections.abc import Iterable, Iterator, Mapping
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


def rungs(
    ladder: Mapping[LadderStep, int], due_at: datetime, unit: TimeUnit, calendar: Calendar
) -> Iterator[tuple[LadderStep, datetime]]:
    """When each step is taken: at nine in the morning of its day; a limit in hours is due on the minute."""
    for step, days in ladder.items():
        if days == 0 and unit in (TimeUnit.HOUR, TimeUnit.WORKING_HOUR):
            yield step, due_at
            continue
        day = calendar.day_of(deadlines.before(due_at, -days, calendar))
        yield step, datetime.combine(day, OPENS, calendar.zone)


def newest(
    ladder: Iterable[tuple[LadderStep, datetime]], since: datetime, moment: datetime, taken: Iterable[LadderStep]
) -> tuple[LadderStep | None, datetime | None]:
    """The step to take now, and when to look again. Of several that were missed only the newest is taken; none that
    was already taken, none below it, none that lay before the case began."""
    order = list(LadderStep)
    reached = max((order.index(step) for step in taken), default=-1)
    step, again = None, None
    for rung, at in ladder:
        if at > moment:
            again = at
            break
        if order.index(rung) > reached and at > since:
            step = rung
    return step, again
