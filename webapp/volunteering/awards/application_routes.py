"""申报材料: the form for a star that only a higher body grants, and its being sent."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for

from webapp.casework.publicity import queries as publicity
from webapp.casework.publicity.models import NoticeKind
from webapp.core.data import db
from webapp.core.paper import pdf
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.volunteering.awards import grant_services, queries, rules
from webapp.volunteering.awards.forms import SentForm
from webapp.volunteering.certificates.rules import hours_words

bp = Blueprint("applications", __name__, url_prefix="/awards/applications")


@bp.get("/<id:application_id>")
@allow(Action.SEE_RATINGS)
def show(application_id: str) -> Response:
    return _shown(application_id, SentForm())


@bp.get("/<id:application_id>/<way>")
@allow(Action.SEE_RATINGS)
def paper(application_id: str, way: str) -> Response:
    if way not in ("page", "pdf"):
        abort(404)
    application, entry = queries.get_application(db.session(), current(), application_id)
    shown = _words(application, entry)
    if way == "page":
        return page.render("volunteering/awards/application_paper.html", screen=True, **shown)
    html = render_template("volunteering/awards/application_paper.html", screen=False, **shown)
    content = pdf.render_pdf(html, title="星级志愿者申报表")
    return page.attachment(content, f"申报表-{entry.number}.pdf", "application/pdf", inline=True)


@bp.post("/<id:application_id>")
@allow(Action.RUN_RATINGS)
def send(application_id: str) -> Response:
    application, entry = queries.get_application(db.session(), current(), application_id)
    form = SentForm(request.form)
    if not form.validate():
        return _shown(application_id, form, 422)
    with db.transaction() as session:
        grant_services.send_application(session, current(), application, document=str(form.document.data))
    return page.done(url_for("rating_rounds.show", round_id=entry.round_id))


def _shown(application_id: str, form: SentForm, status: int = 200) -> Response:
    application, entry = queries.get_application(db.session(), current(), application_id)
    return page.render(
        "volunteering/awards/application.html",
        form=form, application=application, entry=entry, status=status, levels=rules.LEVELS,
        body_words=rules.BODY_WORDS,
    )  # fmt: skip


def _words(application: Any, entry: Any) -> dict[str, Any]:
    session = db.session()
    rating = queries.get_round(session, current(), entry.round_id)
    notice = publicity.get_notice(session, NoticeKind.STARS, rating.id)
    hung = f"{clock.chinese_day(notice.starts_on)}至{clock.chinese_day(notice.ends_on)}，{notice.days}个工作日"
    return {
        "application": application, "entry": entry, "rating": rating, "notice": notice, "hung": hung,
        "rule_set": queries.get_rule_set(session, rating.rule_set_id), "level": rules.LEVELS[application.star],
        "had": rules.LEVELS[entry.had_star], "hours": hours_words(entry.minutes),
        "body": rules.BODY_WORDS[application.body],
        "as_of": clock.chinese_day(rating.as_of or entry.since), "since": clock.chinese_day(entry.since),
        "community": org.unit(session, entry.community_id).name, "day": clock.chinese_day(clock.today()),
        "filed": len(publicity.list_objections(session, notice)),
    }  # fmt: skip
