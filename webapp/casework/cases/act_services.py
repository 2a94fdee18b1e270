"""Shared by all acts on a case: ask the table of states, lock the row, write the line of the case's life."""

from typing import Any

from sqlmodel import Session, select

from webapp.casework.cases import rules
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import State, Verb
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError


class NotPossibleNow(DomainError):
    """The state table said no. Nothing was written."""

    message = N_("这件事现在是“%(state)s”，不能%(verb)s。")


class OnlyReopen(DomainError):
    """An ended case is history: it is reopened, never edited."""

    message = N_("这件事%(state)s，不能再改；有新情况请重开。")


class WordsMissing(DomainError):
    status = 422
    message = N_("请写一句怎么回事。")


def note(
    session: Session,
    actor: Any,
    case: GridCase,
    verb: Verb,
    *,
    came_from: State | None = None,
    words: str = "",
    reason: str = "",
    party_id: str | None = None,
    unit_id: str | None = None,
    changed: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
) -> Act:
    """Writes the act and its audit line; `changed` is what else was before and is after. The act's id is the cause
    that ledgers name."""
    before, after = changed
    act = Act(
        community_id=case.community_id, case_id=case.id, verb=verb, to_state=case.state,
        from_state=came_from.value if came_from else None,
        at=clock.now(), account_id=actor.account_id if actor else None, party_id=party_id, unit_id=unit_id,
        reason=reason, words=words,
    )  # fmt: skip
    session.add(act)
    session.flush()
    history.record(
        session, actor, f"case_{verb.value}", case, reason=reason,
        before={"state": came_from.value, **before} if came_from else before,
        after={"state": case.state.value, **after},
    )  # fmt: skip
    return act


def require(case: GridCase, verb: Verb) -> State:
    """The state the act leads to, or the refusal in words."""
    target = rules.LIFE.after(case.state, verb)
    if target is not None:
        return target
    state = gettext(rules.STATE_NAMES[case.state])
    if not case.is_open and verb not in (Verb.REOPEN, Verb.SEPARATE):
        raise OnlyReopen(state=state)
    raise NotPossibleNow(state=state, verb=gettext(rules.VERB_NAMES[verb]))


def locked(session: Session, case: GridCase) -> GridCase:
    """The row as it is now and ours until the transaction ends, so that two people's acts follow each other."""
    query = select(GridCase).where(GridCase.id == case.id).with_for_update()
    return session.exec(query.execution_options(populate_existing=True)).one()


def surviving(session: Session, case: GridCase) -> GridCase:
    """Where a merged case lives on."""
    while case.merged_into_id:
        case = session.get_one(GridCase, case.merged_into_id)
    return case


def need_words(words: str | None) -> str:
    if not (said := (words or "").strip()):
        raise WordsMissing(field="words")
    return said
