"""计分规则, 试算 and the yearly classes: all of it readable by those it is about, the classes by anybody."""

from flask import Blueprint, Response, request, url_for

from webapp.centre.assessment import figure_queries, period_queries, queries, rule_services, rules
from webapp.centre.assessment.forms import ClassesForm, RuleForm, WhatIfForm
from webapp.centre.assessment.models import Deed
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current, public
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org

bp = Blueprint("score_rules", __name__, url_prefix="/assessment")


@bp.get("/rules")
@allow(Action.SEE_SCORE_RULES)
def index() -> Response:
    return _index(RuleForm(valid_from=rules.next_month(rules.month_of(clock.today()))))


@bp.post("/rules")
@allow(Action.SET_SCORE_RULES)
def set_rule() -> Response:
    form = RuleForm(request.form)

    def act(session: object) -> None:
        worth = rule_services.Worth(form.points.data, form.first_share.data or 0, form.day_cap.data)
        rule_services.set_rule(
            session, current(), deed=Deed(form.deed.data), worth=worth, valid_from=form.valid_from.data,  # type: ignore[arg-type]
            document=form.document.data or "",
        )  # fmt: skip

    return page.done(url_for("score_rules.index")) if form_posts.did(form, act) else _index(form, form.status)


@bp.get("/what-if")
@allow(Action.SEE_ASSESSMENT)
def what_if() -> Response:
    """Asked with the address, so that a trial can be sent to a colleague; it changes nothing."""
    now = {deed: worth.points for deed, worth in queries.table_on(db.session(), clock.today()).items()}
    form = WhatIfForm(request.args) if request.args else WhatIfForm(data={deed.value: now[deed] for deed in Deed})
    asked = bool(request.args) and form.validate()
    moved = figure_queries.what_if(db.session(), current(), form.table, clock.today()) if asked else []
    return page.render(
        "centre/assessment/what_if.html", form=form, now=now, moved=moved, asked=asked, level_words=rules.LEVEL_WORDS,
        status=422 if form.errors else 200,
    )  # fmt: skip


@bp.get("/classes")
@allow(Action.RUN_ASSESSMENT)
def classes() -> Response:
    return _classes(ClassesForm())


@bp.post("/classes")
@allow(Action.RUN_ASSESSMENT)
def decide_classes() -> Response:
    actor, form = current(), ClassesForm(request.form)
    home = actor.community_id or ""
    levels = {
        grid.id: int(request.form.get(f"level-{grid.id}", "0"))
        for grid in period_queries.grids_of(db.session(), home, clock.today())
        if request.form.get(f"level-{grid.id}") in {str(level) for level in rules.LEVEL_WORDS}
    }
    decided = form_posts.did(
        form,
        lambda session: rule_services.decide_classes(
            session, actor, community_id=home, year=clock.today().year, levels=levels, reason=form.reason.data
        ),
        at="reason",
    )
    return page.done(url_for("score_rules.classes")) if decided else _classes(form, form.status)


@bp.get("/difficulty/<id:community_id>")
@public
def difficulty(community_id: str) -> Response:
    """The classes of a community's grids this year, for anybody."""
    session, year = db.session(), clock.today().year
    return page.render(
        "centre/assessment/difficulty.html", unit=org.unit(session, community_id), year=year,
        classes=period_queries.difficulties(session, community_id, year), level_words=rules.LEVEL_WORDS,
    )  # fmt: skip


def _index(form: RuleForm, status: int = 200) -> Response:
    session, today = db.session(), clock.today()
    return page.render(
        "centre/assessment/rules.html", form=form, status=status, table=queries.table_on(session, today),
        coming=[rule for rule in queries.list_rules(session) if rule.valid_from > today], words=rules.DEED_WORDS,
        same_days=rules.SAME_PLACE_DAYS,
    )  # fmt: skip


def _classes(form: ClassesForm, status: int = 200) -> Response:
    session, home, today = db.session(), current().community_id or "", clock.today()
    return page.render(
        "centre/assessment/classes.html", form=form, status=status, year=today.year, community_id=home,
        grids=period_queries.grids_of(session, home, today), proposed=rule_services.propose_classes(session, home),
        decided=period_queries.difficulties(session, home, today.year), level_words=rules.LEVEL_WORDS,
    )  # fmt: skip
