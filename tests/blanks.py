"""Hears every refusal at a field that was left blank: who could not leave it blank was not told 选填. A field that must
be given in some situations says in which (`optional` in words), or is asked for where it is shown (`ask_for`)."""

from typing import Any

from webapp.core.forms.fields import FileField, HiddenField, IdField, TickField
from webapp.core.forms.forms import BaseForm

UNSEEN = (HiddenField, IdField, TickField)  # the page fills them in, or they always say something
JUDGED = (FileField,)  # refused for what was sent: whether it may lack stands beside the words it goes with
BY_HAND = ("DoorAnswerForm",)  # drawn without labels of fields: one tap each
MISLED: list[str] = []  # fields that said 选填 and were refused for being blank


def watch() -> None:
    fail = BaseForm.fail

    def heard(form: Any, name: str | None, sentence: str) -> None:
        field, kind = form._fields.get(name), type(form).__name__
        if field is not None and field.optional is True and kind not in BY_HAND and _is_blank(field):
            MISLED.append(f"{kind}.{name}: {sentence}")
        fail(form, name, sentence)

    BaseForm.fail = heard  # type: ignore[method-assign]


def _is_blank(field: Any) -> bool:
    return not isinstance(field, UNSEEN + JUDGED) and not any(str(one).strip() for one in field.raw_data or ())
