"""The sign-in travels in a cookie that no other host can set and no script can read."""

import time
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask import session as web_session

from webapp import create_app
from webapp.core.config import Settings
from webapp.core.web.requests import KeptCookies


def test_the_sign_in_is_a_host_cookie_behind_https(settings: Settings) -> None:
    for https, name in ((True, "__Host-fullgrid"), (False, "fullgrid")):
        app = create_app(replace(settings, https=https))
        client = app.test_client()
        client.get("/sign-in", base_url=f"http{'s' if https else ''}://localhost")
        said = client.get("/sign-in", base_url=f"http{'s' if https else ''}://localhost").headers.getlist("Set-Cookie")
        said += [str(cookie) for cookie in client._cookies.values() if cookie.key == name]
        held = next(cookie for cookie in client._cookies.values() if cookie.key == name)
        assert held.path == "/" and held.http_only and held.same_site == "Lax" and held.secure is https
        app.extensions["engine"].dispose()


def test_a_cookie_that_was_read_before_still_grows_old(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    read = app.session_interface
    assert isinstance(read, KeptCookies)
    signer = read.get_signing_serializer(app)
    assert signer is not None
    sealed = signer.dumps({"who": "wang", "steps": ["one"]})

    def told(value: str = sealed) -> dict[str, Any]:
        with app.test_request_context(headers={"Cookie": f"fullgrid={value}"}):
            return dict(web_session)

    first = told()
    assert first == {"who": "wang", "steps": ["one"]}
    first["steps"].append("two")
    assert told() == {"who": "wang", "steps": ["one"]}, "one request's session is not another's"
    # The signature's first letter: of its last one some bits say nothing.
    body, signed = sealed.rsplit(".", 1)
    assert told(f"{body}.{'B' if signed[0] == 'A' else 'A'}{signed[1:]}") == {}
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31 * 24 * 3600)
    assert told() == {}
