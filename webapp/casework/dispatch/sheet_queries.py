"""The sheet of a task: its questionnaire, filled from what was posted, from an earlier answer, or from the register."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from webapp.casework.dispatch import queries
from webapp.casework.dispatch.models import Task, TaskAnswer, TaskOrder
from webapp.casework.questionnaires import answer_rules, held_rules, page_rules
from webapp.casework.questionnaires import queries as questionnaires
from webapp.casework.questionnaires.compile_rules import questions
from webapp.casework.questionnaires.fill_rules import Filling, Kept, Posted, short
from webapp.casework.questionnaires.models import QuestionnaireVersion
from webapp.casework.questionnaires.page_rules import Block, Sheet
from webapp.register.register.models import Household, Resident


@dataclass(frozen=True)
class Opened:
    """`only_new`: this home answered an older form; what it answered then is there and not asked again."""

    version: QuestionnaireVersion
    sheet: Sheet
    filling: Filling
    only_new: bool = False


def open_sheet(
    session: Session, task: Task, form_id: str | None, lang: str, *, home: Household | None = None,
    fields: dict[str, list[str]] | None = None, errors: dict[str, str] | None = None,
) -> Opened:  # fmt: skip
    version = questionnaires.version(session, form_id)
    earlier = next(iter(queries.answers_of(session, task, home.id)), None) if home is not None else None
    known = held_rules.known_values(version.compiled, register_side(session, home)) if home is not None else {}
    source = Posted(fields) if fields is not None else Kept(known | _values(earlier), version.compiled["root"])
    filling = Filling(version.compiled, source, lang)
    sheet = page_rules.sheet_of(filling, errors or {}, known)
    only_new = earlier is not None and earlier.form_id is not None and earlier.form_id != version.id
    if only_new and earlier is not None:
        _fold(sheet.blocks, old_names(session, earlier.form_id))
    return Opened(version, sheet, filling, only_new)


def form_of(session: Session, order: TaskOrder) -> dict[str, Any]:
    return questionnaires.version(session, order.form_id).compiled


def register_side(session: Session, home: Household) -> dict[str, str]:
    """What the register knows of a home, by the names of held_rules."""
    count = select(func.count()).where(Resident.household_id == home.id, col(Resident.left_on).is_(None))
    return {
        "head_name": home.head_name, "label": home.label, "rented": "yes" if home.is_rented else "no",
        "people": str(session.exec(count).one() or ""),
    }  # fmt: skip


def old_names(session: Session, form_id: str | None) -> set[str]:
    form = questionnaires.version(session, form_id).compiled
    return {short(one["path"], form["root"]) for one in questions(form)}


def _values(earlier: TaskAnswer | None) -> dict[str, Any]:
    return answer_rules.unpacked(earlier.answers) if earlier is not None else {}


def _fold(blocks: list[Block], old: set[str]) -> None:
    """What was answered then stays in the form, unseen, unless it is wrong now."""
    for block in blocks:
        _fold(block.blocks, old)
        if block.blocks:
            block.is_unseen = block.is_unseen or all(inner.is_unseen for inner in block.blocks)
        elif block.name in old and block.value and not block.error:
            block.is_unseen = True
