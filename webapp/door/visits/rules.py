"""What a visit's outcome means for the board of windows and for the next visit."""

from datetime import date, datetime

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.door.visits.models import Means, Outcome, Topic
from webapp.register.register.rules import round_start as round_start

OUTCOME_WORDS = {
    Outcome.FINE: N_("都好"),
    Outcome.SOMETHING: N_("有事"),
    Outcome.NOBODY: N_("没人在"),
    Outcome.DECLINED: N_("不方便"),
}
OUTCOME_ICONS = {Outcome.FINE: "check", Outcome.SOMETHING: "chat", Outcome.NOBODY: "door"}
TOPIC_WORDS = {Topic.NEED: N_("有诉求"), Topic.HAZARD: N_("有隐患"), Topic.CHANGE: N_("信息变了")}
MEANS_WORDS = {Means.DOOR: N_("上门"), Means.PHONE: N_("打电话"), Means.NOTE: N_("留条回复")}
# The six the phone shows; each is a code of the catalogue. The longer list is on the 随手报 form.
NEED_WORDS = {
    "REPAIR": N_("维修"), "ELDER": N_("养老"), "JOBS": N_("就业"), "NEIGHBOUR": N_("邻里"),
    "GREEN": N_("环境"), "OTHER": N_("别的"),
}  # fmt: skip
HAZARD_WORDS = {
    "FIRE": N_("消防通道"), "EBIKE": N_("电动车"), "GAS": N_("燃气"), "FALLING": N_("高空坠物"),
    "WATER": N_("积水"), "CLUTTER": N_("楼道堆物"),
}  # fmt: skip

LIT, HATCHED, DARK, GAP = "lit", "hatch", "none", "gap"


def window(outcome: str, at: datetime | None, since: date) -> str:
    """What a household's window shows in this round."""
    return state(outcome, at, clock.start_of_day(since))


def state(outcome: str | None, at: datetime | None, begun: datetime) -> str:
    """The same for a whole board, whose round began at one moment."""
    if at is None or not outcome or at < begun:
        return DARK
    return HATCHED if outcome == Outcome.NOBODY else LIT


def keeps_last(outcome: Outcome, last_outcome: str, last_at: datetime | None, since: date) -> bool:
    """Nobody home never puts out a window that was lit in the same round."""
    return outcome is Outcome.NOBODY and window(last_outcome, last_at, since) == LIT


def start_instant(today: date) -> datetime:
    return clock.start_of_day(round_start(today))
