"""How long a listing lives, and what the consents say. Days are the district's."""

from datetime import date, timedelta
from enum import StrEnum

from webapp.core.data.state_machine import StateTable
from webapp.core.text.i18n import N_

CONFIRM_DAYS = 7
LIFE_DAYS = 30
ASK_AFTER = (30, 90)
PUSHES_A_WEEK = 2
UPHELD_TO_SUSPEND = 2
LINK_DAYS = 10  # a confirmation falls due after seven: three more to get round to it


class Sort(StrEnum):
    JOB = "job"
    OFFER = "offer"


class State(StrEnum):
    """What somebody decided. Resting, expired, full, and whether the shop still stands are worked out from facts."""

    DRAFT = "draft"
    REVIEW = "review"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    PAUSED = "paused"
    FILLED = "filled"
    TAKEN_DOWN = "taken_down"


class Standing(StrEnum):
    """How it stands today, as everybody reads it."""

    DRAFT = "draft"
    REVIEW = "review"
    SENT_BACK = "sent_back"
    LIVE = "live"
    RESTING = "resting"
    PAUSED = "paused"
    FILLED = "filled"
    EXPIRED = "expired"
    OVER = "over"
    SHOP_GONE = "shop_gone"
    SUSPENDED = "suspended"
    TAKEN_DOWN = "taken_down"


class Verb(StrEnum):
    SUBMIT = "submit"
    PUBLISH = "publish"
    SEND_BACK = "send_back"
    CONFIRM = "confirm"
    PAUSE = "pause"
    FILL = "fill"
    TAKE_DOWN = "take_down"
    RENEW = "renew"


class Purpose(StrEnum):
    """What somebody agreed to; each has its own text, version and end."""

    WORK = "work"
    OFFERS = "offers"


class Channel(StrEnum):
    SELF = "self"
    WORKER = "worker"


class LinkPurpose(StrEnum):
    WRITE = "write"
    CONFIRM = "confirm"
    REPLY = "reply"


class ComplaintKind(StrEnum):
    UNPAID = "unpaid"
    FALSE_OFFER = "false_offer"
    OTHER = "other"


LIFE: StateTable[State, Verb] = StateTable({
    Verb.SUBMIT: (frozenset({State.DRAFT, State.SENT_BACK}), State.REVIEW),
    Verb.PUBLISH: (frozenset({State.REVIEW}), State.PUBLISHED),
    Verb.SEND_BACK: (frozenset({State.REVIEW}), State.SENT_BACK),
    Verb.CONFIRM: (frozenset({State.PUBLISHED, State.PAUSED}), State.PUBLISHED),
    Verb.PAUSE: (frozenset({State.PUBLISHED}), State.PAUSED),
    Verb.FILL: (frozenset({State.PUBLISHED, State.PAUSED}), State.FILLED),
    Verb.RENEW: (frozenset({State.PUBLISHED, State.PAUSED}), State.DRAFT),
    Verb.TAKE_DOWN: (frozenset(State) - {State.TAKEN_DOWN}, State.TAKEN_DOWN),
})  # fmt: skip

SORT_WORDS = {Sort.JOB: N_("招工"), Sort.OFFER: N_("优惠")}
STANDING_WORDS = {
    Standing.DRAFT: N_("等商户确认"), Standing.REVIEW: N_("等社区看"), Standing.SENT_BACK: N_("请商户改"),
    Standing.LIVE: N_("正在登"), Standing.RESTING: N_("歇着：七天没确认"), Standing.PAUSED: N_("商户说先停"),
    Standing.FILLED: N_("招满了"), Standing.EXPIRED: N_("满 30 天，到期了"), Standing.SHOP_GONE: N_("店关了，撤下"),
    Standing.SUSPENDED: N_("店被暂停，撤下"), Standing.TAKEN_DOWN: N_("撤下了"),
    Standing.OVER: N_("优惠过了日子"),
}  # fmt: skip
COMPLAINT_WORDS = {
    ComplaintKind.UNPAID: N_("不给工钱"), ComplaintKind.FALSE_OFFER: N_("优惠是假的"),
    ComplaintKind.OTHER: N_("和写的不一样"),
}  # fmt: skip
CHANNEL_WORDS = {Channel.SELF: N_("本人在手机上"), Channel.WORKER: N_("本人当面，网格员代记")}

# Every version that was ever agreed to stays here: a consent row names one of them.
CONSENTS = {
    "work-1": N_(
        "我想在附近找活干。社区可以记下我的称呼、电话、什么时候有空、会什么、做不了什么，用来挑合适的活告诉我。"
        "商户看不到我是谁；只有我和商户都说行，才互相看到电话，而且只为这一条。我随时能撤回，一撤回姓名电话就删掉。"
    ),
    "offers-1": N_("附近的店有优惠时告诉我，一周最多两条。我随时点“不再推荐”就停。店里不知道告诉了谁。"),
}  # fmt: skip
CURRENT = {Purpose.WORK: "work-1", Purpose.OFFERS: "offers-1"}


def ends(published_on: date) -> tuple[date, date]:
    """(the last day it is shown without a new confirmation, its last day at all)."""
    return published_on + timedelta(days=CONFIRM_DAYS), published_on + timedelta(days=LIFE_DAYS)


def standing(state: State, *, confirm_by: date | None, ends_on: date | None, today: date) -> Standing:
    """Of the listing itself; what becomes of its shop is asked first by whoever knows the shop."""
    if state in (State.PUBLISHED, State.PAUSED) and ends_on and ends_on < today:
        return Standing.EXPIRED
    if state is not State.PUBLISHED:
        return Standing(state.value)
    return Standing.RESTING if confirm_by and confirm_by < today else Standing.LIVE


def is_over(standing: Standing) -> bool:
    """Its days are gone, while its shop is still there: it may begin again."""
    return standing in (Standing.EXPIRED, Standing.OVER)


def week_of(day: date) -> str:
    """2026-W07: the week a push counts for."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"
