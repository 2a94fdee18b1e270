"""Whoever lost the last post still has an account, an outbox and a way out; and nothing else."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlmodel import Session, select

from tests.centre.sync.test_records import HERE, record, send
from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.casework.photos.models import Photo
from webapp.centre.sync.models import SyncPhone, SyncReview
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.door.visits.models import Visit
from webapp.people.accounts.models import Account, Post, Role, SignIn
from webapp.people.accounts.services import give_post

DEVICE = ids.new()


@pytest.fixture
def jobless(client: HouseClient, session: Session, town: Town, stair: Stair) -> HouseClient:
    """王, signed in on a phone that has said hello, on the day after the post ended."""
    client.sign_in(town.wang)
    hello(client)
    end_posts(town)
    return client


def end_posts(town: Town) -> None:
    with db.transaction() as session:
        for post in session.exec(select(Post).where(Post.account_id == town.wang)):
            post.valid_to = clock.today() - timedelta(days=1)


def hello(client: HouseClient) -> None:
    answer = client.post("/sync/hello", json={"nonce": "n", "device": DEVICE}, token=False, headers=HERE)
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/me", "/outbox", "/outbox/file", "/sync/household", "/sync/mirrors", "/notices/"])
def test_account_and_outbox_stay_open(jobless: HouseClient, address: str, session: Session) -> None:
    assert jobless.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/today", "/register/", "/cases/", "/find"])
def test_everything_else_is_shut_and_shows_the_way(jobless: HouseClient, address: str, session: Session) -> None:
    answer = jobless.get(address)
    assert answer.status_code == 403
    page = answer.get_data(as_text=True)
    assert 'href="/outbox"' in page
    assert 'href="/me"' in page
    assert "/sync/code/" in page, "a page that carries the script sends what waits"


def test_home_leads_to_the_account_which_says_why(jobless: HouseClient, session: Session) -> None:
    assert jobless.get("/", follow_redirects=True).request.path == "/me"
    page = jobless.get("/me").get_data(as_text=True)
    assert "您的岗位都结束了" in page
    assert "/sync/code/" in page
    assert jobless.get("/sync/household").get_json()["buildings"] == [], "the grid goes from the phone"


def test_what_waits_is_delivered_with_its_photo_and_kept_for_the_community(
    jobless: HouseClient, stair: Stair, session: Session, town: Town
) -> None:
    """Also what was knocked this morning, before the phone could hear of it."""
    picture = ids.new()
    early = (clock.now() - timedelta(days=1)).isoformat()
    one, two = record(stair.home, captured_at=early), record(stair.above, fields={"photos": [picture]})
    assert [(one["state"], one["review"]) for one in send(jobless, one, two)] == [("receipt", True)] * 2
    assert session.exec(select(Visit)).all() == []
    host = jobless.application.test_client()
    host.sign_in(town.li)
    for review in session.exec(select(SyncReview)).all():
        assert host.post(f"/sync/reviews/{review.id}/taking").status_code == 303
    session.rollback()
    assert {visit.account_id for visit in session.exec(select(Visit))} == {town.wang}


def test_a_photo_that_was_expected_still_arrives(
    client: HouseClient, stair: Stair, session: Session, town: Town
) -> None:
    picture = ids.new()
    heard = {"topic": ["need"], "need": ["REPAIR"], "words": ["窗户关不严"], "photos": [picture]}
    client.sign_in(town.wang)
    assert send(client, record(stair.home, "something", fields=heard))[0]["state"] == "receipt"
    end_posts(town)
    content = BytesIO()
    Image.new("RGB", (40, 30), "green").save(content, "JPEG")
    size = len(content.getvalue())
    assert client.get(f"/photos/{picture}/bytes?size={size}").get_json()["offset"] == 0
    session.rollback()
    assert session.get_one(Photo, picture).account_id == town.wang


def test_signing_out_and_a_colleague_signing_in(jobless: HouseClient, session: Session, town: Town) -> None:
    assert jobless.post("/sign-out").location.endswith("/sign-in")
    session.rollback()
    assert session.exec(select(SignIn).where(SignIn.account_id == town.wang)).one().ended_at
    assert jobless.get("/sign-in").status_code == 200
    assert jobless.sign_in(town.ma).get("/today").status_code == 200


def test_a_worker_who_is_only_a_volunteer_now_still_empties_the_phone(
    client: HouseClient, session: Session, town: Town, stair: Stair
) -> None:
    client.sign_in(town.wang)
    hello(client)
    end_posts(town)
    with db.transaction() as writing:
        give_post(
            writing, None, writing.get_one(Account, town.wang), role=Role.VOLUNTEER, unit_id=town.community,
            valid_from=clock.today(),
        )  # fmt: skip
    client.sign_in(town.wang)
    assert "/sync/code/" in client.get("/me").get_data(as_text=True), "this browser may hold records"
    assert client.get("/outbox").status_code == 200
    other = client.application.test_client()
    assert "/sync/code/" not in other.sign_in(town.zhao).get("/me").get_data(as_text=True)


def test_the_supervisor_keeps_sight_of_the_phone(jobless: HouseClient, session: Session, town: Town) -> None:
    hello(jobless)
    session.rollback()
    assert {phone.community_id for phone in session.exec(select(SyncPhone))} == {town.community}
