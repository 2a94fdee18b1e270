"""Shops and who works in them; the units that share the work."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt, did
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, reads
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists
from webapp.register.merchants import list_queries, list_services, queries, services
from webapp.register.merchants.forms import CloseForm, EmployeeForm, MerchantForm
from webapp.register.merchants.models import Merchant

bp = Blueprint("merchants", __name__, url_prefix="/merchants")
MARKED = list_services.CLOSE  # what the list can do


@bp.get("/")
@allow(Action.SEE_REGISTER)
def index() -> Response:
    counts = queries.count_merchants(db.session(), current())
    return lists.show(list_queries.OFFICE, "register/merchants/index.html", counts=counts)


@bp.get("/new")
@allow(Action.CHANGE_REGISTER)
def new() -> Response:
    return _form(None, MerchantForm())


@bp.post("/")
@allow(Action.CHANGE_REGISTER)
def add() -> Response:
    form, actor = _offered(MerchantForm(request.form)), current()
    made = attempt(
        form,
        lambda session: services.add_merchant(
            session, actor, grid_id=form.grid_id.data, id=form.once.data, **form.told
        ),
    )
    return _form(None, form, 422) if made is None else page.done(url_for("merchants.show", merchant_id=made.id))


@bp.get("/<id:merchant_id>")
@allow(Action.SEE_REGISTER)
@reads("read_merchant", "merchant", "merchant_id")
def show(merchant_id: str) -> Response:
    return _show(merchant_id, EmployeeForm(), CloseForm(on=clock.today()))


@bp.get("/<id:merchant_id>/details")
@allow(Action.CHANGE_REGISTER)
def edit(merchant_id: str) -> Response:
    shop = queries.get_merchant(db.session(), current(), merchant_id)
    form = MerchantForm(data={"grid_id": shop.grid_id, **services.lines_of(shop)})
    form.stand_on(services.lines_of(shop), shop.version)
    return _form(shop, form)


@bp.post("/<id:merchant_id>/details")
@allow(Action.CHANGE_REGISTER)
def change(merchant_id: str) -> Response:
    form, actor = _offered(MerchantForm(request.form)), current()
    shop = queries.get_merchant(db.session(), actor, merchant_id)
    fine = form.validate() and form.meets(services.lines_of(shop), shop.version)
    if not fine or not did(
        form, lambda session: services.change_merchant(session, actor, shop, version=form.seen, **form.told)
    ):
        return _form(shop, form, 422)
    return page.done(url_for("merchants.show", merchant_id=merchant_id))


@bp.post("/<id:merchant_id>/employees")
@allow(Action.CHANGE_REGISTER)
def add_employee(merchant_id: str) -> Response:
    form, actor = EmployeeForm(request.form), current()
    shop = queries.get_merchant(db.session(), actor, merchant_id)
    made = attempt(
        form, lambda session: services.add_employee(session, actor, shop, **form.values, id=form.once.data)
    )
    if made is None:
        return _show(merchant_id, form, CloseForm(on=clock.today()), 422)
    return page.done(url_for("merchants.show", merchant_id=merchant_id))


@bp.post("/employees/<id:employee_id>/departure")
@allow(Action.CHANGE_REGISTER)
def drop_employee(employee_id: str) -> Response:
    actor = current()
    person = queries.get_employee(db.session(), actor, employee_id)
    with db.transaction() as session:
        services.drop_employee(session, actor, person, on=clock.today())
    return page.done(url_for("merchants.show", merchant_id=person.merchant_id))


@bp.post("/<id:merchant_id>/closing")
@allow(Action.CHANGE_REGISTER)
def close(merchant_id: str) -> Response:
    form, actor = CloseForm(request.form), current()
    shop = queries.get_merchant(db.session(), actor, merchant_id)
    if attempt(form, lambda session: services.close_merchant(session, actor, shop, on=form.on.data)) is None:
        return _show(merchant_id, EmployeeForm(), form, 422)
    return page.done(url_for("merchants.index"))


def _show(merchant_id: str, employee_form: EmployeeForm, close_form: CloseForm, status: int = 200) -> Response:
    shop = queries.get_merchant(db.session(), current(), merchant_id)
    return page.render(
        "register/merchants/show.html", shop=shop, people=queries.list_employees(db.session(), shop), status=status,
        employee_form=employee_form, close_form=close_form,
    )  # fmt: skip


def _form(shop: Merchant | None, form: MerchantForm, status: int = 200) -> Response:
    return page.render("register/merchants/edit.html", shop=shop, form=_offered(form), status=status)


def _offered(form: MerchantForm) -> MerchantForm:
    form.grid_id.offer(queries.grids_to_choose(db.session(), current()))
    return form
