"""The demo stands on any day: its council has a whole year behind it, and no year it reaches into is unknown."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db
from webapp.demo.councils import told_year
from webapp.demo.district import NOT_OFFICIAL, know_the_holidays


@pytest.mark.parametrize(
    ("today", "year"),
    [(date(2026, 10, 27), 2025), (date(2026, 10, 28), 2026), (date(2026, 12, 31), 2026), (date(2027, 1, 1), 2026)],
)
def test_a_whole_year_of_the_council_is_told(today: date, year: int) -> None:
    assert told_year(today) == year


def test_working_days_are_counted_in_a_year_nobody_published(session: Session) -> None:
    today = date(2060, 12, 20)
    with db.transaction() as writing:
        know_the_holidays(writing, today)
    known = catalogue.calendar(session)
    assert known.knows(2060) and known.knows(2061)
    assert not known.is_working_day(date(2061, 1, 1))
    assert sum(known.is_working_day(today + timedelta(days=n)) for n in range(30)) > 18
    assert {one.document for one in catalogue.imported_days(session, 2061)} == {NOT_OFFICIAL}
