"""A person's sheet as tables for a workbook and as one document for JSON."""

from typing import Any

from webapp.centre.keeping.rules import GROUND_WORDS
from webapp.centre.rights.holding_queries import Sheet
from webapp.core.text.i18n import N_, gettext

KEPT, LOOKED = N_("存了什么"), N_("谁看过、改过")


def as_tables(sheet: Sheet) -> dict[str, list[list[str]]]:
    titles = (N_("哪一类"), N_("项目"), N_("内容"), N_("为什么"), N_("凭什么"), N_("存多久"))
    heads = [gettext(words) for words in titles]
    kept = [
        [gettext(part.keep.what), line.term, line.value, gettext(part.keep.why),
         gettext(GROUND_WORDS[part.keep.ground]), gettext(part.keep.kept)]
        for part in sheet.parts for line in part.lines
    ]  # fmt: skip
    looks = [gettext(words) for words in (N_("时间"), N_("做了什么"), N_("谁"), N_("原因"))]
    return {gettext(KEPT): [heads, *kept], gettext(LOOKED): [looks, *map(list, sheet.looks)]}


def as_document(sheet: Sheet) -> dict[str, Any]:
    return {
        "name": sheet.name, "made_on": sheet.made_on.isoformat(),
        "kept": [
            {
                "what": gettext(part.keep.what), "why": gettext(part.keep.why),
                "ground": gettext(GROUND_WORDS[part.keep.ground]), "how_long": gettext(part.keep.kept),
                "lines": [line._asdict() for line in part.lines],
            }
            for part in sheet.parts
        ],
        "looks": [look._asdict() for look in sheet.looks],
    }  # fmt: skip
