"""The state of a list (filters, order, search, page) in the query string, so that it can be sent to a colleague, kept,
and used without scripts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote_plus

from sqlmodel import Session

from webapp.core.data import ids
from webapp.core.lists.listing import ALL, Filter, Listing, Look
from webapp.core.text import cleaning
from webapp.core.text.i18n import language
from webapp.core.time.reach import day_of

MOST_WORDS = 40


class Answer(NamedTuple):
    words: str
    query: str
    is_on: bool


@dataclass(frozen=True)
class Question:
    """One chip of a list: what is asked, what is chosen (empty: nothing), every answer with its address. Whoever looks
    the same way shares it, and what is drawn of it (`filters.once`)."""

    key: str
    title: str
    chosen: str
    clear: str
    answers: tuple[Answer, ...]
    drawn: dict[str, Any] = field(default_factory=dict, compare=False)


class Days(NamedTuple):
    key: str
    title: str
    first: date | None
    last: date | None
    clear: str


def read(session: Session, actor: Any, listing: Listing, args: Mapping[str, str]) -> Look:
    """What cannot be is left out: an address that somebody shortened or made up still opens the list."""
    args = dict(args.items())  # what a request's own table does not know costs it an exception
    chosen = {one.key: _answer(session, actor, one, args.get(one.key, "")) for one in listing.filters}
    ends = {span.key: (args.get(f"{span.key}_from"), args.get(f"{span.key}_to")) for span in listing.spans}
    days = {key: (day_of(first), day_of(last)) for key, (first, last) in ends.items()}
    order = args.get("sort", "")
    return Look(
        chosen=chosen, days=days, words=cleaning.fold(args.get("q", ""))[:MOST_WORDS], order=order.removeprefix("-"),
        turned=order.startswith("-"), after=_id(args.get("after", "")), before=_id(args.get("before", "")),
    )  # fmt: skip


def read_query(session: Session, actor: Any, listing: Listing, query: str) -> Look:
    return read(session, actor, listing, dict(parse_qsl(query[:2000])))


def query(listing: Listing, look: Look, **changes: str) -> str:
    """The look as a query; a change to it begins again at the first page unless it names another."""
    return _address(_told(listing, look) | changes)


def _address(told: dict[str, str]) -> str:
    return "&".join([f"{key}={quote_plus(value)}" for key, value in told.items() if value])


def questions(session: Session, actor: Any, listing: Listing, look: Look) -> list[Question]:
    found, told = [], tuple(_told(listing, look).items())
    make = _question.__wrapped__ if look.words else _question  # what somebody typed is kept nowhere
    for one in listing.filters:
        chosen = look.chosen.get(one.key, "")
        if one.is_rare and not chosen:
            continue
        choices = tuple(one.choices(session, actor))
        if len(choices) < 2 and not chosen:
            continue
        said = next((words for value, words in choices if value == chosen), "")
        said = said or (one.known(session, actor, chosen) if chosen else "")
        found.append(make((one.key, one.title, one.default), choices, told, (chosen, said), language()))
    return found


@lru_cache(maxsize=1024)
def _question(
    asked: tuple[str, str, str], choices: tuple[tuple[str, str], ...], told: tuple[tuple[str, str], ...],
    chosen: tuple[str, str], spoken: str,
) -> Question:  # fmt: skip
    key, title, default = asked
    value, said = chosen
    look = dict(told)
    answers = tuple([Answer(words, _address(look | {key: one}), one == value) for one, words in choices])
    return Question(key, title, said, _address(look | {key: ALL if default else ""}), answers)


def days(listing: Listing, look: Look) -> list[Days]:
    return [
        Days(
            span.key, span.title, *look.days[span.key],
            query(listing, look, **{f"{span.key}_from": "", f"{span.key}_to": ""}),
        )
        for span in listing.spans
        if not span.is_rare or any(look.days[span.key])
    ]  # fmt: skip


def kept_fields(listing: Listing, look: Look, *without: str) -> list[tuple[str, str]]:
    """What a form that changes one part must carry along."""
    return [(key, value) for key, value in _told(listing, look).items() if value and key not in without]


def is_narrowed(listing: Listing, look: Look) -> bool:
    """More narrow than the list opens by itself."""
    changed = any(look.chosen.get(one.key, "") not in ("", one.default) for one in listing.filters)
    return changed or bool(look.words) or any(any(pair) for pair in look.days.values())


def _told(listing: Listing, look: Look) -> dict[str, str]:
    told: dict[str, str] = {}
    for one in listing.filters:
        chosen = look.chosen.get(one.key, "")
        if chosen != one.default:
            told[one.key] = chosen or ALL
    for span in listing.spans:
        first, last = look.days.get(span.key, (None, None))
        told[f"{span.key}_from"] = first.isoformat() if first else ""
        told[f"{span.key}_to"] = last.isoformat() if last else ""
    order = listing.order_of(look)
    if order is not listing.orders[0] or look.turned:
        told["sort"] = ("-" if look.turned else "") + order.key
    told["q"] = look.words
    return told


def _answer(session: Session, actor: Any, one: Filter, given: str) -> str:
    if given == ALL:
        return ""
    if not given:
        return one.default
    offered = any(value == given for value, _ in one.choices(session, actor))
    return given if offered or one.known(session, actor, given) else one.default


def _id(given: str) -> str:
    return given if ids.is_id(given) else ""
