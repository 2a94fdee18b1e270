"""What makes a value given: looked at after filters and parsers have had their turn."""

import datetime as dt
from enum import Enum
from typing import Any, ClassVar

from wtforms import fields, validators

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.web import filters

REQUIRED = N_("这一项要填。")
YEAR = dt.timedelta(days=366)


class Given:
    """A required value is what is left of it: what a filter or a parser emptied was not given, though something was
    sent. A parser's own sentence stands instead."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        if not field.raw_data or field.data in (None, "", []):
            raise validators.StopValidation(None if field.process_errors else gettext(REQUIRED))


class Lack(Enum):
    UNLESS_SHOWN = "unless_shown"


# Of a field that is not 选填, though a post may lack it: whoever sees it must give it, or one of several that they see.
UNLESS_SHOWN = Lack.UNLESS_SHOWN
MayBe = bool | str | Lack  # optional or not, or in words when it must be given after all


class MayLack:
    """Blank is not given. WTForms' own rule looks at the first of several values, and leaves the blank in `data`."""

    field_flags: ClassVar[dict[str, bool]] = {"optional": True}

    def __call__(self, form: Any, field: Any) -> None:
        given = [value for value in field.raw_data or () if not isinstance(value, str) or value.strip()]
        if not given:
            if field.raw_data:
                field.data = [] if isinstance(field, fields.SelectMultipleField) else None
            field.errors = []
            raise validators.StopValidation


class MayLackUnshown(MayLack):
    field_flags: ClassVar[dict[str, bool]] = {}


def given_or_not(optional: MayBe) -> Given | MayLack:
    return MayLackUnshown() if optional is UNLESS_SHOWN else MayLack() if optional else Given()




def not_past(form: Any, field: Any) -> None:
    if field.data is not None and field.data < clock.today():
        raise validators.ValidationError(gettext(N_("日期不能早于今天。")))


def within_a_year(form: Any, field: Any) -> None:
    """What is planned takes place within a year: a later day is a mistyped one."""
    last = clock.today() + YEAR
    day = clock.local(field.data).date() if isinstance(field.data, dt.datetime) else field.data
    if day is not None and day > last:
        raise validators.ValidationError(gettext(N_("日期不能晚于%(day)s，最远排到一年以后。"), day=filters.day(last)))
