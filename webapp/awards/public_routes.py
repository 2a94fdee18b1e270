"""公示: anybody reads the list with masked names and may object."""

from flask import Blueprint, Response, request

from webapp.accounts.access import public
from webapp.awards import objection_services, queries, rules
from webapp.awards.forms import ObjectionForm
from webapp.core import clock, db, page, throttle
from webapp.core.errors import DomainError
from webapp.org import queries as org

bp = Blueprint("star_notice", __name__, url_prefix="/stars")

PER_ADDRESS, WINDOW = 10, 3600


@bp.get("/<id:round_id>")
@public
def notice(round_id: str) -> Response:
    return _notice(round_id, ObjectionForm())


@bp.post("/<id:round_id>/objections")
@public
def object_to(round_id: str) -> Response:
    rating = queries.get_published(db.session(), round_id)
    form = ObjectionForm(request.form)
    if form.validate():
        throttle.hit(f"objection:{request.remote_addr}", PER_ADDRESS, WINDOW)
        try:
            with db.transaction() as session:
                made = objection_services.object_to(
                    session, rating, words=str(form.words.data), entry_id=form.entry_id.data, author=form.author.data,
                    contact=form.contact.data,
                )  # fmt: skip
            return _notice(round_id, ObjectionForm(formdata=None), receipt=made.id[-6:].upper())
        except DomainError as refusal:
            form.fail(refusal.field, refusal.sentence())
    return _notice(round_id, form, 422)


def _notice(round_id: str, form: ObjectionForm, status: int = 200, receipt: str = "") -> Response:
    rating = queries.get_published(db.session(), round_id)
    entries = [entry for entry in queries.list_entries(db.session(), round_id) if entry.proposed]
    is_open = rating.notice_until is not None and clock.today() <= rating.notice_until and not rating.decided_at
    return page.render(
        "awards/notice.html", rating=rating, entries=entries, form=form, is_open=is_open, receipt=receipt,
        rule_set=queries.get_rule_set(db.session(), rating.rule_set_id), levels=rules.LEVELS,
        community=org.unit(db.session(), rating.community_id).name, status=status,
    )  # fmt: skip
