"""积分台账: what was issued and is owed, one passbook's lines, corrections by two people, earning rules."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db, ids
from webapp.core.forms import form_posts
from webapp.core.forms.per_row import PerRow
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.charts import Point
from webapp.core.web.errors import NotFound
from webapp.exchange.points import correction_services as corrections
from webapp.exchange.points import line_rules, list_queries, queries, rule_services
from webapp.exchange.points.forms import (
    ROUNDING_WORDS,
    UNIT_WORDS,
    CorrectionForm,
    EndRuleForm,
    MergeForm,
    ReverseForm,
    RuleForm,
)
from webapp.exchange.points.models import EntryKind, Passbook
from webapp.exchange.points.rules import EarnUnit, Rounding, Terms
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists

bp = Blueprint("points", __name__, url_prefix="/points")


@bp.get("")
@allow(Action.SEE_POINTS)
def index() -> Response:
    session, actor, wanted = db.session(), current(), request.args.get("q", "")
    waiting = queries.list_corrections(session, actor)
    return page.render(
        "exchange/points/index.html", totals=queries.totals(session, actor), wanted=wanted, waiting=waiting,
        acts=_acts(),
        holders=queries.list_holders(session, actor, wanted=wanted, after=_id("after")),
        page_size=queries.PAGE, names=accounts.names_of(session, {row.asked_by for row in waiting}),
        owners=queries.owners(session, [row.passbook_id for row in waiting]),
    )  # fmt: skip


@bp.get("/entries")
@allow(Action.SEE_POINTS)
def entries() -> Response:
    return lists.show(list_queries.OFFICE)


@bp.get("/entries/<id:entry_id>")
@allow(Action.SEE_POINTS)
def entry(entry_id: str) -> Response:
    """A movement is read in its passbook."""
    found = queries.get_entry(db.session(), current(), entry_id)
    return page.done(url_for("points.show", passbook_id=found.passbook_id))


@bp.get("/<id:passbook_id>")
@allow(Action.SEE_POINTS)
def show(passbook_id: str) -> Response:
    return _show(_book(passbook_id))


@bp.post("/entries/<id:entry_id>/reversal")
@allow(Action.CORRECT_POINTS)
def reverse(entry_id: str) -> Response:
    actor, form = current(), ReverseForm(request.form)
    entry = queries.get_entry(db.session(), actor, entry_id)
    fine = form_posts.did(
        form, lambda session: corrections.reverse(session, actor, entry, reason=form.reason.data), at="reason"
    )
    if fine:
        return page.done(url_for("points.show", passbook_id=entry.passbook_id))
    return _show(_book(entry.passbook_id), reverse=form, wrong=entry.id, status=form.status)


@bp.post("/<id:passbook_id>/corrections")
@allow(Action.CORRECT_POINTS)
def ask(passbook_id: str) -> Response:
    actor, form, book = current(), CorrectionForm(request.form), _book(passbook_id)
    if form.validate() and form.amount.data == 0:
        form.fail("amount", gettext(N_("0 分不用更正。")))
    if form.shown_errors:
        return _show(book, correction=form, status=422)
    with db.transaction() as session:
        corrections.ask_correction(
            session, actor, book, kind=EntryKind(form.kind.data), amount=form.amount.data, reason=form.reason.data,
            id=form.once.data,
        )  # fmt: skip
    return page.done(url_for("points.index"))


@bp.post("/corrections/<id:correction_id>/approval")
@allow(Action.CORRECT_POINTS)
def approve(correction_id: str) -> Response:
    actor = current()
    with db.transaction() as session:
        corrections.approve_correction(session, actor, queries.get_correction(session, actor, correction_id))
    return page.done(url_for("points.index"))


@bp.post("/corrections/<id:correction_id>/refusal")
@allow(Action.CORRECT_POINTS)
def refuse(correction_id: str) -> Response:
    actor = current()
    with db.transaction() as session:
        corrections.refuse_correction(session, actor, queries.get_correction(session, actor, correction_id))
    return page.done(url_for("points.index"))


@bp.post("/<id:passbook_id>/merge")
@allow(Action.CORRECT_POINTS)
def merge(passbook_id: str) -> Response:
    actor, form, keep = current(), MergeForm(request.form), _book(passbook_id)
    fine = form_posts.did(
        form,
        lambda session: corrections.merge(
            session, actor, keep, queries.passbook_by_number(session, actor, form.number.data),
            reason=form.reason.data,
        ),
        at="number",
    )  # fmt: skip
    if fine:
        return page.done(url_for("points.show", passbook_id=passbook_id))
    return _show(_book(passbook_id), merge=form, status=form.status)


@bp.get("/rules")
@allow(Action.SEE_POINTS)
def rules() -> Response:
    return _rules(RuleForm(valid_from=clock.today()))


@bp.post("/rules")
@allow(Action.SET_EARN_RULES)
def set_rule() -> Response:
    actor, form = current(), RuleForm(request.form)
    if actor.community_id is None:
        raise NotFound
    home = actor.community_id

    def act(session: Any) -> None:
        told = form.values
        terms = Terms(
            EarnUnit(told["unit"]), told["points"], Rounding(told["rounding"]), told["cap_once"], told["cap_day"],
            told["cap_month"],
        )  # fmt: skip
        rule_services.set_rule(
            session, actor, community_id=home, act=told["act"], name=told["name"], terms=terms,
            valid_from=told["valid_from"], months=told["months"], evidence=told["evidence"] or "",
        )  # fmt: skip

    return page.done(url_for("points.rules")) if form_posts.did(form, act) else _rules(form, form.status)


@bp.post("/rules/<id:rule_id>/end")
@allow(Action.SET_EARN_RULES)
def end_rule(rule_id: str) -> Response:
    actor, form = current(), EndRuleForm(request.form)
    rule = queries.get_rule(db.session(), actor, rule_id)
    ended = form_posts.did(
        form, lambda session: rule_services.end_rule(session, actor, rule, last_day=form.valid_to.data)
    )
    if ended:
        return page.done(url_for("points.rules"))
    return _rules(RuleForm(valid_from=clock.today()), form.status, ending=form, at=rule_id)


@bp.app_template_filter("passbook_line")
def passbook_line(sentence: str) -> str:
    return line_rules.said(sentence)


def _acts() -> list[Point]:
    """Which rule gave how much this year, as bars with their words."""
    session, actor = db.session(), current()
    names = queries.act_names(session, actor)
    given = queries.earned_by_act(session, actor, clock.today() - timedelta(days=365))
    words = N_("%(points)s 分，%(count)s 笔")
    return [
        Point(names.get(act, act), points, gettext(words, points=f"{points:,}", count=count))
        for act, count, points in given
    ]


def _id(name: str) -> str:
    """An id from the address, or nothing: a made-up one is not worth an error."""
    given = request.args.get(name, "")
    return given if ids.is_id(given) else ""


def _book(passbook_id: str) -> Passbook:
    return queries.get_passbook(db.session(), current(), passbook_id)


def _show(
    book: Passbook, *, reverse: ReverseForm | None = None, correction: CorrectionForm | None = None,
    merge: MergeForm | None = None, wrong: str = "", status: int = 200,
) -> Response:  # fmt: skip
    """`wrong`: the line whose reversal was refused."""
    session, before = db.session(), _id("before")
    return page.render(
        "exchange/points/show.html", book=book, lines=queries.list_lines(session, book.id, before=before),
        undone=queries.reversed_ids(session, book.id), owner=queries.owners(session, [book.id])[book.id],
        endings=queries.months_ending(session, book.id), page_size=queries.PAGE, kinds=corrections.REVERSIBLE,
        reversals=PerRow(ReverseForm, reverse, wrong), correction=correction or CorrectionForm(),
        merge=merge or MergeForm(), status=status,
    )  # fmt: skip


def _rules(form: RuleForm, status: int = 200, ending: EndRuleForm | None = None, at: str = "") -> Response:
    found = queries.list_rules(db.session(), current())
    names = accounts.names_of(db.session(), {rule.approved_by for rule in found})
    return page.render(
        "exchange/points/rules.html",
        rules=found, form=form, names=names, units=UNIT_WORDS, ways=ROUNDING_WORDS, status=status,
        today=clock.today(), endings=PerRow(lambda: EndRuleForm(valid_to=clock.today()), ending, at),
    )  # fmt: skip
