"""Workbooks for tests, written as their authors would: sheets of rows."""

import io
from collections.abc import Sequence

import xlsxwriter

Rows = Sequence[Sequence[object]]
HEAD = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "choice_filter",
        "calculation", "default", "appearance", "readonly", "repeat_count", "required_message", "guidance_hint",
        "parameters")  # fmt: skip


def line(type: str, name: str = "", label: str = "", **more: str) -> list[str]:
    given = {"type": type, "name": name, "label": label, **more}
    return [given.get(column, "") for column in HEAD]


def book(survey: Rows, choices: Rows = (), settings: Rows = (), **more: Rows) -> bytes:
    packed = io.BytesIO()
    made = xlsxwriter.Workbook(packed, {"in_memory": True})
    for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell != "":
                    sheet.write(number, at, cell)
    made.close()
    return packed.getvalue()


YES_NO = (("list_name", "name", "label"), ("yn", "yes", "是"), ("yn", "no", "不是"))
EVERY_TYPE = (
    HEAD,
    line("start", "start"), line("end", "end"), line("today", "day"),
    line("text", "who", "谁", required="yes", hint="写全名", guidance_hint="问清楚"),
    line("text", "long", "经过", appearance="multiline"),
    line("note", "said", "${who}，您好"),
    line("integer", "age", "年龄", constraint=". >= 0 and . < 130", constraint_message="年龄不对"),
    line("decimal", "area", "面积"),
    line("range", "score", "打几分", parameters="start=1 end=10 step=1"),
    line("date", "on", "哪天", default="today()"),
    line("time", "at", "几点"),
    line("dateTime", "moment", "什么时候"),
    line("select_one yn", "gas", "用燃气吗", required="${age} > 17", required_message="成年人要答"),
    line("begin group", "hose", "软管", relevant="${gas} = 'yes'"),
    line("select_one kind", "kind", "哪种", required="yes", default="rubber"),
    line("select_multiple fault", "faults", "看到什么", choice_filter="for = 'all' or for = ${kind}"),
    line("image", "picture", "照片"),
    line("barcode", "code", "条码"),
    line("end group"),
    line("begin repeat", "person", "家里人"),
    line("text", "name", "姓名"),
    line("integer", "years", "岁数"),
    line("calculate", "line", calculation="concat(position(..), ' ', ${name})"),
    line("end repeat"),
    line("calculate", "people", calculation="count(${person})"),
    line("calculate", "oldest", calculation="max(${years})"),
    line("begin repeat", "floor", "楼层", repeat_count="${people}"),
    line("text", "lamp", "灯"),
    line("end repeat"),
    line("text", "fixed", "算出来的", readonly="yes", calculation="concat(jr:choice-name(${gas}, '${gas}'), '!')"),
    line("hidden", "source", default="paper"),
    line("acknowledge", "told", "已告知"),
)  # fmt: skip
EVERY_CHOICE = (
    ("list_name", "name", "label", "for"), ("yn", "yes", "是"), ("yn", "no", "不是"),
    ("kind", "rubber", "橡胶"), ("kind", "metal", "金属"),
    ("fault", "none", "都好", "all"), ("fault", "crack", "开裂", "rubber"), ("fault", "rust", "生锈", "metal"),
)  # fmt: skip
TITLED = (("form_title", "form_id", "version"), ("样表", "every", "7"))
