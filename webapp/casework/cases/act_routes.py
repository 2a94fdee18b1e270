"""Every act on a case. The table in act_forms names them; two doors say who may work and who may direct."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import answer_services, page_forms, pause_services, queries
from webapp.casework.cases.act_forms import BY_NOUN, DIRECTION, WORK
from webapp.casework.cases.forms import ActForm, CallBackForm, DecisionForm, HouseholdForm, WordsForm
from webapp.casework.cases.models import GridCase
from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action

bp = Blueprint("acts", __name__, url_prefix="/cases/<id:case_id>")


@bp.post("/work/<noun>")
@allow(Action.HANDLE_CASE)
def work(case_id: str, noun: str) -> Response:
    return _act(case_id, noun, WORK)


@bp.post("/direction/<noun>")
@allow(Action.DIRECT_CASE)
def direct(case_id: str, noun: str) -> Response:
    return _act(case_id, noun, DIRECTION)


@bp.post("/call-back")
@allow(Action.HANDLE_CASE)
def call_back(case_id: str) -> Response:
    case, form = _case(case_id), CallBackForm(request.form)
    voice = queries.get_voice(db.session(), case, form.voice_id.data or "")
    fine = did(form, lambda session: answer_services.call_back(session, current(), case, voice=voice, **form.told))
    return _back(case) if fine else page_forms.show_case(case, form.status, **{voice.id: form})


@bp.post("/pause")
@allow(Action.DIRECT_CASE)
def pause(case_id: str) -> Response:
    """Yes or no to a stop or a parking somebody asked for."""
    case, form = _case(case_id), DecisionForm(request.form)
    fine = did(form, lambda session: pause_services.decide(session, current(), case, **form.told))
    return _back(case) if fine else page_forms.show_case(case, form.status, pause=form)


@bp.post("/voices/<id:voice_id>/answer")
@allow(Action.HANDLE_CASE)
def tell(case_id: str, voice_id: str) -> Response:
    case, form = _case(case_id), WordsForm(request.form)
    voice = queries.get_voice(db.session(), case, voice_id)
    fine = did(form, lambda session: answer_services.tell(session, current(), case, voice=voice, **form.told))
    return _back(case) if fine else page_forms.show_case(case, form.status, **{voice.id: form})


@bp.post("/voices/<id:voice_id>/household")
@allow(Action.CHANGE_REGISTER)
def confirm(case_id: str, voice_id: str) -> Response:
    """对上户: by whoever keeps the register, and only a household of their own ground."""
    case = _case(case_id)
    form = page_forms.fill_homes(case, HouseholdForm(request.form))
    voice = queries.get_voice(db.session(), case, voice_id)
    fine = did(
        form, lambda session: answer_services.confirm_household(session, current(), case, voice=voice, **form.told)
    )
    return _back(case) if fine else page_forms.show_case(case, form.status, **{f"home-{voice.id}": form})


def _act(case_id: str, noun: str, door: Action) -> Response:
    """Asks the act's own form and service; a refusal by state answers 409 with a sentence and leaves no trace."""
    offer = BY_NOUN.get(noun)
    if offer is None or offer.action is not door:
        raise NotFound
    case = _case(case_id)
    form = page_forms.fill(offer, case, offer.form(request.form))
    more = _more(case, noun, form)
    if not form.validate():
        return page_forms.show_case(case, 422, **{noun: form})
    if did(form, lambda session: offer.service(session, current(), case, **form.told, **more)):
        return _back(case)
    return page_forms.show_case(_case(case_id), form.status, **{noun: form})


def _more(case: GridCase, noun: str, form: ActForm) -> dict[str, Any]:
    """What does not fit a form field: the files, and the other case of a merger."""
    if noun in ("completion", "note"):
        return {"pictures": [file.read() for file in request.files.getlist("photos") if file.filename]}
    if noun == "merger" and form.validate():
        return {"into": queries.get_case(db.session(), current(), form["into_id"].data)}
    return {}


def _case(case_id: str) -> GridCase:
    return queries.get_case(db.session(), current(), case_id)


def _back(case: GridCase) -> Response:
    return page.done(url_for("cases.show", case_id=case.id))
