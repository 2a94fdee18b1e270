"""The minutes' sentences, told once for paper, PDF and Word alike, from a view already cut to its reader."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from webapp.core.text import cleaning

HAN = "零一二三四五六七八九十"
View = Mapping[str, Any]


@dataclass
class Part:
    """A numbered heading with its paragraphs."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)


@dataclass
class Paper:
    mark: str
    number: str
    day: str
    title: str
    opening: list[str]
    parts: list[Part]
    heads: list[str]
    rows: list[list[str]]
    table_heading: str
    closing: list[str]
    people: list[tuple[str, list[str]]]
    signers: list[str]
    to: str
    issuer: str
    issued: str


def numeral(number: int) -> str:
    """1 to 99 in Chinese figures."""
    if number <= 10:
        return HAN[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else HAN[tens]) + "十" + (HAN[ones] if ones else "")


def day(iso: str, *, year: bool = False) -> str:
    when = date.fromisoformat(iso)
    return f"{when.year}年{when.month}月{when.day}日" if year else f"{when.month}月{when.day}日"


def near(iso: str, beside: str) -> str:
    """With its year where that is another one than the meeting's: 3月31日 of next year is not this year's."""
    return day(iso, year=iso[:4] != beside[:4])


def person(one: View) -> str:
    """A name where the reader may have it, else the word for the part the person plays."""
    return str(one.get("name") or one.get("role") or "")


def paper(view: View) -> Paper:
    month = int(view["held_on"][5:7])
    topics = view.get("topics", [])
    promises = view.get("promises", [])
    parts = [_topic(topic, promises) for topic in topics]
    if view.get("carried"):
        parts.insert(0, _carried(view["carried"], view.get("decided", []), view["held_on"]))
    reached = [topic for topic in topics if _was_reached(topic)]
    for place, part in enumerate(parts, 1):
        part.heading = f"{numeral(place)}、{part.heading}"
    return Paper(
        mark=f"{view['community']}议事会纪要",
        number=view["number"] or "（稿）",
        day=day(view["held_on"], year=True),
        title=_title([topic["title"] for topic in reached], month),
        opening=[_opening(view, month, len(reached), len(promises)), *_lines(view.get("opening"))],
        parts=parts,
        heads=["序号", "办什么", "认领人", "期限", "盯办人"],
        rows=[
            [str(n), one["deed"], _owner(one), near(one["first_due"], view["held_on"]), person(one["watcher"])]
            for n, one in enumerate(promises, 1)
        ],
        table_heading=f"{numeral(len(parts) + 1)}、认领与期限",
        closing=[*_lines(view.get("closing")), *_after(view, promises)],
        people=_people(view),
        signers=[f"{one['role']}：{one['name']}" if one["name"] else one["role"] for one in view.get("signers", [])],
        to="分送：各网格，各认领人，楼门公示栏。",
        issuer=f"{view['community']}居民委员会",
        issued=day(view["issued_on"], year=True) + "印发",
    )


def _title(titles: list[str], month: int) -> str:
    if not titles:
        return f"{month}月议事会"
    if len(titles) == 1:
        return f"研究{titles[0]}"
    return f"研究{cleaning.cut(titles[0], 14)}等{numeral(len(titles))}件事"


def _opening(view: View, month: int, topics: int, promises: int) -> str:
    host = view["host"]
    chair = f"{host['role']}{host['name']}" if host["name"] else f"{host['role']}负责同志"
    quorum = view["quorum"]
    when = f"{day(view['held_on'], year=True)}{view['starts_at']}"
    if quorum.get("is_talk", quorum["here"] < quorum["needed"]):
        return (
            f"{when}，{chair}在{view['place']}主持召开{month}月议事会。到会{quorum['here']}人，不足{quorum['needed']}人，"
            "会议改为座谈，只记意见，不作决定。"
        )
    return (
        f"{when}，{chair}在{view['place']}主持召开{month}月议事会。应有{quorum['needed']}人以上到会，"
        f"实到{quorum['here']}人。会议按居民反映户数由多到少，议了{topics}个问题，定了{promises}件事，"
        "逐件明确认领人和期限。现将有关事项纪要如下。"
    )


def _carried(carried: list[View], decided: list[View], held_on: str) -> Part:
    done = [one for one in carried if one["state"] == "已办结"]
    part = Part("上次议定事项落实情况", [f"以前议定、这次通报的{len(carried)}件，办结{len(done)}件。"])
    for one in carried:
        count = f"，{one['done']}／{one['of']}" if one["of"] else ""
        moved = f"，改期到{near(one['due'], held_on)}" if one["due"] != one["first_due"] else ""
        due = f"期限{near(one['first_due'], held_on)}{moved}"
        part.paragraphs.append(f"{one['deed']}：{person(one['owner'])}认领，{due}，{one['state']}{count}。")
    if decided:
        part.paragraphs.append(f"会议议定：{'；'.join(one['deed'] for one in decided)}。")
    return part


def _topic(topic: View, promises: list[View]) -> Part:
    asked = f"（{topic['households']}户反映）" if topic["households"] else ""
    part = Part(f"{topic['title']}{asked}")
    if topic.get("reason"):
        part.paragraphs.append(f"列入议程的原因：{topic['reason']}。".replace("。。", "。"))
    told = [f"{one['deed']}" if one["kind"] == "落实" else f"{one['deed']}（{one['kind']}{_month(one)}）"
            for one in topic["resolutions"]]  # fmt: skip
    if told:
        part.paragraphs.append(f"会议议定：{'；'.join(told)}。")
    part.paragraphs += [f"附注：{flag}。" for one in topic["resolutions"] for flag in one["flags"]]
    part.paragraphs += [_vote(vote) for vote in topic["votes"]]
    if topic.get("notes"):
        part.paragraphs.append(f"会上意见：{'；'.join(topic['notes'])}。")
    if not _was_reached(topic):
        part.paragraphs.append("这次会议没有这一件的记录。")
    elif not (told or topic["votes"] or topic.get("notes")):
        part.paragraphs.append("会议作了讨论，没有作出决定。")
    return part


def _was_reached(topic: View) -> bool:
    """Minutes made before this was kept count every topic, as they did."""
    return bool(topic.get("reached", True))


def _month(one: View) -> str:
    month = one.get("later_month") or ""
    return f"，{month[:4]}年{int(month[5:7])}月再议" if len(month) == 7 and month[5:7].isdecimal() else ""


def _vote(vote: View) -> str:
    away = f"，{'、'.join(person(one) for one in vote['recused'])}回避" if vote["recused"] else ""
    result = "通过" if vote["adopted"] else "未通过"
    again = f"（重新表决：{vote['reason']}）" if vote.get("reason") else ""
    return (
        f"表决“{vote['question']}”：到会{vote['here']}人{away}，赞成{vote['votes_for']}票，"
        f"反对{vote['votes_against']}票，弃权{vote['abstained']}票，{result}{again}。"
    )


def _owner(one: View) -> str:
    owner = one["owner"]
    return f"{owner['name']}（{owner['role']}）" if owner["name"] else owner["role"]


def _after(view: View, promises: list[View]) -> list[str]:
    told = ["各认领人到期前报送办理结果，盯办人核实，下次议事会第一项通报。"] if promises else []
    if view.get("reason"):
        told.append(f"本纪要为第{view['version']}版，改动原因：{view['reason']}。")
    if view.get("counting"):
        told.append(f"议程所依计数清单共{len(view['counting'])}行，校验码{view['counting_hash'][:16]}。")
    return told


def _people(view: View) -> list[tuple[str, list[str]]]:
    told = []
    for key, label in (("present", "出席"), ("proxies", "委托"), ("excused", "请假"), ("absent", "缺席")):
        people = view.get(key) or []
        names = [one["name"] for one in people if one["name"]]
        if names:
            told.append((label, names))
        elif people:
            told.append((label, _roles(people)))
    recorder = view["recorder"]
    return [*told, ("记录", [person(recorder)])]


def _roles(people: list[View]) -> list[str]:
    """居民代表5人: how a reader learns who was there without learning who they are."""
    counted: dict[str, int] = {}
    for one in people:
        counted[one["role"]] = counted.get(one["role"], 0) + 1
    return [f"{role}{count}人" for role, count in counted.items()]


def _lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
