"""总览: one address for each level, the same on paper and as a workbook."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from webapp.casework.cases import queries as cases
from webapp.centre.overview import (
    grid_queries,
    mark_queries,
    page_forms,
    picture_services,
    plan_queries,
    quiet_queries,
    rules,
    services,
    topic_queries,
)
from webapp.centre.overview.forms import EstateForm
from webapp.centre.overview.level_queries import Level, get_level
from webapp.centre.overview.rules import Month
from webapp.core.cluster import replica
from webapp.core.data import db
from webapp.core.files import images
from webapp.core.files.spreadsheets import XLSX, write_xlsx
from webapp.core.forms import form_posts
from webapp.core.paper import pdf
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import filters, page
from webapp.core.web.charts import Point
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org.models import UnitKind

bp = Blueprint("overview", __name__, url_prefix="/overview")


@bp.get("")
@allow(Action.SEE_OVERVIEW)
def index() -> Response:
    return _show("")


@bp.get("/<id:unit_id>")
@allow(Action.SEE_OVERVIEW)
def show(unit_id: str) -> Response:
    return _show(unit_id)


@bp.get("/<id:unit_id>/grids/<which>")
@allow(Action.SEE_OVERVIEW)
def grids(unit_id: str, which: str) -> Response:
    """The grids behind a figure, one line each."""
    if which not in page_forms.ON_PAGE:
        raise NotFound
    level, month = get_level(db.session(), current(), unit_id), _month()
    lines, as_of = replica.read(
        lambda session: grid_queries.list_grids(session, level, which, month, clock.today())
    )
    return page.render(
        "centre/overview/grids.html", level=level, month=month, which=which, told=rules.FIGURES[which],
        lines=lines, reasons=quiet_queries.REASONS, as_of=as_of,
    )  # fmt: skip


@bp.get("/<id:unit_id>.pdf")
@allow(Action.SEE_OVERVIEW)
def paper(unit_id: str) -> Response:
    level, month = get_level(db.session(), current(), unit_id), _month()
    html = render_template("centre/overview/paper.html", **_counted(level, month), **_signed(level, month))
    title = f"{level.unit.name} {filters.month(month.key)} {gettext('总览')}"
    return page.attachment(pdf.render_pdf(html, title=title), f"{title}.pdf", "application/pdf", inline=True)


@bp.post("/<id:unit_id>/plan")
@allow(Action.IMPORT_REGISTER)
def bring_plan(unit_id: str) -> Response:
    """A picture of the estate, by the host of the community."""
    level, form = get_level(db.session(), current(), unit_id), EstateForm(request.form)
    if level.kind is not UnitKind.COMMUNITY:
        raise NotFound
    form.picture.data = request.files.get("picture")
    kept = form_posts.did(
        form,
        lambda session: picture_services.show_estate(
            session, current(), level.unit, form.picture.data.read(images.MOST_BYTES + 1)
        ),
        at="picture",
    )
    if kept:
        return page.done(url_for("overview.show", unit_id=unit_id, _anchor="estate"))
    return _show(unit_id, form)


@bp.post("/<id:unit_id>/workbook")
@allow(Action.SEE_OVERVIEW)
def workbook(unit_id: str) -> Response:
    """The figures of the page, and for each place below how far the walking came. The hash is of the question."""
    actor, session = current(), db.session()
    level, month = get_level(session, actor, unit_id), _month()
    shown, as_of = replica.read(lambda standby: page_forms.shown(standby, level, month))
    asked = page_forms.question(level, month)
    digest = rules.query_hash(asked)
    rows = page_forms.sheet(shown["seen"], month, gettext("走到的户"))
    counted = clock.stamp(as_of or clock.now())
    who = f"{level.unit.name} · {filters.month(month.key)} · {actor.name} · {counted} · {digest}"
    content = write_xlsx(page_forms.COLUMNS, rows, watermark=who)
    with db.transaction() as writing:
        services.record_export(writing, actor, level, asked=asked, digest=digest)
    return page.attachment(content, f"{level.unit.name}-{month.key}-{digest}.xlsx", XLSX)


def _month() -> Month:
    return rules.month_of(request.values.get("month", ""), clock.today())


def _show(unit_id: str, estate: EstateForm | None = None) -> Response:
    level = get_level(db.session(), current().wearing(Action.SEE_OVERVIEW), unit_id)
    picture = picture_services.picture_of(db.session(), level.reader.community_id)
    shown = _counted(level, _month())
    return page.render(
        "centre/overview/index.html", **shown, picture=picture, estate=estate or EstateForm(),
        pins=mark_queries.pins(db.session(), picture, shown["plan"]),
        brings_plan=level.kind is UnitKind.COMMUNITY and current().can(Action.IMPORT_REGISTER),
        status=estate.status if estate else 200,
    )  # fmt: skip


def _signed(level: Level, month: Month) -> dict[str, str]:
    return {"digest": rules.query_hash(page_forms.question(level, month))}


def _counted(level: Level, month: Month) -> dict[str, Any]:
    shown, as_of = replica.read(lambda session: _shown(session, level, month))
    return shown | {"as_of": as_of}


def _shown(session: Any, level: Level, month: Month) -> dict[str, Any]:
    colour = request.args.get("colour", "reached")
    is_micro = level.kind is UnitKind.MICRO_GRID
    topics = [] if is_micro else topic_queries.topics(session, level, month)
    shown = page_forms.shown(session, level, month)
    colour = colour if colour in plan_queries.COLOURS else "reached"
    return shown | {
        "late": [] if is_micro else cases.list_late(session, level.reader, limit=6),
        "soon": [] if is_micro else cases.list_due_soon(session, level.reader, limit=5),
        "topics": topics, "bars_of_topics": [Point(gettext(one.name), one.now or 0) for one in topics],
        "plan": plan_queries.plan(session, level, colour, clock.today()), "colour": colour,
        "colours": plan_queries.COLOURS, "walls": _walls(shown["seen"]),
        "reasons": quiet_queries.REASONS,
        "topics_url": page_forms.list_of("topics", level, month),
    }  # fmt: skip


def _walls(seen: Any) -> list[dict[str, Any]]:
    """One window a grid; grids where nobody lives have none."""
    quiet = {one.grid.id for one in seen.quiet}
    return [
        {
            "name": row.name, "percent": row.percent, "cells": [
                {"percent": grid.percent, "label": grid.name, "url": f"/overview/{grid.id}", "quiet": grid.id in quiet}
                for grid in row.grids if grid.total
            ],
        }
        for row in seen.rows if row.total
    ]  # fmt: skip
