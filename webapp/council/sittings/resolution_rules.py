"""What a resolution must hold before it stands, and the words for what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from webapp.core.text.i18n import N_
from webapp.council.sittings.line_rules import OWN_WORK, Problem, early

KIND_WORDS = {
    "act": N_("落实"),
    "tell": N_("告知"),
    "refer": N_("转呈"),
    "covenant": N_("公约"),
    "later": N_("暂不办"),
    "note": N_("意见"),
}
FLAG_WORDS = {
    "owners": N_("要业主共同决定"),
    "residents": N_("要居民会议或居民代表会议"),
    "money": N_("要用钱"),
    "personal": N_("涉及个人信息"),
    "power": N_("归职能部门管"),
}
MISSING = {
    "deed": N_("还缺：办什么"),
    "owner": N_("还缺：谁认领"),
    "deadline": N_("还缺：什么时候办完"),
    "watcher": N_("还缺：谁来盯"),
    "verifier": N_("还缺：谁来验收"),
    "acceptance": N_("还缺：怎么算办好"),
    "later_month": N_("还缺：哪个月再议"),
    "funding": N_("还缺：钱从哪儿来"),
}
COUNTED = N_("逐项打勾，每项有照片或一句话为证")
LOOKED_AT = N_("验收人到现场看过，有办之前和办之后的对照")


@dataclass(frozen=True)
class Draft:
    """A resolution's fields, without its table: enough to judge it."""

    kind: str
    deed: str
    owner_id: str | None
    watcher_id: str | None
    verifier_id: str | None
    deadline: date | None
    acceptance: str
    funding: str = ""
    later_month: str = ""
    flags: tuple[str, ...] = ()
    left: Mapping[str, str] | None = None


def lacks(draft: Draft, meeting_day: date) -> dict[str, Problem]:
    """Everything that keeps it from being final, by field. Empty means it may stand."""
    found = {part: Problem(MISSING[part]) for part in _needed(draft) if not _value(draft, part)}
    return found | wrong(draft, meeting_day)


def wrong(draft: Draft, meeting_day: date) -> dict[str, Problem]:
    """What is there and may not be: refused where it is typed, while what is missing is only told."""
    if draft.kind == "later" and draft.later_month and draft.later_month < f"{meeting_day:%Y-%m}":
        return {"later_month": Problem(N_("这个月份已经过了，写这个月或以后的。"))}
    return _wrong(draft, meeting_day) if draft.kind == "act" else {}


def _needed(draft: Draft) -> list[str]:
    needed = ["deed"]
    if draft.kind == "act":
        needed += ["owner", "deadline", "watcher", "verifier", "acceptance"]
        if "money" in draft.flags:
            needed.append("funding")
    if draft.kind == "later":
        needed.append("later_month")
    return needed


def _value(draft: Draft, part: str) -> object:
    return getattr(draft, part if hasattr(draft, part) else f"{part}_id")


def _wrong(draft: Draft, meeting_day: date) -> dict[str, Problem]:
    found: dict[str, Problem] = {}
    if draft.deadline and draft.deadline < meeting_day:
        found["deadline"] = early(draft.deadline)
    if draft.owner_id and draft.owner_id == draft.verifier_id:
        found["verifier"] = Problem(OWN_WORK)
    if "power" in draft.flags:
        found["kind"] = Problem(N_("这件事归职能部门管，社区不能揽下来，改成“转呈”。"))
    for part in ("owner", "watcher", "verifier"):
        name = (draft.left or {}).get(getattr(draft, f"{part}_id") or "")
        if name:
            found[part] = Problem(N_("%(name)s已经离任，换一位。"), {"name": name})
    return found
