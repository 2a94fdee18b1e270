"""One form, one service call, one transaction: what nearly every changing route does."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from webapp.core import db
from webapp.core.errors import DomainError
from webapp.core.forms import BaseForm

MENDABLE = frozenset({409, 410, 422})


def did(form: BaseForm, act: Callable[[Session], Any]) -> bool:
    """False when the form is not right or a rule refused; the words then stand at their field. Others pass through."""
    return form.validate() and tried(form, act)


def tried(form: BaseForm, act: Callable[[Session], Any]) -> bool:
    """The same for an act whose form is checked already, or that asks nothing."""
    try:
        with db.transaction() as session:
            act(session)
    except DomainError as refusal:
        if refusal.status not in MENDABLE:
            raise
        form.fail(refusal.field, refusal.sentence())
        return False
    return True
