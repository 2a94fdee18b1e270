"""How dates and times are said: 6月30日 周一, 10:21, 24-hour, in the district's zone."""

from datetime import date, datetime

from flask import Flask

from webapp.core import clock, devices, masks
from webapp.core.i18n import gettext, language


def day(value: date | None, year: bool | None = None) -> str:
    """6月30日 周一; with the year when it is another one."""
    if value is None:
        return ""
    with_year = value.year != clock.today().year if year is None else year
    if language() == "en":
        return value.strftime("%a %-d %b %Y" if with_year else "%a %-d %b")
    said = f"{value.month}月{value.day}日 {clock.WEEKDAYS[value.weekday()]}"
    return f"{value.year}年{said}" if with_year else said


def moment(value: datetime | None) -> str:
    """今天 10:21, 昨天 19:03, else the day and the time."""
    if value is None:
        return ""
    local = clock.local(value)
    ago = clock.days_between(local.date(), clock.today())
    time = local.strftime("%H:%M")
    if ago == 0:
        return f"{gettext('今天')} {time}"
    return f"{gettext('昨天')} {time}" if ago == 1 else f"{day(local.date())} {time}"


def days_left(due: date | datetime | None) -> int | None:
    if due is None:
        return None
    last = clock.local(due).date() if isinstance(due, datetime) else due
    return clock.days_between(clock.today(), last)


def local_day(value: datetime | None) -> date | None:
    return clock.local(value).date() if value else None


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        days_left=days_left,
        local_day=local_day,
        mask_name=masks.name,
        mask_phone=masks.phone,
        device=devices.said,
    )
