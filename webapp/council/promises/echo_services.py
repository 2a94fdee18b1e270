"""What a promise sets off elsewhere: its people are told, and the case it answers moves with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from webapp.casework.cases import act_services as case_acts
from webapp.casework.cases import handling_services as cases
from webapp.casework.cases import turn_services
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import ENDED, LIFE, Verb
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.council.promises.models import Promise, PromiseStep
from webapp.council.promises.rules import Act, Rung
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as people
from webapp.people.notices import services as notices
from webapp.people.org import queries as org

OPENED = N_("议事会定了“%(deed)s”，期限 %(day)s。")
ASKED = N_("“%(deed)s”有人申请改期到 %(day)s，等您批。")
ASKED_TO_PARK = N_("“%(deed)s”有人申请挂账，等您批：%(note)s")
PARKED = N_("“%(deed)s”的挂账批准了。%(note)s")
NOT_PARKED = N_("“%(deed)s”的挂账没批准：%(note)s")
SENTENCES = {
    Act.REPORT: N_("“%(deed)s”报办好了，等您验收。"),
    Act.SEND_BACK: N_("“%(deed)s”退回来了：%(note)s"),
    Act.PASS: N_("“%(deed)s”验收通过了。"),
    Act.DECLINE: N_("“%(deed)s”认领人说办不了：%(note)s"),
    Act.TRANSFER: N_("“%(deed)s”转给您了，期限 %(day)s。"),
    Act.REOPEN: N_("“%(deed)s”重开了：%(note)s"),
}
REVIEW = N_("“%(deed)s”挂账到 %(day)s，该回头看了：恢复办理，或再定一个月份。")
RETURNED = N_("“%(deed)s”办好以后，又有 %(note)s 户反映同样的事，请您定要不要重开。")
REMINDED = {
    Rung.SOON: N_("“%(deed)s”快到期了：%(day)s。"),
    Rung.TODAY: N_("“%(deed)s”今天到期。"),
    Rung.NUDGE: N_("催一下“%(deed)s”，期限 %(day)s。%(note)s"),
    Rung.ORDER: N_("“%(deed)s”出了督办单，请书面回复。%(note)s"),
    Rung.COUNCIL: N_("“%(deed)s”超期了，列入下次议事会第一项。"),
    Rung.STREET: N_("“%(deed)s”超期十个工作日，上报街道。"),
    Rung.SILENCE: N_("“%(deed)s”三个工作日没人确认，请您找认领人。"),
}


@dataclass(frozen=True)
class Hand:
    """Whoever did the work, with or without an account, as the case's history needs them."""

    party_id: str
    account_id: str | None = None
    acting_for: str | None = None
    device: str = ""
    name: str = ""


def opened(session: Session, promise: Promise) -> None:
    _tell(session, promise, [promise.owner_id, promise.watcher_id], OPENED, f"promise:{promise.id}")


def stepped(session: Session, promise: Promise, step: PromiseStep) -> None:
    """To whoever has the next move; nobody is told of their own act."""
    sentence = SENTENCES.get(step.act)
    if sentence is None:
        return
    to = {Act.REPORT: [promise.verifier_id], Act.DECLINE: [promise.supervisor_id]}.get(step.act, [promise.owner_id])
    people = [party_id for party_id in to if party_id != step.by_id]
    _tell(session, promise, people, sentence, f"promise-step:{step.id}", note=step.note[:120])


def reminded(session: Session, promise: Promise, rung: Rung, to_id: str, words: str, cause: str) -> None:
    _tell(session, promise, [to_id], REMINDED[rung], cause, note=words[:120])


def returned(session: Session, promise: Promise, households: int, cause: str) -> None:
    _tell(session, promise, [promise.supervisor_id], RETURNED, cause, note=str(households))


def due_for_review(session: Session, promise: Promise, month: str) -> None:
    """挂账 comes back in its month: whoever supervises hears it, and once more each month it stays."""
    year, number = promise.review_month.split("-")
    _tell(
        session, promise, [promise.supervisor_id, promise.owner_id], REVIEW, f"promise-review:{promise.id}:{month}",
        day=f"{year}年{int(number)}月",
    )  # fmt: skip


def asked_for_time(session: Session, promise: Promise, day: str, cause: str) -> None:
    _tell(session, promise, [promise.supervisor_id], ASKED, cause, day=day)


def asked_to_park(session: Session, promise: Promise, asker_id: str, reason: str, cause: str) -> None:
    """To whoever supervises it; where that is the asker or the owner, to those who answer for the level above."""
    out = {asker_id, promise.owner_id}
    if promise.supervisor_id not in out:
        _tell(session, promise, [promise.supervisor_id], ASKED_TO_PARK, cause, note=reason[:120])
        return
    unit: str | None = promise.community_id
    while unit:
        told = _without(session, people.accounts_on_duty(session, unit), out)
        if told:
            _tell_accounts(session, promise, told, ASKED_TO_PARK, cause, note=reason[:120])
            return
        unit = org.unit(session, unit).parent_id


def answered_parking(session: Session, promise: Promise, asker_id: str, granted: bool, note: str, cause: str) -> None:
    _tell(session, promise, [asker_id], PARKED if granted else NOT_PARKED, cause, note=note[:120])


def _without(session: Session, account_ids: Iterable[str], out: set[str]) -> list[str]:
    query = select(Account.id).where(col(Account.id).in_(list(account_ids)), col(Account.party_id).not_in(out))
    return list(session.exec(query))


def note_on_case(session: Session, actor: Actor | None, promise: Promise) -> None:
    case = _case(session, promise)
    if case is not None and actor is not None and case.state not in ENDED:
        case_acts.note(session, actor, case, Verb.NOTE, came_from=case.state, words=f"议事会议定：{promise.deed}")


def solve_case(session: Session, actor: Actor, promise: Promise, *, words: str) -> None:
    """The owner handled it, the verifier checked it; calling back those who spoke stays the community's own step."""
    case = _case(session, promise)
    if case is None or case.state not in LIFE.starts(Verb.FINISH):
        return
    hand = Hand(promise.owner_id, _accounts(session, [promise.owner_id]).get(promise.owner_id))
    case = cases.finish(session, hand, case, words=words)
    if actor.party_id not in turn_services.workers(session, case):  # else somebody who did not work on it checks it
        cases.verify(session, actor, case, passed=True, words=words)


def reopen_case(session: Session, actor: Actor | None, promise: Promise, *, words: str) -> None:
    case = _case(session, promise)
    if case is None or actor is None:
        return
    if case.state in LIFE.starts(Verb.REOPEN):
        cases.reopen(session, actor, case, words=words)
    elif case.state in LIFE.starts(Verb.REWORK) and actor.party_id not in turn_services.workers(session, case):
        cases.verify(session, actor, case, passed=False, words=words)


def _case(session: Session, promise: Promise) -> GridCase | None:
    return session.get(GridCase, promise.case_id) if promise.case_id else None


def _tell(
    session: Session,
    promise: Promise,
    party_ids: Iterable[str],
    sentence: str,
    cause: str,
    *,
    note: str = "",
    day: str = "",
) -> None:
    _tell_accounts(session, promise, _accounts(session, party_ids).values(), sentence, cause, note=note, day=day)


def _tell_accounts(
    session: Session,
    promise: Promise,
    accounts: Iterable[str],
    sentence: str,
    cause: str,
    *,
    note: str = "",
    day: str = "",
) -> None:
    notices.tell(
        session, accounts, sentence, cause=cause, url=f"/promises/{promise.id}", community_id=promise.community_id,
        deed=cleaning.cut(promise.deed, 61), day=day or clock.spoken_day(promise.due), note=note,
    )  # fmt: skip


def _accounts(session: Session, party_ids: Iterable[str]) -> dict[str, str]:
    query = select(Account.party_id, Account.id).where(
        col(Account.party_id).in_(set(party_ids)), col(Account.closed_at).is_(None)
    )
    return dict(session.exec(query).all())
