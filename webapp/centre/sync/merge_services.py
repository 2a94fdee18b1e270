"""Two people change one household: different lines merge; the same line keeps both values until someone chooses."""

import json
from datetime import datetime
from typing import Any

from sqlmodel import Session

from webapp.centre.sync.models import SyncClash
from webapp.core.forms.versioned_form import kept, together
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.register.register import queries as register
from webapp.register.register import services as registering
from webapp.register.register.models import FLAG_WORDS, Household
from webapp.register.register.rules import KeyFlag

LINE_WORDS = {"flags": N_("重点户原因"), "is_rented": N_("租住"), "note": N_("备注")}


TWO_VALUES = N_("%(door)s 两个人改了同一处，两份都留着，请看看用哪个。")
NOTHING, RENTED, NOT_RENTED = N_("没有写"), N_("租住"), N_("不是租住")


class AlreadyDecided(DomainError):
    message = N_("这一处已经有人定过了。")


def merge_household(session: Session, actor: Actor, form: Any, *, record_id: str, captured_at: datetime) -> Household:
    """Compares by line what the person saw, what they wrote, and what stands now; each key-household reason is a line
    of its own. `form.waits` says that a decision is asked of those on duty, who hear of it."""
    household = register.get_household(session, actor, form.household_id.data)
    before, mine, now = form.before, form.mine, registering.lines_of(household)
    wanted = dict(now)
    wanted["flags"] = together(before.get("flags"), mine["flags"], now["flags"])
    for line in ("is_rented", "note"):
        said, stands = kept(mine[line]), kept(now[line])
        was = kept(before.get(line, now[line]))
        if said in (was, stands):
            continue
        if stands == was:
            wanted[line] = mine[line]
        else:
            _clash(session, actor, household, line, before.get(line), mine[line], now[line], record_id, captured_at)
            form.waits = True
    if wanted != now:
        _apply(session, actor, household, wanted)
    return household


def decide_clash(session: Session, actor: Actor, clash: SyncClash, *, choose_mine: bool) -> None:
    """Both values stay in the row whatever is chosen."""
    if clash.decided_at is not None:
        raise AlreadyDecided
    household = register.get_household(session, actor, clash.subject_id)
    if choose_mine:
        chosen = {clash.line: json.loads(clash.mine or "null")}
        _apply(session, actor, household, registering.lines_of(household) | chosen)
    clash.decided_at, clash.decided_by, clash.chose_mine = clock.now(), actor.account_id, choose_mine
    history.record(session, actor, "decide_clash", clash, after={"line": clash.line, "mine": choose_mine})
    session.flush()


def sides(clash: SyncClash) -> dict[str, Any]:
    """Both values in words, for the two cards."""
    return {"theirs": _words(clash.line, clash.theirs), "mine": _words(clash.line, clash.mine)}


def _words(line: str, kept: str | None) -> str:
    value = json.loads(kept or "null")
    if line == "flags":
        return listed(gettext(FLAG_WORDS[KeyFlag(flag)]) for flag in value or []) or gettext(NOTHING)
    if line == "is_rented":
        return gettext(RENTED if value else NOT_RENTED)
    return str(value or gettext(NOTHING))


def _apply(session: Session, actor: Actor, household: Household, lines: dict[str, Any]) -> None:
    registering.change_household(
        session, actor, household, version=household.version, flags=[KeyFlag(flag) for flag in lines["flags"]],
        is_rented=lines["is_rented"], note=lines["note"],
    )  # fmt: skip


def _clash(
    session: Session, actor: Actor, household: Household, line: str, base: Any, mine: Any, theirs: Any, record_id: str,
    captured_at: datetime,
) -> None:  # fmt: skip
    session.add(
        SyncClash(
            record_id=record_id, community_id=household.community_id, unit_id=household.grid_id,
            subject_kind="household", subject_id=household.id, line=line, base=json.dumps(base, ensure_ascii=False),
            theirs=json.dumps(theirs, ensure_ascii=False), mine=json.dumps(mine, ensure_ascii=False),
            account_id=actor.account_id, captured_at=captured_at,
        )
    )  # fmt: skip
    session.flush()
    notices.tell(
        session, {actor.account_id, *people.accounts_on_duty(session, household.grid_id)}, TWO_VALUES,
        cause=f"clash:{record_id}:{line}", url="/sync/reviews", community_id=household.community_id,
        door=household.label,
    )  # fmt: skip
