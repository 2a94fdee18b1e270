"""Asking the district's platform who somebody is. Nothing is written here; no role and no name is taken over."""

import secrets
from dataclasses import dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry
from sqlmodel import Session

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError
from webapp.people.credentials import provider_rules as rules
from webapp.people.credentials.provider_rules import Platform
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name, Provider


class PlatformSilent(DomainError):
    status = 503
    message = N_("那边的登录现在连不上，请用密码登录，过一会儿再试。")


class NotVouchedFor(DomainError):
    status = 422
    message = N_("那边没有认出您，请再试一次，或用密码登录。")


@dataclass(frozen=True)
class Question:
    """What the browser is sent away with; the answer must fit it."""

    url: str
    state: str
    nonce: str
    verifier: str


def platform(session: Session) -> Platform | None:
    """The one that is set, when it is set whole."""
    said = settings.values(session)
    kind = Provider(said[Name.PROVIDER])
    if kind is Provider.NONE:
        return None
    found = Platform(
        kind, str(said[Name.PROVIDER_CLIENT] or ""), settings.secret(session, Name.PROVIDER_SECRET),
        str(said[Name.PROVIDER_ISSUER] or "").rstrip("/"), str(said[Name.PROVIDER_AGENT] or ""),
    )  # fmt: skip
    return found if found.is_whole else None


def ask(place: Platform, back: str) -> Question:
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    if place.kind is Provider.WECOM:
        return Question(rules.wecom_door(place, back, state), state, "", "")
    if place.kind is Provider.DINGTALK:
        return Question(rules.dingtalk_door(place, back, state), state, "", "")
    known = _discovered(place)
    with _client(place, back) as client:
        url, _ = client.create_authorization_url(
            known["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
        )
    return Question(url, state, nonce, verifier)


def subject(place: Platform, back: str, code: str, question: Question) -> str:
    """Who came back, by the platform's own number for them. Raises PlatformSilent, NotVouchedFor."""
    try:
        found = WAYS[place.kind](place, back, code, question)
    except (requests.RequestException, ValueError, KeyError) as trouble:
        raise PlatformSilent from trouble
    except (AuthlibBaseError, JoseError) as wrong:
        raise NotVouchedFor from wrong
    if not found or len(found) > 255:
        raise NotVouchedFor
    return found


def _by_openid(place: Platform, back: str, code: str, question: Question) -> str:
    """The signed token alone counts: issuer, audience, time and our own nonce in it."""
    known = _discovered(place)
    with _client(place, back) as client:
        token = client.fetch_token(
            known["token_endpoint"], code=code, code_verifier=question.verifier, timeout=rules.PATIENCE
        )
    told: Any = _got(known["jwks_uri"])
    keys = KeySet.import_key_set(told)
    claims = jwt.decode(str(token.get("id_token", "")), keys, algorithms=list(rules.ALGORITHMS)).claims
    must: dict[str, Any] = {
        "iss": {"essential": True, "value": known["issuer"]}, "nonce": {"essential": True, "value": question.nonce},
        "sub": {"essential": True}, "exp": {"essential": True},
    }  # fmt: skip
    JWTClaimsRegistry(leeway=60, **must).validate(claims)
    audience = claims.get("aud")
    heard = audience if isinstance(audience, list) else [audience]
    if place.client not in heard or (len(heard) > 1 and claims.get("azp") != place.client):
        raise NotVouchedFor
    return str(claims["sub"])


def _by_wecom(place: Platform, back: str, code: str, question: Question) -> str:
    token = _got(f"{rules.WECOM}/gettoken", corpid=place.client, corpsecret=place.secret)["access_token"]
    return str(_got(f"{rules.WECOM}/auth/getuserinfo", access_token=token, code=code).get("userid") or "")


def _by_dingtalk(place: Platform, back: str, code: str, question: Question) -> str:
    told = {"clientId": place.client, "clientSecret": place.secret, "code": code, "grantType": "authorization_code"}
    answer = requests.post(f"{rules.DINGTALK}/oauth2/userAccessToken", json=told, timeout=rules.PATIENCE)
    head = {"x-acs-dingtalk-access-token": str(_read(answer)["accessToken"])}
    mine = requests.get(f"{rules.DINGTALK}/contact/users/me", headers=head, timeout=rules.PATIENCE)
    return str(_read(mine).get("unionId") or "")


WAYS = {Provider.OPENID: _by_openid, Provider.WECOM: _by_wecom, Provider.DINGTALK: _by_dingtalk}


def _discovered(place: Platform) -> dict[str, Any]:
    try:
        known = _got(f"{place.issuer}/.well-known/openid-configuration")
    except (requests.RequestException, ValueError) as trouble:
        raise PlatformSilent from trouble
    if str(known.get("issuer", "")).rstrip("/") != place.issuer:
        raise NotVouchedFor
    return known


def _client(place: Platform, back: str) -> Any:
    return OAuth2Session(
        place.client, place.secret, scope="openid", redirect_uri=back, code_challenge_method="S256"
    )  # fmt: skip


def _got(url: str, **asked: str) -> dict[str, Any]:
    return _read(requests.get(url, params=asked, timeout=rules.PATIENCE, allow_redirects=False))


def _read(answer: requests.Response) -> dict[str, Any]:
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found
