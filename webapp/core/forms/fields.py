"""The house's field kinds: an explicit Chinese label each, 选填 marked by `optional=True`, blanks become None."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import fields, validators

from webapp.core.data import ids
from webapp.core.forms.field_rules import MayBe, given_or_not, not_past, within_a_year
from webapp.core.text import cleaning, phone_numbers
from webapp.core.text.i18n import N_, gettext, lazy
from webapp.core.time import clock
from webapp.core.time.reach import within_reach

LARGEST = 2**31 - 1  # what a whole number holds in the database

Choices = Iterable[tuple[str, Any]]


class Shared:
    """What all house fields have in common; mixed into WTForms kinds below."""

    @staticmethod
    def rules(optional: MayBe, more: Sequence[Any]) -> list[Any]:
        return [given_or_not(optional), *more]


def _blank_to_none(value: Any) -> Any:
    return value.strip() or None if isinstance(value, str) else value


class _House:
    optional: bool
    when: Any
    description: Any
    render_kw: Any = None
    data: Any = None
    drawn: dict[str, Any] | None = None  # what was drawn of it, while it looks the same for everybody
    tidy: Any = staticmethod(cleaning.one_line)  # how what was typed is cleaned before anything looks at it

    def _keep(self, optional: MayBe, hint: str) -> None:
        """Words stand where 选填 would."""
        self.optional, self.when = optional is True, lazy(optional) if isinstance(optional, str) else ""
        self.description = lazy(hint) if hint else ""


class Text(_House, fields.StringField):
    def __init__(
        self,
        label: str,
        *,
        optional: MayBe = False,
        hint: str = "",
        most: int = 200,
        rules: Sequence[Any] = (),
        **kw: Any,
    ) -> None:
        length = validators.Length(max=most, message=lazy(N_("最多 %(most)s 个字。"), most=most))
        super().__init__(lazy(label), Shared.rules(optional, [length, *rules]), filters=[_blank_to_none], **kw)
        self._keep(optional, hint)
        self.most = most


class LongText(Text):
    widget = fields.TextAreaField.widget
    tidy = staticmethod(cleaning.clean)

    def __init__(self, label: str, *, most: int = 2000, **kw: Any) -> None:
        super().__init__(label, most=most, **kw)


class Password(Text):
    widget = fields.PasswordField.widget
    tidy = None

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, **kw)
        self.filters: list[Any] = []


class IdField(Text):
    """An id that the page or the phone filled in; the service finds it through scope or not at all."""

    tidy = staticmethod(cleaning.fold)

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, most=36, rules=[_id_shape, *kw.pop("rules", ())], **kw)


class CodeField(Text):
    """What stands on a card, a label or a paper: without blanks, in capitals. It is shown in groups and may be typed
    so: the blanks do not count against its length."""

    tidy = staticmethod(cleaning.code)

    def __init__(self, label: str, *, most: int = 200, **kw: Any) -> None:
        super().__init__(label, most=most, **kw)
        self.flags.maxlength = most * 2


class PhoneField(Text):
    tidy = staticmethod(phone_numbers.clean)

    def __init__(self, label: str, **kw: Any) -> None:
        super().__init__(label, most=20, rules=[_phone_shape, *kw.pop("rules", ())], **kw)
        self.render_kw = {"inputmode": "tel", "autocomplete": "tel", **(self.render_kw or {})}


class DateField(_House, fields.DateField):
    tidy = staticmethod(cleaning.fold)

    def __init__(
        self,
        label: str,
        *,
        optional: MayBe = False,
        hint: str = "",
        not_before_today: bool = False,
        planned: bool = False,
        rules: Sequence[Any] = (),
        **kw: Any,
    ) -> None:
        """`planned`: what is to take place, from today on and within a year."""
        more = [not_past] if planned or not_before_today else []
        more += [within_a_year] if planned else []
        super().__init__(lazy(label), Shared.rules(optional, [*more, *rules]), **kw)
        self._keep(optional, hint)

    def process_formdata(self, valuelist: list[Any]) -> None:
        if not valuelist or not str(valuelist[0]).strip():
            self.data = None
            return
        try:
            self.data = within_reach(dt.date.fromisoformat(str(valuelist[0]).strip()[:10]))
        except ValueError:
            self.data = None
            raise ValueError(gettext(N_("请写成 2026-06-30 这样的日期。"))) from None


class MomentField(_House, fields.StringField):
    """A typed local time (2026-06-30T19:00) kept as an aware UTC instant."""

    tidy = staticmethod(cleaning.fold)

    def __init__(
        self, label: str, *, optional: MayBe = False, hint: str = "", rules: Sequence[Any] = (), **kw: Any
    ) -> None:
        super().__init__(lazy(label), Shared.rules(optional, rules), **kw)
        self._keep(optional, hint)
        self.render_kw = {"type": "datetime-local", **(self.render_kw or {})}

    def _value(self) -> str:
        if isinstance(self.data, dt.datetime):
            return clock.local(self.data).strftime("%Y-%m-%dT%H:%M")
        return self.raw_data[0] if self.raw_data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if text:
            try:
                moment = within_reach(dt.datetime.fromisoformat(text))
            except ValueError:
                raise ValueError(gettext(N_("请写成 2026-06-30 19:00 这样的时间。"))) from None
            self.data = (moment if moment.tzinfo else moment.replace(tzinfo=clock.ZONE)).astimezone(dt.UTC)


class NumberField(_House, fields.IntegerField):
    tidy = staticmethod(cleaning.fold)

    def __init__(
        self,
        label: str,
        *,
        optional: MayBe = False,
        hint: str = "",
        least: int | None = None,
        most: int | None = None,
        rules: Sequence[Any] = (),
        **kw: Any,
    ) -> None:
        ranges = [validators.NumberRange(least, most, message=_range_words(least, most))]
        super().__init__(lazy(label), Shared.rules(optional, [*ranges, *rules]), **kw)
        self._keep(optional, hint)
        self.render_kw = {"inputmode": "numeric", **(self.render_kw or {})}

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if text:
            if not re.fullmatch(r"-?\d{1,12}", text):
                raise ValueError(gettext(N_("请填一个整数。")))
            if abs(int(text)) > LARGEST:
                raise ValueError(gettext(N_("这个数太大了。")))
            self.data = int(text)


class ChoiceField(_House, fields.RadioField):
    """Up to six choices, shown as big chips; more belong in a PickField."""

    def __init__(
        self,
        label: str,
        choices: Choices = (),
        *,
        optional: MayBe = False,
        hint: str = "",
        rules: Sequence[Any] = (),
        **kw: Any,
    ) -> None:
        check = [_one_of_the_choices, *rules]
        super().__init__(
            lazy(label), Shared.rules(optional, check), choices=_choices(choices), validate_choice=False,
            coerce=_text_or_none, **kw,
        )  # fmt: skip
        self._keep(optional, hint)

    def offer(self, choices: Choices) -> None:
        self.choices, self.drawn = _choices(choices), None


class PickField(ChoiceField):
    widget = fields.SelectField.widget

    def offer(self, choices: Choices) -> None:
        self.choices, self.drawn = _choices(choices), None


class ManyField(_House, fields.SelectMultipleField):
    def __init__(self, label: str, choices: Choices = (), *, optional: MayBe = False, hint: str = "", **kw: Any):
        super().__init__(lazy(label), Shared.rules(optional, ()), choices=_choices(choices), **kw)
        self._keep(optional, hint)

    def offer(self, choices: Choices) -> None:
        self.choices, self.drawn = _choices(choices), None


class TickField(_House, fields.BooleanField):
    def __init__(self, label: str, *, hint: str = "", **kw: Any) -> None:
        super().__init__(lazy(label), [], false_values=(False, "false", "", "0", "off"), **kw)
        self._keep(True, hint)


class FileField(_House, fields.FileField):
    def __init__(self, label: str, *, optional: MayBe = False, hint: str = "", accept: str = "", **kw: Any) -> None:
        super().__init__(lazy(label), [] if optional else [_file_given], **kw)
        self._keep(optional, hint)
        if accept:
            self.render_kw = {"accept": accept, **(self.render_kw or {})}


class HiddenField(Text):
    """What the page filled in: kept to the letter, but for what no text may hold."""

    widget = fields.HiddenField.widget
    tidy = staticmethod(cleaning.visible)


def _choices(choices: Choices) -> list[fields.SelectChoice]:
    return [fields.SelectChoice(value=value, label=_lazy_once(label)) for value, label in choices]


def _lazy_once(label: Any) -> Any:
    return lazy(label) if isinstance(label, str) else label


def _text_or_none(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _one_of_the_choices(form: Any, field: Any) -> None:
    known = {str(choice.value) for choice in field.choices}
    if field.data is not None and str(field.data) not in known:
        raise validators.ValidationError(gettext(N_("请从给出的选项里选。")))


def _file_given(form: Any, field: Any) -> None:
    if not getattr(field.data, "filename", ""):
        raise validators.StopValidation(gettext(N_("请选一个文件。")))


def _id_shape(form: Any, field: Any) -> None:
    if field.data is not None and not ids.is_id(field.data):
        raise validators.ValidationError(gettext(N_("这个编号不对，请从页面上选。")))


def _phone_shape(form: Any, field: Any) -> None:
    if field.data and not phone_numbers.is_clean(field.data):
        raise validators.ValidationError(gettext(N_("请填 11 位手机号，或带区号的座机。")))


def _range_words(least: int | None, most: int | None) -> Any:
    if least is None:
        return lazy(N_("最大是 %(most)s。"), most=most)
    if most is None:
        return lazy(N_("最小是 %(least)s。"), least=least)
    return lazy(N_("请填 %(least)s 到 %(most)s 之间的数。"), least=least, most=most)
