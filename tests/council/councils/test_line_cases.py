"""What comes up at the council becomes a case with that source, once, and the line leads to it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.casework.cases.models import GridCase, Source
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.councils import queries
from webapp.council.councils.models import AgendaLine, Origin


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    """Fifteen working days from here end in a year whose holidays are known."""
    with time_machine.travel(datetime(2026, 11, 25, 2, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def hall(app: Flask, town: Town) -> halls.Hall:
    with app.app_context(), db.transaction() as session:
        return halls.build(session, town)


def added(client: HouseClient, session: Session, hall: halls.Hall) -> AgendaLine:
    form = {"title": "东门要个休息椅", "reason": "会上有人提"}
    client.post(f"/councils/meetings/{hall.meeting.id}/lines/new", data=form)
    return next(line for line in queries.agenda(session, hall.meeting.id) if line.title == form["title"])


def url(hall: halls.Hall, line: AgendaLine) -> str:
    return f"/councils/meetings/{hall.meeting.id}/lines/{line.id}/case/"


def test_a_line_without_a_case_gets_one(client: HouseClient, session: Session, town: Town, hall: halls.Hall) -> None:
    client.sign_in(town.li)
    line = added(client, session, hall)
    assert "开成一件事" in client.get(f"/councils/meetings/{hall.meeting.id}").get_data(as_text=True)
    assert "东门要个休息椅。会上有人提" in client.get(url(hall, line)).get_data(as_text=True)
    kind = catalogue.category_by_code(session, "GREEN", clock.today())
    told = {"category_id": kind.id, "words": "东门要个休息椅"}
    answer = client.post(url(hall, line), data=told)
    assert answer.status_code == 303
    session.rollback()
    case = session.exec(select(GridCase).where(GridCase.source == Source.COUNCIL)).one()
    assert answer.location.endswith(case.id) and case.source_id == hall.meeting.id and case.due_at
    assert case.lead_unit_id == town.community
    assert session.get_one(AgendaLine, line.id).case_id == case.id
    assert "看事项" in client.get(f"/councils/meetings/{hall.meeting.id}").get_data(as_text=True)
    again = client.post(url(hall, line), data=told)
    assert again.status_code == 409 and "已经有对应的事项" in again.get_data(as_text=True)


def test_bad_input_and_who_may_not(client: HouseClient, session: Session, town: Town, hall: halls.Hall) -> None:
    client.sign_in(town.li)
    line = added(client, session, hall)
    assert client.post(url(hall, line), data={"words": "椅子"}).status_code == 422
    kind = catalogue.category_by_code(session, "GREEN", clock.today())
    assert client.post(url(hall, line), data={"category_id": kind.id, "words": " "}).status_code == 422
    told = {"category_id": kind.id, "words": "椅子"}
    carried = next(one for one in queries.agenda(session, hall.meeting.id) if one.origin is Origin.CARRIED)
    assert client.post(url(hall, carried), data=told).status_code == 409
    assert client.sign_in(town.far_host).post(url(hall, line), data=told).status_code == 404
    assert client.sign_in(town.wang).post(url(hall, line), data=told).status_code == 403
    assert session.exec(select(GridCase).where(GridCase.source == Source.COUNCIL)).all() == []
