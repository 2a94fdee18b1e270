"""手机 as a list of the desk: how much waits on which, and since when; never where it is or how long it was online."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col

from webapp.centre.sync import phone_services, queries
from webapp.centre.sync.models import SyncPhone
from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, fixed
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import user_agents
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists import queries as lists
from webapp.people.lists.rules import MarkedAct, OfficeList, register
from webapp.people.org.models import Party, Unit


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(SyncPhone)
        .outerjoin(Account, col(Account.id) == SyncPhone.account_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
        .outerjoin(Unit, col(Unit.id) == SyncPhone.unit_id)
    )
    return on_ground(joined, actor, col(SyncPhone.community_id), col(SyncPhone.unit_id))


def _waits(unsent: int, oldest_at: datetime | None) -> Cell:
    if not unsent or oldest_at is None:
        return Cell(gettext("都送到了"), tone="ok")
    days = (clock.now() - oldest_at).days
    tone = "red" if days >= 4 else "amber" if days >= 2 else ""
    said = gettext("放了 %(n)s 天", n=days) if days else cells.moment(oldest_at).words
    return Cell(gettext("%(n)s 条没发", n=unsent), said, tone, unsent)


def _lost(lost_at: datetime | None, wiped_at: datetime | None) -> Cell:
    if wiped_at:
        return Cell(gettext("已清空"), cells.moment(wiped_at).words)
    return Cell(gettext("报丢了"), gettext("下次连上先发完再清空"), "red") if lost_at else Cell("")


def _change(lost: bool) -> Any:
    def run(session: Session, actor: Actor, phone_id: str, told: dict[str, Any]) -> None:
        phone = queries.get_phone(session, actor, phone_id)
        (phone_services.mark_lost if lost else phone_services.mark_found)(session, actor, phone)

    return run


PHONES = Listing(
    key=col(SyncPhone.id),
    reach=reach,
    columns=(
        Column("who", N_("谁的"), (Party.name, SyncPhone.name),
               lambda name, device: Cell(name or "", user_agents.said(device) if device else "")),
        Column("waits", N_("还没发的"), (SyncPhone.unsent, SyncPhone.oldest_at), _waits, "oldest"),
        Column("lost", N_("丢了吗"), (SyncPhone.lost_at, SyncPhone.wiped_at), _lost),
        Column("unit", N_("在哪里"), (Unit.name,)),
        Column("seen", N_("上次连上"), (SyncPhone.seen_at,), cells.moment, "seen"),
    ),
    orders=(
        Order("oldest", N_("放了多久"), col(SyncPhone.oldest_at), may_be_empty=True),
        Order("seen", N_("上次连上"), col(SyncPhone.seen_at), down=True),
    ),
    filters=(
        fixed("waits", N_("还没发的"), {
            "some": (N_("有没发的"), lambda: col(SyncPhone.unsent) > 0),
            "long": (N_("放了两天以上"), lambda: col(SyncPhone.oldest_at) < clock.now() - timedelta(days=2)),
        }),
        fixed("lost", N_("丢了吗"), {"lost": (N_("报丢了"), lambda: col(SyncPhone.lost_at).is_not(None))}),
        Filter("at", N_("哪个社区"), accounts.communities_to_choose,
               lambda unit_id, actor: col(SyncPhone.community_id) == unit_id),
    ),
    search=lambda session, actor, words: col(Party.name).startswith(words, autoescape=True)
    | col(Party.initials).startswith(words.lower(), autoescape=True),
    search_words=N_("姓名或拼音首字母"),
)  # fmt: skip
OFFICE = register(
    OfficeList(
        "phones", N_("手机"), Action.WATCH_PHONES, PHONES, "/phones", "",
        (
            MarkedAct(
                "lost", N_("丢了"), Action.WATCH_PHONES, _change(True), icon="lock", undo=_change(False),
                stands=lists.still(col(SyncPhone.id), col(SyncPhone.lost_at).is_not(None)),
            ),
            MarkedAct("found", N_("找到了"), Action.WATCH_PHONES, _change(False), icon="check"),
        ),
    )
)  # fmt: skip
