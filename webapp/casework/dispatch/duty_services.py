"""The duty list and the weekly limit: kept by the district, dated, imported as a whole or not at all."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.dispatch.models import BurdenLimit, DutyEntry
from webapp.core.files.spreadsheets import Column, Row
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor

MOST_SHOWN = 8
COLUMNS = (
    Column("code", N_("编号"), required=True, example="JC-07"),
    Column("name", N_("事项"), required=True, example="独居老人走访", width=30),
    Column("basis", N_("依据"), required=True, example="区委办〔2026〕7号，第三条", width=40),
    Column("department", N_("责任部门"), example="民政局"),
)


class BadLines(DomainError):
    status = 422
    message = N_("没有导入。%(lines)s")


class BeginsTooEarly(DomainError):
    """What was sent under the list of a day stays under it."""

    status = 422
    message = N_("新清单最早从今天起生效。")


def bring_duties(session: Session, actor: Actor, rows: list[Row], *, valid_from: date) -> int:
    """The whole list anew from a day on: what changed or is new gets a version, what is missing ends the day before.
    Returns how many lines changed."""
    if valid_from < clock.today():
        raise BeginsTooEarly(field="valid_from")
    _judge(rows)
    unit_id = actor.hats[0].unit_id
    standing = {one.code: one for one in session.exec(_standing(unit_id))}
    changed = 0
    for row in rows:
        changed += _take(session, unit_id, standing.pop(row.cells["code"], None), row.cells, valid_from)
    for ended in standing.values():
        _end(session, ended, valid_from)
    session.flush()
    history.record(
        session, actor, "bring_duty_list", None, after={"lines": len(rows), "changed": changed, "ended": len(standing)}
    )
    return changed + len(standing)


def standing(session: Session, unit_id: str) -> list[DutyEntry]:
    return list(session.exec(_standing(unit_id).order_by(col(DutyEntry.code))))


def take_line(session: Session, actor: Actor, unit_id: str, cells: dict[str, str], *, valid_from: date) -> None:
    """One line by itself; what else stands on the list stays."""
    known = next((one for one in standing(session, unit_id) if one.code == cells["code"]), None)
    if _take(session, unit_id, known, cells, valid_from):
        session.flush()
        history.record(session, actor, "bring_duty_list", None, after={"lines": 1, "changed": 1, "ended": 0})


def _standing(unit_id: str) -> Any:
    return select(DutyEntry).where(DutyEntry.unit_id == unit_id, col(DutyEntry.valid_to).is_(None))


def _judge(rows: list[Row]) -> None:
    wrong, seen = [], set[str]()
    for row in rows:
        lack = [column.title for column in COLUMNS if column.required and not row.cells.get(column.key)]
        if lack:
            wrong.append(gettext("第 %(n)s 行：%(what)s没有填", n=row.number, what=listed(map(gettext, lack))))
        elif row.cells["code"] in seen:
            wrong.append(gettext("第 %(n)s 行：编号 %(code)s 重复了", n=row.number, code=row.cells["code"]))
        elif long := [c.title for c in COLUMNS if len(row.cells.get(c.key, "")) > LONGEST[c.key]]:
            wrong.append(gettext("第 %(n)s 行：%(what)s太长了", n=row.number, what=listed(map(gettext, long))))
        seen.add(row.cells.get("code", ""))
    if wrong:
        raise BadLines(field="file", lines="；".join(wrong[:MOST_SHOWN]) + "。")


LONGEST = {"code": 20, "name": 80, "basis": 200, "department": 60}


def _take(session: Session, unit_id: str, before: DutyEntry | None, cells: dict[str, str], valid_from: date) -> bool:
    told: dict[str, Any] = {key: cells.get(key, "") for key in LONGEST}
    if before is not None:
        if all(getattr(before, key) == value for key, value in told.items()):
            return False
        _end(session, before, valid_from)
    session.add(DutyEntry(unit_id=unit_id, valid_from=valid_from, **told))
    return True


def _end(session: Session, entry: DutyEntry, valid_from: date) -> None:
    """One that has not begun yet never will."""
    if entry.valid_from >= valid_from:
        session.delete(entry)
    else:
        entry.valid_to = valid_from - timedelta(days=1)
    session.flush()


def duty_rows(entries: Iterable[DutyEntry]) -> list[list[object]]:
    return [[one.code, one.name, one.basis, one.department] for one in entries]


def set_limit(session: Session, actor: Actor, *, minutes: int, document: str, valid_from: date) -> BurdenLimit:
    """Minutes a grid may be asked for in a week, from a day not yet past; setting the same day again replaces it."""
    if valid_from < clock.today():
        raise BeginsTooEarly(field="valid_from")
    unit_id = actor.hats[0].unit_id
    made = session.exec(
        select(BurdenLimit).where(BurdenLimit.unit_id == unit_id, BurdenLimit.valid_from == valid_from)
    ).first() or BurdenLimit(unit_id=unit_id, minutes=minutes, document=document, valid_from=valid_from)
    before = made.minutes
    made.minutes, made.document, made.made_by = minutes, document, actor.account_id
    session.add(made)
    session.flush()
    history.record(session, actor, "set_burden_limit", made, before={"minutes": before}, after={"minutes": minutes},
                   reason=document)  # fmt: skip
    return made


