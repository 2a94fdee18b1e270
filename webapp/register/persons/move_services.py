"""Where somebody lives from one day on: moving, coming back, going to another community, and homes only known of."""

from datetime import date

from sqlmodel import Session, col, select

from webapp.core.data import optimistic_lock
from webapp.core.search.lookup import keep_pairs
from webapp.core.spread import wanderers
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.people.notices import queries as duty
from webapp.people.notices import services as notices
from webapp.people.org.models import Party, Unit, UnitKind
from webapp.register.persons import queries, rules
from webapp.register.persons.models import ElsewhereKind, OtherHome, Transfer, TransferState
from webapp.register.register import block_services, resident_services, wish_services
from webapp.register.register import queries as register
from webapp.register.register import services as households
from webapp.register.register.models import Household, HouseholdMember, Relation, Resident


class DoorUnknown(DomainError):
    status = 422
    message = N_("没有找到这个门牌，或不归您管。写成 3-2-602。")


class DoorTwice(DomainError):
    status = 422
    message = N_("不止一个门叫 %(door)s，请写全，比如 冬梅轩3号楼2门602。")


class SameHome(DomainError):
    status = 422
    message = N_("本来就住在这一户。")


class HasDied(DomainError):
    message = N_("登记的是已经去世。记错了的话，先撤回那一笔。")


class WasMerged(DomainError):
    message = N_("这份登记已经并到另一份里，请到那一份上办。")


class NotThatDay(DomainError):
    status = 422
    message = N_("日期不对：不能晚于今天，也不能早于上次搬走的那天（%(since)s）。")


class UnderWay(DomainError):
    message = N_("已经报给%(name)s接手了，等那边办。")


class OwnCommunity(DomainError):
    status = 422
    message = N_("还在本社区，写门牌就行。")


class TransferSettled(DomainError):
    message = N_("这一位已经有人办过了。")


class HeadStays(DomainError):
    """A new member of a household that has people is not its head; that changes on the household's page."""

    status = 422
    message = N_("那一户已经有户主，请选和户主的关系。")


class PlaceMissing(DomainError):
    status = 422
    message = N_("写一下在哪儿：门牌，或者哪个区、哪个社区。")


def move(
    session: Session, actor: Actor, resident: Resident, *, door: str, relation: Relation, on: date
) -> HouseholdMember:
    """To another household of the community; also how somebody who had left comes back."""
    on = _may_move(session, resident, on)
    home = _home_at(session, actor, resident, door, resident.community_id, on)
    if home.id == resident.household_id:
        raise SameHome(field="door")
    before = {"household": resident.household_id}
    leave_home(session, actor, resident, on)
    if (waiting := queries.open_transfer(session, resident)) is not None:
        _settle(session, actor, waiting, TransferState.WITHDRAWN)
    member = _move_in(session, resident, home, relation, on)
    history.record(
        session, actor, "move_resident", resident, before=before,
        after={"household": home.id, "on": on.isoformat(), "relation": member.relation.value},
    )  # fmt: skip
    return member


def go_away(session: Session, actor: Actor, resident: Resident, *, on: date) -> Resident:
    """Out of the district, or nobody knows where to. The row stays, and with it the way back."""
    _may_move(session, resident, on)
    leave_home(session, actor, resident, on)
    return resident_services.remove_resident(session, actor, resident, on=on)


def send_on(session: Session, actor: Actor, resident: Resident, *, to_id: str, on: date) -> Transfer:
    """Gone to another community of the district: the home here closes, the row waits to be taken over there."""
    there = session.get(Unit, to_id)
    if there is None or there.kind is not UnitKind.COMMUNITY or there.valid_to is not None:
        raise NotFound
    if there.id == resident.community_id:
        raise OwnCommunity(field="to_id")
    if (waiting := queries.open_transfer(session, resident)) is not None:
        raise UnderWay(name=session.get_one(Unit, waiting.to_id).name)
    _may_move(session, resident, on)
    leave_home(session, actor, resident, on)
    resident.left_on = resident.left_on or on
    optimistic_lock.touch(resident)
    made = Transfer(
        community_id=resident.community_id, to_id=there.id, resident_id=resident.id, on=on, made_at=clock.now(),
        made_by=actor.account_id,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "send_resident_on", resident, after={"to": there.id, "on": on.isoformat()})
    here = session.get_one(Unit, resident.community_id).name
    notices.tell(
        session, duty.accounts_on_duty(session, there.id), N_("%(name)s有一位居民搬来了，等您接手。"),
        cause=f"person-transfer:{made.id}", url=f"/register/arrivals/{made.id}", community_id=there.id, name=here,
    )  # fmt: skip
    return made


def take_over(
    session: Session, actor: Actor, transfer: Transfer, *, door: str, relation: Relation, on: date
) -> HouseholdMember:
    """The same row under the new community: its history comes along, what bound it to the old one ends there."""
    resident = _waiting(session, transfer)
    _may_move(session, resident, on)
    if on < transfer.on:
        raise NotThatDay(field="on", since=transfer.on)
    home = _home_at(session, actor, resident, door, transfer.to_id, on)
    history.record(session, actor, "hand_resident_over", resident, after={"to": transfer.to_id})
    for tie in rules.TIES:
        if tie.leave is not None:
            tie.leave(session, actor, resident, transfer.on)
    member = _move_in(session, resident, home, relation, on)
    _settle(session, actor, transfer, TransferState.TAKEN)
    history.record(session, actor, "take_resident_over", resident, after={"household": home.id})
    return member


def decline(session: Session, actor: Actor, transfer: Transfer, *, words: str) -> None:
    """Nobody came: whoever sent them on sees it on the person's page."""
    resident = _waiting(session, transfer)
    transfer.words = words
    _settle(session, actor, transfer, TransferState.DECLINED)
    history.record(session, actor, "decline_resident", resident, reason=words)
    there = session.get_one(Unit, transfer.to_id).name
    notices.tell(
        session, filter(None, [transfer.made_by]), N_("%(name)s说您报去的一位居民没有来，请看看。"),
        cause=f"person-declined:{transfer.id}", url=f"/register/residents/{resident.id}",
        community_id=transfer.community_id, name=there,
    )  # fmt: skip


def note_elsewhere(
    session: Session, actor: Actor, resident: Resident, *, kind: ElsewhereKind, words: str, on: date
) -> OtherHome:
    """A door of the community where it is one, else as it was said. A newer one of the kind ends the older."""
    if not words:
        raise PlaceMissing(field="words")
    if on > clock.today():
        raise NotThatDay(field="on", since=clock.today())
    doors = queries.homes_at(session, actor, words, resident.community_id)
    if (known := queries.open_elsewhere(session, resident, kind)) is not None:
        known.valid_to = max(on, known.valid_from)
        session.flush()
    made = OtherHome(
        community_id=resident.community_id, resident_id=resident.id, kind=kind, valid_from=on,
        household_id=doors[0].id if len(doors) == 1 else None, words="" if len(doors) == 1 else words,
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "note_other_home", resident, after={"kind": kind.value})
    return made


def end_elsewhere(session: Session, actor: Actor, resident: Resident, home: OtherHome) -> None:
    if home.valid_to is None:
        home.valid_to = max(clock.today(), home.valid_from)
        session.flush()
        history.record(session, actor, "end_other_home", resident, after={"kind": home.kind.value})


def leave_home(session: Session, actor: Actor, resident: Resident, on: date) -> None:
    """The membership closes. The next in line takes the door where the head has gone; an empty home closes too."""
    member = register.open_membership(session, resident)
    if member is None:
        return
    home = session.get_one(Household, member.household_id)
    resident_services.close_membership(member, on)
    resident.household_id = None
    session.flush()
    staying = register.list_members(session, home)
    if not staying:
        households.move_out(session, actor, home, on=on)
    elif member.relation is Relation.HEAD:
        heir = next((one for one in staying if one[0].relation is Relation.SPOUSE), staying[0])
        heir[0].relation, home.head_name = Relation.HEAD, block_services.door_name(heir[1])
        optimistic_lock.touch(home)
        session.flush()
        history.record(session, actor, "change_head", home, after={"head": heir[1].id})


def _home_at(
    session: Session, actor: Actor, resident: Resident, door: str, community_id: str, on: date
) -> Household:
    """The household behind a door; behind an empty one a new household whose head this person becomes."""
    homes = queries.homes_at(session, actor, door, community_id)
    rooms = queries.free_dwellings(session, actor, door, community_id)
    if len(homes) + len(rooms) > 1:
        raise DoorTwice(field="door", door=door)
    if homes:
        return homes[0]
    if not rooms:
        raise DoorUnknown(field="door")
    return households.open_household(session, actor, rooms[0], head_name=resident.name, flags=[], moved_in_on=on)


def _may_move(session: Session, resident: Resident, on: date) -> date:
    """The day it counts from. A home is often registered later than it was moved into: what is told of a day before
    that counts from that day on, so that no two homes overlap."""
    wish_services.require_open(resident)
    if resident.died_on is not None:
        raise HasDied
    if queries.merged_into(session, resident) is not None:
        raise WasMerged
    member = register.open_membership(session, resident)
    left = None if member else _last_day(session, resident)
    if on > clock.today() or (left is not None and on < left):
        raise NotThatDay(field="on", since=left or "—")
    return max(on, member.valid_from) if member else on


def _last_day(session: Session, resident: Resident) -> date | None:
    query = select(HouseholdMember).where(HouseholdMember.resident_id == resident.id)
    last = session.exec(query.order_by(col(HouseholdMember.valid_to).desc())).first()
    return last.valid_to if last else None


def _move_in(
    session: Session, resident: Resident, home: Household, relation: Relation, on: date
) -> HouseholdMember:
    there = register.list_members(session, home)
    if relation is Relation.HEAD and there:
        raise HeadStays(field="relation")
    relation = relation if there else Relation.HEAD
    made = HouseholdMember(
        community_id=home.community_id, household_id=home.id, resident_id=resident.id, relation=relation,
        position=len(there), valid_from=on,
    )  # fmt: skip
    comes = resident.community_id != home.community_id
    if comes:
        wanderers.bring(session, resident, home.community_id)
    resident.household_id, resident.left_on = home.id, None
    if comes:
        keep_pairs(session, community_id=home.community_id, row_id=resident.id, name=resident.name)
    resident.grid_id = home.grid_id
    _party_moves(session, resident)
    optimistic_lock.touch(resident)
    session.add(made)
    session.flush()
    return made


def _party_moves(session: Session, resident: Resident) -> None:
    """Whoever has an account serves where the post is, wherever they live."""
    if resident.party_id is not None:
        served = session.exec(select(Account.id).where(Account.party_id == resident.party_id)).first()
        if served is None:
            party = session.get_one(Party, resident.party_id)
            party.community_id, party.unit_id = resident.community_id, resident.grid_id


def _waiting(session: Session, transfer: Transfer) -> Resident:
    session.refresh(transfer, with_for_update=True)
    if transfer.state is not TransferState.WAITING:
        raise TransferSettled
    return session.get_one(Resident, transfer.resident_id)


def _settle(session: Session, actor: Actor, transfer: Transfer, state: TransferState) -> None:
    transfer.state, transfer.settled_at, transfer.settled_by = state, clock.now(), actor.account_id
    session.flush()
