"""Two records of one person become one; everything that pointed to the other points to the one that stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select as rows
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from webapp.core.data import optimistic_lock, row_journal
from webapp.core.data.row_journal import Journal
from webapp.core.search.lookup import keep_pairs
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.scope import Actor
from webapp.register.persons import journal_services, move_services, queries, rules
from webapp.register.persons.models import ActKind, NotSame, PersonAct
from webapp.register.register import queries as register
from webapp.register.register import resident_services, wish_services
from webapp.register.register.models import HouseholdMember, Resident

HOME = "home"


class OneIsDead(DomainError):
    message = N_("一份登记的是已经去世，一份不是。先把去世的那一笔弄清楚。")


class StillUnderWay(DomainError):
    message = N_("其中一位正在报给别的社区接手，先等那边办完。")


class ReasonMissing(DomainError):
    status = 422
    message = N_("写一句凭什么认定是同一个人。")


def differing(kept: Resident, gone: Resident) -> list[str]:
    return [field for field in rules.FIELDS if getattr(kept, field) != getattr(gone, field)]


def merge(
    session: Session, actor: Actor, kept: Resident, gone: Resident, *, taken: Iterable[str], reason: str
) -> PersonAct:
    """`taken`: the fields whose value is that of the record that goes; `home` among them means its home."""
    _lock(session, kept, gone)
    _check(session, kept, gone)
    if len(reason.strip()) < 2:
        raise ReasonMissing(field="reason")
    taken = frozenset(taken)
    joined = _join(session, actor, kept, gone)
    with row_journal.kept(session) as journal:
        journal.at(1)
        _keep_home(session, actor, kept, gone, HOME in taken)
        left_over = _carry(session, journal, kept, gone)
        _close(session, gone)
        _choose(session, actor, kept, gone, taken)
        session.flush()
        written = journal.close(session)
    act = PersonAct(
        community_id=kept.community_id, grid_id=kept.grid_id, resident_id=kept.id, other_id=gone.id,
        kind=ActKind.MERGE, on=clock.today(), reason=reason.strip(), joined=joined, left_over=left_over,
        journal=journal_services.packed(written), made_at=clock.now(), made_by=actor.account_id,
        until=clock.today() + timedelta(days=rules.UNDO_DAYS),
    )  # fmt: skip
    session.add(act)
    session.flush()
    history.record(
        session, actor, "merge_persons", kept, after={"other": gone.id, "taken": sorted(taken)}, reason=act.reason
    )
    history.record(session, actor, "merge_persons", gone, after={"into": kept.id}, reason=act.reason)
    return act


def undo_merge(session: Session, actor: Actor, act: PersonAct, *, reason: str) -> PersonAct:
    """Both records as they were; what came since under the one that stayed, stays there."""
    written = journal_services.judged(session, act)
    kept, gone = session.get_one(Resident, act.resident_id), session.get_one(Resident, str(act.other_id))
    journal_services.give_back(session, written, whole=True)
    for joint in rules.JOINTS:
        if joint.key in act.joined and kept.party_id and gone.party_id:
            joint.part(session, actor, kept.party_id, gone.party_id)
    for person in (kept, gone):
        keep_pairs(session, community_id=person.community_id, row_id=person.id, name=person.name)
    journal_services.close_act(session, actor, act, reason)
    history.record(session, actor, "undo_merge", kept, after={"other": gone.id}, reason=reason)
    history.record(session, actor, "undo_merge", gone, after={"into": kept.id}, reason=reason)
    return act


def say_two(session: Session, actor: Actor, one: Resident, other: Resident) -> NotSame:
    """Said once, the pair is never suggested again; a merge by hand stays possible."""
    first, second = rules.pair(one.id, other.id)
    known = session.exec(select(NotSame).where(NotSame.first_id == first, NotSame.second_id == second)).first()
    if known is not None:
        return known
    if first == second or one.community_id != other.community_id:
        raise NotFound
    made = NotSame(
        community_id=one.community_id, first_id=first, second_id=second, said_by=actor.account_id, said_at=clock.now()
    )
    session.add(made)
    session.flush()
    for person, twin in ((one, other), (other, one)):
        history.record(session, actor, "not_same_person", person, after={"other": twin.id})
    return made


def _lock(session: Session, *people: Resident) -> None:
    for person in sorted(people, key=lambda one: one.id):
        session.refresh(person, with_for_update=True)


def _check(session: Session, kept: Resident, gone: Resident) -> None:
    if kept.id == gone.id or kept.community_id != gone.community_id:
        raise NotFound
    wish_services.require_open(kept, gone)
    if any(queries.merged_into(session, one) for one in (kept, gone)):
        raise move_services.WasMerged
    if (kept.died_on is None) != (gone.died_on is None):
        raise OneIsDead
    if any(queries.open_transfer(session, one) for one in (kept, gone)):
        raise StillUnderWay


def _join(session: Session, actor: Actor, kept: Resident, gone: Resident) -> list[str]:
    if kept.party_id is None or gone.party_id is None or kept.party_id == gone.party_id:
        return []
    return [joint.key for joint in rules.JOINTS if joint.join(session, actor, kept.party_id, gone.party_id)]


def _keep_home(session: Session, actor: Actor, kept: Resident, gone: Resident, takes_other: bool) -> None:
    """One person lives at one place: the other record's open membership ends today, or follows if it is the only one.
    In the same household there is one membership too many, and nobody has left a home."""
    own, other = register.open_membership(session, kept), register.open_membership(session, gone)
    if own is None or other is None:
        _take_place(session, kept, gone, other)
    elif own.household_id == other.household_id:
        resident_services.close_membership(other, clock.today())
        gone.household_id = None
    elif takes_other:
        move_services.leave_home(session, actor, kept, clock.today())
        _take_place(session, kept, gone, other)
    else:
        move_services.leave_home(session, actor, gone, clock.today())
    session.flush()


def _take_place(session: Session, kept: Resident, gone: Resident, member: HouseholdMember | None) -> None:
    """The membership itself follows with the other references."""
    if member is not None:
        kept.household_id, kept.grid_id, kept.left_on = member.household_id, gone.grid_id, None
        gone.household_id = None
        session.flush()


def _carry(session: Session, journal: Journal, kept: Resident, gone: Resident) -> list[str]:
    """Row by row, so that one that may stand only once does not stop the others: it stays where it is."""
    left = _point(session, journal, rules.FOLLOWS, gone.id, kept.id)
    if gone.party_id is not None and kept.party_id is None:
        kept.party_id, gone.party_id = gone.party_id, None
        session.flush()
    elif gone.party_id is not None and kept.party_id != gone.party_id:
        left += _point(session, journal, rules.PARTY_FOLLOWS, gone.party_id, str(kept.party_id))
    return left


def _point(session: Session, journal: Journal, places: Iterable[str], old: str, new: str) -> list[str]:
    left = []
    session.flush()
    for place in sorted(places):
        name, _, key = place.partition(".")
        table = SQLModel.metadata.tables[name]
        for (row_id,) in session.connection().execute(rows(table.c.id).where(table.c[key] == old)).all():
            values: dict[Any, Any] = {key: new}
            try:
                with session.begin_nested():
                    session.connection().execute(update(table).where(table.c.id == row_id).values(values))
            except IntegrityError:
                left.append(name)
            else:
                journal.add_change(name, str(row_id), {key: old}, {key: new})
    session.expire_all()
    return left


def _close(session: Session, gone: Resident) -> None:
    gone.household_id, gone.left_on = None, gone.left_on or clock.today()
    optimistic_lock.touch(gone)
    session.flush()


def _choose(session: Session, actor: Actor, kept: Resident, gone: Resident, taken: frozenset[str]) -> None:
    """A value that only one of the two has is taken without a word; what the person had erased from either is empty."""
    erased = wish_services.erased(kept) | wish_services.erased(gone)
    told = {
        field: getattr(gone, field)
        for field in differing(kept, gone)
        if field not in erased and (field in taken or getattr(kept, field) in (None, "", "unknown"))
    }
    if erased:
        resident_services.erase(session, actor, kept, erased)
    if told:
        resident_services.change_resident(session, actor, kept, version=kept.version, is_doubtful=True, **told)
