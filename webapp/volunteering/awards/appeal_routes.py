"""申诉: the person asks, somebody who did not decide answers; and a revocation taking effect."""

from flask import Blueprint, Response, request, url_for

from webapp.casework.publicity.rules import FINDING_WORDS
from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.forms.per_row import PerRow
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.volunteering.awards import appeal_services, queries, rules
from webapp.volunteering.awards.forms import AppealForm, HearingForm

bp = Blueprint("star_appeals", __name__, url_prefix="/awards/appeals")


@bp.get("/mine")
@allow(Action.USE_OWN_ACCOUNT)
def mine() -> Response:
    return _mine()


@bp.post("/mine/<id:entry_id>")
@allow(Action.USE_OWN_ACCOUNT)
def file(entry_id: str) -> Response:
    form = AppealForm(request.form)
    own = {entry.id: entry for entry, _ in queries.list_own_entries(db.session(), current())}
    if entry_id not in own:
        raise NotFound
    fine = form_posts.did(
        form,
        lambda session: appeal_services.appeal_entry(
            session, current(), own[entry_id], words=str(form.appeal_words.data)
        ),
    )
    return page.done(url_for("star_appeals.mine")) if fine else _mine(form, entry_id, form.status)


@bp.get("/")
@allow(Action.HEAR_APPEALS)
def index() -> Response:
    return _index()


@bp.post("/<id:appeal_id>")
@allow(Action.HEAR_APPEALS)
def hear(appeal_id: str) -> Response:
    appeal = queries.get_appeal(db.session(), current(), appeal_id)
    form = HearingForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: appeal_services.hear_appeal(
            session, current(), appeal, finding=form.found, answer=str(form.answer.data)
        ),
    )
    return page.done(url_for("star_appeals.index")) if fine else _index(form, appeal_id, form.status)


@bp.post("/revocations/<id:award_id>/effect")
@allow(Action.RUN_RATINGS)
def confirm(award_id: str) -> Response:
    award = queries.get_award(db.session(), current(), award_id)
    revocation = queries.revocation_of(db.session(), award.id)
    if revocation is None:
        raise NotFound
    with db.transaction() as session:
        appeal_services.confirm_revocation(session, current(), revocation, award)
    return page.done(url_for("awards.show", award_id=award_id))


@bp.post("/revocations/<id:award_id>/appeal")
@allow(Action.USE_OWN_ACCOUNT)
def appeal_revocation(award_id: str) -> Response:
    mine = queries.list_own_revocations(db.session(), current())
    told = {award.id: (revocation, award) for revocation, award in mine}
    if award_id not in told:
        raise NotFound
    form = AppealForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: appeal_services.appeal_revocation(
            session, current(), *told[award_id], words=str(form.appeal_words.data)
        ),
    )
    return page.done(url_for("star_appeals.mine")) if fine else _mine(form, award_id, form.status)


def _mine(sent: AppealForm | None = None, at: str = "", status: int = 200) -> Response:
    own = queries.list_own_entries(db.session(), current())
    told = queries.list_own_revocations(db.session(), current())
    subjects = [entry.id for entry, _ in own] + [revocation.id for revocation, _ in told]
    appeals = queries.appeals_about(db.session(), subjects)
    last = {entry.id: appeal_services.last_day(db.session(), rating) for entry, rating in own if rating.decided_on}
    return page.render(
        "volunteering/awards/mine.html",
        own=own, told=told, forms=PerRow(AppealForm, sent, at), appeals=appeals, last=last,
        applied=queries.applications_of(db.session(), [entry.id for entry, _ in own]), body_words=rules.BODY_WORDS,
        may_appeal=appeal_services.may_appeal,
        levels=rules.LEVELS, finding_words=FINDING_WORDS, state_words=rules.STATE_WORDS, status=status,
    )  # fmt: skip


def _index(sent: HearingForm | None = None, at: str = "", status: int = 200) -> Response:
    appeals = queries.list_open_appeals(db.session(), current())
    return page.render(
        "volunteering/awards/appeals.html", appeals=appeals, forms=PerRow(HearingForm, sent, at), levels=rules.LEVELS,
        status=status,
        subjects={one.id: queries.subject_of(db.session(), one) for one in appeals},
    )  # fmt: skip
