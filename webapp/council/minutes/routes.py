"""会后: the minutes, their review, their signatures, and three outputs from one source."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.forms.per_row import PerRow
from webapp.core.time import clock
from webapp.core.web import page
from webapp.core.web.errors import DomainError, NotFound
from webapp.council.councils import queries as councils
from webapp.council.councils.models import CouncilMeeting
from webapp.council.minutes import archive_services, queries, services, words_rules
from webapp.council.minutes.forms import AnswerForm, ObjectionForm, SignForm, VersionForm, WordsForm
from webapp.council.minutes.models import Minutes, SignerRole
from webapp.council.minutes.redaction_rules import AUDIENCE_WORDS, Audience
from webapp.council.sittings import queries as sittings
from webapp.council.sittings import resolution_services
from webapp.people.accounts.access import allow, can, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("minutes", __name__, url_prefix="/councils/meetings/<id:meeting_id>/minutes")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/")
@allow(Action.SEE_COUNCILS)
def show(meeting_id: str) -> Response:
    return _page(_meeting(meeting_id))


@bp.post("/")
@allow(Action.HOLD_COUNCILS)
def draft(meeting_id: str) -> Response:
    meeting = _meeting(meeting_id)
    form = WordsForm(request.form)
    fine = form_posts.did(form, lambda session: _draft(session, meeting, form))
    return _back(meeting) if fine else _page(meeting, 422, words_form=form)


@bp.post("/review")
@allow(Action.HOLD_COUNCILS)
def review(meeting_id: str) -> Response:
    return _plain(
        meeting_id, lambda session, meeting, minutes: services.open_review(session, current(), meeting, minutes)
    )


@bp.post("/objections")
@allow(Action.SEE_COUNCILS)
def object_to(meeting_id: str) -> Response:
    meeting, minutes = _latest(meeting_id)
    form = _offered(ObjectionForm(request.form), meeting)
    fine = form_posts.did(
        form,
        lambda session: services.object_to(
            session, current(), meeting, minutes, party_id=form.party_id.data or "", words=form.words.data or ""
        ),
    )
    return _back(meeting) if fine else _page(meeting, 422, objection_form=form)


@bp.post("/objections/<id:objection_id>/answer")
@allow(Action.HOLD_COUNCILS)
def answer(meeting_id: str, objection_id: str) -> Response:
    meeting, minutes = _latest(meeting_id)
    form = AnswerForm(request.form)
    objection = queries.get_objection(db.session(), minutes, objection_id)
    fine = form_posts.did(
        form,
        lambda session: services.answer_objection(
            session, current(), minutes, objection, answer=form.answer.data or ""
        ),
    )
    return _back(meeting) if fine else _page(meeting, 422, answers=PerRow(AnswerForm, form, objection_id))


@bp.post("/signatures")
@allow(Action.HOLD_COUNCILS)
def sign(meeting_id: str) -> Response:
    meeting, minutes = _latest(meeting_id)
    form = _offered(_signing(minutes, request.form), meeting)
    fine = form_posts.did(
        form,
        lambda session: services.sign(
            session, current(), meeting, minutes, role=SignerRole(form.role.data), party_id=form.party_id.data or ""
        ),
    )
    return _back(meeting) if fine else _page(meeting, 422, sign_form=form)


@bp.post("/final")
@allow(Action.HOLD_COUNCILS)
def finalise(meeting_id: str) -> Response:
    return _plain(meeting_id, lambda session, meeting, minutes: services.finalise(session, current(), meeting, minutes))


@bp.post("/publication")
@allow(Action.HOLD_COUNCILS)
def publish(meeting_id: str) -> Response:
    return _plain(meeting_id, lambda session, meeting, minutes: services.publish(session, current(), minutes))


@bp.post("/versions")
@allow(Action.HOLD_COUNCILS)
def version(meeting_id: str) -> Response:
    meeting, minutes = _latest(meeting_id)
    form = VersionForm(request.form)
    fine = form_posts.did(
        form,
        lambda session: services.next_version(session, current(), meeting, minutes, reason=form.reason.data or ""),
    )
    return _back(meeting) if fine else _page(meeting, 422, version_form=form)


@bp.get("/<id:minutes_id>/<audience>")
@allow(Action.SEE_COUNCILS)
def paper(meeting_id: str, minutes_id: str, audience: str) -> Response:
    minutes = queries.get_minutes(db.session(), current(), minutes_id)
    back = url_for("minutes.show", meeting_id=meeting_id)
    pdf = url_for("minutes.output", meeting_id=meeting_id, minutes_id=minutes_id, audience=audience, kind="pdf")
    return page.render("council/minutes/paper.html", **_paper(minutes, _audience(audience)), back_url=back, pdf_url=pdf)


@bp.get("/<id:minutes_id>/<audience>/<kind>")
@allow(Action.SEE_COUNCILS)
def output(meeting_id: str, minutes_id: str, audience: str, kind: str) -> Response:
    """File names carry the number and the day, never a person."""
    minutes = queries.get_minutes(db.session(), current(), minutes_id)
    if kind not in ("pdf", "docx"):
        raise NotFound
    return made(minutes, _audience(audience), kind)


@bp.post("/archive.zip")
@allow(Action.HOLD_COUNCILS)
def archive(meeting_id: str) -> Response:
    """Everything of a finished meeting in one package; taking it out is written down."""
    meeting = _meeting(meeting_id)
    with db.transaction() as session:
        content = archive_services.bundle(session, current(), meeting)
    return page.attachment(content, f"议事会归档 {meeting.held_on}.zip", "application/zip")


def made(minutes: Minutes, audience: Audience, kind: str) -> Response:
    shown = _paper(minutes, audience)
    told = shown["paper"]
    name = f"{told.mark}{told.number}{'' if audience is Audience.INTERNAL else '（' + AUDIENCE_WORDS[audience] + '）'}"
    if kind == "docx":
        from webapp.council.minutes import word_services

        return page.attachment(word_services.as_word(told, author=told.issuer), f"{name}.docx", WORD)
    from webapp.core.paper.pdf import render_pdf

    content = render_pdf(render_template("council/minutes/paper.html", **shown), title=f"{told.mark} {told.number}")
    return page.attachment(content, f"{name}.pdf", "application/pdf", inline=True)


def _paper(minutes: Minutes, audience: Audience) -> dict[str, Any]:
    view = queries.view(db.session(), minutes, audience)
    return {
        "paper": words_rules.paper(view),
        "minutes": minutes,
        "audience": audience,
        "audience_words": AUDIENCE_WORDS,
    }


def _audience(word: str) -> Audience:
    if word not in set(Audience):
        raise NotFound
    return Audience(word)


def _draft(session: Any, meeting: CouncilMeeting, form: WordsForm) -> None:
    minutes = services.draft(session, current(), meeting)
    services.write(session, current(), minutes, opening=form.opening.data or "", closing=form.closing.data or "")


def _plain(meeting_id: str, act: Any) -> Response:
    """An act without a form: a refusal stands on the page itself."""
    meeting, minutes = _latest(meeting_id)
    try:
        with db.transaction() as session:
            act(session, meeting, minutes)
    except DomainError as refusal:
        return _page(meeting, refusal.status, refusal=refusal.sentence())
    return _back(meeting)


def _meeting(meeting_id: str) -> CouncilMeeting:
    return councils.get_meeting(db.session(), current(), meeting_id)


def _latest(meeting_id: str) -> tuple[CouncilMeeting, Minutes]:
    meeting = _meeting(meeting_id)
    versions = queries.of_meeting(db.session(), meeting.id)
    if not versions:
        raise NotFound
    return meeting, versions[0]


def _back(meeting: CouncilMeeting) -> Response:
    return page.done(url_for("minutes.show", meeting_id=meeting.id))


def _offered(form: Any, meeting: CouncilMeeting) -> Any:
    room = sittings.room(db.session(), meeting)
    there = services.attendees(db.session(), meeting)
    known = councils.party_names(db.session(), there)
    seated = [chair.sitter.party.id for chair in room.chairs]
    order = [*[key for key in seated if key in known], *[key for key in known if key not in seated]]
    form.party_id.offer([(key, known[key].name) for key in order])
    return form


def _signing(minutes: Minutes | None, given: Any = None) -> SignForm:
    signed = queries.signatures(db.session(), minutes) if minutes else []
    return SignForm(given).without({one.role for one in signed})


def _page(meeting: CouncilMeeting, status: int = 200, **forms: Any) -> Response:
    session = db.session()
    versions = queries.of_meeting(session, meeting.id)
    minutes = versions[0] if versions else None
    objections = queries.objections(session, minutes.id) if minutes else []
    unfinal = [one for one in sittings.resolutions(session, meeting.id) if one.final_at is None and one.kind != "note"]
    lacks = resolution_services.lacks_of(session, meeting, unfinal)
    waiting = [(one, lacks[one.id]) for one in unfinal if lacks[one.id]]
    signed = queries.signatures(session, minutes) if minutes else []
    blank = {
        "words_form": WordsForm(obj=minutes), "objection_form": _offered(ObjectionForm(), meeting),
        "sign_form": _offered(_signing(minutes), meeting),
        "answers": PerRow(AnswerForm), "version_form": VersionForm(),
        "refusal": "",
    }  # fmt: skip
    return page.render(
        "council/minutes/show.html", status=status, meeting=meeting, series=councils.series_of(session, meeting),
        versions=versions, minutes=minutes, waiting=waiting, audience_words=AUDIENCE_WORDS,
        objections=objections, people=councils.party_names(session, [one.party_id for one in objections]),
        signatures=signed,
        changes=queries.changes(versions[1], versions[0]) if len(versions) > 1 else [],
        signer_words=services.SIGNER_WORDS, is_intact=services.is_intact(minutes) if minutes else True,
        may_hold=can(Action.HOLD_COUNCILS), now=clock.now(), **(blank | forms),
    )  # fmt: skip
