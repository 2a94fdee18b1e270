"""The ladder: which rung is due how long before or after a deadline."""

from enum import StrEnum

from webapp.core.i18n import N_


class LadderStep(StrEnum):
    REMIND = "remind"
    DUE = "due"
    PRESS = "press"
    ORDER = "order"
    ESCALATE = "escalate"


# Working days after the deadline; negative is before it. A setting of the district one day, a table for now.
LADDER: tuple[tuple[LadderStep, int], ...] = (
    (LadderStep.REMIND, -1),
    (LadderStep.DUE, 0),
    (LadderStep.PRESS, 1),
    (LadderStep.ORDER, 3),
    (LadderStep.ESCALATE, 5),
)

STEP_NAMES = {
    LadderStep.REMIND: N_("提醒"),
    LadderStep.DUE: N_("到期"),
    LadderStep.PRESS: N_("催办"),
    LadderStep.ORDER: N_("督办单"),
    LadderStep.ESCALATE: N_("上报一级"),
}
