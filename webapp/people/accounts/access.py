"""Access to routes: every route is @public or @allow(action); a house test fails for one that is neither."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, current_app, g, has_request_context, redirect, request, session, url_for
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from webapp.core.data import db
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import guard, page, user_agents
from webapp.core.web.errors import SignInNeeded
from webapp.core.work.fair_lock import TurnNotCome
from webapp.people.accounts import queries, reading_services, services
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.rules import ROLE_WORDS
from webapp.people.accounts.scope import Actor

View = TypeVar("View", bound=Callable[..., Any])
log = logging.getLogger("fullgrid.reading")
COOKIE = "fullgrid_token"
UNASKED = object()  # nobody has asked yet who it is; None: somebody who is not signed in
OUTBOX_COOKIE = "outbox"
SEEN_EVERY = timedelta(minutes=5)
NOTED_WITHIN = 2.0  # seconds that a page waits for its line of the history behind a long write
JUST_NOW = timedelta(minutes=10)  # so fresh must the proof be for files of residents and for one's own keys
SHIFT = timedelta(hours=10)  # a worker shows it once a day, not at every door
# (account id, shared, then) → where the second step is asked, for accounts that have one; it stands above this slice
SECOND_STEPS: list[Callable[..., Response | None]] = []


def allow(action: Action) -> Callable[[View], View]:
    def door(view: View) -> View:
        @wraps(view)
        def opened(*args: Any, **kwargs: Any) -> Any:
            person = current_or_none()
            if person is None:
                return _to_sign_in()
            g.actor = person.wearing(action)
            return view(*args, **kwargs)

        opened.door = action  # type: ignore[attr-defined]
        return cast(View, opened)

    return door


def proven(within: timedelta) -> Callable[[View], View]:
    """Inside `allow`: whoever sits here showed it within this time, or is asked to before going on."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(*args: Any, **kwargs: Any) -> Any:
            at = current().proved_at
            if current().sign_in_id and (at is None or clock.now() - at > within):
                return _to_proof()
            return view(*args, **kwargs)

        return cast(View, opened)

    return door


def _to_proof() -> Any:
    """Back to the page the form stands on; what was to happen is asked for again there."""
    asked_from = page.asked_from() if request.method == "POST" else ""
    return page.done(url_for("second.prove", next=guard.own_path(asked_from or page.here())))


def reads(verb: str, kind: str, argument: str) -> Callable[[View], View]:
    """Inside `allow`: the page shows people, so it carries the reader's name, and the history says who opened it. Only
    whoever was written down gets its mark, so a 304 (`unless_unchanged`) is the opening that stands there already."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(*args: Any, **kwargs: Any) -> Any:
            g.shows_people = True
            answer = view(*args, **kwargs)
            if getattr(answer, "status_code", 0) == 200 and not note_reading(verb, kind, [kwargs[argument]]):
                answer.headers.pop("ETag", None)
            return answer

        return cast(View, opened)

    return door


def note_reading(verb: str, kind: str, row_ids: list[str], *, lasting: bool = False, **more: Any) -> bool:
    """After the page is made: the rows it stands on are read afresh by whoever goes on. At a full disk or behind a long
    write the page is still shown, for somebody waits at a door; the log says that the line is missing, and so does the
    answer. `lasting` as `db.transaction` has it: for what people can be carried away with."""
    if not row_ids:
        return True
    actor = current()
    try:
        with db.transaction(patience=NOTED_WITHIN, lasting=lasting) as writing:
            reading_services.note_reading(writing, actor, verb, kind, row_ids, **more)
    except (OperationalError, TurnNotCome):
        log.warning("a reading (%s) by %s was not written down", verb, actor.account_id)
        return False
    return True


def shows_people(view: View) -> View:
    """Inside `allow`: what is made here names people without being the page of one row that `reads` notes."""

    @wraps(view)
    def opened(*args: Any, **kwargs: Any) -> Any:
        g.shows_people = True
        return view(*args, **kwargs)

    return cast(View, opened)


def watermark(*, is_paper: bool = False) -> str:
    """Who reads this, and when to the minute: written faintly over pages that show people, on screen and paper. A
    screen that masks a name shows somebody; a paper may be for the wall, so its route says that it shows people."""
    shows = has_request_context() and (g.get("shows_people") or (not is_paper and g.get("masks_people")))
    person = current_or_none() if shows else None  # a job's paper has its own reader
    return taken_by(person) if person and not _is_public() else ""


def taken_by(person: Actor) -> str:
    return f"{person.name} {clock.stamp(clock.now())}"


def _is_public() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "door", None) == "public"


def public(view: View) -> View:
    view.door = "public"  # type: ignore[attr-defined]
    return view


def sign_in_browser(account_id: str, *, shared: bool) -> None:
    """The session is a new one, so a planted cookie is worthless."""
    device = user_agents.describe(request.user_agent.string or "")
    with db.transaction() as writing:
        token = services.start_sign_in(writing, account_id=account_id, device=device, shared=shared)
    session.clear()
    session[COOKIE] = token
    guard.token()  # minted now: the first pages are asked for side by side, and each would mint its own
    session.permanent = not shared


def after_password(account_id: str, *, shared: bool, then: str | None) -> Response:
    """In, or first to the second step."""
    for step in SECOND_STEPS:
        if (answer := step(account_id, shared=shared, then=then)) is not None:
            return answer
    return let_in(account_id, shared=shared, then=then)


def let_in(account_id: str, *, shared: bool, then: str | None = None) -> Response:
    sign_in_browser(account_id, shared=shared)
    return redirect(guard.own_path(then), 303)  # type: ignore[return-value]


def current() -> Actor:
    """The person at this door, narrowed to the posts that allow the door's action."""
    person: Actor | None = g.get("actor") or current_or_none()
    if person is None:
        raise SignInNeeded
    return person


def current_or_none() -> Actor | None:
    known = g.get("person", UNASKED)
    if known is UNASKED:
        known = g.person = queries.actor_by_token(db.session(), session.get(COOKIE, ""))
    return cast(Actor | None, known)


@dataclass
class Bearer:
    """Who shows this token, asked in whatever transaction goes on with it, by whichever thread holds it."""

    token: str
    person: Actor | None = None

    def __call__(self, reading: Session) -> Actor:
        self.person = queries.actor_by_token(reading, self.token)
        if self.person is None:
            raise SignInNeeded
        return self.person

    def is_here(self) -> None:
        """This request is theirs, and need not ask again."""
        g.person = self.person


def can(action: Action | str) -> bool:
    """For templates: hide a button. Never protects data."""
    person = current_or_none()
    return person is not None and person.can(Action(action))


def in_community(community_id: str | None) -> str:
    """For templates: where rows of several communities stand in one list, whose a row is. Nothing for who reads one."""
    person = current_or_none()
    if person is None or not (person.is_wide or len({hat.community_id for hat in person.hats}) > 1):
        return ""
    if "communities" not in g:
        g.communities = queries.community_names(db.session(), person)
    return str(g.communities.get(community_id, ""))


def has_outbox(person: Actor | None) -> bool:
    """Whether this browser may hold records: the posts that work with one, whoever lost their last post, and every
    browser that kept one before, for what it holds must leave whoever is signed in now."""
    if person is None:
        return False
    lost = not (person.all_hats or person.hats)
    return lost or person.works_with(Action.USE_OUTBOX) or request.cookies.get(OUTBOX_COOKIE) == "1"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        can=can, in_community=in_community, watermark=watermark, Action=Action,
        role_word=lambda role: gettext(ROLE_WORDS[role]),
    )  # fmt: skip
    app.context_processor(lambda: {"actor": current_or_none()})
    app.after_request(_keep_alive)


def _keep_alive(response: Response) -> Response:
    """Whoever is using the product stays signed in; written down every few minutes, not at every tap."""
    person = g.get("person")
    if person is not None and person.sign_in_id and clock.now() - person.seen_at > SEEN_EVERY:
        with suppress(OperationalError), db.transaction() as writing:
            services.keep_alive(writing, person.sign_in_id)
        session.modified = True  # the cookie's days are counted afresh, as those of the sign-in are
    return response


def _to_sign_in() -> Response:
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        raise SignInNeeded
    if request.headers.get("HX-Request"):
        raise SignInNeeded
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)  # type: ignore[return-value]
