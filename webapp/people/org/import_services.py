"""The official tree of a city from one file, as often as wanted: what is there stays, what is new is added."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from webapp.core.data import ids
from webapp.core.text.i18n import N_, gettext
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.org import import_rules as rules
from webapp.people.org import services
from webapp.people.org.import_rules import DivisionLine, Known, Problem
from webapp.people.org.models import Unit, UnitKind, UnitVersion

BATCH = 500
Progress = Callable[[int, int], None]


class BadDivisions(DomainError):
    """Nothing is half imported: one bad line and no line is taken."""

    status = 422
    message = N_("文件里有 %(count)s 行不对，一行也没有导入。")

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems

    def lines(self) -> list[str]:
        return [
            gettext("第 %(line)s 行：%(reason)s", line=problem.line, reason=_said(problem)) for problem in self.problems
        ]


def import_divisions(
    session: Session, actor: Any, text: Iterable[str], *, on: date, progress: Progress = lambda done, total: None
) -> dict[str, int]:
    """Returns how many units were added, renamed and left as they were."""
    lines, problems = rules.read_lines(text)
    units = _known(session)
    codes = {unit.id: unit.code for unit in units.values()}
    known = {code: Known(unit.kind.value, codes.get(unit.parent_id or "", "")) for code, unit in units.items()}
    if problems := problems or rules.problems(lines, known):
        raise BadDivisions(problems)
    fresh = [line for line in lines if line.code not in units]
    renamed = sum(_rename(session, actor, units[line.code], line, on) for line in lines if line.code in units)
    _add(session, fresh, units, on, progress)
    counts = {"added": len(fresh), "renamed": renamed, "kept": len(lines) - len(fresh) - renamed}
    history.record(session, actor, "import_divisions", None, after=counts)
    return counts


def _known(session: Session) -> dict[str, Unit]:
    query = select(Unit).where(Unit.code != "", col(Unit.valid_to).is_(None), col(Unit.kind).in_(list(rules.LEVELS)))
    return {unit.code: unit for unit in session.exec(query)}


def _rename(session: Session, actor: Any, unit: Unit, line: DivisionLine, on: date) -> bool:
    name = rules.short_name(line.name, line.level)
    if unit.name == name:
        return False
    services.rename(session, actor, unit, name=name, on=on, reason=gettext("按导入文件更名"))
    return True


def _add(session: Session, fresh: list[DivisionLine], units: dict[str, Unit], on: date, progress: Progress) -> None:
    """From the district down, so that every parent's id and path are known when its children are written."""
    places = {code: (unit.id, unit.path) for code, unit in units.items()}
    ordered = sorted(fresh, key=lambda line: (rules.LEVELS[line.level], line.code))
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        rows = [_row(line, places, on, start + place) for place, line in enumerate(batch)]
        session.execute(insert(Unit), rows)
        session.execute(insert(UnitVersion), [_version(row) for row in rows])
        progress(min(start + BATCH, len(ordered)), len(ordered))


def _row(line: DivisionLine, places: dict[str, tuple[str, str]], on: date, position: int) -> dict[str, Any]:
    parent_id, parent_path = places.get(line.parent_code, (None, ""))
    unit_id = ids.new()
    path = f"{parent_path}{unit_id[-8:]}/"
    places[line.code] = (unit_id, path)
    return {
        "id": unit_id, "kind": UnitKind(line.level), "name": rules.short_name(line.name, line.level),
        "code": line.code, "parent_id": parent_id, "path": path, "position": position, "duty_phone": None,
        "valid_from": on, "valid_to": None,
    }  # fmt: skip


def _version(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("name", "code", "parent_id", "valid_from", "valid_to")}
    return {"id": ids.new(), "unit_id": row["id"], "order_id": None, **kept}


def _said(problem: Problem) -> str:
    return gettext(problem.reason, **{name: gettext(value) for name, value in problem.values})
