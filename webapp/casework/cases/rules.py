"""The life of a case as one table: which act is possible in which state, and where it leads.

Words: 受理 acceptance, 交办 dispatch, 签收 receipt, 退回 return, 挂账 parking, 核查 verification,
回访 call-back, 结案 closing.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.core.data.state_machine import StateTable
from webapp.core.text.i18n import N_


class State(StrEnum):
    REPORTED = "reported"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"
    DISPATCHED = "dispatched"
    RECEIVED = "received"
    HANDLING = "handling"
    RETURNED = "returned"
    PARKED = "parked"
    HANDLED = "handled"
    FEEDBACK = "feedback"
    CLOSED = "closed"
    REOPENED = "reopened"


class Verb(StrEnum):
    REPORT = "report"
    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    TAKE = "take"
    DISPATCH = "dispatch"
    SIGN = "sign"
    SEND_BACK = "send_back"
    PARK = "park"
    UNPARK = "unpark"
    FINISH = "finish"
    PASS = "pass"  # noqa: S105
    REWORK = "rework"
    CLOSE = "close"
    REOPEN = "reopen"
    SEPARATE = "separate"
    # acts that leave the state alone
    SPEAK = "speak"
    CONTACT = "contact"
    NOTE = "note"
    INVITE = "invite"
    RECLASSIFY = "reclassify"
    STOP = "stop"
    RESUME = "resume"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    CALL_BACK = "call_back"
    TELL = "tell"
    PROPOSE_REOPEN = "propose_reopen"
    KEEP_CLOSED = "keep_closed"
    PRESS = "press"
    ESCALATE = "escalate"


class Outcome(StrEnum):
    SOLVED = "solved"
    TOGETHER = "together"
    EXPLAINED = "explained"
    PLANNED = "planned"
    OUT_OF_REACH = "out_of_reach"


class Refusal(StrEnum):
    """Why a report is not taken on; each has a text to the person who reported."""

    EMERGENCY = "emergency"
    COURT = "court"
    REPEATED = "repeated"
    NOT_PUBLIC = "not_public"
    UNCLEAR = "unclear"
    WITHDRAWN = "withdrawn"


class StopReason(StrEnum):
    WAITING = "waiting"
    FORCE = "force"
    PARKED = "parked"


class ProposalCause(StrEnum):
    """Why somebody should look at a closed case again: neighbours voiced it anew, or who asked is not helped."""

    VOICED = "voiced"
    UNSOLVED = "unsolved"


ENDED = frozenset({State.REJECTED, State.MERGED, State.CLOSED})
FRESH = frozenset({State.REPORTED, State.ACCEPTED, State.RETURNED, State.REOPENED})
IN_HAND = frozenset({State.RECEIVED, State.HANDLING})
BEFORE_DONE = FRESH | IN_HAND | {State.DISPATCHED}
OPEN = frozenset(State) - ENDED

LIFE: StateTable[State, Verb] = StateTable({
    Verb.ACCEPT: (frozenset({State.REPORTED}), State.ACCEPTED),
    Verb.REJECT: (frozenset({State.REPORTED, State.ACCEPTED}), State.REJECTED),
    Verb.MERGE: (OPEN, State.MERGED),
    Verb.TAKE: (FRESH | {State.RECEIVED}, State.HANDLING),
    Verb.DISPATCH: (FRESH | IN_HAND, State.DISPATCHED),
    Verb.SIGN: (frozenset({State.DISPATCHED}), State.RECEIVED),
    Verb.SEND_BACK: (frozenset({State.DISPATCHED}) | IN_HAND, State.RETURNED),
    Verb.PARK: (FRESH | IN_HAND | {State.PARKED}, State.PARKED),  # once more, with a new day to look again
    Verb.UNPARK: (frozenset({State.PARKED}), State.HANDLING),
    Verb.FINISH: (FRESH | IN_HAND, State.HANDLED),
    Verb.PASS: (frozenset({State.HANDLED}), State.FEEDBACK),
    Verb.REWORK: (frozenset({State.HANDLED, State.FEEDBACK}), State.HANDLING),
    Verb.CLOSE: (frozenset({State.FEEDBACK}), State.CLOSED),
    Verb.REOPEN: (frozenset({State.CLOSED, State.REJECTED}), State.REOPENED),
    Verb.SEPARATE: (frozenset({State.MERGED}), State.ACCEPTED),
    Verb.SPEAK: (OPEN, None),
    Verb.CONTACT: (OPEN, None),
    Verb.NOTE: (OPEN, None),
    Verb.INVITE: (BEFORE_DONE | {State.PARKED}, None),
    Verb.RECLASSIFY: (OPEN, None),
    Verb.STOP: (BEFORE_DONE, None),
    Verb.RESUME: (BEFORE_DONE, None),
    Verb.ASK_EXTENSION: (BEFORE_DONE, None),
    Verb.GRANT_EXTENSION: (BEFORE_DONE, None),
    Verb.REFUSE_EXTENSION: (BEFORE_DONE, None),
    Verb.CALL_BACK: (frozenset({State.HANDLED, State.FEEDBACK, State.CLOSED}), None),
    Verb.TELL: (frozenset(State), None),
    Verb.PROPOSE_REOPEN: (frozenset({State.CLOSED}), None),
    Verb.KEEP_CLOSED: (frozenset({State.CLOSED}), None),
    Verb.PRESS: (BEFORE_DONE, None),
    Verb.ESCALATE: (BEFORE_DONE, None),
})  # fmt: skip

STATE_NAMES = {
    State.REPORTED: N_("已上报"),
    State.ACCEPTED: N_("已受理"),
    State.REJECTED: N_("不予受理"),
    State.MERGED: N_("已并案"),
    State.DISPATCHED: N_("已交办"),
    State.RECEIVED: N_("已签收"),
    State.HANDLING: N_("在办"),
    State.RETURNED: N_("被退回"),
    State.PARKED: N_("挂账"),
    State.HANDLED: N_("待核查"),
    State.FEEDBACK: N_("待回访"),
    State.CLOSED: N_("已结案"),
    State.REOPENED: N_("重开"),
}

VERB_NAMES = {
    Verb.REPORT: N_("上报"),
    Verb.ACCEPT: N_("受理"),
    Verb.REJECT: N_("不予受理"),
    Verb.MERGE: N_("并案"),
    Verb.TAKE: N_("接手来办"),
    Verb.DISPATCH: N_("交办"),
    Verb.SIGN: N_("签收"),
    Verb.SEND_BACK: N_("退回"),
    Verb.PARK: N_("挂账"),
    Verb.UNPARK: N_("恢复办理"),
    Verb.FINISH: N_("办好了"),
    Verb.PASS: N_("核查通过"),
    Verb.REWORK: N_("退回再办"),
    Verb.CLOSE: N_("结案"),
    Verb.REOPEN: N_("重开"),
    Verb.SEPARATE: N_("拆开并案"),
    Verb.SPEAK: N_("又有人反映"),
    Verb.CONTACT: N_("联系了反映人"),
    Verb.NOTE: N_("记一笔"),
    Verb.INVITE: N_("请人协办"),
    Verb.RECLASSIFY: N_("改类别"),
    Verb.STOP: N_("停表"),
    Verb.RESUME: N_("接着计时"),
    Verb.ASK_EXTENSION: N_("申请改期"),
    Verb.GRANT_EXTENSION: N_("同意改期"),
    Verb.REFUSE_EXTENSION: N_("不同意改期"),
    Verb.CALL_BACK: N_("回访"),
    Verb.TELL: N_("回告"),
    Verb.PROPOSE_REOPEN: N_("建议重开"),
    Verb.KEEP_CLOSED: N_("不重开"),
    Verb.PRESS: N_("催办"),
    Verb.ESCALATE: N_("上报一级"),
}

OUTCOME_NAMES = {
    Outcome.SOLVED: N_("解决了"),
    Outcome.TOGETHER: N_("居民一起解决的"),
    Outcome.EXPLAINED: N_("说明白了"),
    Outcome.PLANNED: N_("列入计划"),
    Outcome.OUT_OF_REACH: N_("办不了"),
}
SOLVED_OUTCOMES = frozenset({Outcome.SOLVED, Outcome.TOGETHER})

REFUSAL_NAMES = {
    Refusal.EMERGENCY: N_("紧急警情"),
    Refusal.COURT: N_("诉讼、信访在办"),
    Refusal.REPEATED: N_("已答复，没有新情况"),
    Refusal.NOT_PUBLIC: N_("不属于公共事务"),
    Refusal.UNCLEAR: N_("说不清，也联系不上"),
    Refusal.WITHDRAWN: N_("记的人撤回了"),
}
REFUSAL_TEXTS = {
    Refusal.EMERGENCY: N_("这件事要马上处理，请直接拨打 110、119 或 120。"),
    Refusal.COURT: N_("这件事正由法院或信访部门处理，请按那边的程序走。"),
    Refusal.REPEATED: N_("这件事已经答复过，没有新情况。有新情况请再告诉我们。"),
    Refusal.NOT_PUBLIC: N_("这件事不在社区和政府部门能办的范围里。"),
    Refusal.WITHDRAWN: N_("这一条是误记，记的人已经撤回。"),
    Refusal.UNCLEAR: N_("没弄清是什么事、在哪里，也没联系上您。请再说一次，写清地点。"),
}

STOP_NAMES = {
    StopReason.WAITING: N_("等居民答复"),
    StopReason.FORCE: N_("天气、停电等没法办"),
    StopReason.PARKED: N_("挂账"),
}

SOURCE_NAMES = {
    "visit": N_("走访"),
    "patrol": N_("巡查发现"),
    "resident": N_("居民扫码"),
    "relay": N_("联络员转述"),
    "council": N_("议事会"),
    "hotline": N_("12345 转办"),
    "order": N_("上级交办"),
    "round": N_("征求意见"),
}
# What an act's `reason` says where it is not a refusal, an outcome or a stop.
REASON_NAMES = {
    "not_solved": N_("没解决"),
    "not_reached": N_("没联系上"),
    "household": N_("对上户"),
    "order": N_("督办单"),
    "handover": N_("交接"),
    "ask_stop": N_("申请停表"),
    "ask_park": N_("申请挂账"),
    "refuse_pause": N_("停表或挂账没批"),
    "recall_dispatch": N_("收回交办"),
    "recall_extension": N_("收回改期申请"),
    "recall_press": N_("收回催办"),
}
RECALLED = {Verb.DISPATCH: "recall_dispatch", Verb.ASK_EXTENSION: "recall_extension", Verb.PRESS: "recall_press"}

REOPEN_HOUSEHOLDS = 3
REOPEN_WINDOW = timedelta(days=30)
REFUSALS_BEFORE_UPWARD = 2


def is_past_judging(ended_at: datetime | None, now: datetime) -> bool:
    """For as long as a case may be reopened, whoever asked may say whether it was solved."""
    return ended_at is not None and ended_at < now - REOPEN_WINDOW


def likely_home(door: str, homes: dict[str, str]) -> str | None:
    """The one household whose label ends in the numbers somebody typed ("3号楼2门602", "2-602"), or none."""
    typed = re.findall(r"[0-9]+", door)
    if not typed:
        return None
    found = [home for home, label in homes.items() if re.findall(r"[0-9]+", label)[-len(typed) :] == typed]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True)
class Rate:
    """A share that never stands alone: `part` of `whole`, and a percent only where there is something to share."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True)
class Rates:
    """响应率, 解决率, 满意率 and, always beside them, how many were reached at all."""

    response: Rate
    solved: Rate
    satisfied: Rate
    reached: Rate


def three_rates(*, due: int, contacted: int, asked: int, reached: int, solved: int, satisfied: int) -> Rates:
    """Solved and satisfied are shares of those reached; those not reached never count as content."""
    return Rates(Rate(contacted, due), Rate(solved, reached), Rate(satisfied, reached), Rate(reached, asked))


def moves(verb: Verb) -> bool:
    """Whether an act carries the case to another state, or is how it began."""
    return verb is Verb.REPORT or LIFE.moves(verb)
