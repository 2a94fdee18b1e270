"""What a look shows: the span, the readings, whom they showed, as a page, a sheet and a letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.centre.dashboards.object_rules import noun
from webapp.centre.watch import people_queries, queries, rules
from webapp.centre.watch.people_queries import Seen, Shown
from webapp.centre.watch.rules import Reading
from webapp.core.data import db
from webapp.core.files.spreadsheets import Column
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.time.reach import day_of
from webapp.core.web.filters import moment
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.scope import Actor

ON_PAGE = 100
COLUMNS = (
    Column("community", N_("社区"), width=18), Column("label", N_("哪一户"), width=26),
    Column("name", N_("姓名（遮住）"), width=14), Column("fields", N_("哪些信息"), width=50),
    Column("ways", N_("怎么看到的"), width=30), Column("times", N_("几次"), width=8),
    Column("first", N_("第一次"), width=18), Column("last", N_("最后一次"), width=18),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One question and its answer. `line_id` where it is about one file or one page."""

    account_id: str
    name: str
    first: date
    last: date
    readings: list[Reading]
    shown: Shown
    device: str = ""
    line_id: str = ""

    @property
    def fields(self) -> list[str]:
        """Every field shown at least once, in the order they were first met."""
        return list(dict.fromkeys(one for reading in self.readings for one in reading.fields))

    @property
    def by_way(self) -> list[tuple[str, int]]:
        counted: dict[str, int] = {}
        for reading in self.readings:
            counted[reading.way.words] = counted.get(reading.way.words, 0) + 1
        return sorted(counted.items(), key=lambda one: -one[1])

    @property
    def others(self) -> list[tuple[str, int]]:
        return [(noun(kind), count) for kind, count in self.shown.others.items()]


def of_account(actor: Actor, account_id: str, first: str, last: str, device: str = "") -> Look:
    session = db.session()
    accounts.get_account(session, actor, account_id)
    span = rules.span_of(day_of(first), day_of(last), clock.today())
    readings = queries.readings_of(session, actor, account_id, *span, device)
    name = accounts.names_of(session, {account_id}).get(account_id, "")
    return Look(account_id, name, *span, readings, people_queries.shown(session, actor, readings), device)


def of_line(actor: Actor, line_id: str) -> Look:
    session = db.session()
    reading = queries.get_reading(session, actor, line_id)
    name = accounts.names_of(session, {reading.account_id}).get(reading.account_id, "")
    on = clock.local(reading.at).date()
    return Look(
        reading.account_id, name, on, on, [reading], people_queries.shown(session, actor, [reading]), line_id=line_id
    )


def rows(people: Iterable[Seen]) -> list[list[Any]]:
    return [
        [one.community, one.label, one.name, listed(sorted(gettext(name) for name in one.fields)),
         listed(sorted(gettext(way) for way in one.ways)), one.times, one.first, one.last]
        for one in people
    ]  # fmt: skip


def spoken(people: Iterable[Seen]) -> list[list[Any]]:
    """A sheet keeps moments it can reckon with; a page says them as every page does."""
    return [[moment(cell) if isinstance(cell, datetime) else cell for cell in row] for row in rows(people)]
