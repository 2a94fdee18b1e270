"""From a valid form to one service call in one transaction; a refusal lands where the person can mend it."""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import Session

from webapp.core import db
from webapp.core.errors import DomainError
from webapp.core.forms import BaseForm

Result = TypeVar("Result")


def attempt(form: BaseForm, write: Callable[[Session], Result]) -> Result | None:
    """What the service returned, or None with the form saying why. Absent and forbidden rows stay 404 and 403."""
    if not form.validate():
        return None
    try:
        with db.transaction() as session:
            return write(session)
    except DomainError as refusal:
        if refusal.status not in (409, 413, 422):
            raise
        form.fail(refusal.field, refusal.sentence())
        return None
