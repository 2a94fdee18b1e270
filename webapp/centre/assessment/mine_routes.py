"""我的得分: the worker sees the working-out from the first day, and appeals with one form."""

from datetime import date

from flask import Blueprint, Response, request, url_for

from webapp.centre.assessment import period_queries, period_services, queries, rules
from webapp.centre.assessment.forms import AppealForm
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.charts import Point
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("score", __name__, url_prefix="/my-score")
MONTHS = 6


@bp.get("/")
@allow(Action.OWN_SCORE)
def mine() -> Response:
    return _mine(AppealForm())


@bp.post("/periods/<id:period_id>/appeals")
@allow(Action.OWN_SCORE)
def appeal(period_id: str) -> Response:
    period = period_queries.get_period_of_worker(db.session(), current(), period_id)
    form = AppealForm(request.form)
    filed = form_posts.did(
        form, lambda session: period_services.appeal(session, current(), period, words=form.words.data)
    )
    if filed:
        return page.done(url_for("score.mine", month=period.month.isoformat()[:7]))
    return _mine(form, status=form.status, month=period.month)


def _mine(form: AppealForm, status: int = 200, month: date | None = None) -> Response:
    session, actor = db.session(), current()
    now = rules.month_of(clock.today())
    months = rules.months_back(now, MONTHS)
    shown = month or next((one for one in months if f"{one:%Y-%m}" == request.args.get("month")), now)
    sums = queries.sums_by_month(session, actor.party_id, months)
    period = period_queries.period_of(session, actor.community_id or "", shown)
    return page.render(
        "centre/assessment/mine.html", form=form, status=status, month=shown, months=months, sums=sums,
        entries=queries.entries_of(session, actor.party_id, shown),
        period=period, may_appeal=period_services.may_appeal(period),
        line=[Point(str(one.month), sums.get(one, 0)) for one in months],
        appeals=period_queries.appeals_by(session, actor.party_id), table=queries.table_on(session, clock.today()),
        pay_paper=queries.pay_paper(session), words=rules.DEED_WORDS, state_words=rules.STATE_WORDS,
        finding_words=rules.FINDING_WORDS,
    )  # fmt: skip
