"""共建单位: who they are, whom to call, what they can help with."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.register.merchants import queries, services
from webapp.register.merchants.forms import PartnerChangeForm, PartnerForm
from webapp.register.merchants.models import PARTNER_WORDS, PartnerKind

bp = Blueprint("partners", __name__, url_prefix="/partners")


@bp.get("/")
@allow(Action.SEE_REGISTER)
def index() -> Response:
    rows = queries.list_partners(db.session(), current())
    return page.render("register/merchants/partners.html", rows=rows, kind_words=PARTNER_WORDS)


@bp.get("/new")
@allow(Action.IMPORT_REGISTER)
def new() -> Response:
    return _new(PartnerForm())


@bp.post("/")
@allow(Action.IMPORT_REGISTER)
def add() -> Response:
    form, actor = PartnerForm(request.form), current()
    form.community_id.offer(queries.communities_to_choose(db.session(), actor))
    told = form.values | {"kind": PartnerKind(form.kind.data)} if form.validate() else {}
    if attempt(form, lambda session: services.add_partner(session, actor, **told)) is None:
        return _new(form, 422)
    return page.done(url_for("partners.index"))


@bp.get("/<id:partner_id>")
@allow(Action.IMPORT_REGISTER)
def edit(partner_id: str) -> Response:
    row = queries.get_partner(db.session(), current(), partner_id)
    form = PartnerChangeForm(contact_name=row.contact_name, phone=row.phone, offers=row.offers)
    return page.render("register/merchants/partner_edit.html", row=row, form=form)


@bp.post("/<id:partner_id>")
@allow(Action.IMPORT_REGISTER)
def change(partner_id: str) -> Response:
    form, actor = PartnerChangeForm(request.form), current()
    row = queries.get_partner(db.session(), actor, partner_id)
    if attempt(form, lambda session: services.change_partner(session, actor, row, **form.values)) is None:
        return page.render("register/merchants/partner_edit.html", row=row, form=form, status=422)
    return page.done(url_for("partners.index"))


def _new(form: PartnerForm, status: int = 200) -> Response:
    form.community_id.offer(queries.communities_to_choose(db.session(), current()))
    return page.render("register/merchants/partner_new.html", form=form, status=status)
