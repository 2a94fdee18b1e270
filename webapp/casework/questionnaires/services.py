"""Bringing a workbook in: checked cell by cell, read by pyxform, compiled, tried once on an empty form, then kept."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import IO, Any

from sqlmodel import Session, func, select

from webapp.casework.questionnaires import compile_rules, held_rules, sheet_rules, workbook_rules
from webapp.casework.questionnaires.fill_rules import Filling, Posted
from webapp.casework.questionnaires.models import Questionnaire, QuestionnaireVersion
from webapp.casework.questionnaires.sheet_rules import Fault
from webapp.casework.questionnaires.workbook_rules import NotAForm
from webapp.casework.questionnaires.xpath_rules import CannotSay
from webapp.core.files import spreadsheets
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.people.accounts.scope import Actor

MOST_ROWS = 5000
ROOT = workbook_rules.ROOT  # what pyxform calls a form whose settings name none: no two of those are the same form


@dataclass
class Reading:
    """A workbook as we read it: either `form` is there, or `faults` say why not."""

    form: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def read_workbook(upload: IO[bytes] | bytes, name: str, *, must_photo: bool = False) -> Reading:
    """`name` names a form whose workbook does not. What is no spreadsheet at all raises NotATable and its like."""
    sheets = spreadsheets.read_sheets(upload, max_rows=MOST_ROWS)
    checked = sheet_rules.check(sheets, must_photo=must_photo)
    if checked.faults:
        return Reading(faults=checked.faults, told=checked.told)
    try:
        form = compile_rules.compiled(workbook_rules.xform_of(sheets, name))
        Filling(form, Posted({})).faults()
    except NotAForm as wrong:
        return Reading(faults=[wrong.fault])
    except CannotSay as wrong:
        return Reading(faults=[Fault("survey", 0, "", gettext(N_("这个式子读不懂：%(what)s"), what=wrong.what))])
    except (ValueError, StopIteration, RecursionError) as wrong:
        why = gettext(N_("这张表里有满格做不了的题：%(what)s"), what=str(wrong))
        return Reading(faults=[Fault("survey", 0, "", why)])
    form["key"] = name if form["key"] in ("", ROOT) else form["key"]
    form["title"] = form["key"] if form["title"] in ("", ROOT) else form["title"]
    return Reading(form=form, told=checked.told)


def keep_version(session: Session, actor: Actor, reading: Reading) -> QuestionnaireVersion:
    """The same workbook again is the same version; anything changed is the next one."""
    form = reading.form
    parent = _parent(session, actor, form)
    hashed = hashlib.sha256(json.dumps(form, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    mine = QuestionnaireVersion.questionnaire_id == parent.id
    last = select(QuestionnaireVersion).where(mine, QuestionnaireVersion.hash == hashed)
    if (known := session.exec(last).first()) is not None:
        return known
    number = (session.exec(select(func.max(QuestionnaireVersion.number)).where(mine)).one() or 0) + 1
    asked = compile_rules.questions(form)
    made = QuestionnaireVersion(
        questionnaire_id=parent.id, number=number, label=form["label"][:40], compiled=form, notes=reading.told,
        questions=len(asked), held=held_rules.count_held(form), hash=hashed, made_by=actor.account_id,
        made_at=clock.now(),
    )  # fmt: skip
    parent.title = (form["title"] or form["key"])[:120]
    session.add(made)
    session.flush()
    history.record(session, actor, "import_questionnaire", made, after={"form": form["key"], "number": number})
    return made


def _parent(session: Session, actor: Actor, form: dict[str, Any]) -> Questionnaire:
    unit_id, key = actor.hats[0].unit_id, form["key"][:80]
    query = select(Questionnaire).where(Questionnaire.unit_id == unit_id, Questionnaire.form_key == key)
    found = session.exec(query).first()
    if found is None:
        found = Questionnaire(unit_id=unit_id, form_key=key, title=(form["title"] or key)[:120], made_at=clock.now())
        session.add(found)
        session.flush()
    return found
