import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import db
from webapp.people.accounts.permissions import Action
from webapp.register.merchants import queries, services
from webapp.register.merchants.models import PartnerKind


@pytest.fixture
def shop(app: Flask, town: Town) -> str:
    with app.app_context(), db.transaction() as session:
        actor = town.actor("wang", Action.CHANGE_REGISTER)
        return services.add_merchant(session, actor, grid_id=town.grid1, name="满意面馆", trade="面馆").id


def test_a_shop_from_opening_to_closing(client: HouseClient, town: Town, app: Flask) -> None:
    wang = client.sign_in(town.wang)
    made = wang.post("/merchants/", data={"grid_id": town.grid1, "name": "福源药房", "phone": "022-24990009"})
    assert made.status_code == 303
    url = made.headers["Location"]
    assert "福源药房" in wang.get("/merchants/").text
    assert wang.post(f"{url}/employees", data={"name": "韩磊", "job": "店员"}).status_code == 303
    assert "韩*" in wang.get(url).text
    done = wang.post(f"{url}/details", data={"grid_id": town.grid1, "name": "福源大药房", "version": "1"})
    assert done.status_code == 303
    stale = wang.post(f"{url}/details", data={"grid_id": town.grid1, "name": "别的", "version": "1"})
    assert stale.status_code == 422
    with app.app_context():
        person = queries.list_employees(
            db.session(), queries.get_merchant(db.session(), town.actor("wang"), url[-36:])
        )[0]
    assert wang.post(f"/merchants/employees/{person.id}/departure").status_code == 303
    assert wang.post(f"{url}/closing", data={"on": "2026-11-01"}).status_code == 303
    assert "福源大药房" not in wang.get("/merchants/").text


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "这一项要填。"),
        ({"credit_code": "91350100M000100Y44"}, "统一社会信用代码不对"),
        ({"phone": "12"}, "请填 11 位手机号，或带区号的座机。"),
        ({"grid_id": "nowhere"}, "请从给出的选项里选。"),
    ],
)
def test_a_bad_shop_is_refused_at_the_field(
    client: HouseClient, town: Town, fields: dict[str, str], words: str
) -> None:
    answer = client.sign_in(town.wang).post("/merchants/", data={"grid_id": town.grid1, "name": "甲", **fields})
    assert answer.status_code == 422
    assert answer.text.count(words) >= 2


def test_a_stranger_and_a_wrong_role(client: HouseClient, town: Town, shop: str) -> None:
    for address in (f"/merchants/{shop}", f"/merchants/{shop}/details"):
        assert client.sign_in(town.stranger).get(address).status_code == 404
        assert client.sign_in(town.zhao).get(address).status_code == 403
    assert client.sign_in(town.stranger).post(f"/merchants/{shop}/closing").status_code == 404


def test_partners_are_kept_by_the_host(client: HouseClient, town: Town, app: Flask) -> None:
    fields = {"community_id": town.community, "name": "名都物业", "kind": "property", "contact_name": "周海"}
    assert client.sign_in(town.wang).post("/partners/", data=fields).status_code == 403
    host = client.sign_in(town.li)
    assert host.post("/partners/", data=fields).status_code == 303
    assert host.post("/partners/", data=fields).status_code == 422
    assert host.post("/partners/", data={**fields, "kind": "none"}).status_code == 422
    assert "名都物业" in client.sign_in(town.wang).get("/partners/").text
    assert "名都物业" not in client.sign_in(town.stranger).get("/partners/").text
    with app.app_context():
        row = queries.list_partners(db.session(), town.actor("li"))[0]
        assert row.kind is PartnerKind.PROPERTY
    assert client.sign_in(town.far_host).post(f"/partners/{row.id}", data={}).status_code == 404
    host = client.sign_in(town.li)
    assert "周海" in host.get(f"/partners/{row.id}").text
    assert host.post(f"/partners/{row.id}", data={"contact_name": "周江", "has_left": "y"}).status_code == 303
