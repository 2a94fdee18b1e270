"""议定事项: the supervisor's list, the owner's page, and one promise with everything that happened to it."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.council.promises import (
    list_services,
    page_queries,
    promise_services,
    proof_services,
    queries,
    supervision_services,
)
from webapp.council.promises.forms import (
    ConfirmForm,
    ExtensionForm,
    NoteForm,
    ReasonForm,
    ReportForm,
    TickForm,
    VerifyForm,
    photo_of,
)
from webapp.council.promises.models import Promise
from webapp.council.promises.page_forms import full_page
from webapp.council.promises.rules import Delay, Way
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.lists import page_forms as lists

bp = Blueprint("promises", __name__, url_prefix="/promises")


@bp.get("/")
@allow(Action.SEE_COUNCILS)
@unless_unchanged
def index() -> Response:
    shown = page_queries.figures_of(db.session(), current(), clock.today())
    return lists.show(list_services.OFFICE, "council/promises/index.html", **shown)


@bp.get("/mine")
@allow(Action.KEEP_PROMISES)
def mine() -> Response:
    return page.render("council/promises/mine.html", **page_queries.mine(db.session(), current()))


@bp.get("/<id:promise_id>")
@allow(Action.KEEP_PROMISES)
def show(promise_id: str) -> Response:
    return full_page(_promise(promise_id))


@bp.post("/<id:promise_id>/confirmation")
@allow(Action.KEEP_PROMISES)
def confirm(promise_id: str) -> Response:
    """By the owner in person, or noted for them: paper and phone need who said what."""
    promise, form = _work(promise_id), ConfirmForm(request.form)
    if promise.owner_id == current().party_id:
        with db.transaction() as session:
            promise_services.confirm(session, current(), promise, way=Way.ACCOUNT)
        return _back(promise)
    fine = form_posts.did(
        form,
        lambda session: promise_services.confirm(
            session,
            current(),
            promise,
            way=Way(form.way.data),
            note=form.note.data or "",
            by_words=form.by_words.data or "",
        ),
    )
    return _back(promise) if fine else full_page(promise, 422, confirm_form=form)


@bp.get("/<id:promise_id>/parts/<id:part_id>")
@allow(Action.KEEP_PROMISES)
def part(promise_id: str, part_id: str) -> Response:
    return _part(_promise(promise_id), part_id, TickForm(done_on=clock.today()), ReasonForm(), 200)


@bp.post("/<id:promise_id>/parts/<id:part_id>")
@allow(Action.KEEP_PROMISES)
def tick(promise_id: str, part_id: str) -> Response:
    promise, form = _work(promise_id), TickForm(_given())
    row = queries.get_part(db.session(), promise, part_id)
    fine = form_posts.did(
        form,
        lambda session: proof_services.tick_part(
            session,
            current(),
            promise,
            row,
            evidence=form.evidence.data or "",
            done_on=form.done_on.data,
            photo=photo_of(form.photo),
        ),
    )
    return _back(promise) if fine else _part(promise, part_id, form, ReasonForm(), 422)


@bp.post("/<id:promise_id>/parts/<id:part_id>/withdrawal")
@allow(Action.KEEP_PROMISES)
def untick(promise_id: str, part_id: str) -> Response:
    promise, form = _work(promise_id), ReasonForm(request.form)
    row = queries.get_part(db.session(), promise, part_id)
    fine = form_posts.did(
        form,
        lambda session: proof_services.withdraw_tick(session, current(), promise, row, reason=form.reason.data or ""),
    )
    return _back(promise) if fine else _part(promise, part_id, TickForm(), form, 422)


@bp.post("/<id:promise_id>/progress")
@allow(Action.KEEP_PROMISES)
def progress(promise_id: str) -> Response:
    promise, form = _work(promise_id), NoteForm(_given())
    fine = form_posts.did(
        form,
        lambda session: proof_services.note_progress(
            session, current(), promise, note=form.note.data or "", photo=photo_of(form.photo)
        ),
    )
    return _back(promise) if fine else full_page(promise, 422, progress_form=form)


@bp.post("/<id:promise_id>/completion")
@allow(Action.KEEP_PROMISES)
def report(promise_id: str) -> Response:
    promise, form = _work(promise_id), ReportForm(_given())
    fine = form_posts.did(
        form,
        lambda session: proof_services.report_done(
            session, current(), promise, note=form.note.data or "", photo=photo_of(form.photo)
        ),
    )
    return _back(promise) if fine else full_page(promise, 422, report_form=form)


@bp.post("/<id:promise_id>/verification")
@allow(Action.KEEP_PROMISES)
def verify(promise_id: str) -> Response:
    promise, form = _work(promise_id), VerifyForm(_given())
    fine = form_posts.did(
        form,
        lambda session: proof_services.verify(
            session, current(), promise, before=form.before.data or "", after=form.after.data or "",
            witnesses=form.witnesses.data or "",
            photo_before=photo_of(form.photo_before),
            photo_after=photo_of(form.photo_after),
        ),
    )  # fmt: skip
    return _back(promise) if fine else full_page(promise, 422, verify_form=form)


@bp.post("/<id:promise_id>/rework")
@allow(Action.KEEP_PROMISES)
def send_back(promise_id: str) -> Response:
    promise, form = _work(promise_id), ReasonForm(request.form)
    fine = form_posts.did(
        form, lambda session: proof_services.send_back(session, current(), promise, reason=form.reason.data or "")
    )
    return _back(promise) if fine else full_page(promise, 422, rework_form=form)


@bp.post("/<id:promise_id>/extension")
@allow(Action.KEEP_PROMISES)
def extend(promise_id: str) -> Response:
    promise, form = _work(promise_id), ExtensionForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: supervision_services.ask_extension(
            session, current(), promise, delay=Delay(form.delay.data), new_due=form.new_due.data,
            reason=form.reason.data or "",
        ),
    )  # fmt: skip
    return _back(promise) if fine else full_page(promise, 422, extension_form=form)


def _given() -> CombinedMultiDict[str, Any]:
    """Words and files of one form."""
    return CombinedMultiDict((request.form, request.files))


def _work(promise_id: str) -> Promise:
    return queries.get_to_work_on(db.session(), current(), promise_id)


def _promise(promise_id: str) -> Promise:
    return queries.get_promise(db.session(), current(), promise_id)


def _back(promise: Promise) -> Response:
    return page.done(url_for("promises.show", promise_id=promise.id))


def _part(promise: Promise, part_id: str, form: TickForm, undo: ReasonForm, status: int) -> Response:
    row = queries.get_part(db.session(), promise, part_id)
    done = queries.standing_done(db.session(), part_id)
    return page.render(
        "council/promises/part.html", status=status, promise=promise, part=row, done=done, form=form, undo_form=undo
    )
