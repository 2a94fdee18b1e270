from flask import Blueprint, Response, url_for

from webapp.core.data import db
from webapp.core.web import page
from webapp.council.councils import opinion_services
from webapp.door.opinions import queries as opinions
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("round_lines", __name__, url_prefix="/councils/opinions")


@bp.post("/<id:round_id>")
@allow(Action.HOLD_COUNCILS)
def put_on_agenda(round_id: str) -> Response:
    """One press on the counted round's page."""
    asked = opinions.get_own_round(db.session(), current(), round_id)
    with db.transaction() as session:
        line = opinion_services.put_on_agenda(session, current(), asked)
    return page.done(url_for("councils.show", meeting_id=line.meeting_id))
