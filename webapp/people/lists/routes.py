"""What can be done with any list: keep a view, take it as a workbook or on paper, work on the marked rows."""

from typing import Any

from flask import Blueprint, Response, g, request, url_for

from webapp.core.data import db
from webapp.core.files.spreadsheets import XLSX, Column, write_xlsx
from webapp.core.forms.form_posts import tried
from webapp.core.forms.forms import BaseForm
from webapp.core.lists import list_address
from webapp.core.lists.list_reading import read_marked, read_rows
from webapp.core.lists.listing import Line, Look
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists import page_forms, queries, rules, services
from webapp.people.lists.rules import MOST_EXPORTED, MOST_PRINTED, MarkedAct, OfficeList

bp = Blueprint("lists", __name__, url_prefix="/lists")


@bp.post("/<name>/views")
@allow(Action.USE_OWN_ACCOUNT)
def save_view(name: str) -> Response:
    told, actor = _list(name)
    form = page_forms.view_form(actor, given=request.form)
    look = list_address.read_query(db.session(), actor, told.listing, form.query.data or "")
    query = list_address.query(told.listing, look)

    def keep(session: Any) -> None:
        services.save_view(session, actor, told, title=form.title.data, query=query, unit_id=form.unit_id.data or "")

    if form.validate() and tried(form, keep):
        return page.done(f"{told.home}?{query}")
    shown = page_forms.shown(told, actor, look) | {"view_form": form}
    return page.render(page_forms.PAGE, status=form.status, **shown)


@bp.post("/views/<id:view_id>/removal")
@allow(Action.USE_OWN_ACCOUNT)
def drop_view(view_id: str) -> Response:
    view = queries.own_view(db.session(), current(), view_id)
    home = rules.named(view.list_name).home
    with db.transaction() as session:
        services.drop_view(session, queries.own_view(session, current(), view_id))
    return page.done(home)


@bp.post("/views/<id:view_id>/unsharing")
@allow(Action.USE_OWN_ACCOUNT)
def unshare_view(view_id: str) -> Response:
    view = queries.own_view(db.session(), current(), view_id)
    back = f"{rules.named(view.list_name).home}?{view.query}"
    with db.transaction() as session:
        services.stop_sharing(session, current(), queries.own_view(session, current(), view_id))
    return page.done(back)


@bp.post("/<name>/workbook")
@allow(Action.USE_OWN_ACCOUNT)
def workbook(name: str) -> Response:
    """What is shown, or the marked rows: the columns the reader has, in the order the list stands in."""
    told, actor = _list(name)
    look, lines = _chosen(told, actor, MOST_EXPORTED)
    columns = [Column(one.key, one.title, width=24 if at == 0 else 16) for at, one in enumerate(_columns(told, actor))]
    said = page_forms.narrowed_words(told, actor, look)
    who = f"{actor.name} · {clock.stamp(clock.now())} · {gettext(told.title)} · {said}"
    content = write_xlsx(columns, [[cell.exported for cell in line.cells] for line in lines], watermark=who)
    with db.transaction() as session:
        services.record_export(session, actor, told, query=list_address.query(told.listing, look),
                               rows=[line.id for line in lines])  # fmt: skip
    return page.attachment(content, f"{gettext(told.title)}-{clock.today():%Y%m%d}.xlsx", XLSX)


@bp.get("/<name>/paper")
@allow(Action.USE_OWN_ACCOUNT)
def paper(name: str) -> Response:
    return _paper(name)


@bp.post("/<name>/paper")
@allow(Action.USE_OWN_ACCOUNT)
def marked_paper(name: str) -> Response:
    return _paper(name)


@bp.post("/<name>/marked")
@allow(Action.USE_OWN_ACCOUNT)
def ask(name: str) -> Response:
    """Which act, on which rows: what it asks is asked once, then it is one job."""
    told, actor = _list(name)
    act, rows = told.act(actor, request.form.get("act", "")), services.marked(request.form.getlist("row"))
    form = _form(act, actor, None)
    return _begin(told, actor, act, rows) if form is None else _ask(told, actor, act, rows, form)


@bp.post("/<name>/marked/<act>")
@allow(Action.USE_OWN_ACCOUNT)
def begin(name: str, act: str) -> Response:
    told, actor = _list(name)
    chosen, rows = told.act(actor, act), services.marked(request.form.getlist("row"))
    form = _form(chosen, actor, request.form)
    if form is not None and not form.validate():
        return _ask(told, actor, chosen, rows, form, 422)
    return _begin(told, actor, chosen, rows)


@bp.get("/work/<id:job_id>")
@allow(Action.USE_OWN_ACCOUNT)
def progress(job_id: str) -> Response:
    """How far it is and what became of each row. The page can be left: the job goes on."""
    session, actor = db.session(), current()
    job = queries.own_job(session, actor, job_id)
    told = rules.named(job.args["list_name"])
    act = told.act(actor, job.args["act"]) if any(one.key == job.args["act"] for one in told.acts_for(actor)) else None
    results = queries.list_results(session, job_id)
    return page.render(
        "people/lists/work.html", "people/lists/_work.html", job=job, told=told, act=act, results=results,
        undoable={} if job.is_open else queries.undoable(session, actor, act, results),
    )  # fmt: skip


@bp.post("/work/<id:job_id>/undoing")
@allow(Action.USE_OWN_ACCOUNT)
def undo(job_id: str) -> Response:
    """What was done with each row is taken back, as a job of its own."""
    session = db.session()
    job = queries.own_job(session, current(), job_id)
    told, actor = _list(job.args["list_name"])
    done, act = told.act(actor, job.args["act"]), told.act(actor, rules.UNDO + job.args["act"])
    memos = queries.undoable(session, actor, done, queries.list_results(session, job_id))
    with db.transaction() as writing:
        begun = services.begin_undo(writing, actor, told, act, memos, job.args["given"])
    return page.done(url_for("lists.progress", job_id=begun.id))


def _list(name: str) -> tuple[OfficeList, Actor]:
    told = rules.named(name)
    return told, current().wearing(told.action)


def _columns(told: OfficeList, actor: Actor) -> Any:
    return told.listing.columns_for(actor)


def _chosen(told: OfficeList, actor: Actor, most: int) -> tuple[Look, list[Line]]:
    """The marked rows where some are marked, else the whole look from its beginning."""
    if not told.may_leave(actor):
        raise rules.Forbidden
    session = db.session()
    look = list_address.read_query(session, actor, told.listing, request.values.get("query", ""))
    rows = request.form.getlist("row")
    if rows:
        return look, read_marked(session, actor, told.listing, services.marked(rows))
    return look, read_rows(session, actor, told.listing, look, most)


def _paper(name: str) -> Response:
    told, actor = _list(name)
    look, lines = _chosen(told, actor, MOST_PRINTED)
    g.actor, g.shows_people = actor, told.shows_people
    answer = page.render(
        "people/lists/paper.html", told=told, lines=lines, columns=_columns(told, actor), most=MOST_PRINTED,
        said=page_forms.narrowed_words(told, actor, look), now=clock.now(),
    )  # fmt: skip
    page_forms.note_lines("print_list", told, lines, lasting=True)
    return answer


def _form(act: MarkedAct, actor: Actor, given: Any) -> BaseForm | None:
    if act.form is None:
        return None
    form: BaseForm = act.form(given)
    if act.offer:
        act.offer(db.session(), actor.wearing(act.action), form)
    return form


def _ask(
    told: OfficeList, actor: Actor, act: MarkedAct, rows: list[str], form: BaseForm, status: int = 200
) -> Response:
    titles = queries.titles_of(db.session(), actor, told, rows)
    return page.render("people/lists/marked.html", told=told, act=act, titles=titles, form=form, status=status)


def _begin(told: OfficeList, actor: Actor, act: MarkedAct, rows: list[str]) -> Response:
    kept = {key: values for key, values in request.form.lists() if key not in ("row", "csrf_token", "act", "query")}
    if act.together:
        with db.transaction() as session:
            seen = list(queries.titles_of(session, actor, told, rows))
            return page.done(act.together(session, actor.wearing(act.action), seen, {}))
    with db.transaction() as session:
        job = services.begin(session, actor, told, act, rows, kept)
    return page.done(url_for("lists.progress", job_id=job.id))
