"""Anybody at the door says something and sees what became of it; nobody learns more than that."""

import io
from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlmodel import Session, select

from tests.casework.cases.conftest import act
from tests.conftest import HouseClient
from tests.register.register import homes
from tests.shown import shown
from tests.town import Town
from webapp.casework.cases import clock_services, merger_services, receipt_rules
from webapp.casework.cases import handling_services as h
from webapp.casework.cases.models import GridCase, Voice
from webapp.casework.cases.transfer_services import dispatch, sign
from webapp.casework.cases.turn_services import NotYourTurn
from webapp.casework.photos import queries as photos
from webapp.casework.photos.models import Photo
from webapp.core.data import db
from webapp.core.time import clock
from webapp.door.say.queries import Progress
from webapp.people.notices.models import Notice
from webapp.people.org.models import PartyKind
from webapp.people.org.services import make_party
from webapp.register.register.models import Entrance

Do = Callable[..., Any]
__all__ = ["act"]
WORDS = {
    "category": "LIGHT",
    "words": "楼道灯不亮，老人摔了一跤",
    "door": "602",
    "name": "张桂芬",
    "phone": "13812345678",
}


@pytest.fixture
def token(app: Flask, town: Town) -> str:
    with app.app_context():
        with db.transaction() as session:
            building = homes.build(session, town)
            homes.settle(session, town, building, room="602")
        entrance = db.session().exec(select(Entrance).where(Entrance.building_id == building.id)).first()
        assert entrance
        return entrance.token


def receipt_of(answer: Any) -> str:
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location.split("/progress/")[1].split("?")[0])


def test_a_resident_says_it_and_follows_it(
    client: HouseClient, session: Session, town: Town, token: str, act: Do
) -> None:
    assert f'href="/door/{token}"' in client.get(f"/say/{token}").text, "and a way back to the door's page"
    receipt = receipt_of(client.post(f"/say/{token}", data=WORDS))
    page = client.get(f"/progress/{receipt}").get_data(as_text=True)
    assert "收到了" in page
    case = session.exec(select(GridCase)).one()
    act(h.take, "wang", case)
    assert "正在办" in client.get(f"/progress/{receipt.lower().replace('-', ' ')}").get_data(as_text=True)
    assert session.exec(select(Notice).where(Notice.account_id == town.wang)).first()


def test_the_receipt_shows_no_person_no_door_and_nobodys_words(client: HouseClient, token: str) -> None:
    receipt = receipt_of(client.post(f"/say/{token}", data=WORDS))
    page = client.get(f"/progress/{receipt}").get_data(as_text=True)
    for secret in ("张桂芬", "13812345678", "602", "摔了一跤"):
        assert secret not in shown(page)
    assert [one.name for one in fields(Progress)] == [
        "receipt", "number", "category", "community", "state", "said_at", "due_at", "first_due_at", "delays",
        "review_on", "joined", "is_ended", "answer", "holder", "steps", "asks", "judged",
    ]  # fmt: skip


@pytest.mark.usefixtures("november")
def test_a_new_date_stands_beside_the_first_with_its_reason(
    client: HouseClient, session: Session, act: Do, token: str
) -> None:
    receipt = receipt_of(client.post(f"/say/{token}", data=WORDS))
    case = session.exec(select(GridCase)).one()
    first, later = clock.local(case.due_at).date(), clock.today() + timedelta(days=60)
    act(clock_services.ask_extension, "wang", case, until=later, words="配件要从外地调")
    assert "配件" not in client.get(f"/progress/{receipt}").text, "asked is not granted"
    act(clock_services.decide_extension, "li", case, granted=True)
    page = client.get(f"/progress/{receipt}").text
    assert "当初答应的期限" in page and f"{first.month}月{first.day}日" in page
    assert f"改到 {later.month}月{later.day}日" in page.replace(f"{later.year}年", "") and "配件要从外地调" in page


def test_what_is_set_aside_says_until_when(client: HouseClient, session: Session, act: Do, token: str) -> None:
    receipt = receipt_of(client.post(f"/say/{token}", data=WORDS))
    case = session.exec(select(GridCase)).one()
    day = clock.today() + timedelta(days=40)
    act(clock_services.park, "li", case, review_on=day, words="等开春")
    page = client.get(f"/progress/{receipt}").text
    assert "期限待定" not in page and f"{day.month}月{day.day}日" in page and "回头看" in page


def test_what_was_joined_with_another_says_so(client: HouseClient, session: Session, act: Do, token: str) -> None:
    first = receipt_of(client.post(f"/say/{token}", data=WORDS))
    second = receipt_of(client.post(f"/say/{token}", data={**WORDS, "same_as": "new"}))
    whole, merged = session.exec(select(GridCase).order_by(GridCase.number)).all()
    act(merger_services.merge, "li", merged, into=whole)
    assert f"并在一起办了，编号 {whole.number}" in client.get(f"/progress/{second}").text
    assert "并在一起办" not in client.get(f"/progress/{first}").text


def test_a_strangers_words_are_kept_sealed_and_count_no_household(
    client: HouseClient, session: Session, token: str
) -> None:
    client.post(f"/say/{token}", data=WORDS)
    raw = session.connection().exec_driver_sql("SELECT speaker, phone, door FROM case_voice").one()
    assert all("13812" not in value and "张" not in value for value in raw)  # three signs come up by chance
    assert session.exec(select(Voice)).one().household_id is None


def test_the_same_thing_is_offered_and_joined(client: HouseClient, session: Session, token: str) -> None:
    receipt_of(client.post(f"/say/{token}", data=WORDS))
    offered = client.post(f"/say/{token}", data={**WORDS, "words": "灯还是不亮"}).get_data(as_text=True)
    assert "是同一件吗" in offered and "摔了一跤" not in offered
    case = session.exec(select(GridCase)).one()
    receipt_of(client.post(f"/say/{token}", data={**WORDS, "words": "灯还是不亮", "same_as": case.id}))
    session.rollback()
    assert len(session.exec(select(GridCase)).all()) == 1 and len(session.exec(select(Voice)).all()) == 2


def test_a_refused_report_says_why(client: HouseClient, session: Session, token: str, act: Do) -> None:
    receipt = receipt_of(client.post(f"/say/{token}", data=WORDS))
    act(h.reject, "li", session.exec(select(GridCase)).one(), reason=h.Refusal.EMERGENCY)
    assert "120" in client.get(f"/progress/{receipt}").get_data(as_text=True)


def test_bad_input_and_unknown_doors_are_refused_in_words(client: HouseClient, session: Session, token: str) -> None:
    assert client.post(f"/say/{token}", data={**WORDS, "words": " "}).status_code == 422
    assert client.post(f"/say/{token}", data={**WORDS, "phone": "12"}).status_code == 422
    unknown = client.post(f"/say/{token}", data={**WORDS, "category": "NOPE"})
    assert unknown.status_code == 422 and unknown.get_data(as_text=True).count("请选哪一类") == 2
    assert client.get("/say/nowhere").status_code == 404
    assert client.post("/say/nowhere", data=WORDS).status_code == 404
    strange = {**WORDS, "same_as": "01900000-0000-7000-8000-00000000dead"}
    assert client.post(f"/say/{token}", data=strange).status_code == 404
    assert session.exec(select(GridCase)).all() == []


def test_too_many_in_an_hour_are_slowed_down(client: HouseClient, session: Session, token: str) -> None:
    answers = [client.post(f"/say/{token}", data={**WORDS, "same_as": "new"}).status_code for _ in range(8)]
    assert answers == [303] * 6 + [429] * 2
    session.rollback()
    assert len(session.exec(select(GridCase)).all()) == 6


def test_a_wrong_receipt_tells_nothing(client: HouseClient) -> None:
    assert client.get("/progress").status_code == 200
    assert client.get("/progress?receipt=AAAA-BBBB-CCCC").status_code == 422
    assert client.get("/progress/AAAA-BBBB-CCCC").status_code == 404
    assert client.get("/progress/x").status_code == 404


def test_receipts_do_not_repeat_and_survive_typing() -> None:
    made = {receipt_rules.new_receipt() for _ in range(500)}
    assert len(made) == 500
    for receipt in made:
        assert receipt_rules.tidy_receipt(receipt.lower().replace("-", " ")) == receipt


def test_the_door_page_offers_it(client: HouseClient, token: str) -> None:
    assert f"/say/{token}" in client.get(f"/door/{token}").get_data(as_text=True)


def test_the_receipt_says_who_has_it_in_role_words(
    client: HouseClient, session: Session, town: Town, token: str, act: Do
) -> None:
    receipt = receipt_of(client.post(f"/say/{token}", data=WORDS))

    def told() -> str:
        return str(client.get(f"/progress/{receipt}").get_data(as_text=True))

    case = session.exec(select(GridCase)).one()
    assert "现在在网格员那里" in told()
    act(h.take, "li", case)
    assert "现在在社区居委会那里" in told() and "李静" not in told()
    act(dispatch, "li", case, unit_id=town.street)
    assert "现在在社区居委会那里" in told(), "the one who has it keeps it until the other signs"
    act(sign, "chen", case)
    assert "现在在军粮城街道那里" in told() and "陈立" not in told()
    with db.transaction() as writing:
        body = make_party(
            writing, town.actor("li"), kind=PartyKind.PARTNER, name="华新供电服务站", community_id=town.community
        )
        body_id = body.id
    with pytest.raises(NotYourTurn):
        act(dispatch, "li", case, party_id=body_id)
    act(dispatch, "chen", case, party_id=body_id)
    act(sign, "chen", case)
    assert "现在在华新供电服务站那里" in told()
    act(h.finish, "chen", case, words="换了灯")
    assert "现在在社区居委会那里" in told()


def picture(colour: str = "green", kind: str = "JPEG") -> tuple[io.BytesIO, str]:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "a secret place"
    Image.new("RGB", (60, 40), colour).save(file, kind, exif=exif)
    file.seek(0)
    return file, "灯.jpg"


def test_photos_come_along_cleaned_and_only_the_desk_sees_them(
    client: HouseClient, session: Session, town: Town, token: str
) -> None:
    form = client.get(f"/say/{token}").get_data(as_text=True)
    assert 'enctype="multipart/form-data"' in form and 'type="file"' in form
    receipt = receipt_of(client.post(f"/say/{token}", data={**WORDS, "photos": [picture(), picture("red")]}))
    case = session.exec(select(GridCase)).one()
    kept = session.exec(select(Photo)).all()
    assert len(kept) == 2 and {one.subject_id for one in kept} == {case.id}
    assert all(b"secret" not in photos.read_bytes(one) for one in kept)
    address = f"/photos/{kept[0].id}"
    assert "/photos/" not in client.get(f"/progress/{receipt}").get_data(as_text=True)
    assert client.get(address).status_code == 303, "a stranger is asked to sign in"
    assert address in client.sign_in(town.wang).get(f"/cases/{case.id}").get_data(as_text=True)
    assert client.get(address).status_code == 200
    assert client.sign_in(town.stranger).get(address).status_code == 404


def test_too_many_and_bad_photos_are_refused_at_the_field(client: HouseClient, session: Session, token: str) -> None:
    for given, says in (
        ([picture() for _ in range(4)], "最多 3 张"),
        ([(io.BytesIO(b"<svg onload=alert(1)>"), "灯.jpg")], "不是照片"),
        ([picture(), (io.BytesIO(b""), "空.jpg")], "不是照片"),
    ):
        refused = client.post(f"/say/{token}", data={**WORDS, "photos": given})
        page = refused.get_data(as_text=True)
        assert refused.status_code == 422 and says in page and "请再选一次" in page and "摔了一跤" in page
    assert session.exec(select(GridCase)).all() == [] and session.exec(select(Photo)).all() == []


def test_photos_join_the_case_that_was_recognised(client: HouseClient, session: Session, token: str) -> None:
    receipt_of(client.post(f"/say/{token}", data=WORDS))
    case = session.exec(select(GridCase)).one()
    offered = client.post(f"/say/{token}", data={**WORDS, "photos": [picture()]}).get_data(as_text=True)
    assert "是同一件吗" in offered and "请再选一次" in offered
    receipt_of(client.post(f"/say/{token}", data={**WORDS, "same_as": case.id, "photos": [picture()]}))
    session.rollback()
    assert session.exec(select(Photo)).one().subject_id == case.id


def test_three_more_voices_on_one_case_are_one_notice(
    client: HouseClient, session: Session, town: Town, token: str
) -> None:
    client.post(f"/say/{token}", data=WORDS)
    case = session.exec(select(GridCase)).one()
    for room in ("501", "502", "503"):
        answer = client.post(f"/say/{token}", data=WORDS | {"door": room, "same_as": case.id})
        assert answer.status_code == 303
    session.rollback()
    told = session.exec(select(Notice.sentence).where(Notice.account_id == town.wang)).all()
    assert len(told) == len(set(told)) == 2, "one that it was said, one that others say it too"
    assert len(session.exec(select(GridCase)).all()) == 1
