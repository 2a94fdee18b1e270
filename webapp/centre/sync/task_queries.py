"""Tasks that a phone carries: what they ask, at which of its doors, and what the register fills in."""

from typing import Any

from sqlmodel import Session

from webapp.casework.dispatch import queries as tasks
from webapp.casework.dispatch import rework_queries, sheet_queries
from webapp.casework.dispatch.queries import Line
from webapp.casework.questionnaires import answer_rules, held_rules, page_rules
from webapp.casework.questionnaires import queries as questionnaires
from webapp.casework.questionnaires.compile_rules import Compiled, questions
from webapp.casework.questionnaires.fill_rules import Filling, Kept, Posted, short
from webapp.casework.questionnaires.models import QuestionnaireVersion
from webapp.core.time import clock
from webapp.people.accounts.models import Role
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import UnitKind

Carried = dict[str, Any]


def tasks_on_phone(session: Session, actor: Actor) -> list[Carried]:
    """Of the actor's own grids, the next due first. `form_id` names the sheet that goes along once, in `sheets_of`;
    `again` says why a task came back from the look and when, `redo` which doors may be answered anew."""
    rounds = [hat for hat in actor.hats if hat.unit_kind is UnitKind.GRID and hat.role is Role.GRID_WORKER]
    own = {(hat.unit_id, hat.community_id or "") for hat in rounds}
    lines = [line for at in sorted(own) for line in tasks.list_open_in(session, *at)]
    return [_carried(session, line) for line in lines]


def _carried(session: Session, line: Line) -> Carried:
    order, task = line.order, line.task
    made: Carried = {
        "id": task.id, "title": order.title, "words": order.words, "sender": line.sender,
        "form_id": order.form_id or "", "by_home": order.homes.value != "none",
        "due": clock.local(task.due_at).date().isoformat(), "homes": [], "kept": {}, "again": None, "redo": [],
    }  # fmt: skip
    if (look := rework_queries.standing_look(session, task)) is not None:
        made["again"] = {"why": look.reason, "at": int(look.at.timestamp() * 1000)}
        made["redo"] = rework_queries.homes_to_redo(session, task, look) if made["by_home"] else []
    if made["by_home"]:
        made["homes"] = [home.id for home in tasks.homes_left(session, task, order)]
        made["kept"] = _answered_before(session, line) if order.form_id and order.version > 1 else {}
    return made


def _answered_before(session: Session, line: Line) -> dict[str, dict[str, list[str]]]:
    """Home → what it answered on an older version, by the keys of today's form: only the rest is asked."""
    form = questionnaires.version(session, line.order.form_id).compiled
    newest: dict[str, Any] = {}
    for answer in tasks.answers_of(session, line.task):
        newest.setdefault(answer.household_id or "", answer)
    found = {}
    for home_id, answer in newest.items():
        if answer.form_id in (None, line.order.form_id):
            continue
        filling = Filling(form, Kept(answer_rules.unpacked(answer.answers), form["root"]))
        old = sheet_queries.old_names(session, answer.form_id)
        found[home_id] = {
            node.key: (node.value or "").split() if node.kind == "many" else [node.value or ""]
            for node in filling.nodes if node.value and short(node.question["path"], form["root"]) in old
        }  # fmt: skip
    return found


def sheets_of(session: Session, carried: list[Carried], lang: str) -> dict[str, tuple[QuestionnaireVersion, Any]]:
    """Version → (it, its empty sheet), each once however many tasks ask it."""
    found = {}
    for form_id in sorted({task["form_id"] for task in carried if task["form_id"]}):
        version = questionnaires.version(session, form_id)
        filling = Filling(version.compiled, Posted({}, fresh=True), lang)
        found[form_id] = (version, page_rules.sheet_of(filling, {}, {}))
    return found


def held_keys(form: Compiled) -> list[Carried]:
    """Which questions the phone fills from the door it knows: key, the register's field, and words for yes and no."""
    found = []
    for question in questions(form):
        if not (name := held_rules.held_name(question)):
            continue
        said = {}
        if question["kind"] == "one":
            root = short(question["path"], form["root"])
            said = {one: held_rules.known_values(form, {name: one}).get(root, "") for one in ("yes", "no")}
        found.append({"key": f"q{question['n']}", "name": name, "said": said})
    return found
