"""One form, one service call, one transaction: what nearly every changing route does, and what becomes of a refusal."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response
from sqlmodel import Session

from webapp.core.data import db
from webapp.core.forms.forms import BaseForm
from webapp.core.web import page
from webapp.core.web.errors import DomainError

Result = TypeVar("Result")

# A refusal the person can do something about stands in the form. Who may not, or what is not there, or a machine
# that is overrun is no matter of the form: those pass through to the one handler of errors.
MENDABLE = frozenset({409, 410, 413, 422})


def did(form: BaseForm, act: Callable[[Session], Any], at: str | None = None) -> bool:
    """False when the form is not right or a rule refused; the words stand at their field (`form.status`).
    `at` is the field of refusals that name none."""
    return form.validate() and tried(form, act, at)


def attempt(form: BaseForm, write: Callable[[Session], Result], at: str | None = None) -> Result | None:
    """The same for a service whose row is wanted afterwards: what it returned, or None."""
    made: list[Result] = []
    return made[0] if did(form, lambda session: made.append(write(session)), at) else None


def tried(form: BaseForm, act: Callable[[Session], Any], at: str | None = None) -> bool:
    """The same for an act whose form is checked already, or that asks nothing."""
    try:
        with db.transaction() as session:
            act(session)
    except DomainError as refusal:
        if refusal.status not in MENDABLE:
            raise
        form.refuse(refusal.field or at, refusal.sentence(), refusal.status)
        return False
    return True


def pressed(act: Callable[[Session], Any], back: str) -> Response:
    """A button that asks nothing: one service, and on to `back`. A refusal goes to the one handler of errors."""
    with db.transaction() as session:
        act(session)
    return page.done(back)
