"""/api/v1: a bearer key instead of a sign-in, JSON in and out."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Blueprint, Response, g, jsonify, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from webapp.centre.api import queries, rules, services
from webapp.centre.api.document_rules import document
from webapp.centre.api.message_rules import CaseIn, NumberIn
from webapp.centre.api.models import ApiKey
from webapp.centre.api.rules import Scope
from webapp.core import version
from webapp.core.data import db, ids
from webapp.core.text.i18n import N_
from webapp.core.trust import throttle
from webapp.core.web import guard
from webapp.core.web.errors import DomainError, Forbidden, Invalid, SignInNeeded
from webapp.people.accounts.access import public

bp = Blueprint("api", __name__, url_prefix="/api/v1")
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)  # nothing lies outside
View = TypeVar("View", bound=Callable[..., Any])
Body = TypeVar("Body", bound=BaseModel)


class FieldWrong(Invalid):
    message = N_("有一处要改：%(what)s")


class NoScopeForIt(Forbidden):
    message = N_("这把钥匙不能做这件事。")


class NoKey(SignInNeeded):
    message = N_("没有钥匙，或者钥匙不对、已经停用。")


def by_key(*scopes: Scope) -> Callable[[View], View]:
    """Any one of the scopes will do. Wrong keys are counted by address, right ones by key."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(*args: Any, **kwargs: Any) -> Any:
            g.api_key = _key()
            throttle.hit(f"api:{g.api_key.id}", rules.CALLS_A_MINUTE, 60)
            if not set(scopes) & set(g.api_key.scopes):
                raise NoScopeForIt
            return view(*args, **kwargs)

        return guard.by_key(public(cast(View, opened)))

    return door


@bp.get("/openapi.json")
@public
def openapi() -> Response:
    return jsonify(document(version.version()))


@bp.post("/cases")
@by_key(Scope.CASES_IN)
def send_case() -> Response:
    told = _body(CaseIn)
    with db.transaction() as session:
        case, is_new = services.send_case(session, _own(session), told)
        answer = queries.as_told(session, g.api_key, [case])[0]
    return _answer(answer, 201 if is_new else 200)


@bp.get("/cases")
@by_key(Scope.CASES_OUT)
def list_cases() -> Response:
    since, after = _moment("changed_since"), request.args.get("after", "")
    if after and not ids.is_id(after):
        raise FieldWrong("after", what="after")
    with db.transaction() as session:
        found = queries.list_cases(session, g.api_key, since=since, after=after)
        told = queries.as_told(session, g.api_key, found)
        services.record_reading(session, _own(session), "cases", len(told))
    return _answer({"cases": told, "next": found[-1].id if len(found) == rules.PAGE else None})


@bp.get("/cases/<id:case_id>")
@by_key(Scope.CASES_OUT, Scope.CASES_IN)
def get_case(case_id: str) -> Response:
    with db.transaction() as session:
        case = queries.get_case(session, g.api_key, case_id)
        services.record_reading(session, _own(session), "case", 1)
        return _answer(queries.as_told(session, g.api_key, [case])[0])


@bp.put("/cases/<id:case_id>/number")
@by_key(Scope.CASES_OUT)
def name_case(case_id: str) -> Response:
    told = _body(NumberIn)
    with db.transaction() as session:
        case = queries.get_case(session, g.api_key, case_id)
        services.name_case(session, _own(session), case, told["number"])
        return _answer(queries.as_told(session, g.api_key, [case])[0])


@bp.get("/units")
@by_key(Scope.UNITS)
def list_units() -> Response:
    with db.transaction() as session:
        found = queries.list_units(session, g.api_key)
        services.record_reading(session, _own(session), "units", len(found))
    return _answer({"units": found})


@bp.get("/counts")
@by_key(Scope.COUNTS)
def count_cases() -> Response:
    since, until = _moment("since"), _moment("until")
    if since is None or until is None:
        raise FieldWrong("since", what="since, until")
    with db.transaction() as session:
        found = queries.count_cases(session, g.api_key, since, until)
        services.record_reading(session, _own(session), "counts", len(found))
    return _answer({"since": since.isoformat(), "until": until.isoformat(), "counts": found})


@bp.errorhandler(DomainError)
def refuse(error: DomainError) -> Response:
    said: dict[str, Any] = {"status": error.status, "message": error.sentence(), "field": error.field}
    response = _answer(said, error.status)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if error.status == 429:
        response.headers["Retry-After"] = "60"
    return response


def _key() -> ApiKey:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    found = queries.key_by_token(db.session(), token.strip()) if kind.lower() == "bearer" else None
    if found is None:
        throttle.hit(f"api-wrong:{request.remote_addr}", rules.WRONG_KEYS, 900)
        raise NoKey
    return found


def _own(session: Any) -> ApiKey:
    """The same key, read again inside the transaction."""
    found: ApiKey = session.get_one(ApiKey, g.api_key.id)
    return found


def _body(model: type[Body]) -> dict[str, Any]:
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        return model.model_validate_json(request.get_data()).model_dump()
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        if not place:
            raise BadRequest from wrong
        raise FieldWrong(place, what=f"{place}: {first['msg']}") from wrong


def _moment(name: str) -> datetime | None:
    """RFC 3339 with its zone; a plus sign that came as a blank is a plus sign."""
    said = request.args.get(name, "")
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said.replace(" ", "+"))
    except ValueError:
        return _no_moment(name)
    if found.tzinfo is None:
        return _no_moment(name)
    return min(max(found, EARLIEST), LATEST).astimezone(UTC)


def _no_moment(name: str) -> datetime:
    raise FieldWrong(name, what=name)


def _answer(told: dict[str, Any], status: int = 200) -> Response:
    response = jsonify(told)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
