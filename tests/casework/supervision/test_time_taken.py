"""Gross and net time stand side by side, so that stopping the clock does not make a case look quick."""

from datetime import timedelta

from sqlmodel import Session

from tests.casework.cases.conftest import Open
from tests.casework.cases.conftest import open_case as open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases.models import GridCase, Stop, StopReason
from webapp.casework.supervision import time_queries
from webapp.core.data import db
from webapp.core.time import clock


def stand(case_id: str, *, took: timedelta, stood: timedelta) -> None:
    """The case was handled now; its clock stood in the middle."""
    now = clock.now()
    with db.transaction() as session:
        case = session.get_one(GridCase, case_id)
        case.reported_at, case.handled_at = now - took, now
        session.add(case)
        if stood:
            begin = now - took + timedelta(hours=1)
            session.add(Stop(community_id=case.community_id, case_id=case.id, reason=next(iter(StopReason)), words="x",
                             started_at=begin, ended_at=begin + stood))  # fmt: skip


def test_a_stopped_clock_shows_in_net_time_only(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    stand(open_case().id, took=timedelta(days=10), stood=timedelta(days=4))
    stand(open_case().id, took=timedelta(days=2), stood=timedelta())
    session.expire_all()
    now = clock.now()
    found = time_queries.time_taken(session, town.actor("li"), now - timedelta(days=1), now + timedelta(days=1))
    assert (found.cases, found.gross, found.net) == (2, timedelta(days=6), timedelta(days=4))
    page = client.sign_in(town.li).get("/supervision/rates").get_data(as_text=True)
    assert "6.0 天" in page and "4.0 天" in page


def test_nobody_elses_cases_are_counted(session: Session, town: Town, open_case: Open) -> None:
    stand(open_case().id, took=timedelta(days=10), stood=timedelta())
    session.expire_all()
    now = clock.now()
    found = time_queries.time_taken(session, town.actor("far_host"), now - timedelta(days=1), now + timedelta(days=1))
    assert found == (0, timedelta(), timedelta())
