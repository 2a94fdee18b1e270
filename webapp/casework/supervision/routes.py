"""催一下, 督办单, 三率: what a supervisor does beside the late list."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from webapp.casework.cases import queries as cases
from webapp.casework.supervision import answer_queries, list_services, queries, rules, services, time_queries
from webapp.casework.supervision.forms import NudgeForm, OrderForm, ReplyForm
from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.paper import pdf
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists

bp = Blueprint("oversight", __name__, url_prefix="/supervision")
MARKED = list_services.PRESS  # what the lists below can do with it
PERIODS = {"month": 30, "quarter": 91, "year": 365}


@bp.post("/cases/<id:case_id>/nudge")
@allow(Action.SUPERVISE_CASES)
def nudge(case_id: str) -> Response:
    """One tap opens the line with its words, the second sends it."""
    case, form = cases.get_case(db.session(), current(), case_id), NudgeForm(request.form)
    words = form.words.data or ""
    if did(form, lambda session: services.nudge(session, current(), case, words=words)):
        return page.done(url_for("oversight.of_case", case_id=case.id, nudged=1))
    return _of_case(case_id, 422, nudge_form=form)


@bp.get("/answers")
@allow(Action.SUPERVISE_CASES)
def answers() -> Response:
    return lists.show(answer_queries.OFFICE)


@bp.get("/answers/<id:voice_id>")
@allow(Action.SUPERVISE_CASES)
def answer(voice_id: str) -> Response:
    """What somebody said opens the case it was said about."""
    return page.done(url_for("cases.show", case_id=queries.case_of_voice(db.session(), current(), voice_id)))


@bp.get("/cases/<id:case_id>")
@allow(Action.SEE_CASES)
def of_case(case_id: str) -> Response:
    return _of_case(case_id, nudged="nudged" in request.args)


@bp.post("/cases/<id:case_id>/order")
@allow(Action.SUPERVISE_CASES)
def order(case_id: str) -> Response:
    case, form = cases.get_case(db.session(), current(), case_id), OrderForm(request.form)
    words = form.words.data or ""
    if did(form, lambda session: services.issue_order(session, current(), case, words=words)):
        return page.done(url_for("oversight.of_case", case_id=case.id))
    return _of_case(case_id, 422, order_form=form)


@bp.post("/steps/<id:step_id>/acknowledgement")
@allow(Action.HANDLE_CASE)
def acknowledge(step_id: str) -> Response:
    step, form = queries.get_step(db.session(), current(), step_id), ReplyForm(request.form)
    reply = form.reply.data or ""
    if did(form, lambda session: services.acknowledge(session, current(), step, reply=reply)):
        return page.done(url_for("oversight.of_case", case_id=step.case_id))
    return _of_case(step.case_id, 422, reply_form=form)


@bp.get("/orders/<id:order_id>")
@allow(Action.SEE_CASES)
def paper(order_id: str) -> Response:
    """The page; `.pdf` beside it is the same page on paper."""
    return page.render("casework/supervision/order.html", order=queries.get_order(db.session(), current(), order_id))


@bp.get("/orders/<id:order_id>.pdf")
@allow(Action.SEE_CASES)
def paper_pdf(order_id: str) -> Response:
    found = queries.get_order(db.session(), current(), order_id)
    html = render_template("casework/supervision/order.html", order=found)
    title = f"督办单〔{found.year}〕{found.serial}号"
    return page.attachment(pdf.render_pdf(html, title=title), f"{title}.pdf", "application/pdf", inline=True)


@bp.get("/rates")
@allow(Action.SUPERVISE_CASES)
def rates() -> Response:
    period = request.args.get("period", "month")
    until = clock.now()
    since = until - timedelta(days=PERIODS.get(period, PERIODS["month"]))
    session, actor = db.session(), current()
    return page.render(
        "casework/supervision/rates.html",
        rates=queries.rates(session, actor, since, until), period=period, since=since,
        took=time_queries.time_taken(session, actor, since, until),
        left_out=queries.count_left_out(session, actor, since, until),
    )  # fmt: skip


def _of_case(case_id: str, status: int = 200, **more: Any) -> Response:
    session, actor = db.session(), current()
    case = cases.get_case(session, actor, case_id)
    shown = {
        "nudge_form": NudgeForm(words=gettext(rules.NUDGE_WORDS)),
        "order_form": OrderForm(), "reply_form": ReplyForm(), "nudged": False,
        "steps": queries.list_steps(session, case), "orders": queries.list_orders(session, case),
        "ladder": queries.ladder_on(queries.ladders(session), clock.local(case.reopened_at or case.received_at).date()),
        **services.outlook(session, case), **more,
    }  # fmt: skip
    return page.render(
        "casework/supervision/case.html", case=case, late=case.is_overdue(clock.now()), step_names=rules.STEP_NAMES,
        status=status, **shown,
    )  # fmt: skip
