"""What is found for a few letters: each kind by the search of its own list, within the reader's own reach."""

from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from webapp.core.lists.list_reading import read_few
from webapp.core.text.i18n import N_
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import LISTS
from webapp.register.register import search_queries as register

FEW = 5
BY_LIST = ("cases", "promises", "tasks", "volunteers", "certificates", "staff")
ICONS = {"cases": "list", "promises": "check", "tasks": "send", "volunteers": "heart", "certificates": "medal",
         "staff": "people"}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """`places`: where it is, in words; or the community that a reader of several is told."""

    title: str
    detail: str
    url: str
    icon: str
    places: tuple[str, ...] = ()
    community_id: str = ""


@dataclass(frozen=True)
class Group:
    """`more` opens the whole list, narrowed to the same words; `people` are the homes and persons among the hits."""

    title: str
    hits: list[Hit]
    more: str = ""
    people: dict[str, list[str]] = field(default_factory=dict)


def search(session: Session, actor: Actor, words: str) -> list[Group]:
    """In the order people look for things: who and where, what happened, then papers and colleagues."""
    groups = [_register(session, actor, words)] if actor.can(Action.SEE_REGISTER) else []
    groups += [_listed(session, actor, LISTS[name], words) for name in BY_LIST if _may(actor, name)]
    return [group for group in groups if group.hits]


def _may(actor: Actor, name: str) -> bool:
    return name in LISTS and actor.can(LISTS[name].action)


def _register(session: Session, actor: Actor, words: str) -> Group:
    found = register.search(session, actor.wearing(Action.SEE_REGISTER), words, limit=FEW + 3)
    hits = [Hit(one.title, one.detail, one.url, one.icon, community_id=one.community_id) for one in found]
    return Group(N_("楼、住户、居民、商户"), hits, "/register/", register.people_among(found))


def _listed(session: Session, actor: Actor, told: Any, words: str) -> Group:
    lines = read_few(session, actor.wearing(told.action), told.listing, words, FEW)
    icon = ICONS[told.name]
    hits = [
        Hit(line.title, line.under_title, told.url(line.id), icon, tuple(place.words for place in line.cells[1:]))
        for line in lines
    ]
    people = {told.reads: [line.id for line in lines]} if told.reads and lines else {}
    return Group(told.title, hits, told.home, people)
