"""谁看过: whom an account, a device or a file has shown, for the auditor and the district."""

from typing import Any

from flask import Blueprint, Response, g, request, url_for

from webapp.centre.watch import alarm_rules, page_forms, queries, rules, services
from webapp.centre.watch.forms import LookForm, TakeForm
from webapp.centre.watch.page_forms import Look
from webapp.core.data import db
from webapp.core.files.spreadsheets import XLSX, write_xlsx
from webapp.core.forms.form_posts import attempt, did
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, note_reading
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries as settings

bp = Blueprint("readings", __name__, url_prefix="/readings")


@bp.get("/")
@allow(Action.TRACE_READING)
def index() -> Response:
    form = LookForm(request.args) if "who" in request.args else LookForm()
    if "who" in request.args and form.validate():
        account = attempt(form, lambda session: services.account_of(session, current(), form.who.data))
        if account is not None:
            span = {"first": form.first.data, "last": form.last.data}
            return page.done(url_for("readings.account", account_id=account.id, **span))
    return _index(form, 422 if form.errors else 200)


@bp.get("/accounts/<id:account_id>")
@allow(Action.TRACE_READING)
def account(account_id: str) -> Response:
    return _show(_asked(account_id, request.args), TakeForm())


@bp.get("/lines/<id:line_id>")
@allow(Action.TRACE_READING)
def line(line_id: str) -> Response:
    return _show(page_forms.of_line(current(), line_id), TakeForm())


@bp.post("/accounts/<id:account_id>/workbook")
@allow(Action.TRACE_READING)
def workbook(account_id: str) -> Response:
    return _take(_asked(account_id, request.form))


@bp.post("/lines/<id:line_id>/workbook")
@allow(Action.TRACE_READING)
def line_workbook(line_id: str) -> Response:
    return _take(page_forms.of_line(current(), line_id))


@bp.get("/accounts/<id:account_id>/letter")
@allow(Action.TRACE_READING)
def letter(account_id: str) -> Response:
    return _letter(_asked(account_id, request.args))


@bp.get("/lines/<id:line_id>/letter")
@allow(Action.TRACE_READING)
def line_letter(line_id: str) -> Response:
    return _letter(page_forms.of_line(current(), line_id))


def _asked(account_id: str, given: Any) -> Look:
    told = [given.get(name, "") for name in ("first", "last", "device")]
    return page_forms.of_account(current(), account_id, *told)


def _index(form: LookForm, status: int) -> Response:
    session, actor = db.session(), current()
    span = rules.span_of(form.first.data, form.last.data, clock.today())
    return page.render(
        "centre/watch/index.html", form=form, unusual=queries.unusual_lines(session, actor), words=alarm_rules.WORDS,
        files=queries.files_between(session, actor, *span), span=span, limits=services.limits(session), status=status,
    )  # fmt: skip


def _show(look: Look, form: TakeForm, status: int = 200) -> Response:
    g.shows_people = True
    answer = page.render(
        "centre/watch/show.html", look=look, form=form, status=status, on_page=page_forms.ON_PAGE, here=_here(look),
        heads=[{"label": gettext(one.title), "keep": one.key in ("first", "last")} for one in page_forms.COLUMNS],
        rows=page_forms.spoken(look.shown.people[: page_forms.ON_PAGE]),
    )  # fmt: skip
    _note(look)
    return answer


def _take(look: Look) -> Response:
    form = TakeForm(request.form)
    if not form.validate() or not did(form, lambda session: services.note_look(
        session, current(), look.account_id, first=look.first, last=look.last, why=form.why.data
    )):  # fmt: skip
        return _show(look, form, form.status)
    mark = f"{current().name} · {clock.stamp(clock.now())} · {form.why.data}"
    content = write_xlsx(page_forms.COLUMNS, page_forms.rows(look.shown.people), watermark=mark)
    return page.attachment(content, f"{gettext('谁的信息被看过')}-{look.first:%Y%m%d}-{look.last:%Y%m%d}.xlsx", XLSX)


def _letter(look: Look) -> Response:
    known = settings.known(db.session())
    g.shows_people = True
    answer = page.render("centre/watch/letter.html", look=look, known=known, back=_here(look)["page"], now=clock.now())
    _note(look)
    return answer


def _note(look: Look) -> None:
    """Looking into a leak is a look as well."""
    days = {"first": f"{look.first}", "last": f"{look.last}"}
    note_reading("trace_readings", "account", [look.account_id], lasting=True, **days)


def _here(look: Look) -> dict[str, str]:
    """The addresses of this question."""
    if look.line_id:
        told: dict[str, Any] = {"line_id": look.line_id}
        names = {"page": "readings.line", "workbook": "readings.line_workbook", "letter": "readings.line_letter"}
    else:
        told = {"account_id": look.account_id, "first": look.first.isoformat(), "last": look.last.isoformat()}
        told |= {"device": look.device} if look.device else {}
        names = {"page": "readings.account", "workbook": "readings.workbook", "letter": "readings.letter"}
    return {key: url_for(endpoint, **told) for key, endpoint in names.items()}
