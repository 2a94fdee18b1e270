"""What each figure means, said once: its words, its definition, the period it is about and whose boundaries count."""

import hashlib
import json
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Any, NamedTuple

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.time.reach import day_of

SMALLEST_SHOWN = 5
QUIET_DAYS = 5
FEW = N_("不到 5")


class Basis(StrEnum):
    AS_WAS = "as_was"
    AS_IS = "as_is"


class Period(StrEnum):
    NOW = "now"
    WEEK = "week"
    MONTH = "month"
    ROUND = "round"


BASIS_WORDS = {Basis.AS_WAS: N_("当时口径"), Basis.AS_IS: N_("现行口径")}
PERIOD_WORDS = {
    Period.NOW: N_("现在"), Period.WEEK: N_("这一周"), Period.MONTH: N_("这个月"), Period.ROUND: N_("这一季"),
}  # fmt: skip


class Told(NamedTuple):
    """`is_people`: it counts households or people, so that a few of them could be recognised."""

    title: str
    definition: str
    period: Period
    basis: Basis
    unit: str = ""
    is_people: bool = False


NOW, WEEK, MONTH, ROUND = Period
WAS, IS = Basis
FIGURES: dict[str, Told] = {
    "late": Told(
        N_("超期的事"), N_("过了期限、还没办好的事项。改过期的按改后的期限，停了钟的不算。"), NOW, IS, N_("件")
    ),
    "soon": Told(N_("三天内到期"), N_("还没超期、三天内到期的事项。"), NOW, IS, N_("件")),
    "reached": Told(
        N_("这一季走到的户"), N_("在住的户里，这一季有人应了门的；没人在不算。"), ROUND, IS, N_("户"), True
    ),
    "key": Told(N_("重点户按时访到"), N_("重点户里，自己的走访日子还没过的。"), NOW, IS, N_("户"), True),
    "quiet": Told(N_("没动静的网格"), N_("有网格员、有住户，5 天以上没有一条走访记录的网格。"), NOW, IS, N_("个")),
    "vacant": Told(N_("没有网格员的网格"), N_("今天没有人在岗的网格，顶岗和代理也算有人。"), NOW, IS, N_("个")),
    "promises": Told(
        N_("承诺按时办好"),
        N_("当初的期限落在这个月的议定事项里，当初期限以内办好的；改期不改这个数。"),
        MONTH,
        WAS,
        N_("件"),
    ),
    "promises_late": Told(N_("超期的承诺"), N_("过了现在的期限、还没办好、也没挂账的议定事项。"), NOW, IS, N_("件")),
    "response": Told(N_("响应率"), N_("这个月该头一次联系的事项里，按时联系了反映人的。"), MONTH, WAS, N_("件")),
    "solved": Told(
        N_("解决率"),
        N_("这个月办好的事项，回访问到的人里说解决了的；问不到的不算满意，也不算解决。"),
        MONTH,
        WAS,
        N_("人"),
        True,
    ),
    "satisfied": Told(N_("满意率"), N_("这个月办好的事项，回访问到的人里说满意的。"), MONTH, WAS, N_("人"), True),
    "asked": Told(N_("回访问到的"), N_("该回访的人里问到了的。上面两个率只说这些人。"), MONTH, WAS, N_("人"), True),
    "points_given": Told(N_("发出的积分"), N_("这个月记进存折的积分，更正和冲销不算。"), MONTH, WAS, N_("分")),
    "points_spent": Told(N_("换掉的积分"), N_("这个月兑换取货的积分。"), MONTH, WAS, N_("分")),
    "hours": Told(N_("志愿时长"), N_("这个月到岗、两边都确认过、已经记账的服务时间。"), MONTH, WAS, N_("小时")),
    "burden": Told(
        N_("网格这周被要求的事"),
        N_("各级派给一个网格的任务，这一周合多少分钟，取各网格的中位数；含走到门口的时间。"),
        WEEK,
        IS,
        N_("分钟"),
    ),
    "above": Told(N_("超过负担上限的网格"), N_("这一周被要求的分钟数超过区里定的上限的网格。"), WEEK, IS, N_("个")),
    "assessment": Told(
        N_("考核得分来自办成的"),
        N_("这个月网格得的分里，来自办成事（办好、一起办好、没再犯、需求办成）的分。"),
        MONTH,
        WAS,
        N_("分"),
    ),
}
# What a first look wants, then the panels; an export holds them all in this order.
HEADLINES = ("reached", "key", "late", "quiet", "vacant", "promises")
PANELS = (
    (N_("事情办得怎样"), ("late", "soon", "response", "solved", "satisfied", "asked")),
    (N_("承诺"), ("promises", "promises_late")),
    (N_("积分和志愿"), ("points_given", "points_spent", "hours")),
    (N_("要网格做的事"), ("burden", "above", "assessment")),
)  # fmt: skip


class Figure(NamedTuple):
    """A number with what it needs to be read. `is_few`: somebody could be recognised, so it says only that."""

    key: str
    told: Told
    part: int | None
    whole: int | None = None
    is_few: bool = False

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole and self.part is not None and not self.is_few else None


def figure(key: str, part: int | None, whole: int | None = None, *, hides_few: bool = False) -> Figure:
    """Neither the share nor what it is a share of is shown where it is one to four people."""
    told = FIGURES[key]
    few = hides_few and told.is_people and any(0 < count < SMALLEST_SHOWN for count in (part, whole) if count)
    return Figure(key, told, None, None, True) if few else Figure(key, told, part, whole)


class Month(NamedTuple):
    first: date
    last: date

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"


def month_of(given: str, today: date) -> Month:
    """A month as the address names it; what cannot be, or lies ahead, is this month."""
    first = min(day_of(f"{given}-01") or today, today).replace(day=1)
    return Month(first, after(first) - timedelta(days=1))


def after(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def months_until(first: date, count: int) -> list[date]:
    """`count` first days of months up to and with this one, oldest first."""
    found = [first]
    while len(found) < count:
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    return found


class Topic(NamedTuple):
    """One kind of problem: households this month, the same month last year, and the median of the twelve before.
    None where it is too few to be shown, or where there is nothing to compare with yet."""

    code: str
    name: str
    now: int | None
    last_year: int | None
    usual: float | None


def topic(code: str, name: str, by_month: dict[date, int], first: date, *, hides_few: bool, known_since: date) -> Topic:
    """`known_since` is the first month anything was recorded at all: earlier silence is no zero."""
    before = [month for month in months_until(first, 13)[:-1] if month >= known_since]
    year_ago = first.replace(year=first.year - 1)
    least = SMALLEST_SHOWN if hides_few else 1

    def shown(count: int) -> int | None:
        return count if count == 0 or count >= least else None

    usual = median(by_month.get(month, 0) for month in before) if before else None
    return Topic(
        code, name, shown(by_month.get(first, 0)),
        shown(by_month.get(year_ago, 0)) if year_ago >= known_since else None,
        usual if usual is None or usual == 0 or usual >= least else None,
    )  # fmt: skip


def query_hash(asked: dict[str, Any]) -> str:
    """The same question has the same hash, today and next year; it stands on the export and in the history."""
    told = json.dumps(asked, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def instants(month: Month) -> tuple[Any, Any]:
    return clock.start_of_day(month.first), clock.end_of_day(month.last)
