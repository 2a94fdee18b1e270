"""The desk's lists, through the list of cases: chips, pages, views, workbook, paper, work on the marked rows."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import inspect
from sqlmodel import Session, func, select
from werkzeug.test import TestResponse

from tests.casework.cases.conftest import Open, open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases.list_queries import CASES
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import State, Verb
from webapp.casework.cases.services import Place
from webapp.core.data import db, ids
from webapp.core.lists.list_reading import read_page
from webapp.core.lists.listing import Look
from webapp.core.time import clock
from webapp.core.trust.history import AuditLine
from webapp.core.work import jobs
from webapp.people.accounts.permissions import Action
from webapp.people.lists.models import MarkedResult, SavedView
from webapp.people.lists.rules import LISTS
from webapp.register.register.models import Household

__all__ = ["open_case"]


def rows(html: str) -> list[str]:
    return re.findall(r'id="row-([0-9a-f-]{36})"', html)


def sheet(answer: TestResponse) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(BytesIO(answer.get_data())).get_sheet_by_index(0).to_python()


def test_pages_forwards_and_back_show_every_row_once(session: Session, town: Town, open_case: Open) -> None:
    made = [open_case(words=f"第{n}盏灯").id for n in range(7)]
    with db.transaction() as writing:
        for at, case_id in enumerate(made):  # three without a deadline, the others on different days
            row = writing.get_one(GridCase, case_id)
            row.first_due_at = row.due_at = None if at < 3 else row.reported_at + timedelta(days=at)
    actor = town.actor("li", Action.SEE_CASES)
    for order, turned in (("reported", False), ("reported", True), ("due", False), ("due", True)):
        seen: list[str] = []
        look, pages = Look(order=order, turned=turned), []
        while True:
            found = read_page(session, actor, CASES, look, limit=2)
            pages.append([line.id for line in found.lines])
            seen += pages[-1]
            if not found.older:
                break
            look = Look(order=order, turned=turned, after=found.older)
        assert sorted(seen) == sorted(made), (order, turned)
        if order == "due":
            assert set(seen[-3:]) == set(made[:3])  # what has no deadline comes last, either way
        back = Look(order=order, turned=turned, before=pages[-1][0])
        for page in reversed(pages[:-1]):
            found = read_page(session, actor, CASES, back, limit=2)
            assert [line.id for line in found.lines] == page
            back = Look(order=order, turned=turned, before=found.newer)
        assert not found.newer


def test_chips_search_and_days_narrow_and_stand_in_the_address(
    client: HouseClient, town: Town, open_case: Open
) -> None:
    lamp = open_case(words="东门路灯不亮")
    heat = open_case(words="暖气一直不热", category_code="GAS")
    client.sign_in(town.li)
    assert set(rows(client.get("/cases/").get_data(as_text=True))) == {lamp.id, heat.id}
    for query, wanted in (
        (f"kind={lamp.category_code}", lamp), ("q=暖气", heat), ("q=灯不", lamp), (f"q={heat.number}", heat),
        (f"kind={heat.category_code}&q=暖气", heat),
    ):  # fmt: skip
        page = client.get(f"/cases/?{query}").get_data(as_text=True)
        assert rows(page) == [wanted.id], query
        assert "都不限" in page
    yesterday = clock.today() - timedelta(days=1)
    assert not rows(client.get(f"/cases/?on_to={yesterday}").get_data(as_text=True))
    assert "没有符合的" in client.get("/cases/?q=天窗").get_data(as_text=True)
    assert len(rows(client.get("/cases/?kind=NONSENSE&on_from=soon").get_data(as_text=True))) == 2


def test_a_list_shows_each_only_their_own_ground(client: HouseClient, town: Town, open_case: Open) -> None:
    open_case()
    assert rows(client.sign_in(town.chen).get("/cases/").get_data(as_text=True))
    for foreign in (town.stranger, town.far_host):
        assert not rows(client.sign_in(foreign).get("/cases/?q=路灯").get_data(as_text=True))
    assert client.sign_in(town.zhao).get("/cases/").status_code == 403


def test_a_view_is_kept_shared_and_dropped(client: HouseClient, town: Town, open_case: Open, session: Session) -> None:
    open_case()
    client.sign_in(town.chen)
    told = {"title": "快到期的", "query": "due=soon&sort=due&nonsense=1", "unit_id": town.street}
    answer = client.post("/lists/cases/views", data=told)
    assert answer.status_code == 303 and answer.location.endswith("/cases/?due=soon&sort=due")
    assert client.post("/lists/cases/views", data=told).status_code == 303  # again: still one
    assert session.exec(select(func.count()).select_from(SavedView)).one() == 1
    assert "快到期的" in client.sign_in(town.li).get("/cases/").get_data(as_text=True)  # works below the street
    assert "快到期的" not in client.sign_in(town.far_host).get("/cases/").get_data(as_text=True)
    view = session.exec(select(SavedView)).one()
    assert client.sign_in(town.li).post(f"/lists/views/{view.id}/removal").status_code == 404
    assert client.post(f"/lists/views/{view.id}/unsharing").status_code == 404
    assert client.post("/lists/cases/views", data={"title": "", "query": "due=soon"}).status_code == 422
    assert client.post("/lists/cases/views", data=told | {"unit_id": town.street}).status_code == 422
    client.sign_in(town.chen)
    assert "不再共用" in client.get("/cases/?due=soon&sort=due").get_data(as_text=True)
    for _ in range(2):
        assert client.post(f"/lists/views/{view.id}/unsharing").status_code == 303
    assert "快到期的" in client.get("/cases/").get_data(as_text=True)
    assert "快到期的" not in client.sign_in(town.li).get("/cases/").get_data(as_text=True)
    assert client.sign_in(town.chen).post(f"/lists/views/{view.id}/removal").status_code == 303
    session.rollback()
    assert session.exec(select(func.count()).select_from(SavedView)).one() == 0


def test_the_workbook_holds_what_is_shown_and_is_written_down(
    client: HouseClient, town: Town, open_case: Open, session: Session
) -> None:
    lamp, heat = open_case(words="东门路灯不亮"), open_case(words="暖气一直不热")
    client.sign_in(town.li)
    answer = client.post("/lists/cases/workbook", data={"query": "q=暖气"})
    assert [line[0] for line in sheet(answer)] == ["什么事", "暖气一直不热"]
    marked = client.post("/lists/cases/workbook", data={"query": "", "row": [lamp.id]})
    assert "东门路灯不亮" in str(sheet(marked))
    lines = session.exec(select(AuditLine.after).where(AuditLine.verb == "export_list")).all()
    assert len(lines) == 2 and '"rows": 1' in str(lines[0])
    assert client.sign_in(town.zhao).post("/lists/cases/workbook", data={}).status_code == 403
    assert client.sign_in(town.li).post("/lists/nonsense/workbook", data={}).status_code == 404
    foreign = client.sign_in(town.far_host).post("/lists/cases/workbook", data={"row": [heat.id]})
    assert len(sheet(foreign)) == 1


def test_a_printed_sheet_says_what_it_shows(client: HouseClient, town: Town, open_case: Open) -> None:
    open_case(words="东门路灯不亮")
    page = client.sign_in(town.li).get("/lists/cases/paper?query=q%3D路灯").get_data(as_text=True)
    assert "东门路灯不亮" in page and "“路灯”" in page and "李静" in page


def test_marked_rows_are_one_job_with_a_result_each(
    client: HouseClient, town: Town, open_case: Open, session: Session
) -> None:
    fresh, done = open_case(words="东门路灯不亮"), open_case(words="暖气一直不热")
    foreign = open_case(words="远处的事", place=Place(town.far_community, town.far_grid))
    with db.transaction() as writing:
        row = writing.get_one(GridCase, done.id)
        row.state, row.ended_at, row.outcome = State.CLOSED, clock.now(), "solved"
    client.sign_in(town.li)
    told = {"row": [fresh.id, done.id, foreign.id], "unit_id": town.grid2, "words": "今天看一下"}
    asked = client.post("/lists/cases/marked", data=told | {"act": "assign"}).get_data(as_text=True)
    assert "东门路灯不亮" in asked and "远处的事" not in asked
    assert client.post("/lists/cases/marked/assign", data=told | {"unit_id": ""}).status_code == 422
    answer = client.post("/lists/cases/marked/assign", data=told)
    assert answer.status_code == 303
    jobs.run_pending()
    session.expire_all()
    found = {one.row_id: one for one in session.exec(select(MarkedResult))}
    assert found[fresh.id].is_done and not found[done.id].is_done and not found[foreign.id].is_done
    assert session.get_one(GridCase, fresh.id).asked_unit_id == town.grid2
    page = client.get(answer.location).get_data(as_text=True)
    assert "1 条办好了，2 条没办成" in page
    assert client.sign_in(town.chen).get(answer.location).status_code == 404


def test_a_job_begun_anew_does_nothing_twice(
    client: HouseClient, town: Town, open_case: Open, session: Session
) -> None:
    case = open_case()
    client.sign_in(town.li).post("/lists/cases/marked/note", data={"row": [case.id], "words": "看过了"})
    jobs.run_pending()
    job = session.exec(select(jobs.Job).where(jobs.Job.kind == "lists.marked")).one()
    with db.transaction() as writing:
        writing.get_one(jobs.Job, job.id).state = jobs.JobState.QUEUED
    jobs.run_pending()
    noted = select(func.count()).select_from(Act).where(Act.case_id == case.id, Act.verb == Verb.NOTE)
    assert session.exec(noted).one() == 1


@pytest.mark.parametrize(
    ("data", "status"),
    [({"act": "note"}, 422), ({"act": "nonsense", "row": ids.new()}, 404), ({"act": "note", "row": "x"}, 422),
     ({"act": "note", "row": [ids.new() for _ in range(201)]}, 422)],
)  # fmt: skip
def test_what_cannot_be_worked_on_is_refused(
    client: HouseClient, town: Town, data: dict[str, str], status: int
) -> None:
    assert client.sign_in(town.li).post("/lists/cases/marked", data=data).status_code == status


def test_who_may_not_direct_is_not_offered_to(client: HouseClient, town: Town, open_case: Open) -> None:
    case = open_case()
    client.sign_in(town.wang)
    page = client.get("/cases/").get_data(as_text=True)
    assert 'value="note"' in page and 'value="assign"' not in page
    assert client.post("/lists/cases/marked", data={"act": "assign", "row": case.id}).status_code == 404


NAMES = (
    "activities", "answers", "cases", "certificates", "history", "households", "late", "merchants", "orders", "phones",
    "postings", "promises", "residents", "services", "staff", "tasks", "visits", "volunteers",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_list_opens_with_every_answer_order_and_search(client: HouseClient, town: Town, name: str) -> None:
    assert not set(NAMES) - set(LISTS)
    told = LISTS[name]
    asked = 0
    for person in ("li", "he", "qian", "zhou"):
        client.sign_in(getattr(town, person))
        if client.get(told.home).status_code == 403:
            continue
        asked += 1
        with client.application.app_context():
            actor = town.actor(person, told.action)
            choices = {one.key: one.choices(db.session(), actor)[:3] for one in told.listing.filters}
        looks = [f"{key}={value}" for key, answers in choices.items() for value, _ in answers]
        looks += [f"sort={turn}{order.key}" for order in told.listing.orders for turn in ("", "-")]
        looks += ["q=3-602", "q=王", "q=wx", "q=1", *(f"{one.key}_from=2026-01-01" for one in told.listing.spans)]
        for look in looks:
            assert client.get(f"{told.home}?{look}").status_code == 200, (person, look)
    assert asked


def test_a_list_that_was_opened_before_follows_the_clock_and_the_rows(
    client: HouseClient, town: Town, open_case: Open, november: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = open_case(words="东门路灯不亮")
    client.sign_in(town.li)
    for _ in range(2):
        assert rows(client.get("/cases/").get_data(as_text=True)) == [case.id]
        assert rows(client.get("/cases/late").get_data(as_text=True)) == []
    other = open_case(words="西门路灯不亮")
    assert set(rows(client.get("/cases/").get_data(as_text=True))) == {case.id, other.id}
    later = clock.now() + timedelta(days=60)
    monkeypatch.setattr(clock, "now", lambda: later)
    client.sign_in(town.li)
    assert set(rows(client.get("/cases/late").get_data(as_text=True))) == {case.id, other.id}


def test_what_a_list_asks_of_the_clock_stands_in_its_statement(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements are kept unless a day or a moment stands in them (`list_reading._kept`), so no list may ask for what
    hangs on the clock in any other way."""
    li, now, odd = town.actor("li", Action.SEE_CASES), clock.now(), []
    for name, told in LISTS.items():
        for one in told.listing.filters:
            for value, _ in one.choices(session, li):
                asked = []
                for moment in (now, now + timedelta(days=400)):
                    monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
                    words = select(told.listing.key).where(one.where(value, li)).compile()
                    asked.append((str(words), words.params))
                days = [part for _, params in asked for part in params.values() if isinstance(part, date)]
                if asked[0] != asked[1] and not days:
                    odd.append((name, one.key, value))
    assert not odd


def test_a_doors_name_is_never_broken_in_a_list(app: Flask) -> None:
    doors = [
        (name, column)
        for name, told in LISTS.items()
        for column in told.listing.columns
        for part in column.parts
        if getattr(part, "key", "") == "label" and inspect(part.class_).mapper.class_ is Household
    ]
    assert {name for name, _ in doors} >= {"visits", "households", "residents"}
    assert [name for name, column in doors if column.look != "whole"] == []
