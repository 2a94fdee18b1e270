"""Death as one act: what binds a living person ends with it, and comes back with it where it was a mistake."""

from datetime import date, timedelta

from sqlmodel import Session

from webapp.core.data import optimistic_lock, row_journal
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.people.org.models import Party
from webapp.register.persons import journal_services, move_services, queries, rules
from webapp.register.persons.models import ActKind, PersonAct, TransferState
from webapp.register.register import queries as register
from webapp.register.register import services as households
from webapp.register.register.models import FLAG_WORDS, Household, Relation, Resident
from webapp.register.register.rules import KeyFlag

CORE = "1"


class DiedAlready(DomainError):
    message = N_("已经登记去世了。")


class NotThatDay(DomainError):
    status = 422
    message = N_("日期不对：不能晚于今天，也不能早于出生那天。")


def foresee(session: Session, resident: Resident) -> list[str]:
    """What the button does, sentence by sentence, and what stays to be done by somebody."""
    return _at_home(session, resident) + [line for tie in rules.TIES for line in tie.foresee(session, resident)]


def record_death(
    session: Session, actor: Actor, resident: Resident, *, on: date, flags: list[KeyFlag] | None = None, words: str = ""
) -> PersonAct:
    """`flags`: why the household is still a key one without this person; None leaves them."""
    session.refresh(resident, with_for_update=True)
    _check(session, resident, on)
    with row_journal.kept(session) as journal:
        for number, tie in enumerate(rules.TIES, start=2):
            journal.group, journal.row = tie.key, number
            if tie.end is not None:
                tie.end(session, actor, resident, on)
                session.flush()
        journal.at(int(CORE))
        _end_at_home(session, actor, resident, on, flags)
        written = journal.close(session)
    act = PersonAct(
        community_id=resident.community_id, grid_id=resident.grid_id, resident_id=resident.id, kind=ActKind.DEATH,
        on=on, reason=words.strip(), journal=journal_services.packed(written), made_at=clock.now(),
        made_by=actor.account_id, until=clock.today() + timedelta(days=rules.UNDO_DAYS),
    )  # fmt: skip
    session.add(act)
    session.flush()
    history.record(session, actor, "record_death", resident, after={"on": on.isoformat()}, reason=words)
    return act


def undo_death(session: Session, actor: Actor, act: PersonAct, *, reason: str) -> list[str]:
    """The person lives here again. Returns what did not come back, for somebody to see to."""
    found = journal_services.judged(session, act)
    stays = journal_services.give_back(session, found, whole=False, core=CORE)
    resident = session.get_one(Resident, act.resident_id)
    act.left_over = stays
    journal_services.close_act(session, actor, act, reason)
    history.record(session, actor, "undo_death", resident, after={"stays": stays}, reason=reason)
    return stays


def _check(session: Session, resident: Resident, on: date) -> None:
    if resident.died_on is not None:
        raise DiedAlready
    if queries.merged_into(session, resident) is not None:
        raise move_services.WasMerged
    if on > clock.today() or (resident.born_on is not None and on < resident.born_on):
        raise NotThatDay(field="on")


def _at_home(session: Session, resident: Resident) -> list[str]:
    if resident.household_id is None:
        return []
    home = session.get_one(Household, resident.household_id)
    members = register.list_members(session, home)
    lines = [gettext(N_("%(label)s：不再是这一户的人"), label=home.label)]
    if len(members) == 1:
        return [*lines, gettext(N_("这一户没有别人了：门空出来，不再排走访，重点户标记撤掉"))]
    member = next((one for one, person in members if person.id == resident.id), None)
    if member is not None and member.relation is Relation.HEAD:
        lines.append(gettext(N_("是户主：配偶，没有就下一位，接着当户主")))
    if home.flags:
        said = listed(gettext(FLAG_WORDS[KeyFlag(flag)]) for flag in home.flags)
        lines.append(gettext(N_("重点户（%(flags)s）：下面勾的留着，没勾的撤掉，走访间隔跟着变"), flags=said))
    return lines


def _end_at_home(
    session: Session, actor: Actor, resident: Resident, on: date, flags: list[KeyFlag] | None
) -> None:
    home = session.get(Household, resident.household_id) if resident.household_id else None
    move_services.leave_home(session, actor, resident, _day_at_home(session, resident, on))
    if (waiting := queries.open_transfer(session, resident)) is not None:
        waiting.state, waiting.settled_at = TransferState.WITHDRAWN, clock.now()
    for row, _ in queries.elsewhere_of(session, resident):
        row.valid_to = max(on, row.valid_from)
    if home is not None and home.moved_out_on is not None:
        home.flags, home.is_key, home.next_due_on = [], False, None
    elif home is not None and flags is not None and set(flags) != {KeyFlag(flag) for flag in home.flags}:
        households.change_household(
            session, actor, home, version=home.version, flags=flags, is_rented=home.is_rented, note=home.note
        )
    resident.left_on, resident.died_on = resident.left_on or on, on
    if resident.party_id is not None:
        party = session.get_one(Party, resident.party_id)
        party.left_on = party.left_on or on
    optimistic_lock.touch(resident)
    session.flush()


def _day_at_home(session: Session, resident: Resident, on: date) -> date:
    """A death that is told late does not end a home before it began."""
    member = register.open_membership(session, resident)
    return max(on, member.valid_from) if member else on
