"""Pages of a list: read, counted and turned, on both databases, in two or three statements whatever the list.

A page begins after a row, named by its id: no offset is counted off, and no name stands in an address. An order that
may be empty (a deadline while the clock stands) is read in two parts, each from an index: those that have it, then
those that have not.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, and_, func, or_, select
from sqlalchemy.sql import visitors
from sqlmodel import Session

from webapp.core.data import statements
from webapp.core.lists.listing import PLACES, Cell, Column, Line, Listing, Look, Order
from webapp.core.spread import shards

PAGE = 50
COUNTED = 150  # three pages; beyond that nobody reads the number, and counting on would cost the page


class Page(NamedTuple):
    """`older` and `newer` are the ids to go on from, empty where the list ends."""

    lines: list[Line]
    newer: str
    older: str
    is_all: bool = False  # what the look asks for, from its beginning to its end


def read_page(session: Session, actor: Any, listing: Listing, look: Look, limit: int = PAGE) -> Page:
    """One page in the asked order. Going back is the same walk the other way round."""
    order, back = listing.order_of(look), bool(look.before)
    mark = _mark(session, actor, listing, order, look.before or look.after)
    found = _walk(session, actor, listing, look, (order, back, mark), limit + 1)
    more, kept = len(found) > limit, found[:limit]
    if back:
        kept.reverse()
    lines = _finished(session, actor, listing, kept)
    if not lines:
        return Page([], "", "", is_all=mark is None)
    older = lines[-1].id if more or back else ""
    newer = lines[0].id if (more if back else mark is not None) else ""
    return Page(lines, newer, older, is_all=mark is None and not older)


def read_rows(session: Session, actor: Any, listing: Listing, look: Look, limit: int) -> list[Line]:
    """The first so many of a look, from its beginning: what an export or a printed sheet takes."""
    found = _walk(session, actor, listing, look, (listing.order_of(look), False, None), limit)
    return _finished(session, actor, listing, found)


def read_few(session: Session, actor: Any, listing: Listing, words: str, limit: int) -> list[Line]:
    """A handful that fit some words, in no order and whatever else the list asks: each index answers as it likes. Of
    each its name and, where the list says that, its place."""
    if listing.search is None:
        return []
    columns = [one for one in listing.columns_for(actor) if one is listing.columns[0] or one.key in PLACES]
    query = listing.reach(_asked(listing, columns), actor).where(listing.search(session, actor, words))
    return _said(columns, list(session.execute(query.limit(limit))))


def read_marked(session: Session, actor: Any, listing: Listing, row_ids: Sequence[str]) -> list[Line]:
    """Those of the given rows that the actor may see, in the order given."""
    query = listing.reach(_asked(listing, listing.columns_for(actor)), actor).where(listing.key.in_(row_ids))
    found = {line.id: line for line in _finished(session, actor, listing, list(session.execute(query)))}
    return [found[row_id] for row_id in row_ids if row_id in found]


def count_rows(session: Session, actor: Any, listing: Listing, look: Look) -> int:
    """Exact up to COUNTED; one more than that says "more"."""
    return int(_rows(session, actor, listing, look, _count)[0][0])


def _count(session: Any, actor: Any, listing: Listing, look: Look) -> Any:
    found = _narrowed(session, actor, listing, look, select(listing.key)).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(found)


def _rows(session: Session, actor: Any, listing: Listing, look: Look, build: Any, *how: Any) -> list[Any]:
    """What a statement finds. One that asks the same whenever somebody looks this way is built once for them."""
    if look.is_plain:
        asked = (tuple(look.chosen.items()), look.order, look.turned)
        kept = _kept(bool(shards.HERE), build, listing, actor.nameless, *asked, *how)
        if kept is not None:
            return statements.rows(session, kept)
    return statements.read(session, build(session, actor, listing, look, *how))


@lru_cache(maxsize=512)
def _kept(
    is_spread: bool,
    build: Any,
    listing: Listing,
    actor: Any,
    chosen: tuple[tuple[str, str], ...],
    order: str,
    turned: bool,
    *how: Any,
) -> Any:
    """None where what is asked hangs on the clock: a day or a moment stands in it. Where rows are spread it is another
    one, which names the community."""
    statement = build(None, actor, listing, Look(dict(chosen), order=order, turned=turned), *how)
    told = (part.value for part in visitors.iterate(statement) if isinstance(part, BindParameter))
    return None if any(isinstance(value, date) for value in told) else statement


Walk = tuple[Order, bool, tuple[Any, str] | None]


def _walk(session: Session, actor: Any, listing: Listing, look: Look, walk: Walk, limit: int) -> list[Any]:
    order, back, mark = walk
    in_two = order.may_be_empty and (mark is None or (mark[0] is None) == back)  # as `_parts` tells them
    found: list[Any] = []
    for n in range(1 + in_two):
        if len(found) < limit:
            found += _rows(session, actor, listing, look, _part, walk, n, limit)
    return found[:limit]


def _part(session: Any, actor: Any, listing: Listing, look: Look, walk: Walk, n: int, limit: int) -> Any:
    order, back, mark = walk
    down = (order.down != look.turned) != back
    query = _narrowed(session, actor, listing, look, _asked(listing, listing.columns_for(actor)))
    by = [order.by.desc(), listing.key.desc()] if down else [order.by, listing.key]
    return query.where(*_parts(listing, order, back, down, mark)[n]).order_by(*by).limit(limit)


def _parts(
    listing: Listing, order: Order, back: bool, down: bool, mark: tuple[Any, str] | None
) -> list[tuple[Any, ...]]:
    """What to ask for, one part after the other: those with a value and those without."""
    value, row_id = mark or (None, "")
    beyond_id = (listing.key < row_id) if down else (listing.key > row_id)
    if not order.may_be_empty:
        return [(_beyond(order.by, value, beyond_id, down),) if mark else ()]
    given: tuple[Any, ...] = (order.by.is_not(None),)
    empty: tuple[Any, ...] = (order.by.is_(None),)
    if mark is None:
        return [given, empty]
    if value is None:
        return [(*empty, beyond_id), given] if back else [(*empty, beyond_id)]
    rest = (*given, _beyond(order.by, value, beyond_id, down))
    return [rest] if back else [rest, empty]


def _beyond(by: Any, value: Any, beyond_id: Any, down: bool) -> Any:
    """Said so that an index can begin at the value."""
    if down:
        return and_(by <= value, or_(by < value, beyond_id))
    return and_(by >= value, or_(by > value, beyond_id))


def _mark(session: Session, actor: Any, listing: Listing, order: Order, row_id: str) -> tuple[Any, str] | None:
    """Where the page begins; a row that is gone, or was never the reader's, begins at the beginning."""
    if not row_id:
        return None
    query = listing.reach(select(order.by), actor).where(listing.key == row_id)
    found = session.execute(query).first()
    return (found[0], row_id) if found else None


def _asked(listing: Listing, columns: Sequence[Column]) -> Any:
    return select(listing.key, *(part for column in columns for part in column.parts))


def _narrowed(session: Session, actor: Any, listing: Listing, look: Look, query: Any) -> Any:
    query = listing.reach(query, actor)
    for one in listing.filters:
        if value := look.chosen.get(one.key, ""):
            query = query.where(one.where(value, actor))
    for span in listing.spans:
        query = query.where(*span.where(*look.days.get(span.key, (None, None))))
    if look.words and listing.search:
        query = query.where(listing.search(session, actor, look.words))
    return query


def _finished(session: Session, actor: Any, listing: Listing, rows: Sequence[Any]) -> list[Line]:
    lines = _said(listing.columns_for(actor), rows)
    return listing.finish(session, actor, lines) if listing.finish and lines else lines


def _said(columns: Sequence[Column], rows: Sequence[Any]) -> list[Line]:
    by_column, at = [], 1
    for column in columns:
        place = slice(at, at + len(column.parts))
        by_column.append(_cells(column, [tuple(row[place]) for row in rows]))
        at = place.stop
    cells = zip(*by_column, strict=True) if by_column else (() for _ in rows)
    return [Line(row[0], said) for row, said in zip(rows, cells, strict=True)]


def _cells(column: Column, asked: list[tuple[Any, ...]]) -> list[Cell]:
    """The same values say the same: on a page a state, a kind, a unit come again and again."""
    told: dict[tuple[Any, ...], Cell] = {}
    try:
        for values in asked:
            if values not in told:
                told[values] = column.say(*values)
    except TypeError:  # a list among them, which no dictionary takes
        return [column.say(*values) for values in asked]
    return [told[values] for values in asked]
