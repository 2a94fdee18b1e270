"""An older list becomes opening entries: first a preview that names every bad cell, then all rows or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO

from sqlmodel import Session, select

from webapp.core.files.spreadsheets import Column, Row, read_rows
from webapp.core.text import cleaning, phone_numbers
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.exchange.points import ledger_services as ledger
from webapp.exchange.points import rules
from webapp.exchange.points import services as points
from webapp.people.accounts.scope import Actor
from webapp.volunteering.volunteers import queries
from webapp.volunteering.volunteers.models import Volunteer

MOST = 1_000_000
COLUMNS = (
    Column("number", N_("志愿者编号"), example="Z00001"),
    Column("name", N_("姓名"), required=True, example="刘淑珍"),
    Column("phone", N_("手机号"), example="13800000001"),
    Column("points", N_("积分"), required=True, example="326"),
    Column("note", N_("备注"), example="旧存折第 3 本", width=28),
)


class ImportHasFaults(DomainError):
    status = 422
    message = N_("还有 %(count)s 处要改，一行都没有导入。")


@dataclass(frozen=True)
class Opening:
    row: int
    volunteer_id: str
    name: str
    number: str
    points: int
    note: str


@dataclass(frozen=True)
class Fault:
    row: int
    column: str
    said: str


@dataclass
class Preview:
    openings: list[Opening] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(opening.points for opening in self.openings)


def preview(session: Session, community_id: str, upload: IO[bytes] | bytes) -> Preview:
    """Reads all and writes nothing; one opening balance a person."""
    found = Preview()
    seen: dict[str, int] = {}
    for row in read_rows(upload, COLUMNS):
        volunteer = _who(session, community_id, row, found)
        amount = _amount(row, found)
        if volunteer is None or amount is None:
            continue
        if volunteer.id in seen:
            found.faults.append(Fault(row.number, gettext(COLUMNS[1].title), _twice(seen[volunteer.id])))
        elif _has_opening(session, volunteer):
            found.faults.append(Fault(row.number, gettext(COLUMNS[1].title), gettext(N_("这个人已经有转入的开户分"))))
        else:
            seen[volunteer.id] = row.number
            note = row.cells.get("note", "")[:80]
            found.openings.append(Opening(row.number, volunteer.id, volunteer.name, volunteer.number, amount, note))
    return found


def take_over(session: Session, actor: Actor, found: Preview, *, months: int, community_id: str) -> int:
    """All rows or none. The same list again finds every opening already made and adds nothing."""
    if found.faults:
        raise ImportHasFaults("file", count=len(found.faults))
    last_day = rules.expires_on(clock.today(), months)
    for opening in found.openings:
        volunteer = queries.get_volunteer(session, actor, opening.volunteer_id)
        said = f"旧存折转入 {opening.points} 分" + (f"（{opening.note}）" if opening.note else "")
        points.open_balance(
            session, actor, volunteer.party_id, points=opening.points, key=_key(volunteer), sentence=said,
            expires_on=last_day, community_id=volunteer.community_id,
        )  # fmt: skip
    history.record(
        session, actor, "import_points", None, community_id=community_id,
        after={"rows": len(found.openings), "points": found.total},
    )  # fmt: skip
    return len(found.openings)


def _who(session: Session, community_id: str, row: Row, found: Preview) -> Volunteer | None:
    """By number where there is one, else by phone, else by a name that only one person bears; the name must agree."""
    number, name, phone = (row.cells.get(key, "") for key in ("number", "name", "phone"))
    if number:
        volunteer = queries.by_number(session, community_id, cleaning.code(number))
        candidates = [volunteer] if volunteer else []
        column = 0
    elif phone:
        candidates = [
            one for one in queries.by_phone(session, phone_numbers.clean(phone)) if one.community_id == community_id
        ]
        column = 2
    else:
        query = select(Volunteer).where(Volunteer.community_id == community_id, Volunteer.name == name)
        candidates, column = list(session.exec(query)), 1
    fitting = [one for one in candidates if one.name == name]
    if len(fitting) == 1:
        return fitting[0]
    found.faults.append(Fault(row.number, gettext(COLUMNS[column].title), _why(candidates, fitting, name)))
    return None


def _why(candidates: list[Volunteer], fitting: list[Volunteer], name: str) -> str:
    if len(fitting) > 1:
        return gettext(N_("有 %(count)s 个人叫%(name)s，请写编号或手机号"), count=len(fitting), name=name)
    if candidates:
        return gettext(N_("登记的姓名是%(known)s，不是%(name)s"), known=candidates[0].name, name=name)
    return gettext(N_("没有这位志愿者，先登记"))


def _amount(row: Row, found: Preview) -> int | None:
    text = row.cells.get("points", "").replace(",", "").replace("，", "").removesuffix("分").strip().removesuffix(".0")
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST:
        return int(text)
    words = gettext(N_("「%(given)s」不是大于 0 的整数"), given=text[:20])
    found.faults.append(Fault(row.number, gettext(COLUMNS[3].title), words))
    return None


def _has_opening(session: Session, volunteer: Volunteer) -> bool:
    return ledger.known(session, volunteer.community_id, _key(volunteer)) is not None


def _key(volunteer: Volunteer) -> str:
    return f"opening:{volunteer.id}"


def _twice(first: int) -> str:
    return gettext(N_("和第 %(row)s 行是同一个人"), row=first)
