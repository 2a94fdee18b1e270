"""分录 as a list of the desk: every movement of points, newest first; no order is by who has most."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, worded
from webapp.core.text.i18n import N_, gettext
from webapp.core.web import filters
from webapp.exchange.points import line_rules
from webapp.exchange.points.models import Entry, EntryKind, Passbook
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org import queries as org
from webapp.people.org.models import Party, Unit

HOME = aliased(Unit)
KIND_WORDS = {
    EntryKind.EARN: N_("得分"), EntryKind.OPENING: N_("转入旧分"), EntryKind.HOLD: N_("预留"),
    EntryKind.CAPTURE: N_("兑走"), EntryKind.RELEASE: N_("退回预留"), EntryKind.EXPIRE: N_("到期"),
    EntryKind.DONATE: N_("捐出"), EntryKind.ADJUST: N_("更正"), EntryKind.WRITE_OFF: N_("免去欠的"),
    EntryKind.MOVE_OUT: N_("并出"), EntryKind.MOVE_IN: N_("并入"), EntryKind.REVERSE: N_("冲正"),
}  # fmt: skip


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Entry)
        .outerjoin(Passbook, col(Passbook.id) == Entry.passbook_id)
        .outerjoin(Party, col(Party.id) == Passbook.party_id)
        .outerjoin(HOME, HOME.id == Entry.community_id)
    )
    return on_ground(joined, actor, col(Entry.community_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    """Whose: the passbook's number, or the beginning of the name or its initials."""
    places = accounts.communities_within(session, actor)
    named = col(Passbook.party_id).in_(org.named(words, places)) | (col(Passbook.number) == words.upper())
    books = select(col(Passbook.id))
    return col(Entry.passbook_id).in_(books.where(col(Passbook.community_id).in_(places), named))


def _sentence(sentence: str) -> Cell:
    return Cell(line_rules.said(sentence))


def _change(change: int, amount: int, kind: EntryKind) -> Cell:
    """What was reserved before leaves the balance at the reserving, and the passbook when it is taken."""
    if change:
        return Cell(filters.signed(change), raw=change)
    if kind is EntryKind.CAPTURE:
        return Cell(gettext("用掉预留的 %(n)s", n=f"{amount:,}"), raw=-amount)
    return Cell(gettext("%(n)s 预留", n=f"{amount:,}"), raw=0)


def _places(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [*accounts.streets_to_choose(session, actor), *accounts.communities_to_choose(session, actor)]


def _place(session: Session, actor: Actor, value: str) -> str:
    kept = value.startswith((accounts.STREET, accounts.HOME))
    return accounts.place_of(session, actor, value) if kept else ""


def _at(value: str, actor: Actor) -> Any:
    return accounts.lies_at(value, col(Entry.community_id))


ENTRIES = Listing(
    key=col(Entry.id),
    reach=reach,
    columns=(
        Column("who", N_("谁的存折"), (Party.name, Passbook.number), cells.pair),
        Column("change", N_("多少分"), (Entry.change, Entry.amount, Entry.kind), _change, right=True),
        Column("kind", N_("哪一种"), (Entry.kind,), cells.worded(KIND_WORDS)),
        Column("sentence", N_("为什么"), (Entry.sentence,), _sentence),
        Column("home", N_("社区"), (HOME.name,), is_for=lambda actor: actor.is_wide),
        Column("on", N_("哪天的事"), (Entry.on,), cells.day),
        Column("at", N_("记下"), (Entry.at,), cells.moment, "at"),
    ),
    orders=(Order("at", N_("记下"), col(Entry.at), down=True),),
    filters=(
        worded("kind", N_("哪一种"), col(Entry.kind), KIND_WORDS),
        Filter("at", N_("哪个社区"), _places, _at, known=_place),
    ),
    spans=(Span("on", N_("哪天的事"), col(Entry.on), is_moment=False),),
    search=_search,
    search_words=N_("姓名、拼音首字母或存折号"),
)  # fmt: skip
OFFICE = register(OfficeList("postings", N_("分录"), Action.SEE_POINTS, ENTRIES, "/points/entries", "/points/entries/"))
