"""What anybody reads and does without signing in: the garden's map, a number in the queue, a tap at the bed's sign."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import attempt
from webapp.core.text.context import beside
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.door.gardens import near_queries, queries, rules, services
from webapp.door.gardens.forms import CareForm, WaitingForm
from webapp.door.gardens.models import Garden, Plot
from webapp.door.opinions.rules import STATE_WORDS
from webapp.people.accounts.access import public

bp = Blueprint("beds", __name__, url_prefix="/garden")
TRIES, WINDOW = 20, 15 * 60


@bp.get("/near/<id:community_id>")
@public
def near(community_id: str) -> Response:
    """What a neighbourhood asks its people, and the gardens they keep."""
    session = db.session()
    return page.render(
        "door/gardens/near.html", community=near_queries.community(session, community_id),
        rounds=near_queries.rounds_near(session, community_id), state_words=STATE_WORDS,
        gardens=near_queries.gardens_near(session, community_id),
    )  # fmt: skip


@beside("directory.door")
def way_in(token: str) -> dict[str, Any]:
    """From the page behind the code at the street door, where there is something to see."""
    found = near_queries.community_of_door(db.session(), token[:24])
    return {"garden_url": url_for("beds.near", community_id=found, door=token)} if found else {}


@bp.get("/<id:garden_id>")
@public
def show(garden_id: str) -> Response:
    return _garden(queries.get_public(db.session(), garden_id), WaitingForm())


@bp.post("/<id:garden_id>/waiting")
@public
def wait(garden_id: str) -> Response:
    garden, form = queries.get_public(db.session(), garden_id), WaitingForm(request.form)
    throttle.hit(f"garden:{request.remote_addr}", TRIES, WINDOW)
    made = attempt(
        form,
        lambda session: services.register_waiting(
            session, None, garden, keeper=form.keeper.data or "", phone=form.phone.data or ""
        ),
    )
    return _garden(garden, form, number=made.number if made else None)


@bp.get("/bed/<token>")
@public
def bed(token: str) -> Response:
    return _bed(queries.plot_by_token(db.session(), token))


@bp.post("/bed/<token>/care")
@public
def care(token: str) -> Response:
    plot = queries.plot_by_token(db.session(), token)
    throttle.hit(f"bed:{plot.id}:{request.remote_addr}", TRIES, WINDOW)
    given = request.form.to_dict() | {"plot_id": plot.id}
    form = CareForm(data=given, act=given.get("act"))
    if form.act.data not in {act.value for act in rules.CARE_WORDS}:
        return _bed(plot, status=422)
    told = form.told
    with db.transaction() as session:
        services.record_care(session, None, plot, act=told["act"], id=told["id"] or None)
    return page.done(url_for("beds.bed", token=token, done=told["act"].value))


def _garden(garden: Garden, form: WaitingForm, number: int | None = None) -> Response:
    session = db.session()
    status = form.status if form.errors or form.form_errors else 200
    return page.render(
        "door/gardens/public.html", garden=garden, beds=queries.beds(session, garden, clock.today()), form=form,
        number=number, queue=len(queries.waiting(session, garden)), status_words=rules.STATUS_WORDS, status=status,
        community=queries.community_of(session, garden),
    )  # fmt: skip


def _bed(plot: Plot, status: int = 200) -> Response:
    session = db.session()
    garden = queries.garden_of(session, plot)
    mine = next(one for one in queries.beds(session, garden, clock.today()) if one.plot.id == plot.id)
    return page.render(
        "door/gardens/bed.html", garden=garden, bed=mine, care_words=rules.CARE_WORDS, status=status,
        status_words=rules.STATUS_WORDS, done=request.args.get("done") in set(rules.CARE_WORDS),
        last=next(iter(queries.care_log(session, plot, 1)), None), community=queries.community_of(session, garden),
    )  # fmt: skip
