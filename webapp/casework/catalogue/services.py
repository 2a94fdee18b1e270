"""The catalogue and the calendar by spreadsheet: all or nothing, every bad line named, never a version overwritten."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from webapp.casework.catalogue import queries, rules
from webapp.casework.catalogue.models import CalendarDay, Category, CategoryKind, Evidence
from webapp.core.files.spreadsheets import Column, Row
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.time.deadlines import TimeUnit
from webapp.core.time.reach import within_reach
from webapp.core.trust import history
from webapp.core.web.errors import DomainError

MOST_SHOWN = 8


class BadLines(DomainError):
    """Names the lines and what is wrong with each; nothing was imported."""

    status = 422
    message = N_("没有导入。%(lines)s")


class ValidTooEarly(DomainError):
    """A case keeps the version of its day, so a version never begins in the past."""

    status = 422
    message = N_("新目录最早从明天起生效，今天的事还按旧目录。")


COLUMNS = (
    Column("code", N_("代码"), required=True, example="LIGHT"),
    Column("kind", N_("类型"), choices=tuple(rules.KIND_NAMES.values()), required=True, example="隐患"),
    Column("name", N_("名称"), required=True, example="路灯、楼道灯"),
    Column("level", N_("等级"), choices=tuple(rules.LEVEL_NAMES.values()), required=True, example="网格自办"),
    Column("amount", N_("时限"), required=True, example="5"),
    Column("unit", N_("时限单位"), choices=tuple(rules.UNIT_NAMES.values()), required=True, example="工作日"),
    Column("contact", N_("几小时内联系"), example="24"),
    Column("evidence", N_("办好时要"), choices=tuple(rules.EVIDENCE_NAMES.values()), example="一句话"),
    Column("harmful", N_("少见但有危险"), choices=("是", "否"), example="否"),
)
CALENDAR_COLUMNS = (
    Column("day", N_("日期"), required=True, example="2027-01-01"),
    Column("working", N_("上班吗"), choices=("是", "否"), required=True, example="否"),
    Column("name", N_("名目"), example="元旦"),
)


def category_rows(categories: Iterable[Category]) -> list[list[object]]:
    return [
        [
            one.code, rules.KIND_NAMES[one.kind], one.name, rules.LEVEL_NAMES[one.level], one.limit_amount,
            rules.UNIT_NAMES[one.limit_unit], one.contact_hours, rules.EVIDENCE_NAMES[one.evidence],
            "是" if one.is_harmful else "否",
        ]
        for one in categories
    ]  # fmt: skip


def import_categories(
    session: Session, actor: Any, rows: list[Row], *, valid_from: date, retire_missing: bool = False
) -> int:
    """Each line that differs from today's becomes a version from that day on. Returns how many versions began."""
    if valid_from <= clock.today():
        raise ValidTooEarly(field="valid_from")
    read = _read_all(rows, _read_category)
    today = {one.code: one for one in queries.list_categories(session, valid_from)}
    count = 0
    for place, told in enumerate(read, start=1):
        known = today.pop(told["code"], None)
        if known is None or any(getattr(known, name) != value for name, value in told.items()):
            _close(session, known, valid_from)
            session.add(Category(**told, position=place, valid_from=valid_from))
            count += 1
    if retire_missing:
        for gone in today.values():
            _close(session, gone, valid_from)
            count += 1
    session.flush()
    history.record(session, actor, "import_catalogue", None, after={"versions": count, "from": valid_from.isoformat()})
    return count


def begin_version(
    session: Session, actor: Any, told: dict[str, Any], *, position: int, valid_from: date
) -> Category:  # fmt: skip
    """One category by itself: the version before ends the day before."""
    known = next((one for one in queries.list_categories(session, valid_from) if one.code == told["code"]), None)
    place = known.position if known else position
    _close(session, known, valid_from)
    made = Category(**told, position=place, valid_from=valid_from)
    session.add(made)
    session.flush()
    history.record(session, actor, "import_catalogue", made, after={"versions": 1, "from": valid_from.isoformat()})
    return made


def import_calendar(session: Session, actor: Any, rows: list[Row], *, document: str = "") -> int:
    """Days off and make-up days as announced; a later table for the same day wins."""
    read = _read_all(rows, _read_day)
    for told in read:
        known = session.get(CalendarDay, told["day"])
        if known is None:
            session.add(CalendarDay(**told, document=document))
        else:
            known.is_working, known.name, known.document = told["is_working"], told["name"], document
    session.flush()
    years = sorted({told["day"].year for told in read})
    history.record(session, actor, "import_calendar", None, after={"years": years, "days": len(read)})
    return len(read)


def _close(session: Session, version: Category | None, on: date) -> None:
    """A version that had not begun yet is replaced; one in force ends the day before."""
    if version is None:
        return
    if version.valid_from >= on:
        session.delete(version)
    else:
        version.valid_to = on - timedelta(days=1)
    session.flush()


def _read_all(rows: list[Row], read: Any) -> list[dict[str, Any]]:
    found, bad, seen = [], [], set()
    for row in rows:
        try:
            told = read(row.cells)
            key = told.get("code") or told.get("day")
            if key in seen:
                raise ValueError(gettext(N_("和前面重复")))
            seen.add(key)
            found.append(told)
        except ValueError as wrong:
            bad.append(gettext(N_("第 %(n)s 行：%(why)s"), n=row.number, why=str(wrong)))
    if bad:
        more = gettext(N_("还有 %(n)s 行。"), n=len(bad) - MOST_SHOWN) if len(bad) > MOST_SHOWN else ""
        raise BadLines(field="file", lines="；".join(bad[:MOST_SHOWN]) + more)
    return found


def _read_category(cells: dict[str, str]) -> dict[str, Any]:
    code = cells.get("code", "").upper()
    if not code.isascii() or not code.isalnum() or len(code) > 20:
        raise ValueError(gettext(N_("代码只能用字母和数字")))
    name = cells.get("name", "")
    if not name or len(name) > 40:
        raise ValueError(gettext(N_("名称要填，最多 40 个字")))
    return {
        "code": code,
        "kind": CategoryKind(_key(rules.KIND_NAMES, cells.get("kind", ""), N_("类型"))),
        "name": name,
        "level": int(_key(rules.LEVEL_NAMES, cells.get("level", ""), N_("等级"))),
        "limit_amount": _number(cells.get("amount", ""), N_("时限")),
        "limit_unit": TimeUnit(_key(rules.UNIT_NAMES, cells.get("unit", ""), N_("时限单位"))),
        "contact_hours": _number(cells.get("contact") or "24", N_("几小时内联系")),
        "evidence": Evidence(_key(rules.EVIDENCE_NAMES, cells.get("evidence") or "一句话", N_("办好时要"))),
        "is_harmful": cells.get("harmful", "") == "是",
    }


def _read_day(cells: dict[str, str]) -> dict[str, Any]:
    try:
        day = within_reach(date.fromisoformat(cells.get("day", "").replace("/", "-")[:10]))
    except ValueError:
        raise ValueError(gettext(N_("日期要写成 2027-01-01"))) from None
    if cells.get("working") not in ("是", "否"):
        raise ValueError(gettext(N_("“上班吗”填是或否")))
    return {"day": day, "is_working": cells["working"] == "是", "name": cells.get("name", "")[:40]}


def _key(names: dict[Any, str], said: str, column: str) -> Any:
    for key, name in names.items():
        if said in (name, gettext(name)):
            return key
    raise ValueError(gettext(N_("%(column)s不认识“%(said)s”"), column=gettext(column), said=said[:20]))


def _number(said: str, column: str) -> int:
    if not (said.isascii() and said.isdecimal() and len(said) < 10) or not 1 <= int(said) <= 1000:
        raise ValueError(gettext(N_("%(column)s要填 1 到 1000 的整数"), column=gettext(column)))
    return int(said)
