"""A household answers by itself: public, without signing in, on the oldest phone; and what everybody reads. Only wrong
codes are counted against an address, so that a whole estate may answer in one evening."""

import secrets

from flask import Blueprint, Response, request

from webapp.core.data import db, ids
from webapp.core.forms.form_posts import did
from webapp.core.forms.forms import BaseForm
from webapp.core.trust import throttle, vault
from webapp.core.web import page
from webapp.core.web.errors import TooMany
from webapp.door.opinions import (
    answer_queries,
    ballot_services,
    code_services,
    gate_rules,
    queries,
    result_queries,
    result_rules,
    rules,
)
from webapp.door.opinions.ballot_services import Told
from webapp.door.opinions.code_services import CodeUnknown
from webapp.door.opinions.forms import CodeForm, answer_form, given_of
from webapp.door.opinions.models import OpinionRound, Outcome, RoundLine, Speaker, Way
from webapp.people.accounts.access import public

bp = Blueprint("answers", __name__, url_prefix="/ask")
WRONG_PER_ADDRESS, WRONG_ALL, WINDOW = 30, 600, 15 * 60
COOKIE, COOKIE_DAYS = "opinion_voice", 200


@bp.get("/")
@public
def ask() -> Response:
    code = request.args.get("code", "")
    return _answer_page(code) if code else page.render("door/opinions/code.html", form=CodeForm())


@bp.post("/")
@public
def find() -> Response:
    form = CodeForm(request.form)
    if not form.validate():
        return page.render("door/opinions/code.html", form=form, status=422)
    return _answer_page(form.code.data or "", form)


@bp.post("/answer")
@public
def answer() -> Response:
    code = code_services.plain(CodeForm(request.form).code.data or "")
    found = _found(code)
    if found is None:
        return _unknown(CodeForm(code=code))
    asked, line = found
    questions = queries.questions_of(db.session(), asked)
    form, voice = answer_form(questions, request.form), _voice()
    told = Told(
        Way.LINK, Outcome.ANSWERED, given_of(form, questions), voice=_of_line(voice, line), id=_id(form),
        speaker=_speaker(form),
    )  # fmt: skip
    fine = did(form, lambda session: ballot_services.record_ballot(session, None, asked, line, told))
    return _keep_voice(_shown(asked, line, form, code, voice, done=fine), voice)


@bp.get("/<id:round_id>")
@public
def show(round_id: str) -> Response:
    """What is asked, until when; from the publication on, what came of it."""
    session = db.session()
    asked = queries.get_public(session, round_id)
    rows, rest = result_rules.shown_to_all(result_queries.rows_of(asked)) if asked.is_public else ([], None)
    return page.render(
        "door/opinions/public.html", asked=asked, questions=queries.questions_of(session, asked), rows=rows, rest=rest,
        gate=result_queries.gate_of(session, asked) if asked.is_public else None,
        said=result_queries.answers_of(session, asked) if asked.is_public else [],
        extensions=queries.extensions_of(session, asked), columns=result_rules.COLUMNS, least=result_rules.LEAST,
        column_words=result_rules.COLUMN_WORDS, share_words=gate_rules.SHARE_WORDS, basis=gate_rules.BASIS,
        state_words=rules.STATE_WORDS, land_words=rules.LAND_WORDS, community=answer_queries.community(session, asked),
    )  # fmt: skip


def _answer_page(code: str, form: CodeForm | None = None) -> Response:
    found = _found(code)
    if found is None:
        return _unknown(form or CodeForm(code=code))
    asked, line = found
    voice = _voice()
    said = answer_queries.own_answers(db.session(), line, _of_line(voice, line))
    questions = queries.questions_of(db.session(), asked)
    known = {f"q{n}": value for n, value in answer_queries.as_fields(questions, said).items()}
    asking = answer_form(questions, id=ids.new(), speaker=Speaker.OWNER.value, **known)
    return _keep_voice(_shown(asked, line, asking, code_services.plain(code), voice, done=False), voice)


def _shown(asked: OpinionRound, line: RoundLine, form: BaseForm, code: str, voice: str, *, done: bool) -> Response:
    session = db.session()
    said = answer_queries.own_answers(session, line, _of_line(voice, line))
    has_errors = bool(form.errors or form.form_errors)
    return page.render(
        "door/opinions/answer.html", asked=asked, line=line, form=form, code=code, done=done, said=said,
        questions=queries.questions_of(session, asked), is_open=asked.takes(answer_queries.now()),
        community=answer_queries.community(session, asked), status=form.status if has_errors else 200,
    )  # fmt: skip


def _found(code: str) -> tuple[OpinionRound, RoundLine] | None:
    limits = {f"opinion:{request.remote_addr}": WRONG_PER_ADDRESS, "opinion:all": WRONG_ALL}
    for key, limit in limits.items():
        if throttle.count(db.session(), key, WINDOW) >= limit:
            raise TooMany(minutes=WINDOW // 60)
    try:
        return code_services.line_by_code(db.session(), code)
    except CodeUnknown:
        for key, limit in limits.items():
            throttle.hit(key, limit, WINDOW)
        return None


def _unknown(form: CodeForm) -> Response:
    form.fail("code", CodeUnknown().sentence())
    return page.render("door/opinions/code.html", form=form, status=422)


def _voice() -> str:
    """This browser, for telling two people of one household apart; it names nobody and is good for nothing else."""
    return request.cookies.get(COOKIE) or secrets.token_urlsafe(16)


def _of_line(voice: str, line: RoundLine) -> str:
    return vault.blind_index(f"voice:{voice}:{line.id}")


def _keep_voice(response: Response, voice: str) -> Response:
    response.set_cookie(
        COOKIE, voice, max_age=COOKIE_DAYS * 86_400, httponly=True, samesite="Lax", secure=request.is_secure
    )
    return response


def _id(form: BaseForm) -> str | None:
    return form["id"].data if ids.is_id(form["id"].data) else None


def _speaker(form: BaseForm) -> Speaker:
    said = form["speaker"].data
    return Speaker(said) if said in {one.value for one in Speaker} else Speaker.OWNER
