"""Stars by hours, titles by power, the hash of a frozen list. Pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from webapp.core.text import masks
from webapp.core.text.i18n import N_
from webapp.volunteering.awards.models import Body, RoundState, Track

HOURS = (100, 300, 600, 1000, 1500)
GRANTED_BY = (Body.DISTRICT, Body.DISTRICT, Body.CITY, Body.CITY, Body.PROVINCE)
LEVELS = ("", N_("一星"), N_("二星"), N_("三星"), N_("四星"), N_("五星"))
TRACK_WORDS = {Track.HOURS: N_("按服务时长"), Track.REVIEW: N_("社区评议")}
BODY_WORDS = {
    Body.COMMUNITY: N_("社区"), Body.STREET: N_("街道"), Body.DISTRICT: N_("区"), Body.CITY: N_("市"),
    Body.PROVINCE: N_("省"),
}  # fmt: skip
STATE_WORDS = {
    RoundState.OPEN: N_("已启动"), RoundState.FROZEN: N_("评议中"), RoundState.NOTICE: N_("公示中"),
    RoundState.DECIDED: N_("已审定"), RoundState.ISSUED: N_("已发证"), RoundState.ARCHIVED: N_("已归档"),
}  # fmt: skip


class Frozen(Protocol):
    volunteer_id: str
    number: str
    name: str
    minutes: int
    months: int
    star: int


def steps(hours: Sequence[int], bodies: Sequence[Body]) -> list[dict[str, Any]]:
    """Hours given, minutes kept; star 1 first."""
    return [
        {"star": n, "minutes": hour * 60, "body": body.value}
        for n, (hour, body) in enumerate(zip(hours, bodies, strict=True), 1)
    ]


def star(ladder: Sequence[dict[str, Any]], minutes: int) -> int:
    """The highest star whose minutes are reached, the figure itself included; 0 below the first."""
    return max((step["star"] for step in ladder if minutes >= step["minutes"]), default=0)


def body(ladder: Sequence[dict[str, Any]], of_star: int) -> Body:
    return next(Body(step["body"]) for step in ladder if step["star"] == of_star)


def is_rising(ladder: Sequence[dict[str, Any]]) -> bool:
    minutes = [step["minutes"] for step in ladder]
    return minutes == sorted(set(minutes)) and all(minute > 0 for minute in minutes)


def title(of_star: int, granted: Body) -> str:
    """A community's star says 社区 in front, always: without the word it would pass for the official one."""
    prefix = {Body.COMMUNITY: "社区", Body.STREET: "街道"}.get(granted, "")
    return f"{prefix}{LEVELS[of_star]}级志愿者"


def months(since: date, until: date) -> int:
    """Full months between two days; a month that is not over does not count."""
    return max(0, (until.year - since.year) * 12 + until.month - since.month - (until.day < since.day))


def listed(entries: Iterable[Any]) -> list[dict[str, str]]:
    """What hangs on the wall: whom, named as they agreed, and the star proposed."""
    return [
        {"about": one.id, "name": one.name if one.may_name else masks.name(one.name), "note": LEVELS[one.proposed]}
        for one in entries
        if one.proposed
    ]


def digest(entries: Iterable[Frozen]) -> str:
    """One hash over the frozen half of a list, in order of number."""
    rows = [
        (entry.number, entry.volunteer_id, entry.name, entry.minutes, entry.months, entry.star)
        for entry in sorted(entries, key=lambda entry: entry.number)
    ]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def honour_words(
    since: date, community: str, hours: str, year: int, of_title: str, notice: str = "公示无异议"
) -> dict[str, str]:
    before = (
        f"自{since.year}年{since.month}月以来，您在{community}的志愿服务中热心奉献，累计服务{hours}小时。"
        f"经社区评议并{notice}，评定为{year}年度"
    )
    return {"text_before": before, "title": of_title, "text_after": "。", "text": f"{before}{of_title}。"}
