"""人员和岗位 as a list of the desk: who holds which post now or soon."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, fixed, worded
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import filters
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, Post, PostKind
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.rules import KIND_WORDS, ROLE_WORDS
from webapp.people.accounts.scope import Actor, within
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Party, Unit


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Post)
        .outerjoin(Account, col(Account.id) == Post.account_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
        .outerjoin(Unit, col(Unit.id) == Post.unit_id)
        .where(col(Account.closed_at).is_(None))
    )
    return within(joined, actor, Post.unit_id)


def _until(since: date, until: date | None) -> Cell:
    if since > clock.today():
        return Cell(gettext("%(day)s 起", day=filters.day(since)), tone="blue")
    return Cell(gettext("到 %(day)s", day=filters.day(until)), tone="amber") if until else Cell("")


def _kind(kind: PostKind) -> Cell:
    return Cell(gettext(KIND_WORDS[kind]) if kind is not PostKind.MAIN else "")


def _below(unit_id: str, actor: Actor) -> Any:
    above = aliased(Unit)
    return col(Unit.path).like(select(above.path).where(above.id == unit_id).scalar_subquery() + "%")


def _search(session: Session, actor: Actor, words: str) -> Any:
    """Officers belong to no community, so their few rows are looked through."""
    named = col(Party.name).startswith(words, autoescape=True) | col(Party.initials).startswith(words.lower())
    return named | (col(Account.login) == words)


def _now() -> Any:
    return col(Post.valid_to).is_(None) | (col(Post.valid_to) >= clock.today())


STAFF = Listing(
    key=col(Post.id),
    reach=reach,
    columns=(
        Column("name", N_("姓名"), (Party.name, Account.login), cells.pair, "name"),
        Column("role", N_("岗位"), (Post.role,), cells.worded(ROLE_WORDS)),
        Column("unit", N_("在哪里"), (Unit.name,)),
        Column("kind", N_("怎么任的"), (Post.kind,), _kind),
        Column("until", N_("任期"), (Post.valid_from, Post.valid_to), _until),
        Column("since", N_("哪天任职"), (Post.valid_from,), cells.day, "since"),
    ),
    orders=(
        Order("name", N_("姓名"), col(Party.initials)),
        Order("since", N_("哪天任职"), col(Post.valid_from), down=True),
    ),
    filters=(
        fixed("state", N_("在任吗"), {
            "now": (N_("在任和将任"), _now),
            "past": (N_("卸任了"), lambda: col(Post.valid_to) < clock.today()),
        }, default="now"),
        worded("role", N_("岗位"), col(Post.role), ROLE_WORDS),
        worded("kind", N_("怎么任的"), col(Post.kind), KIND_WORDS),
        Filter("at", N_("哪个社区"), accounts.communities_to_choose,
               _below),
    ),
    search=_search,
    search_words=N_("姓名、拼音首字母或登录名"),
)  # fmt: skip
OFFICE = register(OfficeList("staff", N_("人员和岗位"), Action.MANAGE_ACCOUNTS, STAFF, "/people/", "/people/posts/"))
