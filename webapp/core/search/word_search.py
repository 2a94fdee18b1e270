"""Finding what was written by two letters standing side by side anywhere in it, alike on both databases.

A title of twelve letters is eleven short rows, kept with what they stand for. A search walks the rows of its rarest
promise, the first pair, newest first and no further than LOOKED_AT, and asks for the other pairs one probe each.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Index, and_, exists, insert, select
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col

from webapp.core.data import ids
from webapp.core.search.prefix_search import LAST
from webapp.core.spread import shards
from webapp.core.text.pinyin import bigrams

LOOKED_AT = 2000
MOST_FOUND = 300


class WordPair(SQLModel, table=True):
    __tablename__ = "word_pair"
    __table_args__ = (Index("ix_word_pair_newest", "kind", "pair", "row_id"), {"sqlite_with_rowid": False})
    kind: str = Field(primary_key=True, max_length=12)
    community_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]
    pair: str = Field(primary_key=True, max_length=8)
    row_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]


def keep_words(session: Session, *, kind: str, community_id: str, row_id: str, text: str) -> None:
    """Once, when the row is made: what is found by its words here never changes them."""
    pairs = dict.fromkeys(bigrams(text.lower()).split())
    rows = [{"kind": kind, "community_id": community_id, "pair": pair, "row_id": row_id} for pair in pairs]
    if rows:
        session.execute(insert(WordPair), rows)


# Kind → a statement of (id, community, text) of every row that is found by its words: a slice adds its own.
WRITTEN: dict[str, Callable[[], Any]] = {}
MOST_MISSING = 100_000


def keep_missing(session: Session) -> int:
    """Words of rows that came in another way: an older version, an import. Returns how many rows were written now;
    as many as MOST_MISSING: there may be more."""
    missing = list(islice(((kind, *row) for kind in WRITTEN for row in _missing(session, kind)), MOST_MISSING))
    for kind, row_id, community_id, text in missing:
        keep_words(session, kind=kind, community_id=community_id, row_id=row_id, text=text)
    return len(missing)


def _missing(session: Session, kind: str) -> Iterator[tuple[str, str, str]]:
    session.flush()
    known = set(session.execute(select(WordPair.row_id).where(col(WordPair.kind) == kind).distinct()).scalars())
    for row_id, community_id, text in session.execute(WRITTEN[kind]()):
        if row_id not in known and bigrams(text):
            yield row_id, community_id, text


def is_written(session: Session, column: Any, kind: str, text: str, communities: list[str] | None) -> Any:
    """The row that `column` names carries the text. Where rows are spread its words may lie elsewhere than what is
    listed, and no engine asks its machines for both in one statement: there the ids are found first."""
    if not shards.HERE:
        return column.in_(rows_written(kind, text, communities))
    return column.in_(_found(session, kind, text, communities))


def _found(session: Session, kind: str, text: str, communities: list[str] | None) -> list[str]:
    """The same walk in two statements: the newest of the first pair, then which of them carry the others too."""
    pairs = _pairs(text)
    looked = list(session.execute(_newest(kind, pairs[0], communities)).scalars())
    if pairs[1:] and looked:
        of_kind = (col(WordPair.kind) == kind, col(WordPair.pair).in_(pairs[1:]), ids.among(WordPair.row_id, "looked"))
        asked = select(WordPair.row_id, WordPair.pair).where(*of_kind)
        carried = Counter(row.row_id for row in session.execute(asked, {"looked": looked}))
        looked = [one for one in looked if carried[one] == len(pairs) - 1]
    return looked[:MOST_FOUND]


def rows_written(kind: str, text: str, communities: list[str] | None) -> Any:
    """Ids of rows of a kind that carry every pair of the text, the newest; None looks everywhere."""
    pairs = _pairs(text)
    looked = _newest(kind, pairs[0], communities).subquery()
    found = select(looked.c.row_id)
    for pair in pairs[1:]:
        other: Any = aliased(WordPair)
        same = and_(other.kind == kind, other.pair == pair, other.row_id == looked.c.row_id)
        found = found.where(exists().where(same))
    return found.limit(MOST_FOUND)


def _pairs(text: str) -> list[str]:
    return list(dict.fromkeys(bigrams(text.lower()).split()))[:8] or [LAST]


def _newest(kind: str, pair: str, communities: list[str] | None) -> Any:
    query = select(col(WordPair.row_id)).where(col(WordPair.kind) == kind, _pair(WordPair, pair))
    if communities is not None:
        query = query.where(col(WordPair.community_id).in_(communities))
    return query.order_by(col(WordPair.row_id).desc()).limit(LOOKED_AT)


def _pair(row: Any, pair: str) -> Any:
    """One letter alone is the beginning of a pair."""
    return col(row.pair) == pair if len(pair) > 1 else col(row.pair).between(pair, pair + LAST)
