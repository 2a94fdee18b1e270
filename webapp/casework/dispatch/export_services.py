"""Answers as tables with the form's own names: one line a home, and a table of its own for each repeat."""

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.dispatch.models import Task, TaskAnswer, TaskOrder
from webapp.casework.questionnaires import answer_rules
from webapp.casework.questionnaires import queries as questionnaires
from webapp.casework.questionnaires.compile_rules import Compiled
from webapp.casework.questionnaires.fill_rules import short
from webapp.core.files import tables as files
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.filters import moment
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Unit
from webapp.register.register.models import Household

HEAD = ("_id", "_community", "_grid", "_home", "_captured_at", "_form_version")
INNER = ("_parent_id", "_index")
Table = tuple[list[str], list[list[str]]]


def export_answers(session: Session, actor: Actor, order: TaskOrder, kind: str) -> bytes:
    """Every answer that stands, whatever version it was filled in on; columns of the newest version."""
    tables = answer_tables(session, order)
    rows = len(next(iter(tables.values()))[1])
    history.record(session, actor, "export_task_answers", order, after={"rows": rows, "kind": kind})
    lines = {name: [columns, *inner] for name, (columns, inner) in tables.items()}
    mark = f"{actor.name} {moment(clock.now())}"
    if kind == "xlsx":
        return files.as_workbook(lines, watermark=mark)
    return files.as_csv(lines, watermark=mark)


def answer_tables(session: Session, order: TaskOrder) -> dict[str, Table]:
    form = questionnaires.version(session, order.form_id).compiled
    columns, repeats = _columns(form["items"], form["root"]), _repeats(form["items"], form["root"])
    tables: dict[str, Table] = {"answers": ([*HEAD, *columns], [])}
    tables |= {name: ([*INNER, *inner], []) for name, inner in repeats.items()}
    for answer, community, grid, home, number in session.exec(_answers(order)):
        values = answer_rules.unpacked(answer.answers)
        captured = clock.local(answer.happened_at).isoformat(timespec="seconds")
        head = [answer.id, community, grid, home or "", captured, str(number or "")]
        tables["answers"][1].append([*head, *(cell(values.get(name)) for name in columns)])
        _inner(tables, repeats, values, answer.id)
    return tables


def _inner(tables: dict[str, Table], repeats: dict[str, list[str]], values: dict[str, Any], parent: str) -> None:
    for name, inner in repeats.items():
        for place, group in enumerate(values.get(name) or [], start=1):
            mine = f"{parent}/{name}[{place}]"
            tables[name][1].append([parent, str(place), *(cell(group.get(one)) for one in inner)])
            _inner(tables, repeats, group, mine)


def cell(value: Any) -> str:
    """A calculation over something that was not asked is no number: nothing, in a table."""
    return "" if value is None or value == "NaN" or value != value else str(value)


def _columns(items: list[Compiled], root: str) -> list[str]:
    """Names of one line: groups lie flat, repeats have their own table."""
    found: list[str] = []
    for one in items:
        if one["kind"] == "group":
            found += _columns(one["items"], root)
        elif one["kind"] not in ("repeat", "note"):
            found.append(short(one["path"], root))
    return found


def _repeats(items: list[Compiled], root: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in items:
        if one["kind"] == "repeat":
            found[short(one["path"], root)] = _columns(one["items"], root)
        if "items" in one:
            found |= _repeats(one["items"], root)
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
