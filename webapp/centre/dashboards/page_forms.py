"""The frame of every page: tabs, rooms and what waits, for whoever is signed in."""

from functools import cache, lru_cache
from typing import Any

from flask import current_app, request, url_for

from webapp.centre.dashboards import place_rules
from webapp.centre.dashboards.rules import ROOMS, TABS
from webapp.core.data import db
from webapp.core.text.i18n import gettext, language
from webapp.people.accounts.access import has_outbox
from webapp.people.accounts.models import Role
from webapp.people.accounts.permissions import FOR_ANYBODY, Action, roles_for
from webapp.people.accounts.rules import FIRST_HAT
from webapp.people.accounts.scope import Actor
from webapp.people.org import queries as org


def frame_of(person: Actor) -> dict[str, Any]:
    """Tabs and rooms of whoever is signed in; the one this page belongs to is lit."""
    calm = _calm(person)
    here = request.endpoint or ""
    return _frame(person.roles, has_outbox(person), bool(calm), here, request.script_root, language()) | calm


APART = ("desk.", "search.")  # at a desk they have a line of their own above the tabs


class Entries(list[dict[str, Any]]):
    """Tabs, with what is drawn of them and of their rooms (`filters.once`): the same for everybody of these posts."""

    def __init__(self, entries: list[dict[str, Any]]) -> None:
        super().__init__(entries)
        self.drawn: dict[str, Any] = {}


@lru_cache(maxsize=4096)
def _frame(
    roles: frozenset[Role], outbox: bool, is_calm: bool, here: str, script_root: str, spoken: str
) -> dict[str, Any]:
    """The same for everybody of these posts, so it is worked out once a page and language and only read afterwards."""
    tabs = [] if is_calm else _tabs(roles, script_root)
    rooms = _rooms(roles, outbox, {tab["endpoint"] for tab in tabs}, script_root)
    own = {link[2] for link in ROOMS[0][2]}
    shown_at = {entry["endpoint"] for entry in tabs + [link for room in rooms for link in room["links"]]} - own
    at_desk = not is_calm and _may(roles, Action.SEE_OVERVIEW)
    apart = here.partition(".")[0] if at_desk and here.startswith(APART) else ""
    lit = place_rules.lit(here, shown_at, own) if _has_door(here) and not apart else ""
    way = "page" if lit == here else "true"
    light = _light(roles, outbox, is_calm, (lit, way, apart), script_root, spoken)
    return light | {"up_url": _up(here, lit, {tab["endpoint"] for tab in tabs}, script_root)}


def _up(here: str, lit: str, in_tabs: set[str], script_root: str) -> str:
    """Where the arrow of a page leads on a phone, whose bar has only the tabs: from a room to 我的, that lists them
    all, from within a room to its first page. A page that knows better says so; a tab has none."""
    if here in in_tabs or here == place_rules.ME:
        return ""
    return _address(lit if lit and lit != here else place_rules.ME, script_root)


@lru_cache(maxsize=1024)
def _light(
    roles: frozenset[Role], outbox: bool, is_calm: bool, on: tuple[str, str, str], script_root: str, spoken: str
) -> dict[str, Any]:
    """Tabs and rooms with one entry lit: many pages have this in common, and what is drawn of it."""
    tabs = Entries([] if is_calm else _tabs(roles, script_root))
    rooms = _rooms(roles, outbox, {tab["endpoint"] for tab in tabs}, script_root)
    lit, way, apart = on
    for entry in tabs + [link for room in rooms for link in room["links"]]:
        entry["on"] = way if entry["endpoint"] == lit else ""
    for room in rooms:
        room["on"] = any(link["on"] for link in room["links"])
    search = "" if is_calm else _address("search.index", script_root)
    desk = _address("desk.index", script_root) if not is_calm and _may(roles, Action.SEE_OVERVIEW) else ""
    return {"tabs": tabs, "rooms": rooms, "search_url": search, "desk_url": desk, "apart": apart}


def _calm(person: Actor) -> dict[str, Any]:
    """A volunteer who reads large letters: no tabs on any page, a way back to the passbook, and one call button."""
    if request.cookies.get("mode") != "elder" or first_hat(person) is not Role.VOLUNTEER:
        return {}
    home = org.unit(db.session(), person.community_id) if person.community_id else None
    url = _address("passbook.mine", request.script_root)
    return {"calm_url": url, "up_url": url, "calm_tel": home.duty_phone if home else ""}


def first_hat(person: Actor) -> Role | None:
    return _first(person.roles)


def _first(roles: frozenset[Role]) -> Role | None:
    return next((role for role in FIRST_HAT if role in roles), None)


def _has_door(endpoint: str) -> bool:
    """What strangers may open too belongs to no room."""
    return isinstance(getattr(current_app.view_functions.get(endpoint), "door", None), Action)


def _tabs(roles: frozenset[Role], script_root: str) -> list[dict[str, Any]]:
    role = _first(roles)
    return [
        {"label": gettext(label), "endpoint": end, "url": _address(end, script_root), "icon": icon, "badge": 0}
        for label, end, icon in (TABS.get(role, ()) if role else ())
        if exists(end)
    ]


def _rooms(roles: frozenset[Role], outbox: bool, in_tabs: set[str], script_root: str) -> list[dict[str, Any]]:
    """What the person may do beyond the tabs, by room; an empty room is not shown."""
    shown = []
    for title, icon, lines in ROOMS:
        links = [
            {"label": gettext(label), "endpoint": end, "url": _address(end, script_root)}
            for action, label, end in lines
            if exists(end) and _offered(roles, outbox, Action(action)) and end not in in_tabs
        ]
        if links:
            shown.append({"title": gettext(title), "icon": icon, "links": links})
    return shown


def _offered(roles: frozenset[Role], outbox: bool, action: Action) -> bool:
    """The outbox is offered wherever this browser may hold records, whoever is signed in now."""
    return outbox if action is Action.USE_OUTBOX else _may(roles, action)


def _may(roles: frozenset[Role], action: Action) -> bool:
    return action in FOR_ANYBODY or not roles.isdisjoint(roles_for(action))


@cache
def _address(endpoint: str, script_root: str) -> str:
    """The frame of every page asks for fifty of these, and they do not change while the server runs."""
    return url_for(endpoint)


def exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def entries_of(person: Actor) -> list[dict[str, Any]]:
    """Every page of this person's own navigation, the tabs first."""
    root = request.script_root
    tabs = _tabs(person.roles, root)
    rooms = _rooms(person.roles, has_outbox(person), {tab["endpoint"] for tab in tabs}, root)
    return tabs + [link for room in rooms for link in room["links"]]
