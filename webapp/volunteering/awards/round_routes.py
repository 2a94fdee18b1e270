"""One rating round, step by step."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.publicity import queries as publicity
from webapp.casework.publicity.forms import AnswerForm, answers_of
from webapp.casework.publicity.models import NoticeKind
from webapp.casework.publicity.rules import FINDING_WORDS
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.work import jobs
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.awards import appeal_services, grant_services, queries, rules, services
from webapp.volunteering.awards.forms import DropForm, FreezeForm, ReviewForm

bp = Blueprint("rating_rounds", __name__, url_prefix="/awards/rounds")


@bp.get("/<id:round_id>")
@allow(Action.SEE_RATINGS)
def show(round_id: str) -> Response:
    return _shown(round_id, FreezeForm(as_of=clock.today()))


@bp.post("/<id:round_id>/freeze")
@allow(Action.RUN_RATINGS)
def freeze(round_id: str) -> Response:
    form = FreezeForm(request.form)
    if not form.validate():
        return _shown(round_id, form, 422)
    return _step(
        round_id, lambda session, rating: services.freeze(session, current(), rating, as_of=form.as_of.data), form
    )


@bp.post("/<id:round_id>/removal")
@allow(Action.RUN_RATINGS)
def drop(round_id: str) -> Response:
    rating, form = queries.get_round(db.session(), current(), round_id), DropForm(request.form)
    if form_posts.did(
        form, lambda session: services.drop_round(session, current(), rating, reason=form.why.data or ""), at="why"
    ):
        return page.done(url_for("awards.index"))
    return _shown(round_id, FreezeForm(as_of=clock.today()), form.status, drop_form=form)


@bp.get("/<id:round_id>/publication")
@allow(Action.RUN_RATINGS)
def before_publication(round_id: str) -> Response:
    """公示 cannot be taken back: the page shows what will hang on the wall."""
    rating = queries.get_round(db.session(), current(), round_id)
    entries = [entry for entry in queries.list_entries(db.session(), round_id) if entry.proposed]
    rule_set = queries.get_rule_set(db.session(), rating.rule_set_id)
    return page.render(
        "volunteering/awards/publication.html", rating=rating, entries=entries, rule_set=rule_set, levels=rules.LEVELS
    )


@bp.post("/<id:round_id>/publication")
@allow(Action.RUN_RATINGS)
def publish(round_id: str) -> Response:
    return _step(round_id, lambda session, rating: services.publish(session, current(), rating))


@bp.post("/<id:round_id>/decision")
@allow(Action.RUN_RATINGS)
def decide(round_id: str) -> Response:
    return _step(round_id, lambda session, rating: grant_services.decide(session, current(), rating))


@bp.post("/<id:round_id>/certificates")
@allow(Action.RUN_RATINGS)
def issue(round_id: str) -> Response:
    return _step(round_id, lambda session, rating: grant_services.start_issue(session, current(), rating))


@bp.post("/<id:round_id>/archive")
@allow(Action.RUN_RATINGS)
def archive(round_id: str) -> Response:
    return _step(round_id, lambda session, rating: services.archive(session, current(), rating))


@bp.get("/<id:round_id>/job")
@allow(Action.SEE_RATINGS)
def progress(round_id: str) -> Response:
    rating = queries.get_round(db.session(), current(), round_id)
    job = jobs.get_job(db.session(), rating.job_id) if rating.job_id else None
    return page.render("volunteering/awards/job.html", "volunteering/awards/_job.html", rating=rating, job=job)


@bp.get("/entries/<id:entry_id>")
@allow(Action.SEE_RATINGS)
def entry(entry_id: str) -> Response:
    found = queries.get_entry(db.session(), current(), entry_id)
    form = ReviewForm(obj=found)
    form.proposed.data = str(found.proposed)
    return _entry(entry_id, form)


@bp.post("/entries/<id:entry_id>")
@allow(Action.RUN_RATINGS)
def review(entry_id: str) -> Response:
    found = queries.get_entry(db.session(), current(), entry_id)
    form = ReviewForm(request.form)
    form.offer_between(found.had_star, found.star)
    given: dict[str, Any] = {name: value or "" for name, value in form.values.items() if name != "proposed"}
    given |= {"has_complaint": form.has_complaint.data, "may_name": form.may_name.data}

    def act(session: Any) -> None:
        services.review(session, current(), found, proposed=int(form.proposed.data or 0), **given)

    if not form_posts.did(form, act):
        return _entry(entry_id, form, 422)
    rating = queries.get_round(db.session(), current(), found.round_id)
    after = queries.list_waiting(db.session(), rating) if request.form.get("then") else []
    if after:
        return page.done(url_for("rating_rounds.entry", entry_id=after[0].id))
    return page.done(url_for("rating_rounds.show", round_id=rating.id))


@bp.post("/objections/<id:objection_id>")
@allow(Action.RUN_RATINGS)
def answer(objection_id: str) -> Response:
    objection, notice = publicity.get_objection(db.session(), current(), objection_id)
    form = _answer(notice.subject_id, request.form)

    def act(session: Any) -> None:
        appeal_services.answer_objection(
            session, current(), objection, notice, finding=form.found, answer=str(form.answer.data),
            about_id=form.about_id.data,
        )  # fmt: skip

    if form_posts.did(form, act):
        return page.done(url_for("rating_rounds.show", round_id=notice.subject_id))
    return _shown(notice.subject_id, FreezeForm(), 422, answer=form, at=objection_id)


def _step(round_id: str, act: Callable[[Any, Any], Any], form: FreezeForm | None = None) -> Response:
    rating = queries.get_round(db.session(), current(), round_id)
    form = form or FreezeForm(as_of=clock.today())
    if form_posts.tried(form, lambda session: act(session, rating)):
        return page.done(url_for("rating_rounds.show", round_id=round_id))
    return _shown(round_id, form, 422)


def _people(round_id: str) -> list[tuple[str, str]]:
    """Who is still on the list, for the office: whole names."""
    entries = queries.list_entries(db.session(), round_id)
    return [(one.id, f"{one.name} · {one.number}") for one in entries if one.proposed]


def _answer(round_id: str, given: Any) -> AnswerForm:
    form = AnswerForm(given)
    form.offer(_people(round_id))
    return form


def _shown(
    round_id: str, form: FreezeForm, status: int = 200, answer: AnswerForm | None = None, at: str = "",
    drop_form: DropForm | None = None,
) -> Response:  # fmt: skip
    session = db.session()
    rating = queries.get_round(session, current(), round_id)
    job = jobs.get_job(session, rating.job_id) if rating.job_id else None
    notice = publicity.notice_of(session, NoticeKind.STARS, round_id)
    entries, awards = queries.list_entries(session, round_id), queries.standing_awards(session, round_id)
    revocations, objections = queries.list_revocations(session, awards), publicity.list_objections(session, notice)
    waiting, done = queries.by_judgement(session, rating, entries)
    return page.render(
        "volunteering/awards/round.html", rating=rating, waiting=waiting, done=done, form=form, job=job,
        drop_form=drop_form or DropForm(),
        answers=answers_of(objections, _people(round_id), answer, at), notice=notice,
        named={one.id: one.name for one in entries}, entries=entries,
        rule_set=queries.get_rule_set(session, rating.rule_set_id),
        awards=awards, revocations=revocations, to_paper=queries.awards_to_paper(session, round_id),
        fallen={one.award_id for one in revocations.values() if appeal_services.has_fallen(session, one)},
        objections=objections,
        applications=queries.list_applications(session, round_id),
        state_words=rules.STATE_WORDS, levels=rules.LEVELS, finding_words=FINDING_WORDS,
        body_words=rules.BODY_WORDS, dead=site_address.dead_address(), status=status,
    )  # fmt: skip


def _entry(entry_id: str, form: ReviewForm, status: int = 200) -> Response:
    found = queries.get_entry(db.session(), current(), entry_id)
    form.offer_between(found.had_star, found.star)
    rating = queries.get_round(db.session(), current(), found.round_id)
    left = queries.list_waiting(db.session(), rating)
    return page.render(
        "volunteering/awards/entry.html", entry=found, rating=rating, form=form, levels=rules.LEVELS,
        is_left=found in left, others=[one for one in left if one.id != found.id], status=status,
    )  # fmt: skip
