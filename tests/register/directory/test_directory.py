import io
from dataclasses import fields
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from tests.conftest import HouseClient
from tests.register.register import homes
from tests.shown import shown
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Account, Post, PostKind, Role
from webapp.people.org.models import Party
from webapp.register.directory import card_routes
from webapp.register.directory.queries import Answer
from webapp.register.register.models import Entrance


@pytest.fixture
def token(app: Flask, town: Town) -> str:
    with app.app_context(), db.transaction() as session:
        building = homes.build(session, town)
        homes.settle(session, town, building)
        entrance = session.exec(select(Entrance).where(Entrance.building_id == building.id)).first()
        assert entrance is not None
        entrance.micro_grid_id = town.micro1
        session.get_one(Party, town.party("wang")).phone = "13800138000"
        return entrance.token


def test_the_door_code_answers_without_sign_in(client: HouseClient, token: str) -> None:
    answer = client.get(f"/door/{token}")
    assert answer.status_code == 200
    for words in ("王秀英", "13800138000", "吴*", "022-24990000", "冬梅轩3号楼1门"):
        assert words in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_nothing_about_residents_is_on_it(client: HouseClient, token: str) -> None:
    page = shown(client.get(f"/door/{token}").text)
    assert "王桂芬" not in page
    assert "602" not in page


def test_the_fields_of_the_public_answer_are_frozen() -> None:
    assert [field.name for field in fields(Answer)] == [
        "place", "community", "grid", "worker", "worker_phone", "stands_in", "duty_phone", "head", "micro_grid",
        "liaison", "supervision_phone",
    ]  # fmt: skip


def test_a_vacant_post_shows_the_duty_phone(client: HouseClient, town: Town, app: Flask, token: str) -> None:
    with app.app_context(), db.transaction() as session:
        post = session.exec(select(Post).where(Post.account_id == town.wang)).one()
        post.valid_to = clock.today() - timedelta(days=1)
    page = client.get(f"/door/{token}").text
    assert "暂时空缺" in page
    assert "022-24990000" in page
    assert "王秀英" not in page


def test_a_worker_who_hides_the_name_is_surname_and_post(client: HouseClient, town: Town, token: str) -> None:
    client.sign_in(town.wang)
    assert "居民看到的称呼" in client.get("/me").text
    assert client.post("/me/public-name", data={"shown": "surname"}).status_code == 303
    client.sign_out()
    for path in (f"/door/{token}", f"/who/grids/{town.grid1}"):
        page = client.get(path).text
        assert "王网格员" in page
        assert "13800138000" in page
        assert "王秀英" not in page
    client.sign_in(town.wang).post("/me/public-name", data={"shown": "full"})
    assert "王秀英" in client.get(f"/door/{token}").text


def test_only_a_grid_worker_is_asked_how_to_be_named(client: HouseClient, town: Town) -> None:
    assert "居民看到的称呼" not in client.sign_in(town.li).get("/me").text


def test_a_stand_in_goes_before_the_one_away(client: HouseClient, town: Town, app: Flask, token: str) -> None:
    with app.app_context(), db.transaction() as session:
        accounts.give_post(
            session, None, session.get_one(Account, town.ma), role=Role.GRID_WORKER, unit_id=town.grid1,
            valid_from=clock.today(), kind=PostKind.COVER,
        )  # fmt: skip
    page = client.get(f"/door/{token}").text
    assert "马超然" in page
    assert "临时顶岗" in page


@pytest.mark.parametrize("token", ["1", "x" * 16, "x" * 500, "%00", "..%2f", "'"])
def test_a_guessed_code_finds_nothing(client: HouseClient, town: Town, token: str) -> None:
    assert client.get(f"/door/{token}").status_code == (400 if token == "%00" else 404)


def test_what_the_door_opens_leads_back_to_it(client: HouseClient, town: Town, token: str) -> None:
    """找零活, 借工具, 征求意见和微花园, 我的信息, 说件事; and on from there."""
    back = f'href="/door/{token}"'
    ways = {part.replace("&amp;", "&") for part in client.get(f"/door/{token}").get_data(as_text=True).split('"')
            if token in part and part.startswith("/") and not part.startswith("/door/")}  # fmt: skip
    assert {way.split("/")[1].split("?")[0] for way in ways} == {"market", "my-information", "say"}
    for way in ways:
        assert back in client.get(way).get_data(as_text=True), way
    near = f"/market/c/{town.community}"
    assert back in client.get(f"{near}/join?door={token}").get_data(as_text=True)
    assert f"{near}/join?door={token}" in client.get(f"{near}?door={token}").get_data(as_text=True)
    for page in (f"/tools?door={token}", f"/tools/mine?door={token}", f"/ask/?door={token}",
                 f"/garden/near/{town.community}?door={token}"):  # fmt: skip
        assert back in client.get(page).get_data(as_text=True), page
    said = client.post(f"/my-information/door/{token}/request", data={}).get_data(as_text=True)
    assert back in said, "also when something is to be mended"
    for nowhere in ("", "?door=", "?door=//example.org", "?door=%22%3E"):
        assert "回到这扇门的页面" not in client.get(f"/tools{nowhere}").get_data(as_text=True), nowhere


def test_larger_letters_and_the_other_language_keep_the_way_back(client: HouseClient, town: Town, token: str) -> None:
    """大字 and English are pressed most by those who stand at the door: the page they come back to is the same."""
    for here in (f"/tools?door={token}", f"/market/c/{town.community}?door={token}", f"/door/{token}"):
        page = client.get(here).get_data(as_text=True)
        assert page.count(f'name="next" value="{here}"') == 2, here
    answer = client.post("/display", data={"mode": "elder", "next": f"/tools?door={token}"})
    assert answer.headers["Location"] == f"/tools?door={token}"


def test_guessing_is_slowed_down(client: HouseClient, town: Town) -> None:
    answers = [client.get(f"/door/{n:016d}").status_code for n in range(125)]
    assert answers[-1] == 429


def test_by_address_and_by_list(client: HouseClient, town: Town, token: str) -> None:
    for words in ("冬梅轩3号楼", "3号楼2门", "dmx3"):
        assert "冬梅轩3号楼" in client.get("/who", query_string={"q": words}).text
    assert "没有找到" in client.get("/who?q=没有的楼").text
    assert "军粮城街道" in client.get(f"/who?unit={town.district}").text
    assert "第一网格" in client.get(f"/who?unit={town.community}").text
    assert "王秀英" in client.get(f"/who/grids/{town.grid1}").text
    assert client.get(f"/who/grids/{town.community}").status_code == 404
    assert client.get("/who?unit=x").status_code == 404


def test_a_card_for_every_door_as_page_and_as_paper(
    client: HouseClient, town: Town, app: Flask, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pypdf import PdfReader

    with app.app_context():
        building_id = db.session().exec(select(Entrance.building_id)).first()
    address = f"/register/buildings/{building_id}/door-cards"
    wang = client.sign_in(town.wang)
    assert wang.get(address).text.count('class="card-a5"') == 2
    paper = PdfReader(io.BytesIO(wang.get(f"{address}.pdf").data))
    assert len(paper.pages) == 2
    assert "王秀英" in paper.pages[0].extract_text()
    assert "没有设定网址" in wang.get(address).text, "this machine alone opens the address of a trial"
    monkeypatch.setitem(app.config["SETTINGS"].extra, "site", "https://grid.example.gov.cn")
    asked: list[str] = []
    monkeypatch.setattr(card_routes.qr, "svg", lambda link, label: asked.append(link) or "")
    assert "没有设定网址" not in wang.get(address).text
    assert asked and all(link.startswith("https://grid.example.gov.cn/") for link in asked), "not where 王 sits"
    assert client.sign_in(town.stranger).get(address).status_code == 404
    assert client.sign_in(town.zhao).get(f"{address}.pdf").status_code == 403
