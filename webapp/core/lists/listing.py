"""A list described once: its columns, orders, filters and search. `list_reading` reads pages of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup, escape
from sqlmodel import Session

from webapp.core.text.i18n import gettext
from webapp.core.text.template_calls import text_of
from webapp.core.time import clock

ALL = "all"
PLACES = ("home", "unit", "issuer")  # columns that say where a row lies, or who has given it


class Cell(NamedTuple):
    """What one place of a list says: words, a second line, the tone of a tag; and what a spreadsheet gets instead."""

    words: str
    under: str = ""
    tone: str = ""
    raw: Any = None

    @property
    def exported(self) -> Any:
        return self.words if self.raw is None else self.raw


class Head(NamedTuple):
    """Over a column, and what each cell below it says of it: how it looks, and on a phone its title."""

    look: str
    named: str

    def cell(self, cell: Cell) -> str:
        """As it stands in the page's table. A page draws a hundred and fifty of them."""
        words, under, tone, _ = cell
        said = text_of(words) if words else ""
        shown = f'<span class="tag {tone}">{said}</span>' if tone and words else said
        below = f'<span class="m">{text_of(under)}</span>' if under else ""
        return f"<td{self.look}{self.named if words else ''}>{shown}{below}</td>"


class Line(NamedTuple):
    id: str
    cells: tuple[Cell, ...]

    @property
    def title(self) -> str:
        return self.cells[0].words

    @property
    def under_title(self) -> str:
        return self.cells[0].under

    def after_first(self, heads: Sequence[Head]) -> Markup:
        """Each other cell under its head."""
        beside = zip(heads[1:], self.cells[1:], strict=True)
        return Markup("".join([head.cell(cell) for head, cell in beside]))  # noqa: S704 — escaped by `Head.cell`


def plainly(value: Any) -> Cell:
    return Cell("" if value is None else str(value))


@dataclass(frozen=True)
class Column:
    """`parts` are read for it, `say` makes a cell of them; `order` names the order its heading sorts by. `is_whole`:
    its words are one name, such as a door's, and stay on one line at the desk."""

    key: str
    title: str
    parts: tuple[Any, ...]
    say: Callable[..., Cell] = plainly
    order: str = ""
    right: bool = False
    is_whole: bool = False
    is_for: Callable[[Any], bool] = lambda actor: True

    @property
    def look(self) -> str:
        return "r" if self.right else "whole" if self.is_whole else ""


@dataclass(frozen=True, eq=False)
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


@dataclass(frozen=True, eq=False)
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

    def heads_for(self, actor: Any) -> list[Head]:
        return [
            Head(f' class="{column.look}"' if column.look else "", f' data-th="{escape(gettext(column.title))}"')
            for column in self.columns_for(actor)
        ]

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

    @property
    def is_plain(self) -> bool:
        """The first page, narrowed by nothing but answers to choose from."""
        return not (self.words or self.after or self.before or any(any(pair) for pair in self.days.values()))
