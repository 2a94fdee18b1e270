"""个人信息请求 in the office: take one down, check who asks, find whom it is about, answer."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.centre.rights import (
    answer_services,
    consent_queries,
    holding_queries,
    job_commands,
    queries,
    rules,
    services,
    volunteer_queries,
)
from webapp.centre.rights.answer_services import ERASABLE
from webapp.centre.rights.consent_queries import Person
from webapp.centre.rights.forms import (
    CorrectForm,
    EraseForm,
    MatchForm,
    PaperForm,
    RefuseForm,
    TakeForm,
    WithdrawForm,
)
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.rules import Act, Channel, Kind
from webapp.core.data import db, ids
from webapp.core.forms.form_posts import attempt, did, pressed
from webapp.core.forms.forms import BaseForm
from webapp.core.text.context import beside
from webapp.core.time import clock
from webapp.core.web import page
from webapp.people.accounts.access import SHIFT, allow, can, current, proven, shows_people
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import require_reach
from webapp.volunteering.volunteers import queries as volunteers
from webapp.volunteering.volunteers.models import Volunteer

bp = Blueprint("rights", __name__, url_prefix="/rights")
Do = Callable[[Any, PersonRequest], Any]
KNOWN_JOBS = (job_commands.tell_late,)


@bp.get("/")
@allow(Action.TAKE_RIGHTS)
@shows_people
def index() -> Response:
    session, actor = db.session(), current()
    return page.render(
        "centre/rights/index.html", open_rows=queries.list_open(session, actor), now=clock.now(),
        done_rows=queries.list_done(session, actor), kind_words=rules.KIND_WORDS, state=queries.state,
        places=queries.places_of(session, actor),
    )  # fmt: skip


@bp.get("/new")
@allow(Action.TAKE_RIGHTS)
def new() -> Response:
    form = _offered(TakeForm(id=ids.new(), channel=Channel.COUNTER.value))
    return page.render("centre/rights/take.html", form=form)


@bp.post("/")
@allow(Action.TAKE_RIGHTS)
def take() -> Response:
    form, actor = _offered(TakeForm(request.form)), current()

    def write(session: Any) -> tuple[PersonRequest, str]:
        require_reach(session, actor, [form.unit_id.data])
        place = queries.place_of_unit(session, str(form.unit_id.data))
        return services.ask(session, place, form.wish, actor=actor, channel=Channel(form.channel.data), id=form.id.data)

    made = attempt(form, write)
    if made is None:
        return page.render("centre/rights/take.html", form=form, status=form.status)
    return page.done(url_for("rights_papers.slip", request_id=made[0].id))


@bp.get("/requests/<id:request_id>")
@allow(Action.TAKE_RIGHTS)
@shows_people
def show(request_id: str) -> Response:
    return _show(_row(request_id))


@bp.post("/requests/<id:request_id>/identity")
@allow(Action.TAKE_RIGHTS)
def check(request_id: str) -> Response:
    row, form = _row(request_id), PaperForm(request.form)
    if did(form, lambda session: services.check_paper(session, current(), row, **form.told)):
        return _back(row)
    return _show(row, form, "identity")


@bp.post("/requests/<id:request_id>/match")
@allow(Action.ANSWER_RIGHTS)
def match(request_id: str) -> Response:
    row, form, actor = _row(request_id), MatchForm(request.form), current()

    def write(session: Any) -> None:
        services.match(session, actor, row, _named(session, form))

    return _back(row) if did(form, write) else _show(row, form, "match")


@bp.post("/requests/<id:request_id>/spoken-code")
@allow(Action.ANSWER_RIGHTS)
@proven(SHIFT)
def speak(request_id: str) -> Response:
    """The number and six digits, once; reading them is in the history."""
    row, form = _row(request_id), BaseForm()
    told = attempt(form, lambda session: services.speak_code(session, current(), row))
    if told is None:
        return _show(row, form)
    phone, digits = told
    response = page.render("centre/rights/spoken.html", row=row, phone=phone, digits=digits)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/requests/<id:request_id>/copy")
@allow(Action.ANSWER_RIGHTS)
def make_ready(request_id: str) -> Response:
    row = _row(request_id)
    return pressed(lambda session: answer_services.make_ready(session, current(), row), _address(row))


@bp.post("/requests/<id:request_id>/correction")
@allow(Action.ANSWER_RIGHTS)
def correct(request_id: str) -> Response:
    form = CorrectForm(request.form)
    return _answer(
        request_id, form, Act.CORRECTION,
        lambda session, row: answer_services.correct(session, current(), row, words=form.words.data or ""),
    )  # fmt: skip


@bp.post("/requests/<id:request_id>/withdrawals")
@allow(Action.ANSWER_RIGHTS)
def withdraw(request_id: str) -> Response:
    form = _with_choices(WithdrawForm(request.form), _row(request_id))
    return _answer(
        request_id, form, Act.WITHDRAWAL,
        lambda session, row: answer_services.withdraw(session, current(), row, keys=form.consents.data or []),
    )  # fmt: skip


@bp.post("/requests/<id:request_id>/erasure")
@allow(Action.ANSWER_RIGHTS)
def erase(request_id: str) -> Response:
    form = _with_choices(EraseForm(request.form), _row(request_id))
    return _answer(
        request_id, form, Act.ERASURE,
        lambda session, row: answer_services.erase(
            session, current(), row, fields=form.fields.data or [], keys=form.consents.data or []
        ),
    )  # fmt: skip


@bp.post("/requests/<id:request_id>/block")
@allow(Action.ANSWER_RIGHTS)
def block(request_id: str) -> Response:
    row = _row(request_id)
    return pressed(lambda session: answer_services.block(session, current(), row), _address(row))


@bp.post("/requests/<id:request_id>/refusal")
@allow(Action.ANSWER_RIGHTS)
def refuse(request_id: str) -> Response:
    form = RefuseForm(request.form)
    return _answer(
        request_id, form, "refusal",
        lambda session, row: answer_services.refuse(session, current(), row, **form.told),
    )  # fmt: skip


@beside("volunteers.show", "volunteers.edit", "volunteers.change")
def about_volunteer(volunteer_id: str) -> dict[str, Any]:
    return _requests_about(volunteer_id)


@beside("residents.show", "residents.edit", "residents.change")
def consents(resident_id: str) -> dict[str, Any]:
    """On a resident's pages: the way to consents, and the open requests about them with their words."""
    if not can(Action.ANSWER_RIGHTS) and not can(Action.CHANGE_REGISTER):
        return {}
    return _requests_about(resident_id) | {"consents_url": url_for("consents.index", resident_id=resident_id)}


def _requests_about(person_id: str) -> dict[str, Any]:
    rows = queries.open_about(db.session(), current(), person_id) if can(Action.ANSWER_RIGHTS) else []
    return {"requests_about": rows, "request_kind": rules.KIND_WORDS}


def _named(session: Any, form: MatchForm) -> Person:
    if form.volunteer_id.data:
        return volunteers.get_volunteer(session, current(), form.volunteer_id.data)
    return queries.get_person(session, current(), str(form.resident_id.data))


def _row(request_id: str) -> PersonRequest:
    return queries.get_request(db.session(), current(), request_id)


def _address(row: PersonRequest) -> str:
    return url_for("rights.show", request_id=row.id)


def _back(row: PersonRequest) -> Response:
    return page.done(_address(row))


def _answer(request_id: str, form: BaseForm, at: str, act: Do) -> Response:
    row = _row(request_id)
    return _back(row) if did(form, lambda session: act(session, row)) else _show(row, form, at)


def _offered(form: TakeForm) -> TakeForm:
    form.unit_id.offer(queries.places_of(db.session(), current()))
    if not form.unit_id.data and form.unit_id.choices:
        form.unit_id.data = form.unit_id.choices[0].value
    return form


def _with_choices(form: Any, row: PersonRequest) -> Any:
    person = queries.person_of(db.session(), row)
    given = consent_queries.list_open(db.session(), person) if person else []
    form.consents.choices = [(one.key, f"{one.title} · {one.version}") for one in given]
    if isinstance(form, EraseForm):
        form.fields.offer(list(answer_services.erasable(person).items()))
    return form


def _show(row: PersonRequest, refused: BaseForm | None = None, at: str = "") -> Response:
    session, actor = db.session(), current()
    answers = can(Action.ANSWER_RIGHTS)
    person = queries.person_of(session, row) if answers else None
    acts = rules.FITS[row.kind] if answers and row.outcome is None else ()
    words = request.args.get("q", "")[:40] or (row.name or "")
    by_service = answers and not row.outcome and row.kind is not Kind.RELATIVE
    forms: dict[str, Any] = {
        "identity": PaperForm(), "match": MatchForm(), "correction": CorrectForm(), "refusal": RefuseForm(),
        "withdrawal": _with_choices(WithdrawForm(), row), "erasure": _with_choices(EraseForm(), row),
    }  # fmt: skip
    if at and refused is not None:
        forms[at] = refused
    return page.render(
        "centre/rights/show.html", row=row, person=person, acts=acts, forms=forms, refused=refused, q=words,
        has_asked="q" in request.args,
        found=queries.find_people(session, actor, words, row.community_id) if answers and not row.outcome else [],
        serving=volunteer_queries.find(session, actor, words, row.community_id) if by_service else [],
        is_volunteer=isinstance(person, Volunteer),
        label=queries.label_of(session, person) if person else "", state=queries.state(row),
        staying=_staying(session, row, person, acts), now=clock.now(), today_is=clock.today(),
        changed=Act.CORRECTION in acts and answer_services.changed_since(session, row),
        is_ready=queries.is_ready(row, clock.today()),
        is_relative=row.kind is Kind.RELATIVE, words_of=rules, status=refused.status if refused else 200,
    )  # fmt: skip


def _staying(session: Any, row: PersonRequest, person: Person | None, acts: Any) -> list[Any]:
    """What must stay and why, whatever is ticked."""
    if person is None or row.checked_at is None or Act.ERASURE not in acts:
        return []
    return answer_services.what_stays(holding_queries.sheet(session, person), ERASABLE.values())
