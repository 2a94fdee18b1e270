"""Signing in through the district's own platform: a real provider on this machine, and imitations of the two others."""

import http.server
import json
import threading
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import PASSWORD, Town
from webapp.core.data import db
from webapp.people.accounts.models import Post
from webapp.people.accounts.permissions import Action
from webapp.people.credentials import provider_rules
from webapp.people.credentials.models import ProviderLink
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name, Provider

with warnings.catch_warnings():  # it still imports a part of authlib that is on its way out
    warnings.simplefilter("ignore")
    import oidc_provider_mock


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with oidc_provider_mock.run_server_in_thread(require_nonce=True) as server:
            yield f"http://localhost:{server.server_port}"


def decide(town: Town, **told: str) -> None:
    with db.transaction() as session:
        settings.change(session, town.actor("he", Action.CHANGE_SETTINGS), {Name(k): v for k, v in told.items()})


@pytest.fixture
def district(session: Session, town: Town, provider: str) -> str:
    decide(
        town, provider=Provider.OPENID.value, provider_issuer=provider, provider_client="fullgrid",
        provider_secret="secret",
    )  # fmt: skip
    return provider


def away(client: HouseClient, who: str, **claims: str) -> str:
    """The path with which the browser comes back from the provider, where `who` said yes."""
    answer = client.get("/sign-in/provider?next=/me")
    assert answer.status_code == 303
    said = requests.post(answer.location, data={"sub": who, **claims}, allow_redirects=False, timeout=10)
    back = urlsplit(said.headers["Location"])
    return f"{back.path}?{back.query}"


def confirm(client: HouseClient, login: str, password: str = PASSWORD) -> Any:
    return client.post("/sign-in/provider/confirm", data={"login": login, "password": password})


@pytest.mark.filterwarnings("ignore")
def test_the_first_time_is_confirmed_and_from_then_on_one_tap_does(
    client: HouseClient, town: Town, session: Session, district: str
) -> None:
    assert "用统一身份认证" in client.get("/sign-in").text
    first = client.get(away(client, "u-1", role="district", name="何敏"))
    assert first.location == "/sign-in/provider/confirm"
    assert confirm(client, "wang", "wrong").status_code == 422
    assert confirm(client, "wang").location == "/me"
    assert "王秀英" in client.get("/me").text
    client.sign_out()
    assert client.get(away(client, "u-1")).location == "/me"
    page = client.get("/me").text
    assert "王秀英" in page and "网格员" in page
    roles = db.session().exec(select(Post.role).where(Post.account_id == town.accounts["wang"])).all()
    assert [role.value for role in roles] == ["grid_worker"], "what the token says of roles counts for nothing"
    assert client.get("/settings/").status_code == 403


@pytest.mark.filterwarnings("ignore")
def test_one_person_there_is_one_account_here(
    client: HouseClient, town: Town, session: Session, district: str
) -> None:
    client.get(away(client, "u-1"))
    confirm(client, "wang")
    client.sign_out()
    client.get(away(client, "u-2"))
    refused = confirm(client, "wang")
    assert refused.status_code == 422 and "另一个人" in refused.text
    assert len(db.session().exec(select(ProviderLink)).all()) == 1
    client.sign_in(town.accounts["wang"])
    assert "已经连着" in client.get("/me/credentials/").text
    with db.transaction() as session:
        from webapp.people.credentials import link_services

        link_services.unlink(session, town.actor("wang"))
    client.sign_out()
    assert client.get(away(client, "u-1")).location == "/sign-in/provider/confirm"


@pytest.mark.filterwarnings("ignore")
def test_an_answer_counts_once_and_only_where_it_was_asked_for(
    app: Flask, client: HouseClient, town: Town, session: Session, district: str
) -> None:
    back = away(client, "u-1")
    stranger = app.test_client()
    assert stranger.get(back).status_code == 422, "somebody else's browser"
    assert client.get(back).status_code == 303
    assert client.get(back).status_code == 422, "a second time"
    forged = away(client, "u-1").replace("state=", "state=x")
    assert client.get(forged).status_code == 422
    decide(town, provider_client="another")
    assert client.get(away(client, "u-1").replace("code=", "code=x")).status_code == 422


def test_without_a_whole_setting_there_is_no_button_and_no_way(
    client: HouseClient, town: Town, session: Session
) -> None:
    assert client.get("/sign-in/provider").status_code == 404
    decide(town, provider=Provider.OPENID.value, provider_client="x", provider_secret="y")
    assert "统一身份认证" not in client.get("/sign-in").text
    decide(town, provider_issuer="http://localhost:9")
    assert client.get("/sign-in/provider").status_code == 503


def test_the_district_sets_it_on_a_page(client: HouseClient, town: Town, session: Session) -> None:
    page = client.sign_in(town.accounts["he"]).get("/settings/provider").text
    assert "企业微信" in page and "钉钉" in page
    told = {"provider": "openid", "provider_issuer": "http://elsewhere.example.cn", "provider_client": "a"}
    refused = client.post("/settings/provider", data=told)
    assert refused.status_code == 422 and "https" in refused.text
    assert client.sign_in(town.accounts["li"]).get("/settings/provider").status_code == 403


class Imitation(http.server.BaseHTTPRequestHandler):
    """企业微信 and 钉钉 as their manuals say they answer."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {key: value[0] for key, value in parse_qs(parts.query).items()}
        if parts.path == "/cgi-bin/gettoken":
            self._say({"errcode": 0, "access_token": f"{asked['corpid']}-{asked['corpsecret']}"})
        elif parts.path == "/cgi-bin/auth/getuserinfo":
            fine = asked["access_token"] == "corp-secret" and asked["code"] == "good"
            self._say({"errcode": 0, "userid": "wangxiuying"} if fine else {"errcode": 40029})
        else:
            self._say({"unionId": "U9"} if self.headers["x-acs-dingtalk-access-token"] == "T1" else {})

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._say({"accessToken": "T1" if told["code"] == "good" else "T0"})

    def _say(self, words: dict[str, Any]) -> None:
        body = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.mark.parametrize(("kind", "subject"), [(Provider.WECOM, "wangxiuying"), (Provider.DINGTALK, "U9")])
def test_the_presets_ask_in_two_steps_and_keep_only_the_number(
    client: HouseClient, town: Town, session: Session, monkeypatch: pytest.MonkeyPatch, kind: Provider, subject: str
) -> None:
    server = http.server.HTTPServer(("127.0.0.1", 0), Imitation)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(provider_rules, "WECOM", f"http://127.0.0.1:{server.server_port}/cgi-bin")
    monkeypatch.setattr(provider_rules, "DINGTALK", f"http://127.0.0.1:{server.server_port}/v1.0")
    try:
        decide(town, provider=kind.value, provider_client="corp", provider_secret="secret", provider_agent="1000002")
        for code, expected in (("bad", 422), ("good", 303)):
            asked = parse_qs(urlsplit(client.get("/sign-in/provider").location).query)
            assert asked["redirect_uri"][0].endswith("/sign-in/provider/back")
            back = client.get(f"/sign-in/provider/back?code={code}&state={asked['state'][0]}")
            assert back.status_code == expected
        confirm(client, "wang")
        kept = db.session().exec(select(ProviderLink)).one()
        assert (kept.subject, kept.account_id) == (subject, town.accounts["wang"])
    finally:
        server.shutdown()
        server.server_close()
