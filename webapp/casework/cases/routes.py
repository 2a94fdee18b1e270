"""事项: the list, the late list, one case, and writing one down at a desk."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import desk_services, page_forms, queries, rules
from webapp.casework.cases.forms import SOURCES, CaseForm
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import State
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.core.web.form_posts import did
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("cases", __name__, url_prefix="/cases")

VIEWS: dict[str, tuple[State, ...]] = {
    "open": tuple(rules.BEFORE_DONE),
    "check": (State.HANDLED, State.FEEDBACK),
    "parked": (State.PARKED,),
    "ended": (State.CLOSED, State.REJECTED, State.MERGED),
}
PAGE = 30


@bp.get("/")
@allow(Action.SEE_CASES)
def index() -> Response:
    session, actor = db.session(), current()
    view = request.args.get("view", "open")
    if view == "soon":
        lines = queries.list_due_soon(session, actor, limit=PAGE + 1, after=_after())
    else:
        lines = queries.list_cases(session, actor, VIEWS.get(view, VIEWS["open"]), limit=PAGE + 1, after=_after())
    older = ""
    if lines[PAGE:]:
        last = lines[PAGE - 1]
        older = _key(last.due_at if view == "soon" else last.reported_at, lines)
    shown: dict[str, Any] = {
        "lines": lines[:PAGE], "view": view, "older": older,
        "mine": queries.list_mine(session, actor) if view == "open" and not request.args.get("after") else [],
        "late": queries.count_late(session, actor), "proposals": queries.list_proposals(session, actor),
    }  # fmt: skip
    return page.render("casework/cases/index.html", **shown, **page_forms.WORDS)


@bp.get("/late")
@allow(Action.SEE_CASES)
def late() -> Response:
    """What is late, the longest wait first; whoever supervises nudges from here."""
    session, actor = db.session(), current()
    lines = queries.list_late(session, actor, limit=PAGE + 1, after=_after())
    shown: dict[str, Any] = {
        "lines": lines[:PAGE], "older": _key(lines[PAGE - 1].due_at, lines) if lines[PAGE:] else "",
        "count": queries.count_late(session, actor), "soon": queries.list_due_soon(session, actor),
        "soon_count": queries.count_due_soon(session, actor),
    }  # fmt: skip
    return page.render("casework/cases/late.html", **shown, **page_forms.WORDS)


@bp.get("/<id:case_id>")
@allow(Action.SEE_CASES)
def show(case_id: str) -> Response:
    return page_forms.show_case(queries.get_case(db.session(), current(), case_id))


@bp.get("/new")
@allow(Action.DIRECT_CASE)
def new() -> Response:
    """`source` is where the person came from: a centre's home leads here to hand an order down."""
    source = request.args.get("source", "")
    return _desk(CaseForm(id=ids.new(), source=source if source in SOURCES else "hotline"))


@bp.post("/")
@allow(Action.DIRECT_CASE)
def create() -> Response:
    form = CaseForm(request.form)
    _offer(form)
    opened: list[GridCase] = []
    if not form.same_as.data and form.validate() and (near := desk_services.near(db.session(), current(), form.values)):
        return _desk(form, near=near)
    if not did(form, lambda session: opened.append(desk_services.write_down(session, current(), form.values))):
        return _desk(form, status=422)
    return page.done(url_for("cases.show", case_id=opened[0].id))


def _desk(form: CaseForm, near: Any = (), status: int = 200) -> Response:
    _offer(form)
    return page.render("casework/cases/new.html", form=form, near=near, status=status)


def _offer(form: CaseForm) -> None:
    session = db.session()
    form.grid_id.offer(desk_services.grids(session, current()))
    form.category_id.offer([(one.id, one.name) for one in catalogue.list_categories(session, clock.today())])


def _after() -> tuple[datetime, str] | None:
    """The place in a list: the moment and id of the last line before."""
    moment, _, case_id = request.args.get("after", "").partition("_")
    if not moment:
        return None
    try:
        place = datetime.fromtimestamp(float(moment), UTC)
    except (ValueError, OverflowError, OSError):
        raise NotFound from None
    if not ids.is_id(case_id):
        raise NotFound
    return place, case_id


def _key(moment: datetime | None, lines: list[queries.CaseLine]) -> str:
    return f"{moment.timestamp() if moment else 0}_{lines[PAGE - 1].id}"
