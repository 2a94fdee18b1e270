"""A checked workbook goes to pyxform as the rows it is, and comes back as the XForm that ODK clients read."""

import re
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from webapp.casework.questionnaires.sheet_rules import SHEETS, Fault, Grid
from webapp.core.text.i18n import N_, gettext

ROOT = "data"
ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")

# What authors get wrong most, as pyxform says it, and in our words. Anything else stays in pyxform's own.
PLAINLY = (
    (r"List name not in choices sheet: (?P<what>.+)", N_("choices 里没有叫“%(what)s”的选项表。")),
    (r"'name' value '(?P<what>[^']*)' is invalid\. Questions, groups", N_("name“%(what)s”用了两次，要改成不一样的。")),
    (r"Unmatched 'begin_.*for the name '(?P<what>[^']*)'", N_("“%(what)s”开了头，后面没有配对的 end。")),
    (r"Unmatched 'end_", N_("这个 end 前面没有配对的 begin。")),
    (r"Could not find the name '(?P<what>[^']*)'", N_("式子里的“%(what)s”不在 survey 的 name 里。")),
    (r"named '(?P<what>[^']*)' has no label", N_("“%(what)s”没写 label。")),
    (r"Question or group with no name", N_("这一行没写 name。")),
    (r"'name' value is invalid\. Names must", N_("name 要用字母开头，只能有字母、数字、下划线、连字符和点。")),
    (r"Unknown question type 'select", N_("选择题要写用哪张选项表，比如 select_one yn。")),
    (r"Choice names must be unique", N_("同一张选项表里，这个 name 写了两次。")),
    (r"Choices must have a name", N_("这个选项没写 name。")),
    (r"Missing calculation", N_("calculate 这一行没写 calculation。")),
)


class NotAForm(Exception):
    """pyxform's own word on what is wrong, with the row when it names one."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.why)
        self.fault = fault


def xform_of(sheets: dict[str, Grid], fallback: str) -> str:
    """`fallback` names a form whose settings do not. Raises NotAForm."""
    told: dict[str, Any] = {name: _rows(rows) for name, rows in _known(sheets).items()}
    for name, rows in _known(sheets).items():
        if rows:
            told[f"{name}_header"] = [dict.fromkeys(cell for cell in rows[0][1] if _is_used(cell))]
    try:
        return str(convert(xlsform=told, form_name=ROOT, validate=False, file_type="dict").xform)
    except PyXFormError as wrong:
        raise NotAForm(_fault(str(wrong))) from wrong
    except (AttributeError, KeyError, TypeError, ValueError, IndexError) as wrong:
        why = gettext(N_("pyxform 读不懂这张表（%(name)s）。"), name=fallback)
        raise NotAForm(Fault("survey", 0, "", why)) from wrong


def _known(sheets: dict[str, Grid]) -> dict[str, Grid]:
    return {name.strip().lower(): rows for name, rows in sheets.items() if name.strip().lower() in SHEETS}


def _rows(rows: Grid) -> list[dict[str, str]]:
    """Every line below the heading, empty ones too: pyxform counts rows as the spreadsheet does."""
    if not rows:
        return []
    first, heading = rows[0]
    by_number = dict(rows[1:])
    last = max(by_number, default=first)
    lines = (zip(heading, by_number.get(number, []), strict=False) for number in range(first + 1, last + 1))
    return [{name: _cell(name, cell) for name, cell in line if _is_used(name) and cell.strip()} for line in lines]


def _is_used(name: str) -> bool:
    return bool(name.strip()) and not name.strip().lower().startswith("instance::")


def _cell(name: str, cell: str) -> str:
    """One type that only CHT knows is plain text to pyxform."""
    return "text" if name.strip().lower() == "type" and cell.strip().lower() == "tel" else cell


def _fault(said: str) -> Fault:
    found = ROW.search(said)
    words = said.lower()
    of_choices = "choices" in words and "survey" not in words and "not in choices" not in words
    sheet = "choices" if of_choices else "survey"
    return Fault(sheet, int(found[1]) if found else 0, "", _plainly(ROW.sub("", said).strip()))


def _plainly(said: str) -> str:
    for pattern, words in PLAINLY:
        if found := re.search(pattern, said):
            return gettext(words, **found.groupdict())
    return said[:300]
