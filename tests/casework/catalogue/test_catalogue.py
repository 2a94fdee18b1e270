"""The catalogue is followed by versions, never changed; the calendar is imported whole or not at all."""

import io
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, open_case
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases.models import GridCase
from webapp.casework.catalogue import queries, services
from webapp.casework.catalogue.models import CalendarDay, Category, CategoryKind
from webapp.core.files import spreadsheets
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar

__all__ = ["open_case"]


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def send(client: HouseClient, rows: list[list[object]], **form: Any) -> Any:
    content = spreadsheets.write_xlsx(services.COLUMNS, rows)
    told = {"file": (io.BytesIO(content), "a.xlsx"), "valid_from": tomorrow().isoformat(), **form}
    return client.post("/catalogue/", data=told, content_type="multipart/form-data")


def rows(session: Session) -> list[list[object]]:
    return services.category_rows(queries.list_categories(session, clock.today()))


def test_it_goes_out_and_comes_back_unchanged(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.he)
    book = client.get("/catalogue/catalogue.xlsx")
    form = {"file": (io.BytesIO(book.data), "a.xlsx"), "valid_from": tomorrow().isoformat()}
    answer = client.post("/catalogue/", data=form, content_type="multipart/form-data")
    assert answer.location.endswith("done=0")
    session.rollback()
    assert queries.list_coming(session, clock.today()) == []


def test_a_change_is_a_version_from_a_later_day_and_cases_keep_theirs(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    before = open_case()
    lines = rows(session)
    light = next(line for line in lines if line[0] == "LIGHT")
    light[4] = 2
    client.sign_in(town.he)
    assert send(client, lines).location.endswith("done=1")
    session.rollback()
    assert queries.category_by_code(session, "LIGHT", clock.today()).limit_amount == 5
    assert queries.category_by_code(session, "LIGHT", tomorrow()).limit_amount == 2
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        after = open_case()
    assert (before.limit_amount, after.limit_amount) == (5, 2)
    assert before.category_id != after.category_id and before.category_code == after.category_code


def test_a_new_line_and_a_retired_one(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.he)
    new = ["PET", "诉求", "养犬", "社区", 3, "工作日", 24, "一句话", "否"]
    assert send(client, [*rows(session)[1:], new], retire_missing="y").location.endswith("done=2")
    session.rollback()
    codes = {one.code for one in queries.list_categories(session, tomorrow())}
    gone = rows(session)[0][0]
    assert "PET" in codes and gone not in codes
    assert gone in {one.code for one in queries.list_categories(session, clock.today())}


@pytest.mark.parametrize(
    "place, value, words",
    [
        (0, "路灯", "字母和数字"),
        (1, "别的", "类型"),
        (3, "县", "等级"),
        (4, "0", "时限"),
        (5, "周", "时限单位"),
        (2, "", "名称"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_half_imported(
    client: HouseClient, session: Session, town: Town, place: int, value: str, words: str
) -> None:
    lines = rows(session)
    lines[1][4] = 9
    lines[3][place] = value
    answer = send(client.sign_in(town.he), lines)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "第 5 行" in page and words in page
    session.rollback()
    assert queries.list_coming(session, clock.today()) == []


def test_a_double_code_a_past_day_and_a_false_file_are_refused(
    client: HouseClient, session: Session, town: Town
) -> None:
    client.sign_in(town.he)
    lines = rows(session)
    assert "和前面重复" in send(client, [*lines, lines[0]]).get_data(as_text=True)
    assert "最早从明天起" in send(client, lines, valid_from=clock.today().isoformat()).get_data(as_text=True)
    assert send(client, lines, file=(io.BytesIO(b"\x89PNG\r\n\x00\x00"), "a.xlsx")).status_code == 422
    assert client.sign_in(town.li).post("/catalogue/", data={}).status_code == 403
    assert client.get("/catalogue/").status_code == 200
    assert client.sign_in(town.zhao).get("/catalogue/").status_code == 403


def calendar_file(*lines: list[object]) -> dict[str, Any]:
    content = spreadsheets.write_xlsx(services.CALENDAR_COLUMNS, list(lines))
    return {"file": (io.BytesIO(content), "c.xlsx"), "document": "国办发明电〔2026〕9号"}


def test_an_imported_year_gives_waiting_cases_their_deadline(
    client: HouseClient, session: Session, town: Town, open_case: Open
) -> None:
    from datetime import UTC, datetime

    with time_machine.travel(datetime(2026, 12, 30, 2, tzinfo=UTC), tick=False):
        case = open_case()
        assert case.due_at is None
        client.sign_in(town.he)
        assert "还没导入" in client.get("/catalogue/calendar").get_data(as_text=True)
        half = calendar_file(["2027-01-01", "否", "元旦"], ["2027-01-02", "是", "调休"])
        answer = client.post("/supervision/calendar/", data=half, content_type="multipart/form-data")
        assert answer.location.endswith("done=0"), "half a table makes no year known"
        assert "2027 年的表不完整" in client.get("/catalogue/calendar").get_data(as_text=True)
        rest = [[str(day), "否", "节日"] for day in Calendar().lacking(2027)[1:]]
        form = calendar_file(["2027-01-01", "否", "元旦"], ["2027-01-02", "是", "调休"], *rest)
        answer = client.post("/supervision/calendar/", data=form, content_type="multipart/form-data")
        assert answer.location.endswith("done=1")
        assert "元旦" in client.get("/catalogue/calendar").get_data(as_text=True)
    session.rollback()
    due_at = session.exec(select(GridCase.due_at)).one()
    assert due_at and clock.local(due_at).date() == date(2027, 1, 6)


def test_a_bad_calendar_line_imports_nothing(client: HouseClient, session: Session, town: Town) -> None:
    client.sign_in(town.he)
    form = calendar_file(["2027-01-01", "否", "元旦"], ["2027-13-01", "是", "?"])
    answer = client.post("/supervision/calendar/", data=form, content_type="multipart/form-data")
    assert answer.status_code == 422 and "第 3 行" in answer.get_data(as_text=True)
    session.rollback()
    assert session.exec(select(CalendarDay)).all() == []
    assert client.sign_in(town.li).post("/supervision/calendar/").status_code == 403
    assert client.sign_in(town.he).get("/catalogue/calendar.xlsx").status_code == 200


def test_every_district_starts_with_both_kinds(session: Session) -> None:
    assert {one.kind for one in session.exec(select(Category))} == set(CategoryKind)


def test_what_asks_for_no_proof_says_so_in_words(client: HouseClient, town: Town) -> None:
    shown = client.sign_in(town.he).get("/catalogue/").get_data(as_text=True)
    assert "办好时要一句话" in shown and "办好时不要求照片和话" in shown and "要不要求" not in shown
