"""A photo of goods: shrunk, kept once, and seen by nobody outside the community."""

import io

import pytest
from PIL import Image
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.exchange.shop.ground import shelf
from tests.town import Town
from webapp.casework.photos.models import Photo
from webapp.core.data import db
from webapp.exchange.shop import queries
from webapp.exchange.shop.models import Goods


def snap(width: int = 1200, colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 900), colour).save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def rice(session: Session, town: Town) -> Goods:
    with db.transaction():
        return shelf(session, town)


def put(client: HouseClient, goods: Goods, content: bytes, name: str = "rice.jpg") -> int:
    sent = {"photos": (io.BytesIO(content), name)}
    return client.post(f"/stock/{goods.id}/picture", data=sent, content_type="multipart/form-data").status_code


def shown(session: Session, goods: Goods) -> str:
    session.rollback()
    session.expire_all()
    return str(session.get_one(Goods, goods.id).photo_id)


def test_the_photo_is_shrunk_and_shown_where_goods_are(
    client: HouseClient, session: Session, town: Town, rice: Goods
) -> None:
    client.sign_in(town.qian)
    assert put(client, rice, snap()) == 303
    photo = session.get_one(Photo, shown(session, rice))
    assert (photo.width, photo.height) == (400, 300)
    assert f"/counter/pictures/{photo.id}" in client.get("/stock").text
    assert client.get(f"/counter/pictures/{photo.id}").mimetype == "image/jpeg"
    client.sign_in(town.zhao)
    assert f"/shop/pictures/{photo.id}" in client.get("/shop").text
    answer = client.get(f"/shop/pictures/{photo.id}")
    assert (answer.status_code, answer.mimetype) == (200, "image/jpeg")
    assert "private" in answer.headers["Cache-Control"]


def test_a_second_photo_takes_the_place_of_the_first(
    client: HouseClient, session: Session, town: Town, rice: Goods
) -> None:
    client.sign_in(town.qian)
    put(client, rice, snap())
    first = shown(session, rice)
    put(client, rice, snap(colour="blue"))
    second = shown(session, rice)
    assert first != second
    assert client.get(f"/counter/pictures/{first}").status_code == 404
    assert client.get(f"/counter/pictures/{second}").status_code == 200


@pytest.mark.parametrize("content", [b"", b"not a picture at all"])
def test_what_is_no_picture_is_refused_in_words(
    client: HouseClient, session: Session, town: Town, rice: Goods, content: bytes
) -> None:
    client.sign_in(town.qian)
    assert put(client, rice, content, "rice.jpg" if content else "") == 422
    assert shown(session, rice) == "None"


def test_strangers_see_no_photo_and_change_none(client: HouseClient, session: Session, town: Town, rice: Goods) -> None:
    client.sign_in(town.qian)
    put(client, rice, snap())
    photo_id = shown(session, rice)
    client.sign_in(town.far_host)
    assert client.get(f"/counter/pictures/{photo_id}").status_code == 404
    assert put(client, rice, snap()) == 404
    client.sign_in(town.zhao)
    assert put(client, rice, snap()) == 403
    assert client.get(f"/shop/pictures/{rice.id}").status_code == 404
    assert queries.list_offers(session, town.community)[0].photo_id == photo_id
