"""What people get wrong at a meeting is answered in words at its field, and nothing that was typed is lost."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.council.sittings import queries, resolution_services
from webapp.people.org.models import Party


@pytest.fixture
def hall(app: Flask, town: Town) -> halls.Hall:
    with app.app_context():
        hall = halls.begin(town)
        with db.transaction() as session:
            session.get_one(Party, hall.parties["郭强"]).left_on = clock.today() - timedelta(days=1)
        return hall


@pytest.mark.parametrize(
    ("typed", "part", "says"),
    [
        ("修灯 @周海 2020.1.1", "deadline", "在会议之前"),
        ("修灯 @周海 2.30", "deadline", "日历上没有"),
        ("修灯 @郭强 三天内", "owner", "郭强已经离任"),
        ("修灯 @周海 三天内 验@周海", "watcher", "认领人不能自己验收"),
        ("修灯 @无此人 三天内", "owner", "没找到“无此人”"),
    ],
)
def test_a_wrong_line_is_refused_at_its_cell_and_stays_in_the_box(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall, typed: str, part: str, says: str
) -> None:
    with app.app_context():
        line_id = hall.line(db.session()).id
    url = f"/councils/meetings/{hall.meeting.id}/lines"
    answer = client.sign_in(town.li).post(url, data={"line_id": line_id, "line": typed}, htmx=True)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    cell = html.split(f'data-part="{part}"')[1].split("</div>")[0]
    assert says in cell
    assert f'value="{typed}"' in html
    with app.app_context():
        assert queries.resolutions(db.session(), hall.meeting.id) == []


@pytest.mark.parametrize(
    ("wrong", "field", "says"),
    [
        ({"deadline": "2020-01-01"}, "deadline", "在会议之前"),
        ({"verifier_id": "周海"}, "verifier_id", "认领人不能自己验收"),
        ({"flags": "power"}, "kind", "归职能部门管"),
    ],
)
def test_a_wrong_detail_is_refused_at_its_field_and_the_rest_stays(
    client: HouseClient, town: Town, app: Flask, hall: halls.Hall, wrong: dict[str, str], field: str, says: str
) -> None:
    with app.app_context(), db.transaction() as session:
        made = resolution_services.record_line(
            session, hall.actor, hall.meeting, hall.line(session), line="修灯 @周海 三天内"
        )
        key, due = made.id, made.deadline
    told = {"kind": "act", "acceptance": "整夜都亮，门长看过", **wrong}
    if "verifier_id" in told:
        told["verifier_id"] = hall.parties[told["verifier_id"]]
    answer = client.sign_in(town.li).post(f"/councils/resolutions/{key}/details", data=told)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert says in html.split(f'href="#{field}')[1].split("</a>")[0]
    assert "整夜都亮，门长看过" in html
    with app.app_context():
        row = queries.get_resolution(db.session(), hall.actor, key)
        assert (row.deadline, row.verifier_id) == (due, hall.town.party("li"))
