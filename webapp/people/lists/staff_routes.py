"""Who holds which post, as a list; what is done with a post stands in accounts."""

from flask import Blueprint, Response

from webapp.people.accounts.access import allow
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms, staff_queries

bp = Blueprint("staff", __name__, url_prefix="/people")


@bp.get("/")
@allow(Action.MANAGE_ACCOUNTS)
def index() -> Response:
    return page_forms.show(staff_queries.OFFICE, "people/lists/staff.html")
