"""Anybody reads the list and may object; nobody signs in for it."""

from typing import Any

from flask import Blueprint, Response, request

from webapp.casework.publicity import queries, rules, services
from webapp.casework.publicity.forms import ObjectionForm, ReceiptForm
from webapp.casework.publicity.models import Finding, Objection
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts.access import public
from webapp.people.org import queries as org

bp = Blueprint("publicity", __name__, url_prefix="/publicity")

PER_ADDRESS, LOOKS, WINDOW = 10, 30, 3600
NO_SUCH_RECEIPT = N_("这次公示里没有这个回执号，请再看一遍。")


@bp.app_template_filter("notice_result")
def notice_result(result: str) -> str:
    return rules.result_words(result)


@bp.get("/<id:notice_id>")
@public
def show(notice_id: str) -> Response:
    """With a receipt, what became of that objection: nobody need leave a number to hear it."""
    if "receipt" not in request.args:
        return _shown(notice_id, ObjectionForm())
    throttle.hit(f"objection-receipt:{request.remote_addr}", LOOKS, WINDOW)
    asked = ReceiptForm(request.args)
    notice = queries.get_public(db.session(), notice_id)
    found = queries.by_receipt(db.session(), notice, asked.receipt.data or "") if asked.validate() else None
    if found is None and not asked.errors:
        asked.fail("receipt", gettext(NO_SUCH_RECEIPT))
    return _shown(notice_id, ObjectionForm(), 200 if found else 422, asked=asked, found=found)


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
    given: dict[str, Any] = {name: value or None for name, value in form.values.items() if name != "words"}
    given |= {"words": str(form.words.data), "id": form.once.data}
    if form_posts.tried(form, lambda session: filed.append(services.object_to(session, notice, **given))):
        return _shown(notice_id, ObjectionForm(), receipt=filed[0].receipt)
    return _shown(notice_id, form, 422)


def _shown(
    notice_id: str, form: ObjectionForm, status: int = 200, receipt: str = "", asked: ReceiptForm | None = None,
    found: Objection | None = None,
) -> Response:  # fmt: skip
    notice = queries.get_public(db.session(), notice_id)
    form.offer(notice.content)
    objections = queries.list_objections(db.session(), notice)
    return page.render(
        "casework/publicity/notice.html",
        notice=notice, form=form, is_open=notice.is_open(clock.today()), receipt=receipt,
        asked=asked or ReceiptForm(), found=found, finding_words=rules.FINDING_WORDS,
        unit=org.unit(db.session(), notice.unit_id).name, title_words=rules.TITLE_WORDS,
        order_words=rules.ORDER_WORDS, filed=len(objections),
        struck={one.about_id for one in objections if one.finding is Finding.UPHELD and one.about_id},
        answered=sum(1 for one in objections if one.finding is not None), status=status,
    )  # fmt: skip
