"""OWASP ASVS 5.0, levels 1 and 2, requirement by requirement: our own short words for each, and the answer.

The table is `asvs.csv`, what the answers rest on `asvs_places.csv`; the standard itself (CC BY-SA 4.0,
github.com/OWASP/ASVS) is found by the number. Chinese only, as the papers of an examination are.
"""

import csv
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from webapp.core.text.i18n import N_

TABLE = Path(__file__).with_name("asvs.csv")
RESTS_ON = Path(__file__).with_name("asvs_places.csv")


class State(StrEnum):
    MET = "met"
    NONE = "none"
    DISTRICT = "district"
    OPEN = "open"


STATE_WORDS = {
    State.MET: N_("做到了"), State.NONE: N_("用不上"), State.DISTRICT: N_("区里自己做"), State.OPEN: N_("还没做到"),
}  # fmt: skip
CHAPTERS = {
    1: N_("编码和清理"), 2: N_("校验和业务规则"), 3: N_("网页前端"), 4: N_("接口"), 5: N_("文件"), 6: N_("身份认证"),
    7: N_("会话"), 8: N_("权限"), 9: N_("自带内容的令牌"), 10: N_("OAuth 和 OpenID"), 11: N_("密码学"),
    12: N_("传输加密"), 13: N_("配置"), 14: N_("数据保护"), 15: N_("编程和架构"), 16: N_("日志和出错"),
    17: "WebRTC",
}  # fmt: skip


@dataclass(frozen=True)
class Point:
    number: str
    level: int
    state: State
    asks: str
    answer: str
    places: tuple[str, ...]

    @property
    def chapter(self) -> int:
        return int(self.number.split(".")[0])

    @property
    def code(self) -> list[str]:
        return [places()[one][0].removesuffix(":") for one in self.places]

    @property
    def tests(self) -> list[str]:
        return [places()[one][1] for one in self.places]


@cache
def places() -> dict[str, tuple[str, str]]:
    """The code an answer rests on, and the test that holds it; both as file:name."""
    with RESTS_ON.open(encoding="utf-8", newline="") as text:
        return {row["name"]: (row["code"], row["test"]) for row in csv.DictReader(text)}


@cache
def points() -> tuple[Point, ...]:
    with TABLE.open(encoding="utf-8", newline="") as text:
        return tuple(
            Point(row["number"], int(row["level"]), State(row["state"]), row["asks"], row["answer"],
                  tuple(row["places"].split()))
            for row in csv.DictReader(text)
        )  # fmt: skip


def by_chapter() -> dict[int, list[Point]]:
    found: dict[int, list[Point]] = {chapter: [] for chapter in CHAPTERS}
    for one in points():
        found[one.chapter].append(one)
    return found


def count(some: "tuple[Point, ...] | list[Point]") -> dict[State, int]:
    counted = Counter(one.state for one in some)
    return {state: counted[state] for state in State}
