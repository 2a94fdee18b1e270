"""Passkeys by the library: what the browser is asked, and the proof that its answer fits. A passkey asks for the
finger or the PIN of the device, so it is both steps in one."""

import json
from dataclasses import dataclass
from typing import Any

import webauthn
from sqlmodel import Session
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, exceptions, structs

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, NotFound
from webapp.people.accounts.models import Account
from webapp.people.accounts.scope import Actor
from webapp.people.credentials import queries
from webapp.people.credentials.models import Passkey

MOST = 10


class WrongPasskey(DomainError):
    """Also for a key this installation does not know."""

    status = 422
    message = N_("通行密钥没有认出来。再试一次，或者用密码登录。")


class TooManyKeys(DomainError):
    message = N_("最多十个通行密钥，先去掉一个不用的。")


class LastWayIn(DomainError):
    """Without a password the last passkey is the only door."""

    message = N_("您没有设密码，去掉最后一个通行密钥就进不来了。先加一个别的。")


@dataclass(frozen=True)
class Site:
    """What the browser vouches for: the page's own host and origin."""

    host: str
    origin: str


@dataclass(frozen=True)
class Question:
    """`options` goes to the browser, `challenge` waits for the answer."""

    options: dict[str, Any]
    challenge: str


def ask_to_make(session: Session, actor: Actor, site: Site) -> Question:
    """The key lives on the device and asks for the finger or the screen lock: it is both factors."""
    login = session.get_one(Account, actor.account_id).login
    known = queries.passkeys(session, actor.account_id)
    if len(known) >= MOST:
        raise TooManyKeys
    options = webauthn.generate_registration_options(
        rp_id=site.host, rp_name="满格 FullGrid", user_id=actor.account_id.encode(), user_name=login,
        user_display_name=actor.name, exclude_credentials=[_named(key) for key in known],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )  # fmt: skip
    return _question(options, options.challenge)


def keep(session: Session, actor: Actor, site: Site, *, challenge: str, answer: str, label: str) -> Passkey:
    """Raises WrongPasskey for another site, another question or a key that is known already."""
    try:
        proved = webauthn.verify_registration_response(
            credential=answer, expected_challenge=base64url_to_bytes(challenge), expected_rp_id=site.host,
            expected_origin=site.origin, require_user_verification=True,
        )  # fmt: skip
    except (exceptions.WebAuthnException, ValueError) as wrong:
        raise WrongPasskey from wrong
    name = bytes_to_base64url(proved.credential_id)
    if queries.passkey_of(session, name) is not None:
        raise WrongPasskey
    made = Passkey(
        account_id=actor.account_id, credential_id=name, public_key=bytes_to_base64url(proved.credential_public_key),
        counter=proved.sign_count, label=label[:40], made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "add_passkey", made)
    return made


def ask_for(session: Session, site: Site, account_id: str | None = None) -> Question:
    """For one account its own keys; for nobody in particular any key the device keeps for this site."""
    known = queries.passkeys(session, account_id) if account_id else []
    options = webauthn.generate_authentication_options(
        rp_id=site.host, allow_credentials=[_named(key) for key in known] or None,
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return _question(options, options.challenge)


def prove(session: Session, site: Site, *, challenge: str, answer: str, account_id: str | None = None) -> str:
    """The account's id; `account_id` when it must be this one. Raises WrongPasskey."""
    key = queries.passkey_of(session, _credential_id(answer))
    if key is None or not challenge or account_id not in (None, key.account_id):
        raise WrongPasskey
    try:
        proved = webauthn.verify_authentication_response(
            credential=answer, expected_challenge=base64url_to_bytes(challenge), expected_rp_id=site.host,
            expected_origin=site.origin, credential_public_key=base64url_to_bytes(key.public_key),
            credential_current_sign_count=key.counter, require_user_verification=True,
        )  # fmt: skip
    except (exceptions.WebAuthnException, ValueError) as wrong:
        raise WrongPasskey from wrong
    if session.get_one(Account, key.account_id).closed_at is not None:
        raise WrongPasskey
    key.counter, key.used_at = proved.new_sign_count, clock.now()
    session.flush()
    return key.account_id


def remove(session: Session, actor: Actor, passkey_id: str) -> None:
    """The last way in stays."""
    mine = queries.passkeys(session, actor.account_id)
    key = next((one for one in mine if one.id == passkey_id), None)
    if key is None:
        raise NotFound
    if len(mine) == 1 and not session.get_one(Account, actor.account_id).password.startswith("$"):
        raise LastWayIn
    history.record(session, actor, "remove_passkey", key)
    session.delete(key)
    session.flush()


def _named(key: Passkey) -> structs.PublicKeyCredentialDescriptor:
    return structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id))


def _question(options: Any, challenge: bytes) -> Question:
    return Question(json.loads(webauthn.options_to_json(options)), bytes_to_base64url(challenge))


def _credential_id(answer: str) -> str:
    try:
        told = json.loads(answer)
    except ValueError:
        return ""
    return str(told.get("id", "")) if isinstance(told, dict) else ""
