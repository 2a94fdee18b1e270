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
from webapp.door.visits import rules as visiting
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import Unit, UnitKind

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
    if figure.part is None or figure.whole == 0:
        return "—"
    return f"{figure.part:,} / {figure.whole:,}" if figure.whole is not None else f"{figure.part:,}"


ON_PAGE = ("quiet", "vacant", "above", "burden", "assessment")  # grids, listed one by one behind the figure


def list_of(key: str, level: Level, month: Month) -> str:
    """The list that holds exactly what a figure counts; where the reader has none, the table one step down."""
    if key in ON_PAGE:
        return url_for("overview.grids", unit_id=level.unit.id, which=key, month=month.key)
    endpoint, action, asked = _lists(level, month)[key]
    if not level.reader.can(action) or endpoint not in current_app.view_functions:
        return "#below" if level.below else ""
    return f"{url_for(endpoint)}?{urlencode({name: value for name, value in asked.items() if value})}"


def _lists(level: Level, month: Month) -> dict[str, tuple[str, Action, dict[str, str]]]:
    """Figure → (page, who may open it, how it is narrowed to this level and this month)."""
    at, since = {"at": place_of(level.unit)}, visiting.start_instant(clock.today())
    homes, heard = {"grid": at["at"]}, at | {"month": month.key}
    see, hall = Action.SEE_CASES, Action.SEE_COUNCILS
    return {
        "late": ("cases.late", see, at),
        "soon": ("cases.index", see, at | {"state": "all", "due": "soon"}),
        "response": ("cases.index", see,
                     at | {"state": "all", "contact": "in_time"} | _days("contact_on", month)),
        "solved": ("oversight.answers", Action.SUPERVISE_CASES, heard | {"said": "solved"}),
        "satisfied": ("oversight.answers", Action.SUPERVISE_CASES, heard | {"said": "satisfied"}),
        "asked": ("oversight.answers", Action.SUPERVISE_CASES, heard | {"said": "reached"}),
        "promises": ("promises.index", hall,
                     at | {"state": "all", "late": "kept"} | _days("first_on", month)),
        "promises_late": ("promises.index", hall, at | {"late": "late"}),
        "points_given": ("points.entries", Action.SEE_POINTS, at | {"kind": "earn"} | _days("on", month)),
        "points_spent": ("points.entries", Action.SEE_POINTS, at | {"kind": "capture"} | _days("on", month)),
        "hours": ("attendance.services_done", Action.SEE_VOLUNTEERS, at | _days("on", month)),
        "key": ("register.households", Action.SEE_REGISTER, {"key": "key", "due": "in_time"} | homes),
        "reached": ("register.households", Action.SEE_REGISTER,
                    {"met": "yes", "last_from": f"{clock.local(since):%Y-%m-%d}"} | homes),
        "topics": ("cases.index", see, at | {"state": "all"} | _days("on", month)),
    }  # fmt: skip


BEFORE = {UnitKind.STREET: accounts.STREET, UnitKind.COMMUNITY: accounts.HOME, UnitKind.MICRO_GRID: accounts.MICRO}


def place_of(unit: Unit) -> str:
    """A unit as the lists' addresses name it: a grid by its id alone; of the district there is but one."""
    return "" if unit.kind is UnitKind.DISTRICT else BEFORE.get(unit.kind, "") + unit.id


def _days(span: str, month: Month) -> dict[str, str]:
    return {f"{span}_from": month.first.isoformat(), f"{span}_to": month.last.isoformat()}


def shown(session: Any, level: Level, month: Month) -> dict[str, Any]:
    seen = queries.look(session, level, month, clock.today())
    months = rules.months_until(clock.today().replace(day=1), 12)
    return {
        "level": level, "month": month, "seen": seen, "counted_at": clock.now(), "said": said,
        "months": [f"{one:%Y-%m}" for one in reversed(months)],
        "link": lambda key: list_of(key, level, month), "kind_words": KIND_WORDS, "panels": rules.PANELS,
        "headlines": rules.HEADLINES, "basis_words": rules.BASIS_WORDS,
        "place_of": place_of,
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
