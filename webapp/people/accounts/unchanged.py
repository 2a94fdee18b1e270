"""A page that nothing has changed since this browser fetched it is not drawn again.

Its ETag says the edition of the rows it stands on and everything else it hangs on: whoever asks, from which posts, with
which cookies, in which language, the release, and the minute. Nothing on a page is finer than the minute, so what no
edition knows of (files, settings another process still holds) is never older than that.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from flask import make_response, request

from webapp.core.data import db
from webapp.core.lists import editions
from webapp.core.time import clock
from webapp.core.version import version
from webapp.core.web import page
from webapp.people.accounts.access import current
from webapp.people.accounts.models import Role

TOLD = tuple("HTTP_" + name for name in (
    "HOST", "COOKIE", "USER_AGENT", "ACCEPT_LANGUAGE", "HX_REQUEST", "HX_BOOSTED", "HX_TARGET",
    "HX_HISTORY_RESTORE_REQUEST",
))  # fmt: skip


def unless_unchanged(view: Callable[..., Any]) -> Callable[..., Any]:
    """Inside `allow`, and inside `reads`, which takes the mark back where its line could not be written. Not for a page
    whose form carries a fresh id: the same page again would be the same record again."""

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> Any:
        mark = _mark()
        held = request.headers.get("If-None-Match", "").removeprefix("W/")
        if mark and held.startswith(f'"{mark}.'):
            return page.unchanged(held)
        answer = make_response(view(*args, **kwargs))
        if mark and answer.status_code == 200 and (said := answer.get_etag()[0]):
            answer.set_etag(f"{mark}.{said}")
        return answer

    opened.by_edition = True  # type: ignore[attr-defined]
    return opened


def _mark() -> str:
    actor, told = current(), request.environ
    hats = actor.all_hats or actor.hats
    homes = {hat.community_id for hat in hats}
    is_at_home = len(homes) == 1 and not actor.holds(Role.VOLUNTEER)  # who volunteers does so anywhere
    edition = editions.edition(db.session(), homes.pop() if is_at_home else None)
    if edition is None:
        return ""
    asked = [told.get(name) for name in ("SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", *TOLD)]
    posts = [(hat.post_id, hat.acting_for) for hat in hats]
    parts = (version(), edition, int(clock.now().timestamp()) // 60, actor.sign_in_id, posts, asked)
    return sha256(repr(parts).encode()).hexdigest()[:24]
