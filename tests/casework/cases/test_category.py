"""改类别: who may, what follows from it, what stays, and what is refused."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, col, select

from tests.casework.cases.conftest import Open
from tests.casework.cases.test_clock import at, due
from tests.casework.cases.test_handling import fresh
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases import category_services as categories
from webapp.casework.cases import clock_services, handling_services, queries, transfer_services
from webapp.casework.cases.act_services import OnlyReopen
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import Outcome, StopReason, Verb
from webapp.casework.catalogue import queries as catalogue
from webapp.casework.catalogue.models import Category, CategoryKind
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.time.deadlines import TimeUnit
from webapp.core.trust.history import AuditLine

Do = Callable[..., Any]


def kind(session: Session, code: str) -> str:
    return catalogue.category_by_code(session, code, date(2026, 11, 23)).id


def corrected(act: Do, session: Session, case: GridCase, code: str, who: str = "li") -> GridCase:
    act(categories.reclassify, who, case, category_id=kind(session, code), words="看过了，是这一类")
    return fresh(session, case)


def test_limit_and_level_follow_and_the_first_date_stays(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        first = fresh(session, case).first_due_at
        row = corrected(act, session, case, "GREEN", "wang")
    new = catalogue.category(session, kind(session, "GREEN"))
    assert (row.category_code, row.limit, row.first_due_at) == ("GREEN", new.limit, first)
    assert due(session, case) == date(2026, 12, 7)
    assert row.level == max(new.level, 1)


def test_it_is_told_in_the_case_and_in_the_history(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        corrected(act, session, case, "GREEN", "wang")
    [line] = [one for one in queries.list_acts(session, case) if one.verb is Verb.RECLASSIFY]
    assert "看过了，是这一类" in line.words and " → " in line.words
    entry = session.exec(select(AuditLine).where(AuditLine.verb == "case_reclassify")).one()
    assert "LIGHT" in str(entry.before) and "GREEN" in str(entry.after)


def test_a_shorter_limit_that_has_run_out_counts_from_now(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case(category_code="GREEN")
    with at(2):
        row = corrected(act, session, case, "GAS")
        limit = timedelta(hours=row.limit_amount)
        assert row.limit_unit is TimeUnit.HOUR
        assert row.due_at == clock.now() + limit


def test_what_is_late_stays_late(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
    with at(9):
        before = due(session, case)
        row = corrected(act, session, case, "GREEN")
        assert due(session, case) == before
        assert row.is_overdue(clock.now())


def test_a_date_somebody_set_stays(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        act(clock_services.ask_extension, "wang", case, until=date(2026, 12, 18), words="等灯具")
        act(clock_services.decide_extension, "li", case, granted=True)
        corrected(act, session, case, "GREEN")
    assert due(session, case) == date(2026, 12, 18)


def test_a_stop_before_counts_for_the_new_limit_too(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        act(clock_services.stop, "li", case, reason=StopReason.WAITING, words="等回话")
    with at(2):
        act(clock_services.resume, "li", case)
        corrected(act, session, case, "GREEN")
    assert due(session, case) == date(2026, 12, 9)


def test_while_the_clock_stands_the_deadline_waits_with_it(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
        act(clock_services.stop, "li", case, reason=StopReason.WAITING, words="等回话")
        row = corrected(act, session, case, "GREEN")
        assert row.due_at is None
    with at(1):
        act(clock_services.resume, "li", case)
    assert due(session, case) == date(2026, 12, 8)


def test_a_worker_only_while_the_grid_handles_it(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case()
    with pytest.raises(categories.NotSelfHandled):
        corrected(act, session, case, "GREEN", "ma")
    act(transfer_services.dispatch, "li", case, unit_id=town.street)
    with pytest.raises(categories.NotSelfHandled):
        corrected(act, session, case, "GREEN", "wang")
    assert "类别不对" not in client.sign_in(town.wang).get(f"/cases/{case.id}").get_data(as_text=True)
    assert corrected(act, session, case, "GREEN", "chen").level == 3


def test_the_page_corrects_it_and_refuses_in_words(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    case, green = open_case(), kind(session, "GREEN")
    client.sign_in(town.wang)
    address = f"/cases/{case.id}/work/category"
    assert "类别不对" in client.get(f"/cases/{case.id}").get_data(as_text=True)
    assert client.post(address, data={"category_id": green, "words": ""}).status_code == 422
    assert client.post(address, data={"category_id": "", "words": "看过了"}).status_code == 422
    assert client.post(address, data={"category_id": kind(session, "LIGHT"), "words": "看过了"}).status_code == 422
    assert client.post(address, data={"category_id": green, "words": "树枝挡的"}).status_code == 303
    assert client.post(address, data={"category_id": green, "words": "再点一次"}).status_code == 422
    session.rollback()
    lines = session.exec(select(Act).where(Act.case_id == case.id, col(Act.verb) == Verb.RECLASSIFY)).all()
    assert len(lines) == 1
    client.sign_in(town.stranger)
    assert client.post(address, data={"category_id": green, "words": "路过"}).status_code == 404
    client.sign_in(town.zhao)
    assert client.post(address, data={"category_id": green, "words": "路过"}).status_code == 403


def test_a_closed_case_keeps_its_category(
    client: HouseClient, session: Session, town: Town, open_case: Open, act: Do
) -> None:
    case = open_case(speaker=None)
    act(handling_services.finish, "wang", case, words="换了灯泡")
    act(handling_services.verify, "li", case, passed=True)
    act(handling_services.close, "li", case, outcome=Outcome.SOLVED)
    with pytest.raises(OnlyReopen):
        corrected(act, session, case, "GREEN")
    answer = client.sign_in(town.li).post(
        f"/cases/{case.id}/work/category", data={"category_id": kind(session, "GREEN"), "words": "记错了"}
    )
    assert answer.status_code == 409
    assert fresh(session, case).category_code == "LIGHT"


def test_only_what_the_catalogue_held_on_the_day_of_the_report(session: Session, open_case: Open, act: Do) -> None:
    with at(0):
        case = open_case()
    with db.transaction() as writing:
        later = Category(
            code="DRONE", kind=CategoryKind.HAZARD, name="低空飞行", limit_amount=1, limit_unit=TimeUnit.DAY,
            valid_from=date(2026, 11, 24),
        )  # fmt: skip
        writing.add(later)
        writing.flush()
        later_id = later.id
    assert later_id not in {one.id for one in categories.choices(session, case)}
    with pytest.raises(categories.NotInForce) as refusal:
        act(categories.reclassify, "li", case, category_id=later_id, words="新类别")
    assert (refusal.value.field, refusal.value.status) == ("category_id", 422)


def test_an_unknown_year_leaves_the_deadline(session: Session, open_case: Open, act: Do) -> None:
    with time_machine.travel(datetime(2026, 12, 30, 2, tzinfo=clock.UTC), tick=False):
        case = open_case(category_code="GAS")
        before = fresh(session, case).due_at
        row = corrected(act, session, case, "LIGHT")
    assert row.due_at == before and before is not None
    assert row.category_code == "LIGHT"
