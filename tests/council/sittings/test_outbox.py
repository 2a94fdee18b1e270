"""A line typed without a network comes through the same door as a visit."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlmodel import Session

from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.centre.sync import registry
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.council.sittings import queries, resolution_services, sitting_services


def keep(session: Session, hall: halls.Hall, **more: object) -> object:
    kind = registry.KINDS["resolution"]
    told = {
        "id": ids.new(), "meeting_id": hall.meeting.id, "line_id": hall.line(session).id,
        "line": "装灭蚊灯，一栋一盏 @周海 三天内", "typed_at": clock.now(), **more,
    }  # fmt: skip
    with db.transaction() as writing:
        return kind.keep(writing, hall.actor.wearing(kind.action), type("F", (), {"told": told})())


def test_the_kind_is_one_line_and_keeps_the_phones_id(app: Flask, session: Session, town: Town) -> None:
    hall = halls.begin(town)
    key = ids.new()
    for _ in range(2):
        assert keep(session, hall, id=key).id == key  # type: ignore[attr-defined]
    assert [one.id for one in queries.resolutions(session, hall.meeting.id)] == [key]


def test_when_it_was_typed_is_kept_beside_when_it_came(app: Flask, session: Session, town: Town) -> None:
    hall = halls.begin(town)
    typed = datetime(2026, 6, 18, 11, 0, tzinfo=UTC)
    row = keep(session, hall, typed_at=typed)
    assert (row.typed_at, row.received_at > typed) == (typed, True)  # type: ignore[attr-defined]


def test_a_line_that_arrives_after_the_close_is_still_kept(app: Flask, session: Session, town: Town) -> None:
    hall = halls.begin(town)
    with db.transaction() as session:
        sitting_services.close_sitting(session, hall.actor, hall.meeting)
    row = keep(session, hall)
    assert row.final_at is None  # type: ignore[attr-defined]
    assert resolution_services.lacks(session, hall.meeting, row) == {}  # type: ignore[arg-type]


def test_what_cannot_be_read_is_kept_as_typed(app: Flask, session: Session, town: Town) -> None:
    hall = halls.begin(town)
    row = keep(session, hall, line="修灯 @不认识的人 6.31")
    assert queries.wordings(session, [row.id])[row.id][0].line == "修灯 @不认识的人 6.31"  # type: ignore[attr-defined]


def test_a_strange_meeting_takes_nothing(app: Flask, session: Session, town: Town) -> None:
    from webapp.core.web.errors import NotFound
    from webapp.people.accounts.permissions import Action

    hall = halls.begin(town)
    hall.actor = town.actor("far_host", Action.HOLD_COUNCILS)
    with pytest.raises(NotFound):
        keep(session, hall)
