"""Which days are worked: weekends, statutory holidays and make-up days of one district.

Published arrangements come from the `holidays` library; a district imports the table of a later year itself. A year
nobody has published is refused, because guessing it would print a wrong date on an order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.web.errors import DomainError

OFFICE_HOURS = ((time(9), time(12)), (time(13, 30), time(17, 30)))


class UnknownYear(DomainError):
    """Working days of an unpublished year are never guessed."""

    message = N_("%(year)s 年的放假和调休安排还没有导入，算不出工作日。请管理员在“工作日历”里导入后再试。")


@lru_cache(maxsize=16)
def _published(year: int) -> tuple[frozenset[date], bool]:
    """The days worked in a year by the library, and whether the arrangement of that year was announced."""
    import holidays

    table = holidays.country_holidays("CN", years=year)
    announced = year in table.special_public_holidays
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days))
    return frozenset(day for day in days if table.is_working_day(day)), announced


@lru_cache(maxsize=16)
def _festivals(year: int) -> tuple[tuple[date, ...], ...]:
    """The days of each festival that the law names, whatever is arranged around them."""
    import holidays

    found: dict[str, list[date]] = {}
    for day, names in holidays.country_holidays("CN", years=year, language="en_US").items():
        for name in names.split("; "):
            if day.year == year and not name.startswith("Day off"):
                found.setdefault(name.partition("'s Eve")[0].partition(" (")[0], []).append(day)
    return tuple(tuple(sorted(days)) for days in found.values())


@dataclass(frozen=True)
class Calendar:
    """`overrides`: day → is it worked. A year whose imported table names every festival is known even where the
    library is silent; half a table is none."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    zone: ZoneInfo = field(default_factory=lambda: clock.ZONE)
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS

    @cached_property
    def imported_years(self) -> frozenset[int]:
        return frozenset(day.year for day in self.overrides)

    def knows(self, year: int) -> bool:
        return _published(year)[1] or (year in self.imported_years and not self.lacking(year))

    def lacking(self, year: int) -> list[date]:
        """The first days of the festivals that an imported table says nothing of."""
        return [days[0] for days in _festivals(year) if not any(day in self.overrides for day in days)]

    def is_working_day(self, day: date) -> bool:
        if day in self.overrides:
            return self.overrides[day]
        if not self.knows(day.year):
            raise UnknownYear(year=day.year)
        return day in _published(day.year)[0]

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def end_of(self, day: date) -> datetime:
        """The last instant that still belongs to the day here, in UTC."""
        return datetime.combine(day, time.max, self.zone).astimezone(UTC)

    def working_days_after(self, day: date) -> Iterator[date]:
        while True:
            day += timedelta(days=1)
            if self.is_working_day(day):
                yield day

    def office_spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of office time from `start` on, in UTC, never ending."""
        day = self.day_of(start)
        while True:
            if self.is_working_day(day):
                for opens, closes in self.hours:
                    begin = max(datetime.combine(day, opens, self.zone).astimezone(UTC), start)
                    end = datetime.combine(day, closes, self.zone).astimezone(UTC)
                    if begin < end:
                        yield begin, end
            day += timedelta(days=1)
