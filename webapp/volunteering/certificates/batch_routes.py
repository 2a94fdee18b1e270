"""Many papers at once: order, watch, fetch."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request, send_file, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.time.reach import within_reach
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.core.work import jobs
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.certificates import batch_services, queries
from webapp.volunteering.certificates.forms import FORM_WORDS, BatchOrderForm
from webapp.volunteering.certificates.models import BatchForm, CertificateBatch, CertificateKind

bp = Blueprint("certificate_batches", __name__, url_prefix="/certificates/batches")


@bp.get("/")
@allow(Action.ISSUE_CERTIFICATES)
def index() -> Response:
    """A finished rating leads here with its name and its day; otherwise this month's papers are offered."""
    today = clock.today()
    on = request.args.get("on", type=lambda given: within_reach(date.fromisoformat(given)))
    given = {"title": request.args.get("title", ""), "first": on or today.replace(day=1), "last": on or today}
    return _listed(BatchOrderForm(data=given | {"kind": "honour", "form": "one_file"}))


@bp.post("/")
@allow(Action.ISSUE_CERTIFICATES)
def order() -> Response:
    form = BatchOrderForm(request.form)
    batch = form_posts.attempt(form, lambda session: _start(session, form))
    if batch is None:
        return _listed(form, form.status)
    return page.done(url_for("certificate_batches.show", batch_id=batch.id))


@bp.get("/<id:batch_id>")
@allow(Action.ISSUE_CERTIFICATES)
def show(batch_id: str) -> Response:
    batch = queries.get_batch(db.session(), current(), batch_id)
    job = jobs.get_job(db.session(), batch.job_id) if batch.job_id else None
    return page.render(
        "volunteering/certificates/batch.html", "volunteering/certificates/_batch.html",
        batch=batch, job=job, form_words=FORM_WORDS,
        count=len(batch.certificate_ids),
    )  # fmt: skip


@bp.get("/<id:batch_id>/file")
@allow(Action.ISSUE_CERTIFICATES)
def file(batch_id: str) -> Response:
    batch = queries.get_batch(db.session(), current(), batch_id)
    finished = batch_services.result_file(batch)
    if not finished.exists():
        raise NotFound
    response: Response = send_file(finished, as_attachment=True, download_name=f"{batch.title}{finished.suffix}")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _start(session: Any, form: BatchOrderForm) -> CertificateBatch:
    actor = current()
    issuer_id = actor.hats[0].unit_id
    kind, first, last = CertificateKind(form.kind.data), form.first.data, form.last.data
    assert first and last
    chosen = queries.issued_between(session, issuer_id, kind, first, last)
    return batch_services.start_batch(
        session, actor, issuer_id=issuer_id, title=form.title.data, form=BatchForm(form.form.data),
        archive=form.archive.data, certificate_ids=chosen,
    )  # fmt: skip


def _listed(form: BatchOrderForm, status: int = 200) -> Response:
    batches = queries.list_batches(db.session(), current())
    return page.render(
        "volunteering/certificates/batches.html", form=form, batches=batches, form_words=FORM_WORDS,
        dead=site_address.dead_address(), status=status,
    )  # fmt: skip
