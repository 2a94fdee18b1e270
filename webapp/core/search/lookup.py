"""Ways to find a name or a number again, alike on both databases: each is one short range of one B-tree.

A name is found by its beginning, its pinyin, its initials, and by the pairs of letters inside it: 秀英 in 王秀英 is a
row of `name_pair`. A phone's last four digits are kept as an HMAC, so that the column tells nothing without the key.
"""

from functools import lru_cache
from typing import Any

from sqlalchemy import Index, String, delete, false, func
from sqlmodel import Field, Session, SQLModel, col, select

from webapp.core.data import ids
from webapp.core.search.prefix_search import LAST
from webapp.core.text import phone_numbers
from webapp.core.text.pinyin import bigrams
from webapp.core.trust import vault

# Prefix search compares bytes; PostgreSQL would otherwise sort letters by the language of the machine.
SORTED = String(120).with_variant(String(120, collation="C"), "postgresql")


class NamePair(SQLModel, table=True):
    """The first pair of a name is found by prefix and not kept here."""

    __tablename__ = "name_pair"
    __table_args__ = (Index("ix_name_pair_row", "row_id"), {"sqlite_with_rowid": False})
    community_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]
    pair: str = Field(primary_key=True, max_length=8)
    row_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]


@lru_cache(maxsize=65536)
def inner_pairs(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bigrams(name).split()[1:]))


def keep_pairs(session: Session, *, community_id: str, row_id: str, name: str) -> None:
    session.execute(delete(NamePair).where(col(NamePair.row_id) == row_id))
    session.add_all(NamePair(community_id=community_id, pair=pair, row_id=row_id) for pair in inner_pairs(name))
    session.flush()


def rows_with(text: str, communities: list[str]) -> Any:
    """Ids of rows whose name carries every pair of the text somewhere behind its first letter; none of a text that is
    no letters, such as a lone bracket."""
    pairs = bigrams(text).split()
    first = NamePair.pair == pairs[0] if pairs else false()
    query = select(NamePair.row_id).where(col(NamePair.community_id).in_(communities), first)
    for pair in pairs[1:]:
        more = select(NamePair.row_id).where(col(NamePair.community_id).in_(communities), NamePair.pair == pair)
        query = query.where(col(NamePair.row_id).in_(more))
    return query


def begins(column: Any, prefix: str) -> Any:
    return col(column).between(prefix, prefix + LAST)


def hidden(column: Any) -> Any:
    """A column said so that no index of it is begun with: a few rows found another way are looked at one by one."""
    return func.coalesce(column, column)


def tail_index(phone: str | None) -> str | None:
    tail = phone_numbers.tail(phone)
    return vault.blind_index("tail:" + tail) if len(tail) == 4 else None


def exact_index(number: str | None) -> str | None:
    return vault.blind_index(number) if number else None
