"""The demo's questionnaire as its author would have written it: an XLSForm workbook about a gas hose."""

import io

import xlsxwriter

SURVEY = (
    ("type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)", "required", "relevant", "constraint",
     "constraint_message::中文 (zh)", "choice_filter", "calculation", "default"),
    ("text", "head_name", "户主", "Head of household"),
    ("integer", "household_size", "常住人数", "People living here", "", "", "", ". >= 0 and . <= 20", "填 0 到 20"),
    ("select_one yn", "uses_gas", "家里用燃气吗？", "Is gas used here?", "", "yes"),
    ("begin group", "hose", "软管", "Hose", "", "", "${uses_gas} = 'yes'"),
    ("select_one kind", "kind", "什么软管？", "What kind of hose?", "不确定就选“看不出来”", "yes"),
    ("date", "made_on", "软管上印的日期", "Date printed on the hose", "看不清可以不填", "", "${kind} != 'unknown'",
     ". <= today()", "不能是以后的日子"),
    ("calculate", "age", "", "", "", "", "", "", "", "", "int((today() - ${made_on}) div 365.25)"),
    ("note", "old", "用了 ${age} 年，橡胶管两年、金属管八年就该换。",
     "In use for ${age} years; rubber is to be replaced after two, metal after eight.", "", "",
     "${made_on} != '' and ((${kind} = 'rubber' and ${age} >= 2) or ${age} >= 8)"),
    ("select_multiple fault", "faults", "看到什么？", "What do you see?", "", "", "", "", "",
     "for = 'all' or for = ${kind}"),
    ("image", "picture", "拍一张软管（自愿）", "Picture of the hose (optional)"),
    ("end group", ""),
    ("begin repeat", "alarm", "报警器", "Alarm"),
    ("select_one place", "place", "装在哪？", "Where is it?"),
    ("select_one yn", "works", "按一下响不响？", "Does it sound when pressed?", "", "", "${place} != ''"),
    ("end repeat", ""),
    ("acknowledge", "told", "已经当面说过怎么关总阀", "Shown how to close the main valve", "", "yes",
     "${uses_gas} = 'yes'"),
)  # fmt: skip
CHOICES = (
    ("list_name", "name", "label::中文 (zh)", "label::English (en)", "for"),
    ("yn", "yes", "是", "Yes"), ("yn", "no", "不是", "No"),
    ("kind", "rubber", "橡胶管", "Rubber"), ("kind", "metal", "金属波纹管", "Corrugated metal"),
    ("kind", "unknown", "看不出来", "Cannot tell"),
    ("fault", "none", "都好", "Nothing", "all"), ("fault", "cracked", "老化开裂", "Aged, cracked", "rubber"),
    ("fault", "rust", "生锈", "Rust", "metal"), ("fault", "long", "太长、穿墙", "Too long, through a wall", "all"),
    ("place", "kitchen", "厨房", "Kitchen"), ("place", "elsewhere", "别处", "Elsewhere"),
)  # fmt: skip
SETTINGS = (("form_title", "form_id", "version", "default_language"), ("燃气软管入户", "gas_hose", "1", "中文 (zh)"))


def workbook() -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    for name, rows in (("survey", SURVEY), ("choices", CHOICES), ("settings", SETTINGS)):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, at, cell)
    book.close()
    return packed.getvalue()
