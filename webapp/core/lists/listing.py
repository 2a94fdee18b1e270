"""A list described once: its columns, orders, filters and search. From that a page is read, counted and turned, on both
databases, in two or three statements whatever the list.

A page begins after a row, named by its id: no offset is counted off, and no name stands in an address. An order that
may be empty (a deadline while the clock stands) is read in two parts, each from an index: those that have it, then
those that have not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlmodel import Session

from webapp.core.data import statements
from webapp.core.time import clock

PAGE = 50
COUNTED = 300  # beyond that nobody reads the number, and counting on would cost the page
ALL = "all"


class Cell(NamedTuple):
    """What one place of a list says: words, a second line, the tone of a tag; and what a spreadsheet gets instead."""

    words: str
    under: str = ""
    tone: str = ""
    raw: Any = None

    @property
    def exported(self) -> Any:
        return self.words if self.raw is None else self.raw


class Line(NamedTuple):
    id: str
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        return self.cells[0].words

    @property
    def under_title(self) -> str:
        return self.cells[0].under

    def under(self, columns: "Sequence[Column]") -> "Iterator[tuple[Column, Cell]]":
        """Each cell with the column it stands in."""
        return zip(columns, self.cells, strict=True)


def plainly(value: Any) -> Cell:
    return Cell("" if value is None else str(value))


@dataclass(frozen=True)
class Column:
    """`parts` are read for it, `say` makes a cell of them; `order` names the order its heading sorts by."""

    key: str
    title: str
    parts: tuple[Any, ...]
    say: Callable[..., Cell] = plainly
    order: str = ""
    right: bool = False
    is_for: Callable[[Any], bool] = lambda actor: True


@dataclass(frozen=True)
class Order:
    """`down`: newest or most first unless asked otherwise. `may_be_empty`: rows without it come last, either way."""

    key: str
    title: str
    by: Any
    down: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class Filter:
    """One question with its answers; an address that names none gets `default`, `all` lifts it. `known` says what an
    answer is called that an address may name although nobody is offered it; empty: it may not. `is_rare`: its chip
    stands there only while it is asked, by a link from elsewhere."""

    key: str
    title: str
    choices: Callable[[Session, Any], Sequence[tuple[str, str]]]
    where: Callable[[str, Any], Any]
    default: str = ""
    known: Callable[[Session, Any, str], str] = lambda session, actor, value: ""
    is_rare: bool = False


@dataclass(frozen=True)
class Span:
    """From one day to another, both included."""

    key: str
    title: str
    column: Any
    is_moment: bool = True
    is_rare: bool = False

    def where(self, first: date | None, last: date | None) -> list[Any]:
        low = clock.start_of_day(first) if first and self.is_moment else first
        high = clock.end_of_day(last) if last and self.is_moment else last
        return [*([self.column >= low] if low else []), *([self.column <= high] if high else [])]


def fixed(
    key: str, title: str, answers: Mapping[str, tuple[str, Callable[[], Any]]], default: str = "", is_rare: bool = False
) -> Filter:
    """Answers that are always the same: value → (words, what it asks of a row)."""
    shown = [(value, words) for value, (words, _) in answers.items()]
    return Filter(
        key, title, lambda session, actor: shown, lambda value, actor: answers[value][1](), default, is_rare=is_rare
    )


def worded(key: str, title: str, column: Any, words: Mapping[Any, str], default: str = "") -> Filter:
    """One answer for each value of a column with words."""
    shown = [(str(getattr(value, "value", value)), said) for value, said in words.items()]
    return Filter(key, title, lambda session, actor: shown, lambda value, actor: column == value, default)


@dataclass(frozen=True)
class Listing:
    """`reach` gives a statement its joins and narrows it to what the actor may see. `finish` may fill in what one
    statement for the whole page finds better than a column."""

    key: Any
    reach: Callable[[Any, Any], Any]
    columns: tuple[Column, ...]
    orders: tuple[Order, ...]
    filters: tuple[Filter, ...] = ()
    spans: tuple[Span, ...] = ()
    search: Callable[[Session, Any, str], Any] | None = None
    search_words: str = ""
    finish: Callable[[Session, Any, list[Line]], list[Line]] | None = None

    def columns_for(self, actor: Any) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_for(actor))

    def order_of(self, look: "Look") -> Order:
        return next((order for order in self.orders if order.key == look.order), self.orders[0])


@dataclass(frozen=True)
class Look:
    """How somebody looks at a list right now; all of it stands in the address."""

    chosen: dict[str, str] = field(default_factory=dict)
    days: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)
    words: str = ""
    order: str = ""
    turned: bool = False
    after: str = ""
    before: str = ""


class Page(NamedTuple):
    """`older` and `newer` are the ids to go on from, empty where the list ends."""

    lines: list[Line]
    newer: str
    older: str


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
        return Page([], "", "")
    older = lines[-1].id if more or back else ""
    newer = lines[0].id if (more if back else mark is not None) else ""
    return Page(lines, newer, older)


def read_rows(session: Session, actor: Any, listing: Listing, look: Look, limit: int) -> list[Line]:
    """The first so many of a look, from its beginning: what an export or a printed sheet takes."""
    found = _walk(session, actor, listing, look, (listing.order_of(look), False, None), limit)
    return _finished(session, actor, listing, found)


def read_few(session: Session, actor: Any, listing: Listing, words: str, limit: int) -> list[Line]:
    """A handful that fit some words, in no order and whatever else the list asks: each index answers as it likes."""
    if listing.search is None:
        return []
    query = listing.reach(_asked(listing, listing.columns[:1]), actor).where(listing.search(session, actor, words))
    return _said(listing.columns[:1], list(session.execute(query.limit(limit))))


def read_marked(session: Session, actor: Any, listing: Listing, row_ids: Sequence[str]) -> list[Line]:
    """Those of the given rows that the actor may see, in the order given."""
    query = listing.reach(_asked(listing, listing.columns_for(actor)), actor).where(listing.key.in_(row_ids))
    found = {line.id: line for line in _finished(session, actor, listing, list(session.execute(query)))}
    return [found[row_id] for row_id in row_ids if row_id in found]


def count_rows(session: Session, actor: Any, listing: Listing, look: Look) -> int:
    """Exact up to COUNTED; one more than that says "more"."""
    found = _narrowed(session, actor, listing, look, select(listing.key)).limit(COUNTED + 1).subquery()
    return int(statements.read(session, select(func.count()).select_from(found))[0][0])


Walk = tuple[Order, bool, tuple[Any, str] | None]


def _walk(session: Session, actor: Any, listing: Listing, look: Look, walk: Walk, limit: int) -> list[Any]:
    order, back, mark = walk
    query = _narrowed(session, actor, listing, look, _asked(listing, listing.columns_for(actor)))
    down = (order.down != look.turned) != back
    found: list[Any] = []
    for where in _parts(listing, order, back, down, mark):
        if len(found) < limit:
            by = [order.by.desc(), listing.key.desc()] if down else [order.by, listing.key]
            part = query.where(*where).order_by(*by).limit(limit - len(found))
            found += statements.read(session, part)
    return found


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
    lines = []
    for row in rows:
        at, cells = 1, []
        for column in columns:
            cells.append(column.say(*row[at : at + len(column.parts)]))
            at += len(column.parts)
        lines.append(Line(row[0], tuple(cells)))
    return lines
