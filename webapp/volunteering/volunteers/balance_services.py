"""An older list's points and hours as a list of the office: each becomes the first entry of a passbook, and a line of
hours. Taking it back is a second entry, for ledgers only grow."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.core.data.row_journal import Written
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.exchange.points import correction_services, rules
from webapp.exchange.points import ledger_services as ledger
from webapp.exchange.points import services as points
from webapp.exchange.points.models import Entry
from webapp.people.accounts.permissions import Action
from webapp.register.intake.cell_rules import phone, text, whole
from webapp.register.intake.kind_rules import FIXED, Field, Ground, Kind, Known, Values
from webapp.volunteering.volunteers import services
from webapp.volunteering.volunteers.models import HoursLine, Volunteer

NOBODY = N_("没有这位志愿者，先登记")
OTHER_NAME = N_("登记的姓名是%(known)s，不是%(name)s")
SEVERAL = N_("有 %(count)s 个人叫%(name)s，请写编号或手机号")
NOTHING = N_("积分和时长至少写一样")
SPENT = N_("分已经用过了")
TAKEN_BACK = N_("导错了，撤回")
USUAL_MONTHS = 36


def _survey(session: Session, community_id: str) -> Ground:
    query = select(Volunteer).where(Volunteer.community_id == community_id).order_by(col(Volunteer.number))
    people = list(session.exec(query))
    booked, served = _openings(session, community_id), _opening_minutes(session, community_id)
    known = [
        Known(one.id, {
            "number": one.number, "name": one.name, "phone": one.phone, "points": booked.get(one.id),
            "hours": served[one.id] // 60 if served.get(one.id) else None,
        })
        for one in people if one.id in booked or served.get(one.id)
    ]  # fmt: skip
    labels = {"\n".join((one.number, one.name, one.phone or "")): one.id for one in people}
    return Ground(community_id, known, {"volunteer": labels})


def _openings(session: Session, community_id: str) -> dict[str, int]:
    """Volunteer → points brought in and not taken back; whose they are stands in the entry's key."""
    back = select(Entry.reverses_id).where(Entry.community_id == community_id, col(Entry.reverses_id).is_not(None))
    query = select(Entry.key, Entry.amount).where(
        Entry.community_id == community_id, col(Entry.key).startswith("opening:"), col(Entry.id).not_in(back)
    )
    return {key.split(":")[1]: amount for key, amount in session.exec(query)}


def _opening_minutes(session: Session, community_id: str) -> dict[str, int]:
    first = col(HoursLine.key).startswith("opening:")
    first_lines = select(HoursLine.id).where(HoursLine.community_id == community_id, first)
    query = select(HoursLine.volunteer_id, func.sum(HoursLine.minutes)).where(
        first | col(HoursLine.reverses_id).in_(first_lines), HoursLine.community_id == community_id
    )
    return {key: int(minutes) for key, minutes in session.exec(query.group_by(HoursLine.volunteer_id))}


def _check(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    """By number where there is one, else by phone, else by a name that only one person bears; the name must agree."""
    if not values["points"] and not values["hours"]:
        yield "points", NOTHING, {}
        return
    column = next((key for key in ("number", "phone") if values[key]), "name")
    place = ("number", "name", "phone").index(column)
    rows = [label.split("\n") for label in ground.places["volunteer"]]
    meant = [row for row in rows if row[place] == values[column]]
    fitting = [row for row in meant if row[1] == values["name"]]
    if len(fitting) == 1:
        values["number"] = fitting[0][0]
        yield from _brought_in(ground, values)
    elif len(fitting) > 1:
        yield column, SEVERAL, {"count": len(fitting), "name": values["name"]}
    elif meant:
        yield "name", OTHER_NAME, {"known": meant[0][1], "name": values["name"]}
    else:
        yield column, NOBODY, {}


def _brought_in(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    """What lacks may come later; what is there is corrected by a correction, with its second person."""
    there = next((one.values for one in ground.known if one.values["number"] == values["number"]), {})
    for column in ("points", "hours"):
        if there.get(column) and values[column] and there[column] != values[column]:
            yield column, FIXED, {"now": there[column]}
    if there and all(there.get(column) or not values[column] for column in ("points", "hours")):
        values |= {"months": None, "note": ""}  # of what is there already they say nothing


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    key = next(key for label, key in ground.places["volunteer"].items() if label.split("\n")[0] == values["number"])
    volunteer, note = session.get_one(Volunteer, key), values["note"]
    more = f"（{note}）" if note else ""
    if values["points"]:
        last_day = rules.expires_on(clock.today(), values["months"] or USUAL_MONTHS)
        points.open_balance(
            session, actor, volunteer.party_id, points=values["points"], key=_free_key(session, volunteer),
            sentence=f"旧存折转入 {values['points']} 分{more}", expires_on=last_day,
            community_id=volunteer.community_id,
        )  # fmt: skip
    if values["hours"]:
        _open_hours(
            session, actor, volunteer, minutes=values["hours"] * 60, title=f"旧台账转入 {values['hours']} 小时{more}"
        )  # fmt: skip


def _open_hours(session: Session, actor: Any, volunteer: Volunteer, *, minutes: int, title: str) -> HoursLine:
    """An older list's hours as one line of today: many services nobody can take apart any more."""
    before = select(HoursLine.id).where(
        HoursLine.volunteer_id == volunteer.id, col(HoursLine.key).startswith(f"opening:{volunteer.id}")
    )
    now, number = clock.now(), len(session.exec(before).all()) + 1
    line = HoursLine(
        community_id=volunteer.community_id, volunteer_id=volunteer.id, key=f"opening:{volunteer.id}:{number}",
        minutes=minutes, on=clock.today(), started_at=now, ended_at=now, title=title[:80], method="opening",
        made_by=actor.account_id, made_at=now,
    )  # fmt: skip
    session.add(line)
    session.flush()
    return line


def _free_key(session: Session, volunteer: Volunteer) -> str:
    """What was taken back keeps its key for ever; the next opening has the next."""
    number, key = 1, f"opening:{volunteer.id}"
    while ledger.known(session, volunteer.community_id, key) is not None:
        number += 1
        key = f"opening:{volunteer.id}:{number}"
    return key


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    there = next(one for one in ground.known if one.id == known_id)
    told = {"points": None, "hours": None, "months": None, "note": "", **changed}
    _add(session, actor, ground, told | {"number": there.values["number"]})


def _reverse(session: Session, actor: Any, goes: list[Written]) -> None:
    for one in goes:
        if one.table == "ledger_entry":
            correction_services.reverse(session, actor, session.get_one(Entry, one.id), reason=gettext(TAKEN_BACK))
        elif one.table == "hours_line":
            services.void_hours(session, actor, session.get_one(HoursLine, one.id), reason=gettext(TAKEN_BACK))


BALANCES = Kind(
    "balances", N_("志愿者的旧积分和旧时长"),
    N_("先登记志愿者。按编号认，没写编号的按手机号或姓名认；一个人只转入一次。"),
    (
        Field("number", N_("志愿者编号"), example="Z00001", read=text(20)),
        Field("name", N_("姓名"), required=True, example="刘淑珍", read=text(40, must=True), is_fixed=True),
        Field("phone", N_("手机号"), example="13800000001", read=phone, is_private=True, is_fixed=True),
        Field("points", N_("积分"), example="326", read=whole(0, 1_000_000)),
        Field("hours", N_("服务时长（小时）"), example="120", read=whole(0, 50_000)),
        Field("months", N_("这些分几个月后到期"), example="36", read=whole(1, 120)),
        Field("note", N_("备注"), example="旧存折第 3 本", read=text(60), width=28),
    ),
    lambda values: [("number", values["number"])], _survey, _add, _change, _check, action=Action.IMPORT_POINTS,
    reverse=_reverse, booked=frozenset({"ledger_entry", "posting", "hours_line"}), since={"points_lot": SPENT},
)  # fmt: skip
KINDS = (BALANCES,)
