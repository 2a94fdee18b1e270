"""Without sign-in: the public board, one building's page, and the one-time link of an owner."""

from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.council.councils import queries as councils
from webapp.council.minutes import queries as minutes_queries
from webapp.council.minutes import words_rules
from webapp.council.minutes.redaction_rules import Audience
from webapp.council.promises import link_services, page_queries, queries
from webapp.council.promises.forms import DoneForm, LinkForm, photo_of
from webapp.council.promises.link_services import refuse_spent
from webapp.council.promises.models import Promise, PromiseLink
from webapp.council.promises.rules import Act, State
from webapp.people.accounts.access import public
from webapp.people.org import queries as org

bp = Blueprint("boards", __name__)


@bp.get("/board/<token>")
@public
def board(token: str) -> Response:
    series = councils.series_by_board(db.session(), token)
    shown = page_queries.public_board(db.session(), series.id, clock.today())
    place = org.unit(db.session(), series.community_id).name
    papers = minutes_queries.published(db.session(), series.id)
    return page.render(
        "council/boards/board.html", **shown, series=series, place_name=place, token=token, papers=papers
    )


@bp.get("/board/<token>/minutes/<id:minutes_id>")
@public
def minutes(token: str, minutes_id: str) -> Response:
    """Published minutes, cut to the public reader, and nothing else."""
    series = councils.series_by_board(db.session(), token)
    found = minutes_queries.get_published(db.session(), series.id, minutes_id)
    view = minutes_queries.view(db.session(), found, Audience.PUBLIC)
    back = url_for("boards.board", token=token)
    return page.render("council/minutes/paper.html", paper=words_rules.paper(view), back_url=back)


@bp.get("/board/<token>/buildings")
@public
def buildings(token: str) -> Response:
    """Every building's code on one sheet, to be printed and put up at the doors."""
    series = councils.series_by_board(db.session(), token)
    every = page_queries.buildings(db.session(), series.community_id)
    codes = [(one, qr.svg(site_address.link("boards.building", token=token, building_id=one.id), one.label))
             for one in every]  # fmt: skip
    return page.render("council/boards/codes.html", series=series, codes=codes)


@bp.get("/board/<token>/<id:building_id>")
@public
def building(token: str, building_id: str) -> Response:
    """What this building was promised: your lamp was mounted on …"""
    series = councils.series_by_board(db.session(), token)
    found = page_queries.building_of(db.session(), series.community_id, building_id)
    if found is None:
        raise NotFound
    rows = queries.building_parts(db.session(), building_id)
    return page.render("council/boards/building.html", series=series, building=found, rows=rows, token=token)


@bp.get("/promise/<token>")
@public
def by_link(token: str) -> Response:
    throttle.hit(f"promise-link:{request.remote_addr}", 30, 600)
    link, promise = link_services.open_link(db.session(), token)
    if link_services.is_just_used(link):
        return _done(link, promise)
    return _link_page(link, promise, token, LinkForm(), DoneForm())


@bp.post("/promise/<token>")
@public
def answer(token: str) -> Response:
    throttle.hit(f"promise-link:{request.remote_addr}", 30, 600)
    link, promise = link_services.open_link(db.session(), token)
    if link_services.is_just_used(link):
        return page.done(url_for("boards.by_link", token=token))
    confirming = link.purpose is Act.CONFIRM
    form: Any = LinkForm(request.form) if confirming else DoneForm(CombinedMultiDict((request.form, request.files)))
    act = Act.DECLINE if confirming and form.yes.data == "0" else link.purpose
    fine = form_posts.did(
        form,
        lambda session: link_services.use(
            session, link, promise, act=act, note=form.note.data or "",
            photo=None if confirming else photo_of(form.photo),
        ),
    )  # fmt: skip
    if fine or link_services.is_just_used(link_services.open_link(db.session(), token)[0]):
        return page.done(url_for("boards.by_link", token=token))  # else both taps were under way at once
    confirm, done = (form, DoneForm()) if confirming else (LinkForm(), form)
    return _link_page(link, promise, token, confirm, done, 422)


def _done(link: PromiseLink, promise: Promise) -> Response:
    act, following = link_services.done_by(db.session(), link, promise)
    next_url = site_address.link("boards.by_link", token=following) if following else ""
    return page.render(
        "council/boards/link_done.html", promise=promise, act=act, next_url=next_url, place_name=_place(promise)
    )


def _link_page(
    link: PromiseLink, promise: Promise, token: str, confirm_form: LinkForm, done_form: DoneForm, status: int = 200
) -> Response:
    spent = link.used_at is not None or clock.now() > link.ends_at
    if spent and status == 422:
        refuse_spent(link)
    return page.render(
        "council/boards/link.html", status=status, link=link, promise=promise, token=token, spent=spent,
        confirm_form=confirm_form, done_form=done_form, place_name=_place(promise),
        count=queries.counts(db.session(), [promise.id]).get(promise.id), today=clock.today(),
        back=_sent_back(promise), tel=org.unit(db.session(), promise.community_id).duty_phone,
    )  # fmt: skip


def _sent_back(promise: Promise) -> str:
    """Why it is to be done again: an owner without account reads it nowhere else."""
    if promise.state is not State.REWORK:
        return ""
    notes = [step.note for step in queries.steps(db.session(), promise.id) if step.act is Act.SEND_BACK]
    return notes[-1] if notes else ""


def _place(promise: Promise) -> str:
    return org.unit(db.session(), promise.community_id).name
