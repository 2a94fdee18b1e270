import base64
import hashlib
import io

import pytest
from PIL import Image
from sqlmodel import Session

from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.photos import queries
from webapp.casework.photos import services as photos
from webapp.casework.photos.models import Photo
from webapp.casework.photos.services import Subject
from webapp.core.data import db, ids
from webapp.core.files import blob_store, images
from webapp.core.web.errors import NotFound
from webapp.people.accounts.permissions import Action


def jpeg(width: int = 400, height: int = 300, exif: bytes = b"") -> bytes:
    out = io.BytesIO()
    noise = Image.effect_noise((width, height), 80).convert("RGB")
    noise.save(out, "JPEG", quality=90, exif=exif)
    return out.getvalue()


def subject(town: Town) -> Subject:
    return Subject("visit", ids.new(), town.community, town.grid1)


@pytest.fixture
def expected(session: Session, town: Town) -> str:
    photo_id = ids.new()
    with db.transaction() as writing:
        photos.expect(writing, town.actor("wang", Action.ADD_PHOTOS), [photo_id, photo_id], subject(town))
    return photo_id


def piece(client: HouseClient, photo_id: str, content: bytes, at: int, size: int, spoil: bool = False):
    sum_ = base64.b64encode(hashlib.sha256(content + (b"x" if spoil else b"")).digest()).decode()
    return client.open(
        f"/photos/{photo_id}/bytes",
        method="POST",
        data=content,
        headers={
            "Upload-Offset": str(at),
            "Upload-Length": str(size),
            "Upload-Checksum": f"sha256 {sum_}",
            "Accept": "application/json",
            "Sec-Fetch-Site": "same-origin",
        },
    )


def test_a_photo_arrives_in_pieces_and_a_repeated_piece_is_harmless(client, session, town, expected) -> None:
    client.sign_in(town.wang)
    content = jpeg()
    half = len(content) // 2
    assert client.get(f"/photos/{expected}/bytes").json["offset"] == 0
    assert piece(client, expected, content[:half], 0, len(content)).json["offset"] == half
    assert piece(client, expected, content[:half], 0, len(content)).status_code == 409
    assert client.get(f"/photos/{expected}/bytes").json["offset"] == half
    done = piece(client, expected, content[half:], half, len(content)).json
    assert done["done"] and done["sha"] == hashlib.sha256(content).hexdigest()
    again = piece(client, expected, content[half:], half, len(content)).json
    assert again["done"] and again["offset"] == len(content)
    assert client.get(f"/photos/{expected}").mimetype == "image/jpeg"


def test_a_damaged_piece_is_not_kept(client, town, expected) -> None:
    client.sign_in(town.wang)
    assert piece(client, expected, b"abc", 0, 6, spoil=True).status_code == 409
    assert client.get(f"/photos/{expected}/bytes").json["offset"] == 0


def test_what_is_no_picture_is_refused_for_good(client, town, expected) -> None:
    client.sign_in(town.wang)
    answer = piece(client, expected, b"<svg onload=alert(1)>", 0, 21)
    assert answer.status_code == 422 and "照片" in answer.json["message"]
    assert client.get(f"/photos/{expected}/bytes").status_code == 422


def test_a_stranger_finds_neither_the_photo_nor_its_place(client, town, expected) -> None:
    client.sign_in(town.stranger)
    assert client.get(f"/photos/{expected}", headers={"Accept": "application/json"}).status_code == 404
    assert piece(client, expected, b"abc", 0, 3).status_code == 404


def test_the_host_sees_what_the_worker_took_but_cannot_send_for_her(client, session, town, expected) -> None:
    with db.transaction() as writing:
        photo = writing.get(Photo, expected)
        photos.keep(writing, None, photo, jpeg())
    client.sign_in(town.li)
    assert client.get(f"/photos/{expected}").status_code == 200
    assert piece(client, expected, b"abc", 0, 3).status_code == 404


def test_an_id_names_one_photo_of_one_subject(session, town, expected) -> None:
    with pytest.raises(photos.PhotoTaken), db.transaction() as writing:
        photos.expect(writing, town.actor("wang", Action.ADD_PHOTOS), [expected], subject(town))


def test_ten_photos_are_too_many(session, town) -> None:
    with pytest.raises(photos.TooManyPhotos), db.transaction() as writing:
        photos.expect(writing, None, [ids.new() for _ in range(10)], subject(town))


def test_a_whole_file_goes_the_same_way(session, town) -> None:
    of = subject(town)
    with db.transaction() as writing:
        photo = photos.add(writing, town.actor("wang", Action.ADD_PHOTOS), jpeg(2400, 1800), of)
        photos.add(writing, town.actor("wang", Action.ADD_PHOTOS), jpeg(50, 50), of, photo_id=photo.id)
    assert (photo.width, photo.height) == (1600, 1200)
    assert queries.list_photos(session, "visit", [of.id])[of.id][0].id == photo.id
    assert queries.read_bytes(photo)[:2] == b"\xff\xd8"


def test_place_and_camera_do_not_survive(session, town) -> None:
    exif = Image.Exif()
    exif[0x0110] = "Phone 9"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    picture = images.reencode(jpeg(400, 300, exif.tobytes()))
    assert (picture.width, picture.height) == (300, 400), "turned upright"
    assert not Image.open(io.BytesIO(picture.data)).getexif()


@pytest.mark.parametrize("content", [b"", b"GIF89a" + b"0" * 30, b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"0" * 40])
def test_other_files_are_no_pictures(content: bytes) -> None:
    with pytest.raises(images.NotAPicture):
        images.reencode(content)


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(out, "PNG")
    with pytest.raises((images.TooLarge, images.NotAPicture)):
        images.reencode(out.getvalue())


def test_a_transparent_picture_gets_a_white_ground() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(io.BytesIO(images.reencode(out.getvalue()).data)).getpixel((3, 3)) == (255, 255, 255)


def test_the_shelf_may_be_an_object_store(app) -> None:
    store = blob_store.ObjectStore("memory:///")
    store.put("abcd", b"x")
    assert store.get("abcd") == b"x"
    store.drop("abcd")
    with pytest.raises(NotFound):
        store.get("abcd")


def test_the_same_content_twice_is_one_file(session) -> None:
    assert blob_store.put(b"one") == blob_store.put(b"one")
    assert len(list(blob_store.shelf().root.rglob("*"))) == 2
    blob_store.shelf().drop(blob_store.put(b"one"))
    with pytest.raises(NotFound):
        blob_store.get(blob_store.put(b"two")[:-1] + "z")
