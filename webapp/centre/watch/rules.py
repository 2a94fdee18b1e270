"""Which verbs of the history mean that somebody saw people's data, and what of it they saw."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from webapp.core.text.i18n import N_

MASKED_NAME, NAME = N_("姓名（遮住）"), N_("姓名")
MASKED_PHONE, PHONE = N_("电话（遮住）"), N_("电话")
HOME, FLAGS, NOTE = N_("住哪一户"), N_("重点户标记"), N_("敲门前要知道的")
YEAR, WORK, TAIL = N_("性别和出生年"), N_("做什么工作"), N_("电话尾号")
NUMBER, HEALTH, POLITICAL = N_("身份证号"), N_("健康情况"), N_("政治面貌")
SAID, ANSWERS = N_("走访时说的话"), N_("问卷或征求意见的回答")

LIST = (MASKED_NAME, HOME)
HOUSE = (MASKED_NAME, MASKED_PHONE, HOME, FLAGS, NOTE)
CLEAR = (NAME, PHONE, NUMBER, HEALTH, POLITICAL)
BY_LIST = {"households": (*LIST, FLAGS), "residents": (*LIST, YEAR), "visits": (HOME, SAID)}
BY_FIELD = {"phone": PHONE, "id_number": NUMBER, "health": HEALTH, "political": POLITICAL}


@dataclass(frozen=True)
class Way:
    """How it was seen. `is_file`: it left the product; `is_door`: one home or person was opened by itself."""

    words: str
    fields: tuple[str, ...] = ()
    is_file: bool = False
    is_door: bool = False


WAYS = {
    "read_household": Way(N_("打开一户"), HOUSE, is_door=True),
    "read_resident": Way(N_("打开一个人"), (MASKED_NAME, MASKED_PHONE, HOME, YEAR, WORK), is_door=True),
    "read_building": Way(N_("打开一栋楼"), (*LIST, FLAGS)),
    "read_list": Way(N_("翻清单"), LIST),
    "read_search": Way(N_("找人"), LIST),
    "read_grid": Way(N_("存到手机上"), (NAME, TAIL, HOME, FLAGS, NOTE)),
    "read_case": Way(N_("打开一件事"), (MASKED_NAME, MASKED_PHONE)),
    "read_merchant": Way(N_("打开一家商户"), (MASKED_NAME, MASKED_PHONE)),
    "read_volunteer": Way(N_("打开一个志愿者"), (NAME, MASKED_PHONE)),
    "read_seeker": Way(N_("打开一个想找活的人"), (MASKED_NAME, MASKED_PHONE)),
    "read_opinions": Way(N_("看一栋楼的回答"), (HOME, ANSWERS)),
    "read_opinion": Way(N_("看一户的回答"), (HOME, ANSWERS)),
    "reveal_resident": Way(N_("写了原因，看全部内容"), CLEAR, is_door=True),
    "show_keeper": Way(N_("看认养人的电话"), (NAME, PHONE)),
    "show_borrower_phone": Way(N_("看借用人的电话"), (NAME, PHONE)),
    "print_list": Way(N_("打印清单"), LIST, is_file=True),
    "export_list": Way(N_("导出清单"), LIST, is_file=True),
    "take_export": Way(N_("取走名册"), (NAME, HOME, YEAR), is_file=True),
    "export_task_answers": Way(N_("导出任务答案"), (HOME, ANSWERS), is_file=True),
    "import_register": Way(N_("导入名册"), (NAME, PHONE, HOME), is_file=True),
    "print_certificate": Way(N_("打印证书"), (NAME,), is_file=True),
    "print_batch": Way(N_("打印一批证书"), (NAME,), is_file=True),
}  # fmt: skip
FILES = tuple(verb for verb, way in WAYS.items() if way.is_file)
DOORS = tuple(verb for verb, way in WAYS.items() if way.is_door)


@dataclass(frozen=True)
class Reading:
    """One line of the history, read as: who saw which rows."""

    id: str
    at: datetime
    verb: str
    kind: str
    rows: tuple[str, ...]
    account_id: str
    device: str = ""
    reason: str = ""
    fields: tuple[str, ...] = ()

    @property
    def way(self) -> Way:
        return WAYS[self.verb]


def fields_of(verb: str, after: dict[str, Any]) -> tuple[str, ...]:
    """What such a line showed; a list by its name, a reveal by what it named, a roster with or without numbers."""
    if after.get("list") in BY_LIST:
        return BY_LIST[after["list"]]
    if verb == "reveal_resident" and after.get("fields"):
        return (NAME, *(BY_FIELD[one] for one in after["fields"] if one in BY_FIELD))
    if verb == "take_export" and after.get("with_phone"):
        return (*WAYS[verb].fields, PHONE)
    return WAYS[verb].fields


def rows_of(row_id: str | None, after: dict[str, Any]) -> tuple[str, ...]:
    """A file names its rows `ids`, a page `rows`; of older files only how many is known."""
    named = after.get("ids") or after.get("rows")
    return tuple(named) if isinstance(named, list) else (row_id,) if row_id else ()


def span_of(first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Both days included; a week where nobody says, and never backwards."""
    end = min(last or today, today)
    return min(first or end - timedelta(days=6), end), end
