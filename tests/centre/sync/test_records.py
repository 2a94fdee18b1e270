"""Nothing sent is lost, doubled or falsely confirmed: the endpoint's side of the promise."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, func, select

from tests.conftest import HouseClient
from tests.door.visits.conftest import Stair, household
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.casework.cases.models import Act, GridCase
from webapp.casework.cases.rules import State
from webapp.centre.sync import rules
from webapp.centre.sync.models import SyncClash, SyncReceipt, SyncReview, SyncVersion
from webapp.core.data import db, ids
from webapp.core.time import clock
from webapp.core.work import jobs
from webapp.door.visits.models import Visit
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Post

HERE = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}


def record(home: str, outcome: str = "fine", *, id: str | None = None, **more: Any) -> dict[str, Any]:
    fields = {"household_id": [home], "outcome": [outcome], **more.pop("fields", {})}
    return {
        "id": id or ids.new(), "kind": "visit", "version": 1, "fields": fields,
        "captured_at": clock.now().isoformat(), "age": None, "skew": None, **more,
    }  # fmt: skip


def send(client: HouseClient, *records: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post("/sync", json={"records": list(records)}, token=False, headers=HERE)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()["results"]  # type: ignore[no-any-return]


def count(session: Session, model: Any = Visit) -> int:
    session.rollback()
    return int(session.exec(select(func.count()).select_from(model)).one())


@pytest.fixture
def wang(client: HouseClient, town: Town, stair: Stair) -> HouseClient:
    return client.sign_in(town.wang)


def test_a_receipt_carries_the_id_and_the_hash_of_what_was_stored(wang: HouseClient, stair: Stair) -> None:
    one = record(stair.home)
    [answer] = send(wang, one)
    assert (answer["state"], answer["id"]) == ("receipt", one["id"])
    assert answer["hash"] == rules.read_sent(one).hash


def test_the_same_record_again_gets_the_same_receipt_and_one_row(
    wang: HouseClient, stair: Stair, session: Session
) -> None:
    one = record(stair.home)
    assert send(wang, one) == send(wang, one) == send(wang, one)
    assert count(session) == 1


def test_five_at_once_are_one_row_and_five_equal_receipts(
    app: Flask, town: Town, stair: Stair, session: Session
) -> None:
    one = record(stair.home)

    def again(_: int) -> dict[str, Any]:
        phone = app.test_client()
        assert isinstance(phone, HouseClient)
        return send(phone.sign_in(town.wang), one)[0]

    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(again, range(5)))
    assert {(answer["state"], answer["hash"], answer["received_at"]) for answer in answers} == {
        ("receipt", answers[0]["hash"], answers[0]["received_at"])
    }
    assert count(session) == count(session, SyncReceipt) == 1


def test_other_content_under_a_known_id_keeps_both(wang: HouseClient, stair: Stair, session: Session) -> None:
    one = record(stair.home)
    send(wang, one)
    [answer] = send(wang, {**one, "fields": {**one["fields"], "outcome": ["nobody"]}})
    assert answer["state"] == "both"
    assert answer["theirs"]["fields"]["outcome"] == ["fine"]
    assert count(session) == 1
    assert count(session, SyncVersion) == 1


def test_one_bad_record_takes_nothing_of_its_neighbours(wang: HouseClient, stair: Stair, session: Session) -> None:
    good, bad, foreign = record(stair.home), record(stair.above, "vip"), record(ids.new())
    answers = send(wang, good, bad, foreign)
    assert [answer["state"] for answer in answers] == ["receipt", "invalid", "refused"]
    assert "请从给出的选项里选" in answers[1]["errors"]["outcome"][0]
    assert count(session) == 1


def test_a_record_with_something_heard_opens_one_case(wang: HouseClient, stair: Stair) -> None:
    heard = {"topic": ["need"], "need": ["REPAIR"], "words": ["窗户关不严"]}
    one = record(stair.home, "something", fields=heard)
    assert send(wang, one, one)[0] == send(wang, one)[0]


def test_a_hazard_known_again_on_the_stairs_is_added_once_and_stands_alone_where_the_other_is_done(
    wang: HouseClient, stair: Stair, session: Session, town: Town
) -> None:
    def hazard(same_as: str = "", **more: str) -> dict[str, Any]:
        told = {"category": "CLUTTER", "way": "take", "words": "堆了纸箱", "building_id": stair.building} | more
        fields = {name: [value] for name, value in {**told, "same_as": same_as}.items()}
        return {**record(stair.home, fields={}), "kind": "hazard", "fields": fields}

    first = hazard()
    send(wang, first)
    again = hazard(first["id"], words="又多了")
    for _ in range(2):
        [answer] = send(wang, again)
        assert answer["state"] == "receipt"
    assert count(session, GridCase) == 1
    assert [act.words for act in session.exec(select(Act)).all()].count("又多了") == 1
    for known in (ids.new(), "nonsense"):
        assert send(wang, hazard(known, words="别处的"))[0]["state"] == "receipt"
    assert count(session, GridCase) == 3, "what nobody here knows is a case of its own"
    with db.transaction() as writing:
        case = writing.get_one(GridCase, first["id"])
        case.state, case.ended_at = State.REJECTED, clock.now()
    [answer] = send(wang, hazard(first["id"], words="还在"))
    assert answer["state"] == "receipt" and count(session, GridCase) == 4
    refused = send(wang.sign_in(town.stranger), hazard(first["id"]))[0]
    assert refused["state"] == "refused" and count(session, GridCase) == 4


def test_another_persons_id_is_not_overwritten_nor_shown(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    one = record(stair.home)
    send(client.sign_in(town.wang), one)
    [answer] = send(client.sign_in(town.li), one)
    assert answer["state"] == "refused"
    assert "hash" not in answer


def test_an_unknown_kind_and_an_ancient_form_are_kept_on_the_phone(wang: HouseClient, stair: Stair) -> None:
    strange = send(wang, record(stair.home, kind="horoscope"))[0]
    ancient = send(wang, record(stair.home, version=-3))[0]
    assert strange["state"] == ancient["state"] == "refused"
    assert strange["message"]


def test_a_stranger_and_another_site_are_refused(client: HouseClient, wang: HouseClient, stair: Stair) -> None:
    one = {"records": [record(stair.home)]}
    assert wang.post("/sync", json=one, token=False).status_code == 400
    assert wang.post("/sync", json=one, token=False, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    wang.sign_out()
    answer = wang.post("/sync", json=one, token=False, headers=HERE)
    assert answer.status_code == 401
    assert answer.get_json()["message"]


@pytest.mark.parametrize(
    "damage",
    [
        {"id": "1"}, {"fields": []}, {"fields": {"outcome": "fine"}}, {"version": "1"}, {"captured_at": "yesterday"},
        {"fields": {"outcome": [None]}}, {"fields": {"x" * 80: ["1"]}},
    ],
)  # fmt: skip
def test_what_is_not_a_record_is_refused_and_its_neighbour_received(
    wang: HouseClient, stair: Stair, session: Session, damage: dict[str, Any]
) -> None:
    answers = send(wang, {**record(stair.home), **damage}, record(stair.above))
    assert sorted(answer["state"] for answer in answers) == ["receipt", "refused"]
    assert count(session) == 1


def test_a_worker_who_moved_delivers_to_the_community(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    yesterday = clock.now() - timedelta(days=1)
    with db.transaction() as writing:
        post = writing.exec(select(Post).where(Post.account_id == town.wang)).one()
        post.valid_to = clock.local(yesterday).date()
        accounts.give_post(
            writing, None, writing.get_one(accounts.Account, town.wang), role=post.role, unit_id=town.far_grid,
            valid_from=clock.today(),
        )  # fmt: skip
    one = record(stair.home, captured_at=yesterday.isoformat())
    [answer] = send(client.sign_in(town.wang), one)
    assert (answer["state"], answer["review"]) == ("receipt", True)
    assert count(session) == 0
    assert count(session, SyncReview) == 1
    client.sign_in(town.li)
    assert "王秀英" in client.get("/sync/reviews").get_data(as_text=True)
    client.post(f"/sync/reviews/{one['id']}/taking")
    assert count(session) == 1
    client.sign_in(town.far_host)
    assert "王秀英" not in client.get("/sync/reviews").get_data(as_text=True)


def test_a_worker_who_never_had_that_grid_is_refused(client: HouseClient, town: Town, stair: Stair) -> None:
    [answer] = send(client.sign_in(town.ma), record(stair.home))
    assert answer["state"] == "refused"


def test_a_clock_two_days_ahead_neither_loses_nor_reorders(wang: HouseClient, stair: Stair, session: Session) -> None:
    ahead = clock.now() + timedelta(days=2)
    send(wang, record(stair.home, captured_at=ahead.isoformat(), age=30))
    session.rollback()
    visit = session.exec(select(Visit)).one()
    assert abs(visit.happened_at - (clock.now() - timedelta(seconds=30))) < timedelta(seconds=10)
    assert abs(visit.captured_at - ahead) < timedelta(seconds=1)


def test_two_peoples_edits_of_one_household_merge_by_line(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    base = '{"flags": [], "is_rented": false, "note": null}'  # as the page writes it: blank is nothing

    def edit(who: str, **fields: list[str]) -> dict[str, Any]:
        given = {"household_id": [stair.home], "base": [base], "note": [""], **fields}
        one = {**record(stair.home), "kind": "household", "fields": given}
        return send(client.sign_in(town.accounts[who]), one)[0]

    assert edit("wang", flags=["lives_alone"])["state"] == "receipt"
    assert edit("li", note=["儿子周末来"])["state"] == "receipt"
    home = household(session, town, stair.home)
    assert (home.flags, home.note) == (["lives_alone"], "儿子周末来")
    assert edit("wang", note=["女儿周末来"], flags=["lives_alone"])["state"] == "receipt"
    session.rollback()
    [clash] = session.exec(select(SyncClash)).all()
    assert household(session, town, stair.home).note == "儿子周末来"
    client.sign_in(town.li)
    page = client.get("/sync/reviews").get_data(as_text=True)
    assert "儿子周末来" in page
    assert "女儿周末来" in page
    client.post(f"/sync/clashes/{clash.id}", data={"choice": "mine"})
    assert household(session, town, stair.home).note == "女儿周末来"


def test_the_grid_on_the_phone_is_the_workers_own(client: HouseClient, town: Town, stair: Stair) -> None:
    said = client.sign_in(town.wang).get("/sync/household").get_json()
    [building] = said["buildings"]
    assert {home["id"] for home in building["households"]} == {stair.home, stair.above, stair.below}
    again = client.get(f"/sync/household?since={said['version']}").get_json()
    assert again["buildings"] == []
    assert client.sign_in(town.ma).get("/sync/household").get_json()["buildings"] == []


def test_a_lost_phone_is_told_so(client: HouseClient, town: Town, stair: Stair) -> None:
    def hello() -> dict[str, Any]:
        given = {"nonce": "n1", "device": device, "unsent": 3, "oldest": clock.now().isoformat()}
        return client.post("/sync/hello", json=given, token=False, headers=HERE).get_json()  # type: ignore[no-any-return]

    device = ids.new()
    first = client.sign_in(town.wang) and hello()
    assert (first["nonce"], first["wipe"], first["account"]) == ("n1", False, town.wang)
    page = client.sign_in(town.li).get("/phones").get_data(as_text=True)
    assert "3 条" in page
    phone = page.split('id="row-')[1].split('"')[0]
    client.post("/lists/phones/marked", data={"act": "lost", "row": phone})
    with client.application.app_context():
        jobs.run_pending()
    client.sign_in(town.wang)
    assert hello()["wipe"] is True
    client.post("/sync/hello", json={"nonce": "n2", "device": device, "wiped": True}, token=False, headers=HERE)
    assert hello()["status"] == 401, "the sign-in of a lost phone ends with its wipe"
    assert client.sign_in(town.wang) and hello()["wipe"] is False
    client.sign_in(town.far_host).post("/lists/phones/marked", data={"act": "lost", "row": phone})
    with client.application.app_context():
        jobs.run_pending()
    assert client.sign_in(town.wang) and hello()["wipe"] is False, "a stranger reaches nobody's phone"


def test_the_manifest_lists_files_that_are_there_and_shells_without_anyones_data(
    client: HouseClient, town: Town, stair: Stair
) -> None:
    manifest = client.sign_in(town.wang).get("/sync/manifest").get_json()
    import hashlib

    for file in manifest["files"]:
        assert hashlib.sha256(client.get(file["url"]).get_data()).hexdigest() == file["sha"], file["url"]
    html = "".join(shell["html"] for shell in manifest["shells"])
    assert "王秀英" not in html
    assert "王桂芬" not in html


def test_hashes_agree_with_the_phones() -> None:
    """The vectors were made by the phone's own code (tests/browser checks that side)."""
    body = {"id": "01900000-0000-7000-8000-000000000001", "kind": "visit", "version": 1,
            "fields": {"words": ["灯“坏”了\n\t\\ 😀"], "outcome": ["something"]}}  # fmt: skip
    assert rules.canonical(**body) == (
        '{"fields":{"outcome":["something"],"words":["灯“坏”了\\n\\t\\\\ 😀"]},'
        '"id":"01900000-0000-7000-8000-000000000001","kind":"visit","version":1}'
    )


def test_at_night_old_bodies_are_emptied_and_receipts_stay(wang: HouseClient, stair: Stair, session: Session) -> None:
    from webapp.centre.sync import tidy_services

    one, two = record(stair.home), record(stair.above)
    send(wang, one, two)
    with db.transaction() as writing:
        writing.get_one(SyncReceipt, one["id"]).received_at = clock.now() - timedelta(days=40)
    tidy_services.tidy()
    session.expire_all()
    assert session.get_one(SyncReceipt, one["id"]).body is None
    assert session.get_one(SyncReceipt, two["id"]).body
    assert send(wang, one)[0]["state"] == "receipt"


def test_what_was_emptied_one_night_is_not_written_again_the_next(
    wang: HouseClient, stair: Stair, session: Session
) -> None:
    """After years nearly all receipts are without a body: rewriting them would be most of the night."""
    from webapp.centre.sync import tidy_services

    send(wang, record(stair.home), record(stair.above))
    with db.transaction(session) as writing:
        emptied = [tidy_services.empty_bodies(writing, clock.now() + timedelta(days=1)) for _ in range(2)]
    assert emptied == [2, 0]


@pytest.mark.parametrize("body", [[], [1], "x", 7, True, None])
def test_json_of_another_shape_says_nothing(wang: HouseClient, body: Any) -> None:
    assert wang.post("/sync", json=body, token=False, headers=HERE).status_code == 413
    assert wang.post("/sync/hello", json=body, token=False, headers=HERE).status_code == 200


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00"])
def test_a_moment_no_clock_shows_is_refused_and_not_asked_for_again(
    wang: HouseClient, stair: Stair, moment: str
) -> None:
    """A grid worker delivers a sale that is not theirs: the post of that day was looked up, and no day was that."""
    one = record(stair.home, captured_at=moment) | {"kind": "counter_sale", "fields": {}}
    assert send(wang, one)[0]["state"] == "refused"
    assert send(wang, record(stair.home, captured_at="1970-01-01T00:00:00+00:00"))[0]["state"] == "receipt"
