"""What a resident without an account does and sees; and what nobody finds out."""

import re
from dataclasses import fields
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.centre.rights.ground import NAME, PHONE, WRONG, Family, asked, checked
from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.rights import code_rules, rules, services
from webapp.centre.rights.forms import AskForm
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.queries import Receipt
from webapp.centre.rights.rules import Kind, Way
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.people.accounts.permissions import Action
from webapp.people.notices.models import Notice


def form(**more: str) -> dict[str, str]:
    return {"kind": "see", "name": NAME, "room": "2门602", "phone": PHONE, **more}


def send(client: HouseClient, family: Family, **more: str) -> str:
    """The code on the page one is led to."""
    answer = client.post(f"/my-information/door/{family.token}/request", data=form(**more))
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].rsplit("/", 1)[1].split("?")[0]


def row_of(session: Session, code: str) -> PersonRequest:
    session.rollback()
    return session.exec(select(PersonRequest).where(PersonRequest.code_hash == vault.blind_index(code))).one()


def test_from_the_street_door_to_a_code_without_an_account(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    assert f"/my-information/door/{family.token}" in client.get(f"/door/{family.token}").text
    card = client.get(f"/my-information/door/{family.token}")
    assert "冬梅轩社区" in card.text and f"/my-information/door/{family.token}/request" in card.text
    code = send(client, family)
    page = client.get(f"/my-information/receipt/{code}")
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert code in page.text and "收到了，还没核对身份" in page.text
    row = row_of(session, code)
    assert (row.grid_id, row.community_id, row.kind, row.place) == (
        town.grid1, town.community, Kind.SEE, "冬梅轩3号楼2门",
    )  # fmt: skip
    assert set(session.exec(select(Notice.account_id))) == {town.li, town.wang}
    assert NAME not in "".join(f"{one.sentence}{one.details}" for one in session.exec(select(Notice)))


def test_the_term_is_fifteen_working_days(session: Session, town: Town, family: Family, client: HouseClient) -> None:
    row = row_of(session, send(client, family))
    assert timedelta(days=15) <= row.due_at - row.asked_at <= timedelta(days=32)


def test_the_same_form_sent_twice_is_one_request(client: HouseClient, session: Session, family: Family) -> None:
    page = client.get(f"/my-information/door/{family.token}/request").text
    given = re.search(r'name="id"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="id"', page)
    assert given
    same = {"id": given[1] or given[2]}
    assert send(client, family, **same) == send(client, family, **same)
    assert len(session.exec(select(PersonRequest)).all()) == 1


def test_somebody_elses_id_opens_nothing(client: HouseClient, session: Session, family: Family) -> None:
    code = send(client, family)
    row = row_of(session, code)
    other = client.post(f"/my-information/door/{family.token}/request", data=form(id=row.id, name="冒名"))
    assert code not in other.headers["Location"]
    session.rollback()
    assert len(session.exec(select(PersonRequest)).all()) == 2


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"name": ""}, "姓名"), ({"phone": "12"}, "电话"), ({"kind": "all"}, "您要办哪一样"),
     ({"kind": "correct"}, "请写一句"), ({"kind": "relative"}, "请写一句")],
)  # fmt: skip
def test_what_is_missing_stands_at_its_field_and_nothing_is_lost(
    client: HouseClient, session: Session, family: Family, more: dict[str, str], sentence: str
) -> None:
    answer = client.post(f"/my-information/door/{family.token}/request", data=form() | more)
    assert answer.status_code == 422
    assert sentence in answer.text and "2门602" in answer.text
    assert not session.exec(select(PersonRequest)).all()


def test_a_grid_or_a_community_is_enough_to_begin(client: HouseClient, session: Session, town: Town) -> None:
    for unit in (town.grid1, town.community):
        assert client.get(f"/my-information/at/{unit}").status_code == 200
        assert client.post(f"/my-information/at/{unit}/request", data=form()).status_code == 303
    for unit in (town.street, town.district, "01900000-0000-7000-8000-00000000dead"):
        assert client.get(f"/my-information/at/{unit}").status_code == 404
        assert client.post(f"/my-information/at/{unit}/request", data=form()).status_code == 404
    assert "/my-information" in client.get("/what-we-keep").text
    assert client.get("/my-information").status_code == 200


def test_whoever_is_in_the_register_and_whoever_is_not_see_the_same(client: HouseClient, family: Family) -> None:
    """Name, phone and room right or wrong: the same page but for the code, before and after a wrong number."""
    pages = []
    for told in ({}, {"name": "查无此人", "phone": WRONG, "room": "9门999"}):
        code = send(client, family, **told)
        shown = client.get(f"/my-information/receipt/{code}").text
        tried = client.post(f"/my-information/receipt/{code}/identity", data={"digits": "123456"})
        assert tried.status_code == 422
        handed = client.post(f"/my-information/receipt/{code}/sheet", data={"way": "json"})
        pages.append([page.replace(code, "CODE") for page in (shown, tried.text, str(handed.status_code))])
    first, second = [[re.sub(r"[0-9a-f]{40,}|_ts=\d+", "", text) for text in page] for page in pages]
    assert first == second


def test_a_match_by_the_office_changes_nothing_outside(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family)
    before = client.get(f"/my-information/receipt/{code}").text
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/match", data={"resident_id": family.person})
    after = client.sign_out().get(f"/my-information/receipt/{code}").text
    assert re.sub(r"[0-9a-f]{40,}", "", before) == re.sub(r"[0-9a-f]{40,}", "", after)
    assert NAME not in after and PHONE not in after


def test_the_public_forms_and_the_receipts_fields_are_frozen(app: Flask) -> None:
    with app.test_request_context():
        assert list(AskForm().values) == ["id", "kind", "name", "room", "phone", "words"]
    assert [field.name for field in fields(Receipt)] == [
        "kind", "community", "duty_phone", "state", "asked_on", "due_on", "is_late", "asks_code", "answer", "refusal",
        "is_ended", "ready_until",
    ]  # fmt: skip


def test_a_code_cannot_be_guessed_and_is_not_kept(session: Session, town: Town, family: Family) -> None:
    codes = {asked(town, family)[1] for _ in range(50)}
    assert len(codes) == 50
    assert all(re.fullmatch(r"([A-Z2-9]{4}-){3}[A-Z2-9]{4}", code) for code in codes)
    assert len(code_rules.LETTERS) ** code_rules.SIGNS > 2**78
    kept = {value for row in session.exec(select(PersonRequest)) for value in row.model_dump().values()}
    assert not kept & codes


@pytest.mark.parametrize("code", ["1", "X" * 16, "AAAA-BBBB-CCCC-DDDD", "'", "x" * 300])
def test_a_guessed_code_finds_nothing(client: HouseClient, family: Family, code: str) -> None:
    for address in (f"/my-information/receipt/{code}",):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}/identity", data={"digits": "123456"}).status_code == 404
        assert client.post(f"{address}/sheet", data={"way": "json"}).status_code == 404
    assert "没有这个查询码" in client.get(f"/my-information?code={code}").text


def test_typed_small_and_without_dashes_it_opens(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    _, code = asked(town, family)
    answer = client.get(f"/my-information?code={code.replace('-', ' ').lower()}")
    assert answer.status_code == 303 and answer.headers["Location"].endswith(code)


def test_guessing_and_asking_are_slowed_down(client: HouseClient, family: Family) -> None:
    asks = [client.post(f"/my-information/door/{family.token}/request", data=form()).status_code for _ in range(8)]
    assert asks[-1] == 429
    looks = [client.get(f"/my-information/receipt/{n:016d}").status_code for n in range(65)]
    assert looks[-1] == 429


def spoken(town: Town, request_id: str) -> str:
    with db.transaction() as session:
        row = session.get_one(PersonRequest, request_id)
        li = town.actor("li", Action.ANSWER_RIGHTS)
        phone, digits = services.speak_code(session, li, row)
    assert phone == PHONE
    return digits


def test_six_digits_read_out_at_the_registered_number_prove_it(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family)
    client.sign_in(town.li)
    assert client.post(f"/rights/requests/{request_id}/spoken-code").status_code == 409  # nobody was found yet
    assert client.post(f"/rights/requests/{request_id}/match", data={"resident_id": family.person}).status_code == 303
    told = client.post(f"/rights/requests/{request_id}/spoken-code")
    assert PHONE in told.text and told.headers["Cache-Control"] == "no-store"
    digits = "".join(re.search(r"(\d{3}) (\d{3})", told.text).groups())  # type: ignore[union-attr]
    client.sign_out()
    wrong = f"{(int(digits) + 1) % 10**6:06d}"
    assert client.post(f"/my-information/receipt/{code}/identity", data={"digits": wrong}).status_code == 422
    assert client.post(f"/my-information/receipt/{code}/identity", data={"digits": digits}).status_code == 303
    row = row_of(session, code)
    assert (row.check_way, row.checked_by, row.spoken_hash) == (Way.PHONE, town.li, None)
    assert client.post(f"/my-information/receipt/{code}/identity", data={"digits": digits}).status_code == 422


def test_five_wrong_tries_use_the_digits_up(client: HouseClient, session: Session, town: Town, family: Family) -> None:
    request_id, code = asked(town, family)
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/match", data={"resident_id": family.person})
    client.sign_out()
    digits = spoken(town, request_id)
    for n in range(rules.SPOKEN_TRIES):
        client.post(f"/my-information/receipt/{code}/identity", data={"digits": f"{(int(digits) + n + 1) % 10**6:06d}"})
    assert client.post(f"/my-information/receipt/{code}/identity", data={"digits": digits}).status_code == 422
    assert row_of(session, code).checked_at is None


def test_after_half_an_hour_the_digits_are_nothing(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = asked(town, family)
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/match", data={"resident_id": family.person})
    client.sign_out()
    digits = spoken(town, request_id)
    with db.transaction() as writing:
        writing.get_one(PersonRequest, request_id).spoken_until = clock.now() - timedelta(minutes=1)
    assert client.post(f"/my-information/receipt/{code}/identity", data={"digits": digits}).status_code == 422


def test_what_was_made_ready_is_handed_over_for_some_days(
    client: HouseClient, session: Session, town: Town, family: Family
) -> None:
    request_id, code = checked(town, family, Kind.COPY)
    address = f"/my-information/receipt/{code}/sheet"
    assert client.post(address, data={"way": "page"}).status_code == 404
    client.sign_in(town.li).post(f"/rights/requests/{request_id}/copy")
    client.sign_out()
    page = client.post(address, data={"way": "page"})
    assert page.headers["Cache-Control"] == "no-store"
    for words in (NAME, PHONE, "听力弱", "冬梅轩3号楼2门602", "登记居民", "社区书记"):
        assert words in page.text, words
    document = client.post(address, data={"way": "json"}).get_json()
    assert document["name"] == NAME
    assert PHONE in str(document["kept"])
    assert client.post(address, data={"way": "xlsx"}).data[:2] == b"PK"
    assert NAME in client.post(address, data={"way": "paper"}).text
    with db.transaction() as writing:
        writing.get_one(PersonRequest, request_id).ready_until = clock.today() - timedelta(days=1)
    assert client.post(address, data={"way": "page"}).status_code == 404
    assert client.get(address).status_code == 405  # reading it is written down, so it is no GET


def test_the_card_is_in_both_languages(client: HouseClient, family: Family) -> None:
    client.set_cookie("lang", "en")
    page = client.get(f"/my-information/door/{family.token}").text
    assert "Notice and your rights" in page and "Residents: name, phone" in page
