"""A form for each group of settings, made from the table of settings."""

from typing import Any

from webapp.core.forms.forms import BaseForm, ChoiceField, NumberField, Password, Text
from webapp.core.text.i18n import N_
from webapp.people.settings.rules import Group, Kind, Setting


def form_for(group: Group, given: Any = None, values: dict[str, Any] | None = None) -> BaseForm:
    fields = {one.name.value: _field(one) for one in group.settings}
    if group.needs_document:
        fields["document"] = Text(N_("依据的文件"), most=120, hint=N_("文件名和文号"))
    made = type("SettingsForm", (BaseForm,), fields)
    shown = {one.name.value: (values or {}).get(one.name.value) for one in group.settings if one.kind != Kind.SECRET}
    return made(given, **shown)  # type: ignore[no-any-return]


def _field(setting: Setting) -> Any:
    label, hint = setting.label, setting.hint
    if setting.kind is Kind.DAYS:
        return NumberField(label, hint=hint, least=setting.least, most=setting.most)
    if setting.kind is Kind.CHOICE:
        return ChoiceField(label, setting.choices, hint=hint)
    if setting.kind is Kind.SECRET:
        return Password(label, optional=True, hint=hint, most=setting.most, render_kw={"autocomplete": "off"})
    return Text(label, optional=True, hint=hint, most=setting.most)
