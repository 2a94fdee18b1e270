"""对账: what the night found, and the switch that stops redemption."""

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.exchange.points import queries as points
from webapp.exchange.shop import proof_services as services
from webapp.exchange.shop.forms import StopForm
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("proof", __name__, url_prefix="/points/proof")


@bp.get("")
@allow(Action.SEE_POINTS)
def index() -> Response:
    return _page(StopForm())


@bp.post("")
@allow(Action.PROVE_POINTS)
def prove() -> Response:
    """The night's work by day; whoever doubts need not wait."""
    with db.transaction() as session:
        services.prove(session, _home())
    return page.done(url_for("proof.index"))


@bp.post("/stop")
@allow(Action.PROVE_POINTS)
def stop() -> Response:
    form, actor = StopForm(request.form), current()
    if not form.validate():
        return _page(form, 422)
    with db.transaction() as session:
        services.stop(session, actor, _home(), reason=form.reason.data)
    return page.done(url_for("proof.index"))


@bp.post("/resumption")
@allow(Action.PROVE_POINTS)
def resume() -> Response:
    actor = current()
    with db.transaction() as session:
        services.resume(session, actor, _home())
    return page.done(url_for("proof.index"))


def _home() -> str:
    found = current().community_id
    if found is None:
        raise NotFound
    return found


def _page(form: StopForm, status: int = 200) -> Response:
    session, actor = db.session(), current()
    proofs = points.list_proofs(session, actor)
    return page.render(
        "exchange/shop/proof.html", proofs=proofs, last=proofs[0] if proofs else None, form=form, status=status,
        stop=points.open_stop(session, actor.community_id), names=services.FIGURE_WORDS, home=actor.community_id,
    )  # fmt: skip
