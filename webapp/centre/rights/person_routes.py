"""What one person agreed to, given and ended at the door; and 封存的人, whom only the host looks at, with a reason."""

from flask import Blueprint, Response, request, url_for

from webapp.centre.rights import consent_queries, consent_rules, consent_services, queries
from webapp.centre.rights.forms import ConsentForm, ReasonForm
from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did, pressed
from webapp.core.forms.per_row import PerRow
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts.access import SHIFT, allow, current, proven, shows_people
from webapp.people.accounts.permissions import Action
from webapp.register.register import block_services, resident_services
from webapp.register.register import queries as register
from webapp.register.register.forms import SEALED_FIELDS
from webapp.register.register.models import POLITICAL_WORDS

bp = Blueprint("consents", __name__, url_prefix="/rights")
LOOKS = (30, 3600)


@bp.get("/residents/<id:resident_id>/consents")
@allow(Action.CHANGE_REGISTER)
@shows_people
def index(resident_id: str) -> Response:
    return _show(resident_id, ConsentForm())


@bp.post("/residents/<id:resident_id>/consents")
@allow(Action.CHANGE_REGISTER)
def give(resident_id: str) -> Response:
    form, actor = ConsentForm(request.form), current()
    person = register.get_resident(db.session(), actor, resident_id)
    if did(form, lambda session: consent_services.give(session, actor, person, form.told)):
        return page.done(url_for("consents.index", resident_id=resident_id))
    return _show(resident_id, form, form.status)


@bp.post("/consents/<id:consent_id>/withdrawal")
@allow(Action.CHANGE_REGISTER)
def withdraw(consent_id: str) -> Response:
    """The person said so to whoever stands there: one tap, no reason asked."""
    actor = current()
    row = consent_queries.get_consent(db.session(), actor, consent_id)
    person = queries.get_person(db.session(), actor, row.resident_id)
    return pressed(
        lambda session: consent_services.end_own(session, actor, person, row),
        url_for("consents.index", resident_id=row.resident_id),
    )


@bp.get("/blocked")
@allow(Action.ANSWER_RIGHTS)
@shows_people
def blocked() -> Response:
    return _blocked()


@bp.post("/blocked/<id:resident_id>/look")
@allow(Action.ANSWER_RIGHTS)
@proven(SHIFT)
@shows_people
def look(resident_id: str) -> Response:
    form, actor = ReasonForm(request.form), current()
    person = queries.get_blocked(db.session(), actor, resident_id)
    throttle.hit(f"reveal:{actor.account_id}", *LOOKS)
    clear = attempt(
        form, lambda session: resident_services.reveal(session, actor, person, reason=form.reason.data or "")
    )
    if clear is None:
        return _blocked(form, resident_id, 422)
    clear["political"] = next((said for kind, said in POLITICAL_WORDS.items() if kind == clear["political"]), "")
    response = page.render("centre/rights/blocked_clear.html", person=person, clear=clear, fields=SEALED_FIELDS)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/blocked/<id:resident_id>/release")
@allow(Action.ANSWER_RIGHTS)
def release(resident_id: str) -> Response:
    form, actor = ReasonForm(request.form), current()
    person = queries.get_blocked(db.session(), actor, resident_id)
    if did(form, lambda session: block_services.release(session, actor, person, reason=form.reason.data or "")):
        return page.done(url_for("consents.blocked"))
    return _blocked(form, resident_id, 422)


def _show(resident_id: str, form: ConsentForm, status: int = 200) -> Response:
    session = db.session()
    person = register.get_resident(session, current(), resident_id)
    texts = [(consent_rules.PURPOSE_WORDS[one], consent_rules.TEXTS[version])
             for one, version in consent_rules.CURRENT.items()]  # fmt: skip
    return page.render(
        "centre/rights/consents.html", person=person, form=form, texts=texts, status=status,
        given=consent_queries.list_consents(session, person), own=f"{consent_queries.REGISTER}:",
    )  # fmt: skip


def _blocked(sent: ReasonForm | None = None, at: str = "", status: int = 200) -> Response:
    people = queries.list_blocked(db.session(), current())
    return page.render("centre/rights/blocked.html", people=people, forms=PerRow(ReasonForm, sent, at), status=status)
