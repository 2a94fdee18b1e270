"""Answers as tables with the form's own names: one line a home, and a table of its own for each repeat."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from webapp.casework.dispatch.models import Task, TaskAnswer, TaskOrder
from webapp.casework.questionnaires import answer_rules, cell_rules
from webapp.casework.questionnaires import queries as questionnaires
from webapp.casework.questionnaires.compile_rules import Compiled
from webapp.casework.questionnaires.fill_rules import short
from webapp.core.files import tables as files
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Unit
from webapp.register.register.models import Household

HEAD = ("_id", "_community", "_grid", "_home", "_captured_at", "_form_version")
INNER = ("_parent_id", "_index")
HEAD_KINDS = ("text", "text", "text", "text", "datetime", "integer")
INNER_KINDS = ("text", "integer")


class Table(NamedTuple):
    """`kinds` says of each column what its questions asked for."""

    columns: list[str]
    lines: list[list[str]]
    kinds: list[str]

    def typed(self) -> Iterator[list[cell_rules.Cell]]:
        for line in self.lines:
            yield [cell_rules.typed(kind, said) for kind, said in zip(self.kinds, line, strict=True)]


def export_answers(session: Session, actor: Actor, order: TaskOrder, kind: str) -> bytes:
    """Every answer that stands, whatever version it was filled in on; columns of the newest version."""
    tables = answer_tables(session, order)
    rows = len(tables["answers"].lines)
    history.record(session, actor, "export_task_answers", order, after={"rows": rows, "kind": kind})
    mark = f"{actor.name} {clock.stamp(clock.now())}"
    if kind == "xlsx":
        sheets: dict[str, files.Lines] = {name: [table.columns, *table.typed()] for name, table in tables.items()}
        return files.as_workbook(sheets, watermark=mark)
    return files.as_csv({name: [table.columns, *table.lines] for name, table in tables.items()}, watermark=mark)


def answer_tables(session: Session, order: TaskOrder) -> dict[str, Table]:
    form = questionnaires.version(session, order.form_id).compiled
    columns, repeats = _columns(form, form["items"]), _repeats(form, form["items"])
    tables = {"answers": Table([*HEAD, *columns], [], [*HEAD_KINDS, *columns.values()])}
    for name, inner in repeats.items():
        tables[name] = Table([*INNER, *inner], [], [*INNER_KINDS, *inner.values()])
    for answer, community, grid, home, number in session.exec(_answers(order)):
        values = answer_rules.unpacked(answer.answers)
        captured = clock.local(answer.happened_at).isoformat(timespec="seconds")
        head = [answer.id, community, grid, home or "", captured, str(number or "")]
        tables["answers"].lines.append([*head, *(cell(values.get(name)) for name in columns)])
        _inner(tables, repeats, values, answer.id)
    return tables


def _inner(tables: dict[str, Table], repeats: dict[str, dict[str, str]], values: dict[str, Any], parent: str) -> None:
    for name, inner in repeats.items():
        for place, group in enumerate(values.get(name) or [], start=1):
            mine = f"{parent}/{name}[{place}]"
            tables[name].lines.append([parent, str(place), *(cell(group.get(one)) for one in inner)])
            _inner(tables, repeats, group, mine)


def cell(value: Any) -> str:
    """A calculation over something that was not asked is no number: nothing, in a table."""
    return "" if value is None or value == "NaN" or value != value else str(value)


def _columns(form: Compiled, items: list[Compiled]) -> dict[str, str]:
    """Names of one line with their kinds: groups lie flat, repeats have their own table."""
    found: dict[str, str] = {}
    for one in items:
        if one["kind"] == "group":
            found |= _columns(form, one["items"])
        elif one["kind"] not in ("repeat", "note"):
            found[short(one["path"], form["root"])] = cell_rules.kind_of(form, one)
    return found


def _repeats(form: Compiled, items: list[Compiled]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in items:
        if one["kind"] == "repeat":
            found[short(one["path"], form["root"])] = _columns(form, one["items"])
        if "items" in one:
            found |= _repeats(form, one["items"])
    return found


def _answers(order: TaskOrder) -> Any:
    community = select(Unit.name).where(Unit.id == TaskAnswer.community_id).correlate(TaskAnswer).scalar_subquery()
    number = questionnaires.number_of(TaskAnswer.form_id)
    return (
        select(TaskAnswer, community, Unit.name, Household.label, number)
        .join(Task, col(Task.id) == TaskAnswer.task_id)
        .join(Unit, col(Unit.id) == TaskAnswer.grid_id)
        .outerjoin(Household, col(Household.id) == TaskAnswer.household_id)
        .where(Task.order_id == order.id, col(TaskAnswer.withdrawn_at).is_(None))
        .order_by(col(TaskAnswer.happened_at), col(TaskAnswer.id))
    )
