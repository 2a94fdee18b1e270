from functools import cache
from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, url_for

from webapp.accounts.access import allow, current, current_or_none, public
from webapp.accounts.permissions import Action
from webapp.accounts.rules import FIRST_HAT
from webapp.accounts.scope import Actor
from webapp.core import clock, db, page
from webapp.core.i18n import gettext
from webapp.dashboards import queries
from webapp.dashboards.rules import HOMES, ROOMS, TABS

bp = Blueprint("dashboards", __name__)


@bp.get("/")
@public
def home() -> Response:
    """Each post's own first page; a stranger is asked to sign in."""
    person = current_or_none()
    if person is None:
        return redirect(url_for("accounts.sign_in"), 303)  # type: ignore[return-value]
    endpoint = next((HOMES[role] for role in FIRST_HAT if role in person.roles), "accounts.me")
    return redirect(url_for(endpoint if _exists(endpoint) else "accounts.me"), 303)  # type: ignore[return-value]


@bp.get("/overview")
@allow(Action.SEE_OVERVIEW)
def overview() -> Response:
    shown = queries.overview(db.session(), current(), clock.today())
    communities = {row.id: row.name for row in shown["rows"]}
    late_url = url_for("cases.late") if _exists("cases.late") else ""
    case_url = "/cases/" if _exists("cases.show") else ""
    return page.render(
        "dashboards/overview.html", communities=communities, walls=_walls(shown["rows"]), late_url=late_url,
        case_url=case_url, **shown,
    )  # fmt: skip


def _walls(rows: list[Any]) -> list[dict[str, Any]]:
    """One window a grid; grids where nobody lives have none."""
    today = clock.today()
    return [
        {
            "name": row.name, "percent": row.percent, "cells": [
                {"percent": grid.percent, "label": grid.name, "url": "", "quiet": grid.quiet_days(today) is not None}
                for grid in row.grids if grid.total
            ],
        }
        for row in rows if row.total
    ]  # fmt: skip


@bp.get("/history")
@allow(Action.SEE_HISTORY)
def history() -> Response:
    shown = queries.history_page(db.session(), current(), before=request.args.get("before"))
    return page.render("dashboards/history.html", **shown)


@bp.app_context_processor
def frame() -> dict[str, Any]:
    """Tabs and rooms of whoever is signed in."""
    person = current_or_none()
    if person is None:
        return {"tabs": [], "rooms": []}
    tabs = _tabs(person)
    return {"tabs": tabs, "rooms": _rooms(person, {tab["url"] for tab in tabs})}


def _tabs(person: Actor) -> list[dict[str, Any]]:
    role = next((role for role in FIRST_HAT if role in person.roles), None)
    here = request.endpoint or ""
    shown = [(label, end, icon) for label, end, icon in TABS.get(role, ()) if _exists(end)] if role else []
    return [
        {"label": gettext(label), "url": _address(end, request.script_root), "icon": icon, "badge": 0,
         "on": end == here or (end.split(".")[0] == here.split(".")[0] and _is_first(shown, end))}
        for label, end, icon in shown
    ]  # fmt: skip


def _is_first(shown: list[tuple[str, str, str]], endpoint: str) -> bool:
    """A slice's inner pages light the first tab of that slice, unless a tab of their own is lit."""
    here = request.endpoint or ""
    slice_name = endpoint.split(".")[0]
    if any(end == here for _, end, _ in shown):
        return False
    return next((end for _, end, _ in shown if end.split(".")[0] == slice_name), "") == endpoint


def _rooms(person: Actor, in_tabs: set[str]) -> list[dict[str, Any]]:
    """What the person may do beyond the tabs, by room; an empty room is not shown."""
    shown, root = [], request.script_root
    for title, icon, lines in ROOMS:
        links = [
            {"label": gettext(label), "url": _address(end, root), "on": end == request.endpoint}
            for action, label, end in lines
            if _exists(end) and person.can(Action(action)) and _address(end, root) not in in_tabs
        ]
        if links:
            shown.append({"title": gettext(title), "icon": icon, "links": links, "on": any(one["on"] for one in links)})
    return shown


@cache
def _address(endpoint: str, script_root: str) -> str:
    """The frame of every page asks for fifty of these, and they do not change while the server runs."""
    return url_for(endpoint)


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions
