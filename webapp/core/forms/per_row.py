"""One form shown once in each row of a list: what was sent comes back in its own row, with its errors, and in no other.
The words for one person must not stand ready to be sent to the next."""

from collections.abc import Callable
from typing import Generic, TypeVar

from webapp.core.forms.forms import BaseForm

Form = TypeVar("Form", bound=BaseForm)


class PerRow(Generic[Form]):
    """`dress` gives the form what only its row knows, such as the choices of a list."""

    def __init__(
        self, blank: Callable[[], Form], sent: Form | None = None, at: str = "",
        dress: Callable[[Form, str], None] | None = None,
    ) -> None:  # fmt: skip
        self.sent, self.at, self._blank, self._dress = sent, at, blank(), dress

    def of(self, key: str) -> Form:
        form = self.sent if self.sent is not None and key == self.at else self._blank
        if self._dress is not None:
            self._dress(form, key)
        return form
