"""How a promise moves, when somebody is reminded, and what counts as kept. Tables only."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.core.data.state_machine import StateTable
from webapp.core.text.i18n import N_


class State(StrEnum):
    UNCONFIRMED = "unconfirmed"
    ACTIVE = "active"
    CHECKING = "checking"
    REWORK = "rework"
    DONE = "done"
    PARKED = "parked"
    ENDED = "ended"


class Act(StrEnum):
    """Everything that can happen to a promise; each leaves a line in its history."""

    OPEN = "open"
    CONFIRM = "confirm"
    DECLINE = "decline"
    PROGRESS = "progress"
    REPORT = "report"
    PASS = "pass"  # noqa: S105
    SEND_BACK = "send_back"
    REOPEN = "reopen"
    TRANSFER = "transfer"
    PARK = "park"
    RESUME = "resume"
    END = "end"
    BLOCK = "block"
    NUDGE = "nudge"
    KEEP = "keep"


STATE_WORDS = {
    State.UNCONFIRMED: N_("待确认"),
    State.ACTIVE: N_("在办"),
    State.CHECKING: N_("待验收"),
    State.REWORK: N_("退回整改"),
    State.DONE: N_("已办结"),
    State.PARKED: N_("挂账"),
    State.ENDED: N_("终止"),
}
ACT_WORDS = {
    Act.OPEN: N_("议事会定下"),
    Act.CONFIRM: N_("认领人确认"),
    Act.DECLINE: N_("认领人说办不了"),
    Act.PROGRESS: N_("进展"),
    Act.REPORT: N_("报办好"),
    Act.PASS: N_("验收通过"),
    Act.SEND_BACK: N_("退回整改"),
    Act.REOPEN: N_("重开"),
    Act.TRANSFER: N_("转给别人"),
    Act.PARK: N_("挂账"),
    Act.RESUME: N_("接着办"),
    Act.END: N_("终止"),
    Act.BLOCK: N_("受阻"),
    Act.NUDGE: N_("催一下"),
    Act.KEEP: N_("又有人反映，不重开"),
}
OPEN = frozenset({State.UNCONFIRMED, State.ACTIVE, State.CHECKING, State.REWORK})
RUNNING = frozenset({State.ACTIVE, State.REWORK})

LIFE: StateTable[State, Act] = StateTable({
    Act.CONFIRM: (frozenset({State.UNCONFIRMED}), State.ACTIVE),
    Act.DECLINE: (frozenset({State.UNCONFIRMED}), State.UNCONFIRMED),
    Act.PROGRESS: (OPEN, None),
    Act.REPORT: (RUNNING, State.CHECKING),
    Act.PASS: (frozenset({State.CHECKING}), State.DONE),
    Act.SEND_BACK: (frozenset({State.CHECKING}), State.REWORK),
    Act.REOPEN: (frozenset({State.DONE}), State.ACTIVE),
    Act.TRANSFER: (OPEN | {State.PARKED}, State.UNCONFIRMED),
    Act.PARK: (OPEN, State.PARKED),
    Act.RESUME: (frozenset({State.PARKED}), State.ACTIVE),
    Act.END: (OPEN | {State.PARKED}, State.ENDED),
    Act.BLOCK: (OPEN, None),
    Act.NUDGE: (OPEN, None),
    Act.KEEP: (frozenset({State.DONE}), None),
})  # fmt: skip


class Rung(StrEnum):
    """The ladder of supervision, from a reminder to the street office."""

    SOON = "soon"
    TODAY = "today"
    NUDGE = "nudge"
    ORDER = "order"
    COUNCIL = "council"
    STREET = "street"
    SILENCE = "silence"


RUNG_WORDS = {
    Rung.SOON: N_("快到期提醒"),
    Rung.TODAY: N_("到期提醒"),
    Rung.NUDGE: N_("催办"),
    Rung.ORDER: N_("督办单"),
    Rung.COUNCIL: N_("列入下次议事会第一项"),
    Rung.STREET: N_("上报街道"),
    Rung.SILENCE: N_("三个工作日没回音"),
}
LADDER = ((-5, Rung.SOON), (0, Rung.TODAY), (1, Rung.NUDGE), (3, Rung.ORDER), (5, Rung.COUNCIL), (10, Rung.STREET))
SILENT_WORKING_DAYS = 3
EXTENSIONS_BY_SUPERVISOR = 2


def rung(working_days_past: int) -> Rung | None:
    """The newest step only: a server that slept for a week sends one, not six."""
    reached = [step for days, step in LADDER if working_days_past >= days]
    return reached[-1] if reached else None


class Delay(StrEnum):
    WEATHER = "weather"
    MATERIALS = "materials"
    MONEY = "money"
    CONSENT = "consent"
    DEPARTMENT = "department"
    OTHER = "other"


DELAY_WORDS = {
    Delay.WEATHER: N_("天气"),
    Delay.MATERIALS: N_("材料、货没到"),
    Delay.MONEY: N_("经费没到"),
    Delay.CONSENT: N_("居民意见没谈拢"),
    Delay.DEPARTMENT: N_("等部门"),
    Delay.OTHER: N_("别的"),
}


class Way(StrEnum):
    """How an owner said yes."""

    LINK = "link"
    PAPER = "paper"
    PHONE = "phone"
    ACCOUNT = "account"
    ROOM = "room"


WAY_WORDS = {
    Way.LINK: N_("一次性链接"),
    Way.PAPER: N_("纸上签字"),
    Way.PHONE: N_("电话答应"),
    Way.ACCOUNT: N_("在系统里确认"),
    Way.ROOM: N_("当场答应"),
}


@dataclass(frozen=True)
class Fate:
    """All the rate needs to know about one promise."""

    first_due: date
    done_on: date | None
    was_reopened: bool = False


@dataclass(frozen=True)
class Kept:
    due: int
    kept: int

    @property
    def percent(self) -> int | None:
        return self.kept * 100 // self.due if self.due else None


def is_month(words: str) -> bool:
    return re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", words) is not None


def kept(fates: Iterable[Fate], today: date) -> Kept:
    """Done by the first date, of those whose first date has come. An extension does not help; a reopened one counts
    as not kept; one done early but not yet due waits until its day."""
    due = [fate for fate in fates if fate.first_due <= today]
    good = [fate for fate in due if fate.done_on and fate.done_on <= fate.first_due and not fate.was_reopened]
    return Kept(len(due), len(good))
