"""Plain WTForms with the house's own field kinds (core.fields), offered from one door.

Form classes check shape and range only; what needs the database is the service's to refuse.
"""

from typing import Any, NamedTuple

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.meta import DefaultMeta

from webapp.core.data import ids
from webapp.core.forms.field_rules import UNLESS_SHOWN
from webapp.core.forms.fields import (
    ChoiceField,
    CodeField,
    DateField,
    FileField,
    HiddenField,
    IdField,
    LongText,
    ManyField,
    MomentField,
    NumberField,
    Password,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.text import cleaning
from webapp.core.text.i18n import N_, language
from webapp.core.web import guard

__all__ = [
    "UNLESS_SHOWN",
    "BaseForm",
    "ChoiceField",
    "CodeField",
    "DateField",
    "FileField",
    "HiddenField",
    "IdField",
    "LongText",
    "ManyField",
    "MomentField",
    "NumberField",
    "OnceForm",
    "Password",
    "PhoneField",
    "PickField",
    "Text",
    "TickField",
]


class BaseForm(Form):
    """Has no token of its own: core.guard checks one on every change, so an outbox may post the same form."""

    status = 422  # what an answer with this form's errors is sent with
    elsewhere: str | None = None
    lacking: frozenset[str] = frozenset()  # fields that were not given and need not be (`kept_forms`)

    class Meta(DefaultMeta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was typed is cleaned here, once, before any field looks at it: from a page, a phone or a script."""
            typed = super().wrap_formdata(form, formdata)
            return None if typed is None else _cleaned(form, typed)

        @property
        def locales(self) -> list[str]:
            return ["en"] if language() == "en" else ["zh_CN", "zh"]

    @property
    def csrf_token(self) -> Markup:
        return guard.token_field()

    def validate(self, extra_validators: Any = None) -> bool:
        """Errors become plain sentences in the reader's language at once."""
        fine = True
        for name, field in self._fields.items():
            if name in self.lacking:
                continue
            inline = getattr(type(self), f"validate_{name}", None)
            more = [*(extra_validators or {}).get(name, ()), *([inline] if inline else [])]
            fine = field.validate(self, more) and fine
            if field.errors:
                field.errors = [str(error) for error in _flat(field.errors)]
        return fine

    def read_beside(self, posted: Any) -> None:
        """What a form takes from a post that is none of its fields."""

    def ask_for(self, *names: str) -> None:
        """Not 选填, though a post may lack them: whoever sees them must give them, or one of them."""
        for name in names:
            field: Any = self._fields[name]
            field.optional = field.flags.optional = False

    def fail(self, name: str | None, sentence: str) -> None:
        """Puts a rule's refusal where the person can mend it; an unknown field goes to the summary, and `elsewhere`
        says which cell of a typed table it was."""
        if name in self._fields:
            field: Any = self._fields[name]  # type: ignore[index]
            field.errors, field.drawn = [*field.errors, sentence], None
        else:
            self.form_errors.append(sentence)
            self.elsewhere = name

    def refuse(self, name: str | None, sentence: str, status: int) -> None:
        """What stands at a field is the person's to mend (422); anything else keeps the refusal's own status."""
        self.status = 422 if name in self._fields else status
        self.fail(name, sentence)

    @property
    def values(self) -> dict[str, Any]:
        """What the person gave, by field name."""
        return {name: field.data for name, field in self._fields.items()}

    @property
    def shown_errors(self) -> list["ShownError"]:
        """For the summary on top."""
        found = [ShownError(field.id, str(error)) for field in self._fields.values() for error in _flat(field.errors)]
        return found + [ShownError("", str(error)) for error in self.form_errors]


class OnceField(IdField):
    """The id of the row a post makes, filled in with the page."""

    widget = HiddenField.widget


class OnceForm(BaseForm):
    """A form whose post makes one row: `once` is that row's id, so that a page posted twice makes it once."""

    once = OnceField(N_("记录编号"), optional=True)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.once.data = self.once.data or ids.new()

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "once"}


class ShownError(NamedTuple):
    """`field` is the id of the input, empty where the sentence is about the whole form."""

    field: str
    sentence: str


def _cleaned(form: Any, typed: Any) -> MultiDict[str, Any]:
    fields = {field.name: field for field in form} if form._prefix else form._fields
    found: MultiDict[str, Any] = MultiDict()
    for name in typed:
        tidy = getattr(fields.get(name), "tidy", cleaning.clean)
        values = typed.getlist(name)
        found.setlist(name, [tidy(one) if tidy and isinstance(one, str) else one for one in values])
    return found


def _flat(errors: Any) -> list[Any]:
    if isinstance(errors, dict):
        return [error for part in errors.values() for error in _flat(part)]
    return list(errors)
