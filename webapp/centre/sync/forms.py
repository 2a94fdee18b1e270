import json
from typing import Any

from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    FileField,
    HiddenField,
    IdField,
    LongText,
    ManyField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_
from webapp.register.register.models import FLAG_WORDS


class HouseholdChangeForm(BaseForm):
    """What changed at a household, with what the page showed before (`base`, JSON by line). Version 1."""

    household_id = IdField(N_("哪一户"))
    base = HiddenField(N_("改之前的样子"), most=5000)
    flags = ManyField(N_("重点户原因"), [(flag.value, words) for flag, words in FLAG_WORDS.items()], optional=True)
    is_rented = TickField(N_("租住"))
    note = LongText(N_("备注"), optional=True, most=500)

    @property
    def before(self) -> dict[str, Any]:
        try:
            base = json.loads(self.base.data or "{}")
        except ValueError:
            return {}
        return base if isinstance(base, dict) else {}

    @property
    def mine(self) -> dict[str, Any]:
        return {
            "flags": sorted(self.flags.data or []), "is_rented": bool(self.is_rented.data),
            "note": self.note.data or "",
        }  # fmt: skip


class ImportForm(BaseForm):
    file = FileField(N_("备份文件"), accept=".json,application/json")


class SetAsideForm(BaseForm):
    note = Text(N_("为什么先搁着"), most=300)


class ChoiceOfTwoForm(BaseForm):
    choice = ChoiceField(N_("用哪个"), [("theirs", N_("留现在的")), ("mine", N_("用另一个"))])
