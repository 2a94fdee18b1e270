"""The pages around minutes: the list of meetings says what came of each; signing ends with the third signature."""

from datetime import timedelta

import time_machine

from tests.conftest import HouseClient
from tests.council.minutes.test_minutes import MEETING, evening, hall, reviewed, signed
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.data import db
from webapp.council.minutes import services

__all__ = ["evening", "hall"]


def test_the_list_says_what_came_of_a_meeting(
    client: HouseClient, town: Town, hall: halls.Hall, evening: time_machine.Traveller
) -> None:
    client.sign_in(town.li)
    row = client.get("/councils/").get_data(as_text=True)
    assert "定了 3 件" in row and "还没有纪要" in row
    minutes = reviewed(hall)
    assert "纪要在写" in client.get("/councils/").get_data(as_text=True)
    evening.move_to(MEETING + timedelta(days=7))
    signed(hall, minutes)
    with db.transaction() as session:
        services.finalise(session, hall.actor, hall.meeting, minutes)
        number = minutes.number
    row = client.sign_in(town.li).get("/councils/").get_data(as_text=True)
    assert f"纪要{number}" in row and "到期 1 件，按时办好 0 件" in row
    assert "定了" not in client.sign_in(town.far_host).get("/councils/").get_data(as_text=True)


def test_the_form_for_signing_goes_with_the_third_signature(client: HouseClient, town: Town, hall: halls.Hall) -> None:
    minutes = reviewed(hall)
    client.sign_in(town.li)
    address = f"/councils/meetings/{hall.meeting.id}/minutes/"
    page = client.get(address).get_data(as_text=True)
    assert f'action="{address}signatures"' in page and 'value="host"' in page
    told = {"role": "host", "party_id": town.party("li")}
    assert client.post(f"{address}signatures", data=told).status_code == 303
    page = client.get(address).get_data(as_text=True)
    assert 'value="host"' not in page and 'value="recorder"' in page
    signed(hall, minutes)
    page = client.get(address).get_data(as_text=True)
    assert "三个签名齐了" in page and f'action="{address}signatures"' not in page
    again = client.post(f"{address}signatures", data={"role": "host", "party_id": town.party("li")})
    assert again.status_code in (303, 422) and "签名 3 / 3" in client.get(address).get_data(as_text=True)


def test_an_answer_that_was_refused_stands_at_its_own_objection(
    client: HouseClient, town: Town, hall: halls.Hall
) -> None:
    with db.transaction() as session:
        minutes = services.draft(session, hall.actor, hall.meeting)
        services.open_review(session, hall.actor, hall.meeting, minutes)
        two = [
            services.object_to(session, hall.actor, hall.meeting, minutes, party_id=hall.parties["周海"], words=words)
            for words in ("不是这个数", "不是这个数", "日子不对")
        ]
    assert two[0].id == two[1].id != two[2].id, "tapped twice"
    client.sign_in(town.li)
    where = f"/councils/meetings/{hall.meeting.id}/minutes/"
    answer = client.post(f"{where}objections/{two[0].id}/answer", data={"answer": "字" * 301})
    said = answer.get_data(as_text=True)
    assert answer.status_code == 422 and said.count("字" * 301) == 1 and said.count('aria-invalid="true"') == 1
    long = client.post(where, data={"opening": "话" * 801}).get_data(as_text=True)
    assert '<details class="fold" open><summary>照异议改几个字' in long and "话" * 801 in long
