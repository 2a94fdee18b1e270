"""Told once, kept inside; what leaves is numbers, and a channel that is down waits its turn."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.notices import queries, rules, sending_services, services
from webapp.people.notices.models import Channel, ChannelKind, Delivery, Notice

TEXT = "有 %(count)s 件事今天到期。"


@pytest.fixture
def channel(session: Session, town: Town) -> str:
    with db.transaction() as writing:
        actor = town.actor("li", Action.MANAGE_CHANNELS)
        opened = services.open_channel(
            writing, actor, unit_id=town.community, kind=ChannelKind.DINGTALK, name="值班群", key="tok/en", secret="SEC"
        )
        return opened.id


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    sent: list[Any] = [True]

    def posted(address: str, title: str, body: str) -> bool:
        sent.append((address, title, body))
        if isinstance(sent[0], Exception):
            raise sent[0]
        return bool(sent[0])

    monkeypatch.setattr(sending_services, "post", posted)
    return sent


def say(town: Town, cause: str, **details: Any) -> int:
    with db.transaction() as writing:
        return services.announce(writing, town.community, TEXT, cause=cause, url="/cases/late", **details)


def test_one_cause_is_told_once(session: Session, town: Town) -> None:
    for expected in (2, 0):
        with db.transaction() as writing:
            assert services.tell(writing, [town.wang, town.li, town.wang], TEXT, cause="a", count=1) == expected
    assert queries.count_unread(session, town.wang) == 1


@pytest.mark.parametrize("details", [{"who": "张桂芬"}, {"door": "3-602户"}, {"count": 1, "words": "灯"}, {"x": None}])
def test_only_numbers_and_dates_leave_the_product(
    session: Session, town: Town, channel: str, details: dict[str, Any]
) -> None:
    with pytest.raises(services.PersonalDataOutward):
        say(town, "a", **details)
    session.rollback()
    assert session.exec(select(Delivery)).all() == []


def test_it_goes_out_with_the_number_and_the_way_in(
    session: Session, town: Town, channel: str, post: list[Any]
) -> None:
    assert say(town, "a", count=3) == 1
    assert say(town, "a", count=3) == 0
    assert sending_services.deliver(session, base_url="https://grid.example/") == 1
    assert sending_services.deliver(session) == 0
    address, title, body = post[1]
    assert address == "dingtalk://SEC@tok%2Fen/"
    assert body == "有 3 件事今天到期。 https://grid.example/cases/late" and title == "满格提醒"


@pytest.mark.parametrize("trouble", [False, OSError("no route")])
def test_a_channel_that_is_down_is_tried_again_and_then_given_up(
    session: Session, town: Town, channel: str, post: list[Any], trouble: Any
) -> None:
    say(town, "a", count=3)
    post[0] = trouble
    moment = clock.now()
    for _ in range(8):
        with time_machine.travel(moment, tick=False):
            assert sending_services.deliver(session) == 0
        moment += timedelta(hours=11)
    session.rollback()
    delivery = session.exec(select(Delivery)).one()
    assert delivery.tries == len(rules.RETRIES) + 1 and delivery.due_at is None and delivery.error
    assert "SEC" not in delivery.error


def test_mail_without_a_mail_server_says_so(session: Session, town: Town, post: list[Any]) -> None:
    with db.transaction() as writing:
        actor = town.actor("li", Action.MANAGE_CHANNELS)
        services.open_channel(
            writing, actor, unit_id=town.community, kind=ChannelKind.EMAIL, name="值班邮箱", key="duty@example.org"
        )
    say(town, "a", count=1)
    assert sending_services.deliver(session) == 0
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        assert sending_services.deliver(session, mail_server="mailtos://u:p@mail.example") == 1
    assert post[1][0] == "mailtos://u:p@mail.example?to=duty%40example.org"


@pytest.mark.parametrize(
    "kind, address",
    [("wecom", "wecombot://0a1b2c3d-0000-0000-0000-000000000000/"), ("feishu", "feishu://0a1b2c3d-0000/"),
     ("dingtalk", "dingtalk://0a1b2c3d0000/")],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_kept_library_knows_these_addresses(kind: str, address: str) -> None:
    import apprise

    key = address.split("//")[1].strip("/")
    assert rules.address(kind, key, None) == address
    assert apprise.Apprise().add(address)


def test_my_notices_are_mine(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction() as writing:
        services.tell(writing, [town.wang], TEXT, cause="a", url="/cases/", count=2)
    notice = session.exec(select(Notice)).one()
    client.sign_in(town.wang)
    assert "有 2 件事今天到期。" in client.get("/notices/").get_data(as_text=True)
    assert client.sign_in(town.ma).post(f"/notices/{notice.id}/reading").status_code == 404
    assert client.sign_in(town.wang).post(f"/notices/{notice.id}/reading").location == "/cases/"
    with db.transaction() as writing:
        services.tell(writing, [town.wang], TEXT, cause="b", count=3)
    answer = client.post("/notices/reading")
    assert answer.status_code == 303 and "都标成看过了" in client.get(answer.location).get_data(as_text=True)
    session.rollback()
    assert queries.count_unread(session, town.wang) == 0


def test_what_was_marked_as_read_in_one_go_is_new_again(client: HouseClient, session: Session, town: Town) -> None:
    with db.transaction() as writing:
        for cause in "abc":
            services.tell(writing, [town.wang], TEXT, cause=cause, count=2)
        services.tell(writing, [town.ma], TEXT, cause="a", count=2)
    one = session.exec(select(Notice).where(Notice.account_id == town.wang)).first()
    assert one is not None
    client.sign_in(town.wang).post(f"/notices/{one.id}/reading")
    assert "全部标成看过" in client.get("/notices/").get_data(as_text=True)
    page = client.get(client.post("/notices/reading").location).get_data(as_text=True)
    at = page.split('name="at" value="')[1].split('"')[0].replace("&#43;", "+")
    assert client.sign_in(town.ma).post("/notices/reading/undoing", data={"at": at}).status_code == 303
    client.sign_in(town.wang)
    for _ in range(2):
        assert client.post("/notices/reading/undoing", data={"at": at}).status_code == 303
    session.rollback()
    assert queries.count_unread(session, town.wang) == 2  # what was read one by one stays read
    for odd in ("", "gestern", "2026-01-01T00:00:00"):
        assert client.post("/notices/reading/undoing", data={"at": odd}).status_code == 303
        assert client.get("/notices/", query_string={"read": odd}).status_code == 200


def test_a_channel_is_opened_and_closed_by_its_own_unit_and_never_shows_its_key(
    client: HouseClient, session: Session, town: Town
) -> None:
    client.sign_in(town.li)
    form = {"unit_id": town.community, "kind": "wecom", "name": "值班群", "key": "very-secret-key"}
    assert client.post("/notices/channels", data=form).status_code == 303
    page = client.get("/notices/channels").get_data(as_text=True)
    assert "值班群" in page and "very-secret-key" not in page
    assert client.post("/notices/channels", data={**form, "key": " "}).status_code == 422
    assert client.post("/notices/channels", data={**form, "unit_id": town.far_community}).status_code == 422
    channel = session.exec(select(Channel)).one()
    assert client.sign_in(town.far_host).post(f"/notices/channels/{channel.id}/closing").status_code == 404
    assert client.sign_in(town.li).post(f"/notices/channels/{channel.id}/closing").status_code == 303
    session.rollback()
    assert session.exec(select(Channel)).one().key is None
    assert client.sign_in(town.wang).get("/notices/channels").status_code == 403


def test_a_vacant_post_goes_to_the_level_above(session: Session, town: Town) -> None:
    assert queries.accounts_on_duty(session, town.grid1) == [town.wang]
    with db.transaction() as writing:
        from webapp.people.accounts.models import Post

        post = writing.exec(select(Post).where(Post.account_id == town.wang)).one()
        post.valid_to = clock.today() - timedelta(days=1)
    assert queries.accounts_on_duty(session, town.grid1) == [town.li]


def test_a_notice_says_its_words_and_days_in_the_readers_language(
    client: HouseClient, session: Session, town: Town
) -> None:
    with db.transaction() as writing:
        services.tell(
            writing, [town.wang], "收到一件个人信息请求：%(kind)s，%(day)s 前答复。",
            cause="r", kind="改正写错的", day="2031-12-22",
        )  # fmt: skip
        services.tell(writing, [town.wang], TEXT, cause="odd", count="2031-02-31")  # somebody's words, not a day
    client.sign_in(town.wang)
    assert "改正写错的，2031年12月22日 周一 前答复" in client.get("/notices/").get_data(as_text=True)
    client.set_cookie("lang", "en")
    page = client.get("/notices/").get_data(as_text=True)
    assert "Correct a mistake" in page
    assert "Mon 22 Dec 2031" in page
    assert "2031-02-31" in page
