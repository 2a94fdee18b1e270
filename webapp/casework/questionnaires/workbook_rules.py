"""A checked workbook goes to pyxform as the rows it is, and comes back as the XForm that ODK clients read."""

import re
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from webapp.casework.questionnaires.sheet_rules import SHEETS, Fault, Grid
from webapp.core.text.i18n import N_, gettext

ROOT = "data"
ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")


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
    return Fault(sheet, int(found[1]) if found else 0, "", ROW.sub("", said).strip()[:300])
