"""One row of every kind the house knows, made for a community without a service: what a stranger must not reach."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Column, Enum
from sqlmodel import Session, SQLModel

from tests.town import Town
from webapp.core.data import ids

DAY, MOMENT = date(2026, 6, 30), datetime(2026, 6, 30, 4, tzinfo=UTC)
NOT_MADE = {  # numbered or kept once for all, and asked for by no address
    "audit_head", "audit_line", "calendar_day", "case_ladder", "name_pair", "redemption_stop", "not_same_person",
    "score_rule", "sync_epoch", "unit",
    "unit_lineage", "unit_version", "volunteer_number", "installation", "setting_change", "setup_code", "backup_proof",
    "home_tally",  # counted by the house itself
}  # fmt: skip
# What a CHECK asks of a value.
CHECKED = {
    "grid_difficulty.level": 2,
    "public_notice.days": 7,
    "public_notice.ends_on": DAY + timedelta(days=30),
    "shift.ends_at": MOMENT + timedelta(hours=2),
    "attendance.demand_id": None,
    "opinion_round.closes_at": MOMENT + timedelta(days=7),
    "opinion_extension.closes_at": MOMENT + timedelta(days=9),
    "tool_station.closes": time(17),
    "market_push.place": 1,
}


def one_of_each(session: Session, town: Town, place: str, tag: str, owner: str = "") -> dict[str, str]:
    """Table name → the id of its new row; `place` is "" or "far_". All rows of one set belong together, and to
    `owner` where they are a person's own: somebody of the town, or else a person made with them."""
    units = {"community": town.units[place + "community"], "grid": town.units[place + "grid" + ("" if place else "1")]}
    units["micro_grid"] = units["grid"] if place else town.units["micro1"]
    units["verifier"] = town.parties[place + "host" if place else "ma"]  # whoever checks is somebody else
    made = {"account": town.accounts[owner], "party": town.parties[owner], "post": ""} if owner else {}
    classes = {mapper.local_table.name: mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # type: ignore[attr-defined]
    for table in SQLModel.metadata.sorted_tables:
        if table.name in NOT_MADE or table.name in made:
            continue
        values = {c.name: _value(c, units, made, tag) for c in table.c if _is_wanted(c, classes[table.name])}
        row = classes[table.name](**values)
        session.add(row)
        session.flush()
        made[table.name] = str(getattr(row, "id", ""))
    return made | {"unit": units["community"]}


def _is_wanted(column: Column[Any], model: type[SQLModel]) -> bool:
    """What has a default keeps it; what points elsewhere is pointed at the set's own rows."""
    return bool(column.foreign_keys) or column.name == "community_id" or model.model_fields[column.name].is_required()


def _value(column: Column[Any], units: dict[str, str], made: dict[str, str], tag: str) -> Any:
    if str(column) in CHECKED:
        return CHECKED[str(column)]
    if str(column) == "promise.verifier_id":
        return units["verifier"]
    for key in column.foreign_keys:
        target = key.column.table.name
        if target == "unit":
            return units[
                column.name.removesuffix("_id") if column.name in ("grid_id", "micro_grid_id") else "community"
            ]
        return made.get(target)  # None: of the same table, which is never required
    if column.name == "community_id":
        return units["community"]
    if isinstance(column.type, ids.TextUuid):
        return ids.new()
    if isinstance(column.type, Enum):
        return next(iter(column.type.enum_class or []))
    text = f"{tag}{column.name}"[: getattr(column.type, "length", None) or 40]
    kind = getattr(column.type, "impl_instance", column.type).python_type
    return {datetime: MOMENT, date: DAY + timedelta(days=len(tag)), time: time(9), bool: False, int: len(tag)}.get(
        kind, text
    )
