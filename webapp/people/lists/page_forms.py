"""What a list's page shows. A slice's route calls `show` with its list; the rest of a desk stands in `routes`."""

from datetime import date
from typing import Any

from flask import Response, g, request

from webapp.core.data import db
from webapp.core.lists import list_address
from webapp.core.lists.list_reading import COUNTED, count_rows, read_page
from webapp.core.lists.listing import Line, Look
from webapp.core.text.i18n import gettext
from webapp.core.web import filters, page
from webapp.people.accounts.access import current, note_reading
from webapp.people.accounts.scope import Actor
from webapp.people.lists import job_commands, queries
from webapp.people.lists.forms import ViewForm
from webapp.people.lists.rules import OfficeList, named

KNOWN_JOBS = (job_commands.work_on_marked,)  # whoever shows lists can do their work
PAGE = "people/lists/page.html"


def show(told: OfficeList, template: str = PAGE, **more: Any) -> Response:
    """The page of a list as its address asks. `more` is what the slice shows above or below it."""
    session, actor = db.session(), current()
    told = named(told.name)  # with what the slices above added
    look = list_address.read(session, actor, told.listing, request.args)
    g.shows_people = told.shows_people
    found = shown(told, actor, look)
    answer = page.render(template, **found, **more)
    note_lines("read_list", told, found["lines"])
    return answer


def note_lines(verb: str, told: OfficeList, lines: list[Line], *, lasting: bool = False) -> None:
    if told.reads:
        shown = [line.id for line in lines]
        note_reading(verb, told.reads, shown, lasting=lasting, is_list=True, list=told.name)


def shown(told: OfficeList, actor: Actor, look: Look) -> dict[str, Any]:
    session, listing = db.session(), told.listing
    found = read_page(session, actor, listing, look)
    count = len(found.lines) if found.is_all else count_rows(session, actor, listing, look)
    query = list_address.query(listing, look)
    views = queries.list_views(session, actor, told.name)
    view_on = next((view.id for view in views if view.query == query), "")
    return {
        "told": told, "look": look, "query": query, "lines": found.lines, "columns": listing.columns_for(actor),
        "heads": listing.heads_for(actor),
        "count": counted(count), "headings": _headings(told, look),
        "questions": list_address.questions(session, actor, listing, look),
        "spans": list_address.days(listing, look), "carried": list_address.kept_fields,
        "is_narrowed": list_address.is_narrowed(listing, look),
        "newer": list_address.query(listing, look, before=found.newer) if found.newer else "",
        "older": list_address.query(listing, look, after=found.older) if found.older else "",
        "views": views, "view_on": view_on,
        "view_form": view_form(actor, query) if query and not view_on else None, "marked_acts": told.acts_for(actor),
    }  # fmt: skip


def view_form(actor: Actor, query: str = "", given: Any = None) -> ViewForm:
    """Kept for oneself, or for everybody in one of one's units."""
    form = ViewForm(given) if given is not None else ViewForm(query=query)
    units = {hat.unit_id: hat.unit_name for hat in actor.hats}
    form.unit_id.offer([("", gettext("我自己")), *list(units.items())[:5]])
    return form


def counted(count: int) -> str:
    return f"{COUNTED:,}+" if count > COUNTED else f"{count:,}"


def _headings(told: OfficeList, look: Look) -> dict[str, dict[str, str]]:
    """For each column that sorts: the address of the next press, and the way it sorts now."""
    listing, found = told.listing, {}
    order = listing.order_of(look)
    for column in listing.columns:
        asked = next((one for one in listing.orders if one.key == column.order), None)
        if asked is None:
            continue
        on = asked is order
        turn = "-" if on and not look.turned else ""
        down = asked.down != look.turned
        found[column.key] = {
            "query": list_address.query(listing, look, sort=turn + asked.key),
            "way": ("descending" if down else "ascending") if on else "",
        }
    return found


def narrowed_words(told: OfficeList, actor: Actor, look: Look) -> str:
    """The look in words, for a sheet of paper or a workbook: 状态：在办 · “漏水”."""
    session, listing = db.session(), told.listing
    said = [
        f"{gettext(one.title)}：{gettext(one.chosen)}"
        for one in list_address.questions(session, actor, listing, look)
        if one.chosen
    ]
    for span in list_address.days(listing, look):
        if span.first or span.last:
            said.append(f"{gettext(span.title)}：{_day(span.first)}—{_day(span.last)}")
    return " · ".join([*said, *([f"“{look.words}”"] if look.words else [])])


def _day(value: date | None) -> str:
    return filters.day(value, True) if value else "…"
