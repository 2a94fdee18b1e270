"""The registry of lists: a slice describes its list once, and everything a desk does with lists (views, search, export,
work on marked rows) works on it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from webapp.core.lists.listing import Listing
from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError, Forbidden, NotFound
from webapp.people.accounts.permissions import Action

MOST_MARKED = 200
MOST_EXPORTED = 5000
MOST_PRINTED = 500
UNDO = "undo:"


class NothingMarked(DomainError):
    status = 422
    message = N_("还没有标出哪几行。先在前面的方框里打勾。")


class TooManyMarked(DomainError):
    status = 422
    message = N_("一次最多办 %(limit)s 行，请分几次。")


class NothingToUndo(DomainError):
    message = N_("这些已经撤不回来了。")


Memos = dict[str, dict[str, Any]]  # row → what its act returned, kept for taking it back


@dataclass(frozen=True)
class MarkedAct:
    """One act on many rows. `run(session, actor, row id, what the form gave)` is the act on one row, as its own page
    does it; `form` asks once for all of them, `offer` fills its choices. `together` takes all rows at once instead and
    says where what it began is to be watched. `undo` takes one row back, where the act allows it: it gets what the form
    gave and what `run` returned for this row. `stands` says which of the rows done can still be taken back."""

    key: str
    title: str
    action: Action
    run: Callable[[Any, Any, str, dict[str, Any]], Any] | None = None
    form: type[Any] | None = None
    offer: Callable[[Any, Any, Any], None] | None = None
    icon: str = "check"
    together: Callable[[Any, Any, list[str], dict[str, Any]], str] | None = None
    undo: Callable[[Any, Any, str, dict[str, Any]], Any] | None = None
    stands: Callable[[Any, Any, Memos], Iterable[str]] = lambda session, actor, memos: memos


@dataclass(frozen=True)
class QuickAct:
    """One act in a row's own line, done in place: a line of words and a button."""

    title: str
    button: str
    label: str
    words: str
    action: Action
    before: str
    after: str

    def url(self, row_id: str) -> str:
        return f"{self.before}{row_id}{self.after}"


@dataclass(frozen=True)
class OfficeList:
    """`address` opens a row (its id is put behind), `home` is the page the list stands on. `opens_beside`: a row's
    page is read beside the list where there is room. `leaves_by`: only who may do this takes rows out. `reads`: the
    table of its rows where they are people, so that the history keeps who has read them. `names_people`: rows of
    another kind that name people."""

    name: str
    title: str
    action: Action
    listing: Listing
    home: str
    address: str
    acts: tuple[MarkedAct, ...] = ()
    opens_beside: bool = False
    tail: str = ""
    leaves_by: Action | None = None
    quick: QuickAct | None = None
    reads: str = ""
    names_people: bool = False

    @property
    def shows_people(self) -> bool:
        return bool(self.reads) or self.names_people

    def may_leave(self, actor: Any) -> bool:
        """Whether the rows may be taken along, as a workbook or on paper."""
        return self.leaves_by is None or bool(actor.can(self.leaves_by))

    def acts_for(self, actor: Any) -> tuple[MarkedAct, ...]:
        return tuple(act for act in self.acts if actor.can(act.action))

    def act(self, actor: Any, key: str) -> MarkedAct:
        asked = key.removeprefix(UNDO)
        found = next((act for act in self.acts_for(actor) if act.key == asked), None)
        if found is None or (asked != key and found.undo is None):
            raise NotFound
        return found if asked == key else replace(found, key=key, title=N_("撤销办好的"), run=found.undo, icon="undo")

    def url(self, row_id: str) -> str:
        """Empty where a row has no page of its own."""
        return f"{self.address}{row_id}{self.tail}" if self.address else ""


__all__ = ["LISTS", "Forbidden", "MarkedAct", "OfficeList", "add_act", "named", "register"]

LISTS: dict[str, OfficeList] = {}


def register(told: OfficeList) -> OfficeList:
    if told.name in LISTS:
        raise ValueError(f"two lists of the name {told.name}")
    LISTS[told.name] = told
    return told


def add_act(name: str, act: MarkedAct, quick: QuickAct | None = None) -> None:
    """A slice above adds what it can do with the rows of a list below."""
    told = LISTS[name]
    if all(known.key != act.key for known in told.acts):
        LISTS[name] = replace(told, acts=(act, *told.acts), quick=quick or told.quick)


def named(name: str) -> OfficeList:
    if name not in LISTS:
        raise NotFound
    return LISTS[name]
