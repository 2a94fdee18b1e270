"""What a plan must be, how often a plot is looked after, and what neglect leads to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.core.text.i18n import N_
from webapp.core.web.errors import Invalid
from webapp.door.gardens.models import CareAct, EndReason, Stage

Point = tuple[int, int]
Corners = tuple[Point, ...]
MOST_PLOTS, MOST_CORNERS, LEAST_AREA = 60, 24, 25  # a quarter of a square metre
USUAL_DAYS = {1: 21, 2: 14, 3: 7, 4: 5, 5: 4, 6: 3, 7: 2, 8: 2, 9: 4, 10: 7, 11: 14, 12: 21}
CARE_WORDS = {
    CareAct.WATERED: N_("浇水"), CareAct.PLANTED: N_("种植"), CareAct.WEEDED: N_("除草"), CareAct.PRUNED: N_("修剪"),
    CareAct.HARVESTED: N_("分享收成"),
}  # fmt: skip
END_WORDS = {
    EndReason.RETURNED: N_("本人交还"), EndReason.MOVED: N_("搬走"), EndReason.DIED: N_("去世"),
    EndReason.NEGLECTED: N_("没人养护"),
}  # fmt: skip
FREE, FINE, DUE, NEGLECTED, RESTING = "free", "fine", "due", "neglected", "resting"
STATUS_WORDS = {
    FREE: N_("待认养"), FINE: N_("养护中"), DUE: N_("该养护了"), NEGLECTED: N_("疏于养护"), RESTING: N_("休耕"),
}  # fmt: skip
TONES = {FREE: "", FINE: "ok", DUE: "amber", NEGLECTED: "red", RESTING: ""}
MONTHS = (
    N_("1月"), N_("2月"), N_("3月"), N_("4月"), N_("5月"), N_("6月"), N_("7月"), N_("8月"), N_("9月"), N_("10月"),
    N_("11月"), N_("12月"),
)  # fmt: skip
LINE = re.compile(r"(\d{1,2})\s*[:：]?\s+((?:\d{1,4}[,，]\d{1,4}\s*)+)", re.ASCII)


class BadPlot(Invalid):
    message = N_("第 %(n)s 行看不懂：写成“1 0,0 30,0 30,20 0,20”，编号后面是各个角。")


class PlotTwice(Invalid):
    message = N_("%(n)s 号地块写了两次。")


class PlotOutside(Invalid):
    message = N_("%(n)s 号地块画到外面去了。")


class PlotTooSmall(Invalid):
    message = N_("%(n)s 号地块太小，或者各边交叉了。")


class PlotsOverlap(Invalid):
    message = N_("%(n)s 号和 %(other)s 号地块重叠了。")


class TooManyPlots(Invalid):
    message = N_("一座微花园最多 60 块。")


@dataclass(frozen=True)
class Kept:
    """A running keeping as neglect sees it."""

    began_on: date
    cared_on: date | None
    has_co_keeper: bool

    @property
    def since(self) -> date:
        return max(self.began_on, self.cared_on or self.began_on)


def read_plan(text: str, width: int, height: int) -> dict[int, Corners]:
    """Plot number → corners, of one line a plot: 1 0,0 30,0 30,20 0,20 in decimetres. Plots lie inside, each with a
    simple outline, and touch but do not overlap."""
    found: dict[int, Corners] = {}
    for n, line in enumerate((text or "").splitlines(), 1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise BadPlot(field="plan", n=n)
        number, corners = int(match[1]), _points(match[2])
        if number in found:
            raise PlotTwice(field="plan", n=number)
        _check(number, corners, width, height)
        found[number] = corners
    if len(found) > MOST_PLOTS:
        raise TooManyPlots(field="plan")
    _keep_apart(found)
    return found


def write_plan(plots: Mapping[int, Sequence[Sequence[int]]]) -> str:
    return "\n".join(f"{number} " + " ".join(f"{x},{y}" for x, y in corners) for number, corners in plots.items())


def area(corners: Sequence[Sequence[int]]) -> float:
    """In square decimetres."""
    pairs = zip(corners, [*corners[1:], *corners[:1]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def middle(corners: Sequence[Sequence[int]]) -> tuple[float, float]:
    return sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners)


def interval(table: Mapping[int, int], on: date) -> int:
    return table.get(on.month, USUAL_DAYS[on.month])


def stage(kept: Kept, table: Mapping[int, int], today: date) -> Stage | None:
    """After one interval without care the keeper is reminded, after two the co-keeper is asked, after three the plot is
    for whoever waits; where there is no co-keeper that stage is left out."""
    days = interval(table, today)
    missed = (today - kept.since) // timedelta(days=days)
    if missed >= 3 or (missed >= 2 and not kept.has_co_keeper):
        return Stage.NEXT
    return {1: Stage.KEEPER, 2: Stage.CO_KEEPER}.get(missed)


def status(kept: Kept | None, rests: bool, table: Mapping[int, int], today: date) -> str:
    if rests:
        return RESTING
    if kept is None:
        return FREE
    return {None: FINE, Stage.KEEPER: DUE}.get(stage(kept, table, today), NEGLECTED)


def _points(text: str) -> Corners:
    return tuple((int(x), int(y)) for x, y in re.findall(r"(\d+)[,，](\d+)", text))


def _check(number: int, corners: Corners, width: int, height: int) -> None:
    if any(x > width or y > height for x, y in corners):
        raise PlotOutside(field="plan", n=number)
    crossed = any(_cross(*one, *other) for one, other in _apart(_edges(corners)))
    if not 3 <= len(corners) <= MOST_CORNERS or len(set(corners)) != len(corners) or crossed:
        raise PlotTooSmall(field="plan", n=number)
    if area(corners) < LEAST_AREA:
        raise PlotTooSmall(field="plan", n=number)


def _keep_apart(plots: Mapping[int, Corners]) -> None:
    numbered = sorted(plots.items())
    for at, (number, corners) in enumerate(numbered):
        for other, others in numbered[at + 1 :]:
            if _overlap(corners, others):
                raise PlotsOverlap(field="plan", n=number, other=other)


def _overlap(one: Corners, other: Corners) -> bool:
    if any(_cross(*edge, *edge2) for edge in _edges(one) for edge2 in _edges(other)):
        return True
    inside = any(_inside(point, other) for point in _within(one))
    return inside or any(_inside(point, one) for point in _within(other))


def _edges(corners: Corners) -> list[tuple[Point, Point]]:
    return list(zip(corners, [*corners[1:], *corners[:1]], strict=True))


def _apart(edges: list[tuple[Point, Point]]) -> list[tuple[tuple[Point, Point], tuple[Point, Point]]]:
    return [(one, other) for n, one in enumerate(edges) for other in edges[n + 1 :]]


def _turn(a: Point, b: Point, c: Point) -> int:
    turned = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (turned > 0) - (turned < 0)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Properly: touching ends and shared borders are no crossing."""
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _within(corners: Corners) -> list[tuple[float, float]]:
    """Points just inside: between each corner and the middle, and the middle itself."""
    x, y = middle(corners)
    return [(x, y), *((0.98 * a + 0.02 * x, 0.98 * b + 0.02 * y) for a, b in corners)]


def _inside(point: tuple[float, float], corners: Corners) -> bool:
    x, y = point
    odd = False
    for (a, b), (c, d) in _edges(corners):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            odd = not odd
    return odd
