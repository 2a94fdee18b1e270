"""A closed door comes back by itself: another time of day, then another way, until somebody was met."""

from datetime import date
from typing import ClassVar

from sqlmodel import Session, select

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.door.visits import revisit_queries, revisit_rules
from webapp.door.visits.models import Visit
from webapp.door.visits.revisit_models import DoorNote, HeadAnswer, Method, Revisit, Slot
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as notices
from webapp.people.notices import services as notice_services
from webapp.register.register.models import Household

ASK_MICRO_HEAD = N_("%(door)s 去了 %(n)s 次都没人，请您帮着问一问什么时候在家。")


HEAD_SAYS = N_("%(door)s 微网格长说：%(answer)s。")


class RequestOver(DomainError):
    message = N_("这一户已经有人问到了，不用再问。")


class CodeUnknown(DomainError):
    """Wrong, used and expired look alike: nothing is to be learnt by trying."""

    status: ClassVar[int] = 422
    message = N_("这个回复码不对、用过了，或者过期了。请看清纸条，或打社区电话。")


def open_try(session: Session, visit: Visit) -> Revisit:
    """A miss, written already, asks for the next try."""
    missed = revisit_queries.misses_in_a_row(session, visit.household_id)
    misses = revisit_rules.tries(one.happened_at for one in missed)
    method = revisit_rules.next_method(misses, has_phone=revisit_queries.has_phone(session, visit.household_id))
    tried = [revisit_rules.slot_of(one.happened_at) for one in missed]
    slot = revisit_rules.next_slot(tried) if method is Method.DOOR else None
    day = clock.local(visit.happened_at).date()
    revisit = Revisit(
        community_id=visit.community_id, grid_id=visit.grid_id, household_id=visit.household_id, visit_id=visit.id,
        misses=misses, method=method, slot=slot, due_on=revisit_rules.due_on(day, method, slot),
    )  # fmt: skip
    session.add(revisit)
    if method is Method.MICRO_HEAD:
        _ask_micro_head(session, visit, missed)
    return revisit


def forget(session: Session, visit: Visit) -> None:
    """The knock was taken back: its own try goes, and what the knocks before it asked for stands again."""
    here = select(Revisit).where(Revisit.household_id == visit.household_id)
    for own in session.exec(here.where(Revisit.visit_id == visit.id)):
        session.delete(own)
    for before in session.exec(here.where(Revisit.closed_by == visit.id)):
        before.closed_at = before.closed_by = None
        session.add(before)
    session.flush()


def leave_note(session: Session, actor: Actor, household: Household) -> tuple[DoorNote, str]:
    """The note and its code; the code is shown once and kept only as an index. It is derived from the household and
    the day, so that a note outlives a restored backup."""
    code = revisit_queries.unused_note_code(session, household.id, clock.today())
    note = DoorNote(
        community_id=household.community_id, grid_id=household.grid_id, household_id=household.id,
        account_id=actor.account_id, code_index=vault.blind_index(f"note:{code}"),
        ends_on=clock.today() + revisit_rules.NOTE_LIFE,
    )  # fmt: skip
    session.add(note)
    history.record(session, actor, "leave_note", note, community_id=household.community_id)
    session.flush()
    return note, code


def open_note(session: Session, code: str) -> DoorNote:
    today = clock.today()
    note = revisit_queries.note_by_code(session, code, today) or _lost_note(session, code, today)
    if note is None:
        raise CodeUnknown(field="code")
    return note


def _lost_note(session: Session, code: str, today: date) -> DoorNote | None:
    """A note that hangs at a door while its row went with a restored backup: whose door it is says the code itself,
    tried against the doors where nobody was met. Written down again, in the name of whoever knocked last."""
    found = revisit_queries.door_of_lost_note(session, code, today)
    if found is None:
        return None
    revisit, left_on = found
    visit = session.get_one(Visit, revisit.visit_id)
    note = DoorNote(
        community_id=revisit.community_id, grid_id=revisit.grid_id, household_id=revisit.household_id,
        account_id=visit.account_id, code_index=vault.blind_index(f"note:{code}"),
        ends_on=left_on + revisit_rules.NOTE_LIFE,
    )  # fmt: skip
    session.add(note)
    session.flush()
    return note


def answer_request(
    session: Session, actor: Actor, request: Revisit, household: Household, *, answer: HeadAnswer, slot: Slot | None
) -> Revisit:
    """By the micro-grid head who was asked, once. The door comes back to the worker, at the time people are in where
    that was found out; who has moved is told, and the register is changed by whoever keeps it."""
    if request.closed_at is not None or request.method is not Method.MICRO_HEAD:
        raise RequestOver
    request.answer, request.answered_at, request.answered_by = answer, clock.now(), actor.account_id
    if answer is HeadAnswer.MOVED:
        request.closed_at = clock.now()
    else:
        tried = [
            revisit_rules.slot_of(one.happened_at) for one in revisit_queries.misses_in_a_row(session, household.id)
        ]
        request.method, request.slot = Method.DOOR, slot or revisit_rules.next_slot(tried)
        request.due_on = revisit_rules.due_on(clock.today(), Method.DOOR, request.slot)
    session.add(request)
    history.record(session, actor, "answer_request", request, after={"answer": answer.value})
    notice_services.tell(
        session, notices.accounts_on_duty(session, household.grid_id), HEAD_SAYS, cause=f"head:{request.id}",
        url=f"/doors/{household.id}", community_id=household.community_id, door=household.label,
        answer=gettext(revisit_rules.ANSWER_WORDS[answer]),
    )  # fmt: skip
    session.flush()
    return request


def use_note(session: Session, note: DoorNote, visit: Visit) -> None:
    note.answered_at, note.visit_id = clock.now(), visit.id
    session.add(note)
    session.flush()


def _ask_micro_head(session: Session, visit: Visit, missed: list[Visit]) -> None:
    """Whoever answers for the micro-grid is told once for this row of misses; where there is none, the community."""
    household = session.exec(select(Household).where(Household.id == visit.household_id)).one()
    on_duty = notices.accounts_on_duty(session, household.micro_grid_id or household.community_id)
    notice_services.tell(
        session, on_duty, ASK_MICRO_HEAD, cause=f"micro_head:{missed[-1].id}", url="/", door=household.label,
        n=len(missed), community_id=household.community_id,
    )  # fmt: skip
