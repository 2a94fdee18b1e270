"""The chain proves itself whatever zone a moment was written in or is read back in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlmodel import Session

from webapp.core.data import backup, db
from webapp.core.time import clock
from webapp.core.trust import history


@pytest.mark.parametrize("zone", [clock.ZONE, UTC, timezone(timedelta(hours=-7))])
def test_a_line_written_under_another_zone_fits(
    session: Session, monkeypatch: pytest.MonkeyPatch, zone: timezone
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime.now(zone))
    for reason in ("一", "二"):
        with db.transaction() as writing:
            history.record(writing, None, "note", None, reason=reason)
    session.close()
    assert backup.first_break(db.engine()) is None


def test_one_instant_is_one_text() -> None:
    moment = datetime(2026, 11, 29, 3, 20, tzinfo=clock.ZONE)
    assert clock.canonical(moment) == clock.canonical(moment.astimezone(UTC)) == "2026-11-28T19:20:00+00:00"
