"""Weights, trimmed means, ties, and what may never be judged. Pure; points in hundredths."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.core.text import masks
from webapp.core.text.i18n import N_
from webapp.volunteering.contest.models import ContestState, NominatedBy, OutcomeKind, StageKind

# 《政务移动互联网应用程序规范化管理办法》: none of these may decide about people.
FORBIDDEN = (
    "投票", "票数", "点赞", "转发", "转载", "阅读量", "打卡", "签到", "在线时长", "登录次数", "学习时长",
    "浏览", "积分排名", "里程",
)  # fmt: skip
TRIM_FROM = 5
EDGES = (1, 3, 5, 10)
BANDS = (N_("不满一年"), N_("一到三年"), N_("三到五年"), N_("五到十年"), N_("十年以上"), N_("没有记录"))
SPREAD_WORDS = {"community": N_("按社区"), "sex": N_("按性别"), "service": N_("按在岗年限")}
STATE_WORDS = {
    ContestState.OPEN: N_("推荐中"), ContestState.JUDGING: N_("评审中"), ContestState.TALLIED: N_("已汇总"),
    ContestState.NOTICE: N_("公示中"), ContestState.DECIDED: N_("已审定"),
}  # fmt: skip
STAGE_WORDS = {
    StageKind.WRITTEN: N_("书面"), StageKind.PRACTICE: N_("实操"), StageKind.DEFENCE: N_("答辩"),
    StageKind.VISIT: N_("走访"),
}  # fmt: skip
BY_WORDS = {NominatedBy.SELF: N_("自荐"), NominatedBy.UNIT: N_("单位推荐"), NominatedBy.RESIDENTS: N_("居民联名")}
OUTCOME_WORDS = {
    OutcomeKind.COMMITTEE: N_("进入社区“两委”"), OutcomeKind.STREET: N_("到街道工作"),
    OutcomeKind.OTHER: N_("其他去向"),
}  # fmt: skip
DEFAULT_LINES = (
    ("居民随机访谈满意度", 30), ("解决问题的成效", 30), ("入户走访覆盖和质量", 20), ("隐患排查闭环", 20),
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """One locked sheet: whose, for whom, in which stage, points by criterion."""

    stage: str
    judge: str
    nominee: str
    scores: Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    nominee: str
    total: int
    tie_break: int
    by_criterion: Mapping[str, int]


def lines(pairs: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"key": f"c{n}", "name": name, "weight": weight} for n, (name, weight) in enumerate(pairs, 1)]


def forbidden_word(name: str) -> str | None:
    return next((word for word in FORBIDDEN if word in name), None)


def adds_up(weights: Sequence[int]) -> bool:
    """Weights are percents: each above zero, together 100."""
    return bool(weights) and all(weight > 0 for weight in weights) and sum(weights) == 100


def trimmed_mean(points: Sequence[int]) -> int:
    """With five judges or more one highest and one lowest fall away; half a hundredth rounds up."""
    kept = sorted(points)[1:-1] if len(points) >= TRIM_FROM else list(points)
    return (2 * sum(kept) + len(kept)) // (2 * len(kept)) if kept else 0


def sheet_points(scores: Mapping[str, int], criteria: Sequence[Mapping[str, Any]]) -> int:
    """Out of 100.00: each criterion 0 to 100, by weight."""
    return sum(scores[line["key"]] * line["weight"] for line in criteria)


def standing(
    nominee: str, sheets: Sequence[Sheet], stages: Mapping[str, int], criteria: Sequence[Mapping[str, Any]]
) -> Standing:
    """Stage by stage the mean of the judges, then the stages by weight."""
    own = [sheet for sheet in sheets if sheet.nominee == nominee]
    means = {
        stage: trimmed_mean([sheet_points(sheet.scores, criteria) for sheet in own if sheet.stage == stage])
        for stage in stages
    }
    by_criterion = {line["key"]: trimmed_mean([sheet.scores[line["key"]] * 100 for sheet in own]) for line in criteria}
    heaviest = max(criteria, key=lambda line: line["weight"])
    total = sum(means[stage] * weight for stage, weight in stages.items()) // 100
    return Standing(nominee, total, by_criterion[heaviest["key"]], by_criterion)


def winners(standings: Sequence[Standing], quota: int) -> tuple[list[str], list[str]]:
    """(winners, those among them who share the last place). A tie beyond the heaviest criterion is joint:
    nobody is left out by chance."""
    order = sorted(standings, key=lambda one: (-one.total, -one.tie_break))
    if len(order) <= quota:
        return [one.nominee for one in order], []
    last = (order[quota - 1].total, order[quota - 1].tie_break)
    chosen = [one for one in order if (one.total, one.tie_break) >= last]
    joint = [one.nominee for one in chosen if (one.total, one.tie_break) == last] if len(chosen) > quota else []
    return [one.nominee for one in chosen], joint


def listed(won: Iterable[Any], homes: Mapping[str, str]) -> list[dict[str, str]]:
    """What hangs on the wall: whom, named as they agreed, and from where. No points, no places."""
    return [
        {"about": one.id, "name": one.name if one.may_name else masks.name(one.name), "note": homes[one.community_id]}
        for one in won
    ]


def service_band(since: date | None, on: date) -> str:
    """By full years since the first post; without one, the last band."""
    if since is None:
        return BANDS[-1]
    years = on.year - since.year - ((on.month, on.day) < (since.month, since.day))
    return BANDS[sum(1 for edge in EDGES if years >= edge)]


def groups(rows: Iterable[tuple[str, bool]]) -> list[tuple[str, int, int]]:
    """(group, nominees, winners), in the order in which the groups were met."""
    counted: dict[str, list[int]] = {}
    for group, won in rows:
        line = counted.setdefault(group, [0, 0])
        line[0] += 1
        line[1] += won
    return [(group, nominees, winners) for group, (nominees, winners) in counted.items()]


def digest(rows: Iterable[tuple[str, int, int, bool]]) -> str:
    return hashlib.sha256(json.dumps(sorted(rows)).encode()).hexdigest()


def year_later(day: date, years: int) -> date:
    """29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def points_words(hundredths: int) -> str:
    """Points are kept in hundredths."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"
