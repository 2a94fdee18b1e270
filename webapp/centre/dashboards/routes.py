from typing import Any

from flask import Blueprint, Response, redirect, url_for

from webapp.centre.dashboards import list_queries, page_forms, queries
from webapp.centre.dashboards.page_forms import exists, first_hat
from webapp.centre.dashboards.rules import HOMES
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, current_or_none, public
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists

bp = Blueprint("dashboards", __name__)


@bp.get("/")
@public
def home() -> Response:
    """Each post's own first page; a stranger is asked to sign in."""
    person = current_or_none()
    if person is None:
        return redirect(url_for("accounts.sign_in"), 303)  # type: ignore[return-value]
    role = first_hat(person)
    endpoint = HOMES[role] if role else "accounts.me"
    return redirect(url_for(endpoint if exists(endpoint) else "accounts.me"), 303)  # type: ignore[return-value]


@bp.get("/overview")
@allow(Action.SEE_OVERVIEW)
def overview() -> Response:
    shown = queries.overview(db.session(), current(), clock.today())
    communities = {row.id: row.name for row in shown["rows"]}
    late_url = url_for("cases.late") if exists("cases.late") else ""
    case_url = "/cases/" if exists("cases.show") else ""
    return page.render(
        "centre/dashboards/overview.html", communities=communities, walls=_walls(shown["rows"]), late_url=late_url,
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
    return lists.show(list_queries.OFFICE)


@bp.app_context_processor
def frame() -> dict[str, Any]:
    person = current_or_none()
    return page_forms.frame_of(person) if person else {"tabs": [], "rooms": []}
