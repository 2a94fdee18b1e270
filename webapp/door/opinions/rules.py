"""The life of a round, what a household counts as, and what an answer must look like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from webapp.core.data.state_machine import StateTable
from webapp.core.text.i18n import N_, gettext
from webapp.core.web.errors import DomainError
from webapp.door.opinions.models import Land, Outcome, QuestionKind, RoundState, Speaker, Standing, Way

AGREE, DISAGREE = "1", "2"
VOTE_OPTIONS = (N_("同意"), N_("不同意"))
MOST_QUESTIONS, MOST_OPTIONS, MOST_OPTION, MOST_WORDS, MOST_NUMBER = 8, 8, 60, 300, 999_999
PLACES_MISSING = N_("请选要征询的楼栋或单元。")
OPTIONS_MISSING = N_("第 %(n)s 题要有 2 到 8 个选项，一行一个。")
TRY_AGAIN_AFTER = timedelta(hours=18)
FUTURE_ALLOWED = timedelta(minutes=5)


class Act(StrEnum):
    ANNOUNCE = "announce"
    OPEN = "open"
    CLOSE = "close"
    COUNT = "count"
    PUBLISH = "publish"
    ARCHIVE = "archive"


LIFE: StateTable[RoundState, Act] = StateTable({
    Act.ANNOUNCE: ((RoundState.DRAFT,), RoundState.ANNOUNCED),
    Act.OPEN: ((RoundState.ANNOUNCED,), RoundState.ASKING),
    Act.CLOSE: ((RoundState.ASKING,), RoundState.CLOSED),
    Act.COUNT: ((RoundState.CLOSED,), RoundState.COUNTED),
    Act.PUBLISH: ((RoundState.COUNTED,), RoundState.PUBLISHED),
    Act.ARCHIVE: ((RoundState.PUBLISHED,), RoundState.ARCHIVED),
})  # fmt: skip
STATE_WORDS = {
    RoundState.DRAFT: N_("草拟"), RoundState.ANNOUNCED: N_("公告"), RoundState.ASKING: N_("征询中"),
    RoundState.CLOSED: N_("截止"), RoundState.COUNTED: N_("统计"), RoundState.PUBLISHED: N_("公示"),
    RoundState.ARCHIVED: N_("归档"),
}  # fmt: skip
ACT_WORDS = {
    Act.ANNOUNCE: N_("贴出公告"), Act.OPEN: N_("现在开始征询"), Act.CLOSE: N_("提前截止"), Act.COUNT: N_("统计"),
    Act.PUBLISH: N_("公示结果"), Act.ARCHIVE: N_("归档"),
}  # fmt: skip
LAND_WORDS = {
    Land.NONE: N_("不涉及用地"), Land.SHARED: N_("小区共有部分"), Land.MUNICIPAL: N_("市政绿地"),
    Land.OWN: N_("单位自有"),
}  # fmt: skip
WAY_WORDS = {Way.DOOR: N_("上门"), Way.LINK: N_("扫码或网址"), Way.PAPER: N_("纸质"), Way.PHONE: N_("打电话")}
KIND_WORDS = {
    QuestionKind.VOTE: N_("同意或不同意"), QuestionKind.ONE: N_("选一个"), QuestionKind.MANY: N_("可选几个"),
    QuestionKind.NUMBER: N_("填数字"), QuestionKind.WORDS: N_("写几句"),
}  # fmt: skip
OUTCOME_WORDS = {
    Outcome.ANSWERED: N_("答了"), Outcome.NOBODY: N_("不在家"), Outcome.LATER: N_("稍后再问"),
    Outcome.REFUSED: N_("拒答"), Outcome.EMPTY: N_("空置"), Outcome.MOVED: N_("已迁出"),
}  # fmt: skip
STANDING_WORDS = {
    Standing.UNASKED: N_("还没问"), Standing.NOBODY: N_("没联系上"), Standing.REFUSED: N_("拒答"),
    Standing.EMPTY: N_("空置"), Standing.MOVED: N_("已迁出"), Standing.AGREE: N_("同意"),
    Standing.DISAGREE: N_("不同意"), Standing.ANSWERED: N_("答了"),
}  # fmt: skip
SPEAKER_WORDS = {Speaker.OWNER: N_("业主"), Speaker.FAMILY: N_("家人"), Speaker.TENANT: N_("租客")}
TRIED = {
    Outcome.NOBODY: Standing.NOBODY, Outcome.LATER: Standing.NOBODY, Outcome.REFUSED: Standing.REFUSED,
    Outcome.EMPTY: Standing.EMPTY, Outcome.MOVED: Standing.MOVED,
}  # fmt: skip
ANSWERS = (Standing.AGREE, Standing.DISAGREE, Standing.ANSWERED)
ALONE = (Way.LINK, Way.PAPER)  # nobody who collects sees what the household said before


def waits(line: Any, now: datetime) -> bool:
    """Nobody of this household was asked yet, or it is time to try again. Where the owner was not met and the tenant
    has answered since, the door has answered: whoever lives there is not asked for the owner."""
    if line.standing is Standing.UNASKED:
        return line.tenant_standing is Standing.UNASKED
    if line.tenant_standing in ANSWERS:
        return False
    return line.standing is Standing.NOBODY and line.try_at is not None and line.try_at <= now


class BadAnswer(DomainError):
    status = 422
    message = N_("第 %(n)s 题：%(why)s")


NEEDED, NOT_OFFERED, NOT_A_NUMBER = N_("这一题要答。"), N_("请从给出的选项里选。"), N_("请填 0 到 999999 的整数。")
TOO_LONG = N_("最多 300 个字。")


@dataclass(frozen=True)
class Asked:
    """A question as the rules see it."""

    position: int
    kind: QuestionKind
    options: Sequence[str]


@dataclass(frozen=True)
class Said:
    """A ballot as the rules see it, answers opened."""

    id: str
    outcome: Outcome
    way: Way
    voice: str
    at: datetime
    received: datetime
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Decided:
    ballot_id: str
    at: datetime


@dataclass(frozen=True)
class Stand:
    standing: Standing
    ballot_id: str | None = None
    is_disputed: bool = False
    tries: int = 0
    try_at: datetime | None = None


def stand(said: Iterable[Said], asks_vote: bool, decided: Decided | None = None) -> Stand:
    """What a household counts as. The later answer replaces the earlier one, by when it was given. Two answers that
    differ and were given by two people alone, by link or on paper, are for the host to decide; asking again at the door
    or by phone settles it too. A try without an answer never takes an answer away."""
    by_time = sorted(said, key=lambda one: (one.at, one.id))
    tries = [one for one in by_time if one.outcome is not Outcome.ANSWERED]
    valid, is_disputed = _valid([one for one in by_time if one.outcome is Outcome.ANSWERED], decided)
    if valid is not None:
        return Stand(choice_of(valid.answers, asks_vote), valid.id, is_disputed, len(tries))
    if not tries:
        return Stand(Standing.UNASKED)
    last = tries[-1]
    again = last.at + TRY_AGAIN_AFTER if TRIED[last.outcome] is Standing.NOBODY else None
    return Stand(TRIED[last.outcome], None, False, len(tries), again)


def _valid(answers: Sequence[Said], decided: Decided | None) -> tuple[Said | None, bool]:
    valid = next((one for one in answers if decided and one.id == decided.ballot_id), None)
    is_disputed = False
    for one in answers:
        if decided and one.received <= decided.at:
            continue
        if one.way not in ALONE:
            is_disputed = False
        elif valid is not None and clashes(valid, one):
            is_disputed = True
        valid = one
    return valid, is_disputed


def clashes(one: Said, other: Said) -> bool:
    """Two voices of one household that answered alone, by code or on paper, and differently."""
    alone = one.way in ALONE and other.way in ALONE
    return alone and one.voice != other.voice and dict(one.answers) != dict(other.answers)


def choice_of(answers: Mapping[str, str], asks_vote: bool) -> Standing:
    """The first question decides where it is a vote."""
    said = answers.get("1") if asks_vote else None
    return {AGREE: Standing.AGREE, DISAGREE: Standing.DISAGREE}.get(said or "", Standing.ANSWERED)


def read_answers(questions: Sequence[Asked], given: Mapping[str, str]) -> dict[str, str]:
    """Position → value as it is kept: an option's number, several joined by a comma, a whole number, or words. Only the
    first question must be answered. Raises BadAnswer at the field that asked."""
    found = {}
    for question in questions:
        value = (given.get(str(question.position)) or "").strip()
        if value:
            found[str(question.position)] = _checked(question, value)
    if questions and str(questions[0].position) not in found:
        raise _bad(questions[0], NEEDED)
    return found


def _checked(question: Asked, value: str) -> str:
    if question.kind is QuestionKind.WORDS:
        if len(value) > MOST_WORDS:
            raise _bad(question, TOO_LONG)
        return value
    if question.kind is QuestionKind.NUMBER:
        if not value.isascii() or not value.isdecimal() or int(value) > MOST_NUMBER:
            raise _bad(question, NOT_A_NUMBER)
        return str(int(value))
    offered = {str(n) for n in range(1, len(question.options) + 1)}
    chosen = sorted({part.strip() for part in value.split(",") if part.strip()})
    if not set(chosen) <= offered or (len(chosen) != 1 and question.kind is not QuestionKind.MANY):
        raise _bad(question, NOT_OFFERED)
    return ",".join(chosen)


def _bad(question: Asked, why: str) -> BadAnswer:
    return BadAnswer(field=f"q{question.position}", n=question.position, why=gettext(why))


def counted_value(kind: QuestionKind, value: str) -> str:
    """What the table of standing answers keeps: words stay sealed in the ballot."""
    return "" if kind is QuestionKind.WORDS else value
