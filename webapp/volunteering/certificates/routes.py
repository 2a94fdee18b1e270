"""The register of papers, one paper, its file in three ways, its picture, its end."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.paper import pdf
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.unchanged import unless_unchanged
from webapp.people.lists import page_forms as lists
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name
from webapp.volunteering.certificates import list_queries, list_services, paper_services, queries, rules, services
from webapp.volunteering.certificates.forms import EndForm, ReplaceForm
from webapp.volunteering.certificates.models import Certificate, CertificateEnd, CertificateKind

bp = Blueprint("certificates", __name__, url_prefix="/certificates")

MARKED = (list_services.PRINT, list_services.END)  # what the list can do
WAYS = ("plain", "signed", "archive")


@bp.get("/")
@allow(Action.SEE_CERTIFICATES)
@unless_unchanged
def index() -> Response:
    years = queries.count_by_year(db.session(), current())
    return lists.show(list_queries.OFFICE, "volunteering/certificates/index.html", years=years)


@bp.app_template_filter("level_words")
def level_words(level: str) -> str:
    return rules.level_words(level)


@bp.get("/mine")
@allow(Action.USE_OWN_ACCOUNT)
def mine() -> Response:
    papers = queries.list_own(db.session(), current())
    return page.render(
        "volunteering/certificates/mine.html", papers=papers, ends=queries.ends_of(db.session(), papers),
        kind_words=rules.KIND_WORDS, end_words=rules.END_WORDS,
    )  # fmt: skip


@bp.get("/<id:certificate_id>")
@allow(Action.USE_OWN_ACCOUNT)
def show(certificate_id: str) -> Response:
    return _shown(certificate_id, EndForm(), ReplaceForm())


@bp.get("/<id:certificate_id>/paper")
@allow(Action.USE_OWN_ACCOUNT)
def paper(certificate_id: str) -> Response:
    certificate, ending = _readable(certificate_id)
    if certificate.kind is CertificateKind.PROOF:
        return Response(paper_services.proof_page([(certificate, ending)], screen=True), mimetype="text/html")
    parts = paper_services.screen_parts(certificate, ending)
    return page.render(
        "volunteering/certificates/paper.html", certificate=certificate, kind_words=rules.KIND_WORDS, **parts
    )


@bp.get("/<id:certificate_id>/file/<way>")
@allow(Action.USE_OWN_ACCOUNT)
def file(certificate_id: str, way: str) -> Response:
    if way not in WAYS:
        abort(404)
    certificate, ending = _readable(certificate_id)
    content = paper_services.draw(certificate, ending, archive=way == "archive")
    if way == "signed":
        stamp_by = settings.known(db.session())[Name.TIME_STAMP]
        content = paper_services.sign(content, site_address.keys_folder(), stamp_by=stamp_by)
    with db.transaction() as session:
        services.note_print(session, current(), certificate, way)
    return page.attachment(content, f"{certificate.number}.pdf", "application/pdf", inline=True)


@bp.get("/<id:certificate_id>/image/<int:number>")
@allow(Action.USE_OWN_ACCOUNT)
def image(certificate_id: str, number: int) -> Response:
    certificate, ending = _readable(certificate_id)
    try:
        picture = pdf.picture(paper_services.draw(certificate, ending), number)
    except IndexError:
        abort(404)
    return page.attachment(picture, f"{certificate.number}-{number}.png", "image/png", inline=True)


@bp.post("/<id:certificate_id>/end")
@allow(Action.ISSUE_CERTIFICATES)
def end(certificate_id: str) -> Response:
    certificate = queries.get_certificate(db.session(), current(), certificate_id)
    form = EndForm(request.form)
    if form_posts.did(form, lambda session: services.end(session, current(), certificate, reason=form.reason.data)):
        return page.done(url_for("certificates.show", certificate_id=certificate_id))
    return _shown(certificate_id, form, ReplaceForm(), form.status)


@bp.post("/<id:certificate_id>/replacement")
@allow(Action.ISSUE_CERTIFICATES)
def replace(certificate_id: str) -> Response:
    certificate = queries.get_certificate(db.session(), current(), certificate_id)
    form = ReplaceForm(request.form)
    said = {**certificate.words, "name": form.name.data}
    fresh = form_posts.attempt(
        form,
        lambda session: services.replace(session, current(), certificate, said=said, reason=form.replace_reason.data),
    )
    if fresh is None:
        return _shown(certificate_id, EndForm(), form, form.status)
    return page.done(url_for("certificates.show", certificate_id=fresh.id))


def _readable(certificate_id: str) -> tuple[Certificate, CertificateEnd | None]:
    certificate = queries.get_readable(db.session(), current(), certificate_id)
    return certificate, queries.ends_of(db.session(), [certificate]).get(certificate.id)


def _shown(certificate_id: str, end_form: EndForm, replace_form: ReplaceForm, status: int = 200) -> Response:
    certificate, ending = _readable(certificate_id)
    if not replace_form.name.data:
        replace_form.name.data = certificate.words["name"]
    dead = site_address.dead_address(paper_services.printed_link(certificate))
    pages: dict[str, Any] = {"certificate": certificate, "ending": ending, "said": certificate.words}
    return page.render(
        "volunteering/certificates/show.html",
        end_form=end_form, replace_form=replace_form, kind_words=rules.KIND_WORDS,
        end_words=rules.END_WORDS, keeps=_keeps(certificate), dead=dead, status=status, **pages,
    )  # fmt: skip


def _keeps(certificate: Certificate) -> bool:
    """Whether this person may end it, for the page only; the door of the act decides."""
    person = current()
    if not person.can(Action.ISSUE_CERTIFICATES):
        return False
    try:
        queries.get_certificate(db.session(), person.wearing(Action.ISSUE_CERTIFICATES), certificate.id)
    except NotFound:
        return False
    return True
