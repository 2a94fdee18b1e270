"""Keys: made for one platform and one unit, shown once, ended when no longer needed."""

import secrets
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session

from webapp.centre.api.models import ApiKey
from webapp.centre.api.rules import Scope
from webapp.core.data import ids
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history, vault
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, made_before, require_reach
from webapp.people.org import queries as org


class NoScope(DomainError):
    status = 422
    message = N_("至少选一样。")


class BadHook(DomainError):
    status = 422
    message = N_("推送网址要以 https:// 或 http:// 开头，写全。")


class AlreadyEnded(DomainError):
    message = N_("这把钥匙已经停用了。")


def make_key(
    session: Session, actor: Actor, *, name: str, unit_id: str, scopes: Sequence[str], hook_url: str = "",
    id: str | None = None,
) -> tuple[ApiKey, str, str]:  # fmt: skip
    """(key, token, secret of the hook): neither is ever shown again, so a page posted again gets its key without."""
    if (known := made_before(session, ApiKey, id, actor.account_id, owner="made_by")) is not None:
        return known, "", ""
    require_reach(session, actor, [unit_id])
    wanted = [scope.value for scope in Scope if scope.value in scopes]
    if not wanted:
        raise NoScope("scopes")
    if hook_url and (urlsplit(hook_url).scheme not in ("https", "http") or not urlsplit(hook_url).hostname):
        raise BadHook("hook_url")
    token, secret = f"fgk_{secrets.token_urlsafe(32)}", secrets.token_urlsafe(32) if hook_url else ""
    made = ApiKey(
        id=id or ids.new(), unit_id=unit_id, name=name, scopes=wanted, token_hash=vault.hashed(token),
        hook_url=hook_url, hook_secret=secret or None, made_by=actor.account_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    _record(session, actor, "make_api_key", made, {"scopes": wanted, "unit": unit_id})
    return made, token, secret


def end_key(session: Session, actor: Actor, key: ApiKey) -> None:
    """What waits to be sent is sent no more; the secret is forgotten."""
    if key.ended_at is not None:
        raise AlreadyEnded
    key.ended_at, key.ended_by, key.hook_secret = clock.now(), actor.account_id, None
    session.flush()
    _record(session, actor, "end_api_key", key, {})


def _record(session: Session, actor: Actor, verb: str, key: ApiKey, after: dict[str, Any]) -> None:
    history.record(session, actor, verb, key, after=after, community_id=org.community_of(session, key.unit_id))
