"""The community's list of volunteers: enrolling, papers, codes from the counter."""

from datetime import timedelta

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms import form_posts
from webapp.core.paper import qr
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.exchange.points import queries as points
from webapp.people.accounts.access import allow, current, reads
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists
from webapp.register.persons.forms import DeathForm, UndoForm
from webapp.volunteering.volunteers import (
    death_services,
    list_queries,
    list_services,
    queries,
    services,
    signin_services,
    star_queries,
)
from webapp.volunteering.volunteers.forms import (
    SKILL_WORDS,
    LeaveForm,
    QualificationForm,
    VolunteerForm,
)
from webapp.volunteering.volunteers.models import Skill, Volunteer

bp = Blueprint("volunteers", __name__, url_prefix="/volunteers")

PAPER_DAYS = 60
MARKED = list_services.LEAVE  # what the list can do


@bp.get("")
@allow(Action.SEE_VOLUNTEERS)
def index() -> Response:
    ending = queries.list_ending_papers(db.session(), current(), clock.today() + timedelta(days=PAPER_DAYS))
    return lists.show(list_queries.OFFICE, "volunteering/volunteers/index.html", ending=ending)


@bp.get("/new")
@allow(Action.MANAGE_VOLUNTEERS)
def new() -> Response:
    return page.render("volunteering/volunteers/edit.html", form=VolunteerForm(), volunteer=None)


@bp.post("")
@allow(Action.MANAGE_VOLUNTEERS)
def enrol() -> Response:
    form, actor = VolunteerForm(request.form), current()
    made = form_posts.attempt(
        form,
        lambda session: services.enrol(
            session, actor, form.person, community_id=_home(), consent=form.consent.data, id=form.once.data
        ),
    )
    if made is None:
        return page.render("volunteering/volunteers/edit.html", form=form, volunteer=None, status=form.status)
    return page.done(url_for("volunteers.show", volunteer_id=made.id))


@bp.get("/<id:volunteer_id>")
@allow(Action.SEE_VOLUNTEERS)
@reads("read_volunteer", "volunteer", "volunteer_id")
def show(volunteer_id: str) -> Response:
    return _show(_one(volunteer_id), QualificationForm(), LeaveForm())


@bp.get("/<id:volunteer_id>/edit")
@allow(Action.MANAGE_VOLUNTEERS)
@reads("read_volunteer", "volunteer", "volunteer_id")
def edit(volunteer_id: str) -> Response:
    found = _one(volunteer_id)
    return page.render(
        "volunteering/volunteers/edit.html", form=VolunteerForm(obj=found, consent=True), volunteer=found
    )


@bp.post("/<id:volunteer_id>")
@allow(Action.MANAGE_VOLUNTEERS)
def change(volunteer_id: str) -> Response:
    form, found, actor = VolunteerForm(request.form), _one(volunteer_id), current()
    if form_posts.did(form, lambda session: services.change(session, actor, found, form.person)):
        return page.done(url_for("volunteers.show", volunteer_id=found.id))
    return page.render("volunteering/volunteers/edit.html", form=form, volunteer=found, status=form.status)


@bp.post("/<id:volunteer_id>/departure")
@allow(Action.MANAGE_VOLUNTEERS)
def leave(volunteer_id: str) -> Response:
    form, found, actor = LeaveForm(request.form), _one(volunteer_id), current()
    fine = form_posts.did(
        form,
        lambda session: services.leave(session, actor, found, on=form.left_on.data, reason=form.reason.data),
    )
    if fine:
        return page.done(url_for("volunteers.show", volunteer_id=found.id))
    return _show(found, QualificationForm(), form, status=form.status)


@bp.get("/<id:volunteer_id>/death")
@allow(Action.MANAGE_VOLUNTEERS)
def death(volunteer_id: str) -> Response:
    return _death(_one(volunteer_id), DeathForm(on=clock.today()))


@bp.post("/<id:volunteer_id>/death")
@allow(Action.MANAGE_VOLUNTEERS)
def record_death(volunteer_id: str) -> Response:
    form, found, actor = DeathForm(request.form), _one(volunteer_id), current()
    if form_posts.did(form, lambda session: death_services.record_death(
        session, actor, found, on=form.on.data, words=form.words.data or "")):  # fmt: skip
        return page.done(url_for("volunteers.show", volunteer_id=found.id))
    return _death(found, form)


@bp.post("/<id:volunteer_id>/death/mistake")
@allow(Action.MANAGE_VOLUNTEERS)
def undo_death(volunteer_id: str) -> Response:
    form, found, actor = UndoForm(request.form), _one(volunteer_id), current()
    if form_posts.did(form, lambda session: death_services.undo_death(
        session, actor, found, reason=form.reason.data or "")):  # fmt: skip
        return page.done(url_for("volunteers.show", volunteer_id=found.id))
    return _show(found, QualificationForm(), LeaveForm(), status=form.status, undo=form)


@bp.post("/<id:volunteer_id>/papers")
@allow(Action.MANAGE_VOLUNTEERS)
def add_paper(volunteer_id: str) -> Response:
    form, found, actor = QualificationForm(request.form), _one(volunteer_id), current()
    if not form.validate():
        return _show(found, form, LeaveForm(), status=422)
    with db.transaction() as session:
        services.add_qualification(
            session, actor, found, skill=Skill(form.skill.data), name=form.name.data, number=form.number.data,
            issuer=form.issuer.data or "", valid_to=form.valid_to.data, is_seen=form.is_seen.data,
            id=form.once.data,
        )  # fmt: skip
    return page.done(url_for("volunteers.show", volunteer_id=found.id))


@bp.post("/<id:volunteer_id>/papers/<id:paper_id>/check")
@allow(Action.MANAGE_VOLUNTEERS)
def check_paper(volunteer_id: str, paper_id: str) -> Response:
    found, actor = _one(volunteer_id), current()
    with db.transaction() as session:
        papers = queries.list_qualifications(session, found.id)
        paper = next((paper for paper in papers if paper.id == paper_id), None)
        if paper is None:
            raise NotFound
        services.check_qualification(session, actor, paper)
    return page.done(url_for("volunteers.show", volunteer_id=found.id))


@bp.post("/<id:volunteer_id>/code")
@allow(Action.GIVE_COUNTER_CODE)
def give_code(volunteer_id: str) -> Response:
    """Shown once, on this screen only; it is read out or written down."""
    found, actor = _one(volunteer_id), current()
    with db.transaction() as session:
        code = signin_services.give_code(session, actor, found)
    address = site_address.link("volunteer_sign_in.index", who=found.number)
    picture = qr.svg(address, gettext(N_("扫码登录")))
    return page.render("volunteering/volunteers/code.html", code=code, volunteer=found, picture=picture)


@bp.app_template_filter("skill_word")
def skill_word(skill: str) -> str:
    return gettext(SKILL_WORDS[Skill(skill)]) if skill in set(Skill) else skill


def _one(volunteer_id: str) -> Volunteer:
    return queries.get_volunteer(db.session(), current(), volunteer_id)


def _home() -> str:
    """Whoever enrols works for one community; a centre picks it by wearing that hat."""
    home = current().community_id
    if home is None:
        raise NotFound
    return home


def _death(found: Volunteer, form: DeathForm) -> Response:
    session, resident = db.session(), death_services.in_register(db.session(), found)
    foreseen = [] if resident else death_services.foresee(session, found)
    return page.render(
        "volunteering/volunteers/death.html", volunteer=found, form=form, resident=resident, foreseen=foreseen,
        status=form.status if form.errors or form.form_errors else 200,
    )  # fmt: skip


def _show(
    found: Volunteer, paper: QualificationForm, leaving: LeaveForm, status: int = 200, undo: UndoForm | None = None
) -> Response:
    session = db.session()
    minutes, ladder = queries.confirmed_minutes(session, found.id), star_queries.ladder_of(session, found)
    return page.render(
        "volunteering/volunteers/show.html", volunteer=found, papers=queries.list_qualifications(session, found.id),
        paper=paper, leaving=leaving, minutes=minutes, ladder=ladder, reached=ladder.standing(minutes).stars,
        balance=points.balance(session, found.party_id, found.community_id),
        services=queries.list_services(session, found.id)[::-1][:10], status=status,
        died_on=death_services.died_on(session, found), in_register=death_services.in_register(session, found),
        undo=undo or UndoForm(),
    )  # fmt: skip
