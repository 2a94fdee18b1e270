"""How dates and times are said: 6月30日 周一, 10:21, 24-hour, in the district's zone."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, g, has_request_context
from markupsafe import Markup, escape

from webapp.core.lists.first_rows import counted
from webapp.core.text import masks
from webapp.core.text.i18n import gettext, language
from webapp.core.text.pinyin import pinyin_of_words
from webapp.core.time import clock
from webapp.core.web import site_address, user_agents
from webapp.core.web.assets import static_url

MANY = 200
PAUSE = re.compile("[，。、；：！？]")
DOT = " · "


def day(value: date | None, year: bool | None = None) -> str:
    """6月30日 周一; with the year when it is another one."""
    if value is None:
        return ""
    return _day(value, value.year != clock.today().year if year is None else year, language())


@lru_cache(maxsize=4096)
def _day(value: date, with_year: bool, spoken: str) -> str:
    if spoken == "en":
        return value.strftime("%a %-d %b %Y" if with_year else "%a %-d %b")
    said = f"{value.month}月{value.day}日 {clock.WEEKDAYS[value.weekday()]}"
    return f"{value.year}年{said}" if with_year else said


def paper_day(value: date | str | None) -> str:
    """2026年11月24日, whatever language is read: papers are Chinese. A stored copy brings its day as text."""
    if not value:
        return ""
    return clock.chinese_day(date.fromisoformat(value) if isinstance(value, str) else value)


def paper_moment(value: datetime | None) -> str:
    """2026年11月24日 19:03, never 今天: a paper is read on another day."""
    return f"{paper_day(local_day(value))} {clock.local(value):%H:%M}" if value else ""


def month(value: str) -> str:
    """2027-03 as people say it."""
    year, _, number = value.partition("-")
    if not number:
        return value
    if language() == "en":
        return date(int(year), int(number), 1).strftime("%B %Y")
    return f"{year}年{int(number)}月"


def month_name(value: date) -> str:
    return value.strftime("%B") if language() == "en" else f"{value.month}月"


def moment(value: datetime | None) -> str:
    """今天 10:21, 昨天 19:03, else the day and the time."""
    return _moment(value, clock.today(), language(), clock.ZONE) if value is not None else ""


@lru_cache(maxsize=4096)
def _moment(value: datetime, today: date, spoken: str, zone: ZoneInfo) -> str:
    """The same for every row of one day; the language and the zone are those that hold now."""
    local = value.astimezone(zone)
    ago = clock.days_between(local.date(), today)
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


LOOKS = {"lit": "y", "hatch": "n", "none": "", "gap": "gap"}


@cache
def pane(state: str, key: bool, here: bool) -> str:
    """One window of a building: lit, hatched, empty or a gap; ringed when a key household lives there."""
    return f'<i class="{LOOKS[state] + " k" * key + " c" * here}"></i>'


def panes(floor: Sequence[Any], width: int = 0, here: int = -1) -> Markup:
    """A floor of windows, which say their `state` and whether a `key` household lives there."""
    shown = [pane(window.state, window.key, n == here) for n, window in enumerate(floor)]
    return Markup("".join(shown + [pane("gap", False, False)] * (width - len(floor))))  # noqa: S704 — our own words


def widest(floors: Sequence[Sequence[Any]]) -> int:
    """How many windows the widest floor of an entrance has; two where nothing is known of it."""
    return max(map(len, floors), default=2)


def is_crowded(floors: Sequence[Sequence[Any]]) -> bool:
    """A staircase that takes the strip's small windows."""
    return len(floors) > 8 or sum(map(len, floors)) > 16


@lru_cache(maxsize=4096)
def sounds(label: str) -> str:
    """Initials and whole pinyin of a choice, so that two letters find it among a hundred."""
    whole, initials = pinyin_of_words(label)
    return f"{initials} {whole}"


def many(count: int) -> str:
    """A count is exact up to MANY: beyond that nobody reads the number, and counting on would cost the page."""
    return str(count) if count < MANY else f"{MANY}+"


def is_sentence(title: Any) -> bool:
    """A door, a name and a number stay whole when their line is broken. What has commas may be broken anywhere: kept
    whole, a part too long for the line would begin the next one with its comma."""
    return PAUSE.search(str(title)) is not None


def dotted(said: Any) -> Any:
    """What is joined by dots is broken at a dot, and the dot then falls away: each part is a box of its own. What has
    tags stays as it is: a dot may stand within one."""
    whole = escape(said)
    if DOT not in whole or "<" in whole:
        return said
    first, *others = whole.split(DOT)
    parts = [Markup("<wbr><span><i>{}</i>{}</span>").format(DOT, other) for other in others]
    return Markup('<span class="dts"><span>{}</span>{}</span>').format(first, Markup("").join(parts))


def signed(count: int) -> str:
    """+16, −16: with the minus that is as wide as the plus; a spreadsheet gets the number."""
    return minus(f"{count:+,}")


def minus(said: Any) -> str:
    return str(said).replace("-", "−")


@cache
def icon(name: str, cls: str = "") -> Markup:
    """One external sprite: one request, cached, no inline data. An icon alone needs a text name beside it."""
    return Markup(
        '<svg class="i{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(f" {cls}" if cls else "", static_url("icons.svg"), name)


def shown_name(name: str | None) -> str:
    """A page that masks a name shows somebody; the screen then says who reads it."""
    if has_request_context():
        g.masks_people = True
    return masks.name(name)


def once(shared: Any, name: str, draw: Callable[..., Any], *given: Any) -> Any:
    """What is drawn of things that many requests share is kept with them, in their `drawn`; of anything else anew."""
    drawn: dict[str, Any] | None = getattr(shared, "drawn", None)
    if drawn is None:
        return draw(*given)
    if name not in drawn:
        drawn[name] = draw(*given)
    return drawn[name]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(once=once, sprite=icon, panes=panes, is_tried_out=site_address.is_tried_out)
    app.jinja_env.filters.update(
        day=day,
        paper_day=paper_day,
        paper_moment=paper_moment,
        moment=moment,
        month=month,
        month_name=month_name,
        days_left=days_left,
        local_day=local_day,
        mask_name=shown_name,
        mask_phone=masks.phone,
        device=user_agents.said,
        many=many,
        counted=counted,
        signed=signed,
        is_sentence=is_sentence,
        dotted=dotted,
        minus=minus,
        sounds=sounds,
        widest=widest,
        is_crowded=is_crowded,
    )
