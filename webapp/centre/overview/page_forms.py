"""What a level's page shows: figures with their lists behind them, the month asked for, the same as a sheet."""

from typing import Any
from urllib.parse import urlencode

from flask import current_app, url_for

from webapp.centre.overview import queries, rules
from webapp.centre.overview.level_queries import Level
from webapp.centre.overview.rules import Figure, Month
from webapp.core.files.spreadsheets import Column
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import filters
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import UnitKind

KIND_WORDS = {
    UnitKind.DISTRICT: N_("区"), UnitKind.STREET: N_("街道"), UnitKind.COMMUNITY: N_("社区"), UnitKind.GRID: N_("网格"),
    UnitKind.MICRO_GRID: N_("微网格"),
}  # fmt: skip
COLUMNS = (
    Column("title", N_("数"), width=24), Column("value", N_("是多少")), Column("of", N_("一共")),
    Column("unit", N_("单位"), width=8), Column("period", N_("期间")), Column("basis", N_("口径")),
    Column("definition", N_("怎么算的"), width=70),
)  # fmt: skip


def said(figure: Figure) -> str:
    """The number as it is read: 12 / 40, 1,234, or that it is too few to be shown."""
    if figure.is_few:
        return gettext(rules.FEW)
    if figure.part is None:
        return "—"
    return f"{figure.part:,} / {figure.whole:,}" if figure.whole is not None else f"{figure.part:,}"


def list_of(key: str, level: Level, month: Month) -> str:
    """The list behind a figure, narrowed to the level; empty where the reader has none."""
    at = "" if level.is_own else level.unit.id
    if level.kind is UnitKind.STREET and at:
        at = f"street:{at}"
    days = {"on_from": month.first.isoformat(), "on_to": month.last.isoformat()}
    due = {"due_on_from": month.first.isoformat(), "due_on_to": month.last.isoformat()}
    grid = {"grid": level.unit.id} if level.kind is UnitKind.GRID else {}
    lists: dict[str, tuple[str, Action, dict[str, str]]] = {
        "late": ("cases.late", Action.SEE_CASES, {"at": at}),
        "soon": ("cases.index", Action.SEE_CASES, {"at": at, "due": "soon"}),
        "solved": ("cases.index", Action.SEE_CASES, {"at": at, "state": "ended"}),
        "satisfied": ("cases.index", Action.SEE_CASES, {"at": at, "state": "ended"}),
        "asked": ("cases.index", Action.SEE_CASES, {"at": at, "state": "ended"}),
        "response": ("cases.index", Action.SEE_CASES, {"at": at, "state": "all", **days}),
        "promises": ("promises.index", Action.SEE_COUNCILS, {"at": at, "state": "all", **due}),
        "promises_late": ("promises.index", Action.SEE_COUNCILS, {"at": at, "late": "late"}),
        "points_given": ("points.entries", Action.SEE_POINTS, {"at": at, "kind": "earn", **days}),
        "points_spent": ("points.entries", Action.SEE_POINTS, {"at": at, "kind": "capture", **days}),
        "hours": ("activities.index", Action.RUN_ACTIVITIES, {}),
        "burden": ("orders.matrix", Action.SEND_TASKS, {}), "above": ("orders.matrix", Action.SEND_TASKS, {}),
        "assessment": ("assessment.index", Action.SEE_ASSESSMENT, {}),
        "key": ("register.households", Action.SEE_REGISTER, {"key": "key", "due": "late", **grid}),
        "reached": ("register.households", Action.SEE_REGISTER, grid),
    }  # fmt: skip
    if key in ("quiet", "vacant"):
        return f"#{key}"
    if key in ("key", "reached") and not (level.is_own or grid):
        return "#below"
    endpoint, action, asked = lists[key]
    if not level.reader.can(action) or endpoint not in current_app.view_functions:
        return "#below" if level.below else ""
    return f"{url_for(endpoint)}?{urlencode({name: value for name, value in asked.items() if value})}"


def shown(session: Any, level: Level, month: Month) -> dict[str, Any]:
    seen = queries.look(session, level, month, clock.today())
    months = rules.months_until(clock.today().replace(day=1), 12)
    return {
        "level": level, "month": month, "seen": seen, "counted_at": clock.now(), "said": said,
        "months": [f"{one:%Y-%m}" for one in reversed(months)],
        "link": lambda key: list_of(key, level, month), "kind_words": KIND_WORDS, "panels": rules.PANELS,
        "headlines": rules.HEADLINES, "basis_words": rules.BASIS_WORDS,
        "period_of": lambda one: period_words(one, month), "communities": {row.id: row.name for row in seen.rows},
    }  # fmt: skip


def period_words(figure: Figure, month: Month) -> str:
    if figure.told.period is rules.Period.MONTH:
        return filters.month(month.key)
    return gettext(rules.PERIOD_WORDS[figure.told.period])


def question(level: Level, month: Month) -> dict[str, Any]:
    """What was asked, without the answer: the same question has the same hash."""
    bases = {key: told.basis.value for key, told in rules.FIGURES.items()}
    return {"unit": level.unit.id, "path": level.unit.path, "month": month.key, "figures": bases}


def sheet(seen: queries.Seen, month: Month, places: str) -> list[list[object]]:
    rows: list[list[object]] = [
        [
            gettext(one.told.title), gettext(rules.FEW) if one.is_few else one.part,
            one.whole if one.whole is not None else "", gettext(one.told.unit) if one.told.unit else "",
            period_words(one, month), gettext(rules.BASIS_WORDS[one.told.basis]), gettext(one.told.definition),
        ]
        for one in seen.figures.values()
    ]  # fmt: skip
    for one in seen.below:
        few = one.reached.is_few
        rows.append([
            f"{places} {one.unit.name}", gettext(rules.FEW) if few else one.reached.part,
            "" if few else one.reached.whole, gettext("户"), period_words(one.reached, month),
            gettext(rules.BASIS_WORDS[one.reached.told.basis]), gettext(one.reached.told.title),
        ])  # fmt: skip
    return rows
