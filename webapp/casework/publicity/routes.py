"""Anybody reads the list and may object; nobody signs in for it."""

from flask import Blueprint, Response, request

from webapp.casework.publicity import queries, rules, services
from webapp.casework.publicity.forms import ObjectionForm
from webapp.casework.publicity.models import Finding, Objection
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts.access import public
from webapp.people.org import queries as org

bp = Blueprint("publicity", __name__, url_prefix="/publicity")

PER_ADDRESS, WINDOW = 10, 3600


@bp.get("/<id:notice_id>")
@public
def show(notice_id: str) -> Response:
    return _shown(notice_id, ObjectionForm())


@bp.post("/<id:notice_id>/objections")
@public
def object_to(notice_id: str) -> Response:
    notice = queries.get_public(db.session(), notice_id)
    form = ObjectionForm(request.form)
    form.offer(notice.content)
    if not form.validate():
        return _shown(notice_id, form, 422)
    throttle.hit(f"objection:{request.remote_addr}", PER_ADDRESS, WINDOW)
    filed: list[Objection] = []
    given = {name: value or None for name, value in form.values.items() if name != "words"}
    words = str(form.words.data)
    if form_posts.tried(form, lambda session: filed.append(services.object_to(session, notice, words=words, **given))):
        return _shown(notice_id, ObjectionForm(), receipt=filed[0].id[-6:].upper())
    return _shown(notice_id, form, 422)


def _shown(notice_id: str, form: ObjectionForm, status: int = 200, receipt: str = "") -> Response:
    notice = queries.get_public(db.session(), notice_id)
    form.offer(notice.content)
    objections = queries.list_objections(db.session(), notice)
    return page.render(
        "casework/publicity/notice.html",
        notice=notice, form=form, is_open=notice.is_open(clock.today()), receipt=receipt,
        unit=org.unit(db.session(), notice.unit_id).name, title_words=rules.TITLE_WORDS,
        order_words=rules.ORDER_WORDS, filed=len(objections),
        struck={one.about_id for one in objections if one.finding is Finding.UPHELD and one.about_id},
        answered=sum(1 for one in objections if one.finding is not None), status=status,
    )  # fmt: skip
