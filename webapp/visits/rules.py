"""What a knock means for the board and for the next knock."""

from datetime import date, datetime

from webapp.core import clock
from webapp.core.i18n import N_
from webapp.visits.models import Means, Outcome, Topic

OUTCOME_WORDS = {
    Outcome.FINE: N_("都好"),
    Outcome.SOMETHING: N_("有事"),
    Outcome.NOBODY: N_("没人在"),
    Outcome.DECLINED: N_("不方便"),
}
OUTCOME_ICONS = {Outcome.FINE: "check", Outcome.SOMETHING: "chat", Outcome.NOBODY: "door"}
TOPIC_WORDS = {Topic.NEED: N_("有诉求"), Topic.HAZARD: N_("有隐患"), Topic.CHANGE: N_("信息变了")}
MEANS_WORDS = {Means.DOOR: N_("上门"), Means.PHONE: N_("打电话"), Means.NOTE: N_("留条回复")}
NEED_WORDS = {
    "repair": N_("维修"), "elderly": N_("养老"), "work": N_("就业"), "neighbours": N_("邻里"),
    "surroundings": N_("环境"), "other": N_("别的"),
}  # fmt: skip
HAZARD_WORDS = {
    "fire_lane": N_("消防通道"), "e_bike": N_("电动车"), "gas": N_("燃气"), "falling": N_("高空坠物"),
    "water": N_("积水"), "other": N_("别的"),
}  # fmt: skip

LIT, HATCHED, DARK, GAP = "lit", "hatch", "none", "gap"


def round_start(today: date) -> date:
    """A round is a calendar quarter: every household is to be met once in it. Sparse windows are not a reproach."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)


def window(outcome: str, at: datetime | None, since: date) -> str:
    """What a household's window shows in this round."""
    if at is None or clock.local(at).date() < since or not outcome:
        return DARK
    return HATCHED if outcome == Outcome.NOBODY else LIT


def keeps_last(outcome: Outcome, last_outcome: str, last_at: datetime | None, since: date) -> bool:
    """Nobody home never puts out a window that was lit in the same round."""
    return outcome is Outcome.NOBODY and window(last_outcome, last_at, since) == LIT


def start_instant(today: date) -> datetime:
    return clock.start_of_day(round_start(today))
