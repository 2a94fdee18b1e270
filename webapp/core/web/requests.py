"""The app with its session and its request class: each value of the query string is cleaned once
(`webapp.core.text.cleaning`); ids in addresses."""

import re
import time
from collections.abc import Callable
from copy import copy, deepcopy
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, cast

import flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from htmx_flask.requests import HtmxAwareRequest
from itsdangerous import BadSignature
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.http import parse_cookie
from werkzeug.routing import BaseConverter, BuildError, MapAdapter
from werkzeug.wsgi import get_host

from webapp.core.text import cleaning

SAID_AS_IT_IS = re.compile(r"[\w.~-]+", re.ASCII)  # in an address, as a part and as an answer


class Unsealed(NamedTuple):
    """What a cookie says, since when, and how a request gets a copy of its own."""

    told: dict[str, Any]
    made: int
    copied: Callable[[dict[str, Any]], dict[str, Any]]


NOTHING = Unsealed({}, 0, dict)


class House(flask.Flask):
    """No function of ours is a coroutine, so none is asked, twenty times a request, whether it is one."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.pattern = lru_cache(maxsize=4096)(self._pattern)
        self.bound = lru_cache(maxsize=256)(self.url_map.bind)

    def create_url_adapter(self, request: flask.Request | None) -> MapAdapter | None:
        """As Flask's, which works out anew at every request what hangs on the host's name alone."""
        if request is None:
            return super().create_url_adapter(None)
        request.trusted_hosts = self.config["TRUSTED_HOSTS"]
        request.host = get_host(request.environ, request.trusted_hosts)
        adapter = copy(self.bound(request.host, request.root_path, "", request.scheme))
        adapter.default_method, adapter.path_info = request.method, request.path
        adapter.query_args = request.query_string.decode(errors="replace")
        return adapter

    def ensure_sync(self, func: Any) -> Any:
        return func

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """A page asks for a dozen addresses that differ from those of the page before by an id: the rest of each is
        worked out once."""
        is_plain = all(type(value) is str and SAID_AS_IT_IS.fullmatch(value) for value in values.values())
        if is_plain and not any(name[0] == "_" for name in values) and endpoint[0] != "." and (asked := _asked()):
            pattern = self.pattern(endpoint, tuple(values), asked.script_root)
            if pattern:
                return pattern % values
        return super().url_for(endpoint, **values)

    def _pattern(self, endpoint: str, names: tuple[str, ...], script_root: str) -> str:
        """Nothing where a value has to be looked at, as a number has."""
        marks = {name: f"mark-{n}-mark" for n, name in enumerate(names)}
        try:
            built = super().url_for(endpoint, **marks).replace("%", "%%")  # type: ignore[arg-type]
        except (BuildError, ValueError):
            return ""
        for name, mark in marks.items():
            built = built.replace(mark, f"%({name})s")
        return built


def _asked() -> flask.Request | None:
    """The request that is being answered; none in a job or a command."""
    return flask.request._get_current_object() if flask.has_request_context() else None  # type: ignore[attr-defined,no-any-return]


class KeptCookies(SecureCookieSessionInterface):
    """The session's cookie comes with every tap and changes a few times a day, so what one says is kept by its text and
    the same cookie is unsealed once. How old it may be is asked each time. An answer that changes nothing in it, and
    says by itself that it depends on cookies, goes out as it is."""

    def __init__(self, app: flask.Flask) -> None:
        self.app = app
        self.read = lru_cache(maxsize=4096)(self._unseal)

    def open_session(self, app: flask.Flask, request: flask.Request) -> SecureCookieSession:
        sealed = request.cookies.get(self.get_cookie_name(app), "")
        told, made, copied = self.read(str(app.secret_key), sealed) if sealed else NOTHING
        age = int(time.time()) - made
        is_fresh = 0 <= age <= app.permanent_session_lifetime.total_seconds()
        return self.session_class(copied(told) if is_fresh else {})

    def save_session(self, app: flask.Flask, session: Any, response: flask.Response) -> None:
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed and "Cookie" not in (varies := response.headers.get("Vary", "")):
            response.headers["Vary"] = f"{varies}, Cookie" if varies else "Cookie"

    def _unseal(self, key: str, sealed: str) -> Unsealed:
        """Under this key; another one reads every cookie anew."""
        signer = self.get_signing_serializer(self.app)
        assert signer is not None
        try:
            told, made = signer.loads(sealed, return_timestamp=True)
        except BadSignature:
            return NOTHING
        is_flat = not any(isinstance(value, dict | list) for value in told.values())
        return Unsealed(told, int(made.timestamp()), dict if is_flat else deepcopy)


class IdConverter(BaseConverter):
    regex = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


class CleanRequest(HtmxAwareRequest):
    @cached_property
    def cookies(self) -> ImmutableMultiDict[str, str]:  # type: ignore[override]
        """Every request asks for them first; looked up where they stand, not through all its headers."""
        return parse_cookie(self.environ, cls=ImmutableMultiDict)  # type: ignore[return-value]

    @cached_property
    def args(self) -> ImmutableMultiDict[str, str]:  # type: ignore[override]
        given: Any = super().args
        return ImmutableMultiDict([(name, cleaning.one_line(value)) for name, value in given.items(multi=True)])

    def typed(self, name: str) -> str:
        """A posted word that belongs to no form of its own (a row's remark), cleaned like any form's."""
        return cleaning.clean(self.form.get(name, ""))


request = cast(CleanRequest, flask.request)
