"""A list on its way in: what its rows would do, then all of it or nothing, and a report of every row."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from webapp.core.data import row_journal
from webapp.core.files.spreadsheets import Row
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import require_reach
from webapp.people.org import queries as org
from webapp.register.intake.import_rules import CellProblem
from webapp.register.intake.kind_rules import Kind, Line, ListPlan, plan

KINDS: list[Kind] = []  # the slices' lists, hung on here by create_app
HOUSEHOLDS = "households"
NEW, SAME, CHANGED = N_("新增"), N_("没变"), N_("改了 %(columns)s")
Progress = Callable[[int, int], None]


class RowRefused(DomainError):
    """A rule of the list's own said no while the rows were written; then none is."""

    status = 422
    message = N_("第 %(row)s 行 %(title)s：%(why)s 一行也没有导入。")


def kind_named(name: str) -> Kind:
    found = next((kind for kind in KINDS if kind.name == name), None)
    if found is None:
        raise NotFound
    return found


def action_of(name: str) -> Action:
    return Action.IMPORT_REGISTER if name == HOUSEHOLDS else kind_named(name).action


def planned(session: Session, kind: Kind, community_id: str, rows: list[Row]) -> ListPlan:
    return plan(kind, kind.survey(session, community_id), rows, clock.today())


def write(
    session: Session, actor: Any, kind: Kind, community_id: str, made: ListPlan, progress: Progress
) -> list[tuple[int, str, str]]:
    """In the caller's one transaction, row by row, each by the service a person would have used."""
    ground, report = kind.survey(session, community_id), []
    journal = row_journal.journal_of(session)
    for done, line in enumerate(made.lines, start=1):
        journal.at(line.row)
        try:
            if line.is_new:
                kind.add(session, actor, ground, line.values)
            elif line.known_id and line.changes:
                differs = {column: after for column, (_, after) in line.changes.items()}
                kind.change(session, actor, ground, line.known_id, differs)
        except DomainError as refusal:
            raise RowRefused(row=line.row, title=line.title, why=refusal.sentence()) from refusal
        report.append((line.row, line.title, outcome(kind, line)))
        progress(done, len(made.lines))
    return report


def outcome(kind: Kind, line: Line) -> str:
    if line.is_new:
        return gettext(NEW)
    if not line.changes:
        return gettext(SAME)
    return gettext(CHANGED, columns=listed(gettext(kind.titles[column]) for column in line.changes))


def changes(kind: Kind, made: ListPlan, most: int) -> list[tuple[int, str, str, str, str]]:
    """(row, who, column, before, after), numbers of people masked."""
    fields = {one.key: one for one in kind.fields}
    found = [
        (line.row, line.title, gettext(fields[key].title), fields[key].told(before), fields[key].told(after))
        for line in made.lines for key, (before, after) in line.changes.items()
    ]  # fmt: skip
    return found[:most]


def problem_lines(titles: dict[str, str], problems: list[CellProblem], most: int) -> list[tuple[int, str, str]]:
    """(row, column, reason) in words."""
    ordered = sorted(problems, key=lambda one: one.row)
    return [
        (one.row, gettext(titles[one.column]), gettext(one.reason, **dict(one.values))) for one in ordered[:most]
    ]


def export(session: Session, actor: Any, kind: Kind, community_id: str) -> list[list[object]]:
    """What a community has of a kind, as its template would say it; who took it stands in the history."""
    require_reach(session, actor, [community_id])
    ground = kind.survey(session, community_id)
    taken = {"kind": kind.name, "rows": len(ground.known)}
    history.record(session, actor, "export_list", org.unit(session, community_id), after=taken)
    return [[one.exported(known.values.get(one.key)) for one in kind.fields] for known in ground.known]
