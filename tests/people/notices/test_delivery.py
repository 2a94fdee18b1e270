"""Real parts: the kept library talks to a real mail server and to a real HTTP server standing as the group's robot."""

import base64
import email
import hashlib
import hmac
import json
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine
from aiosmtpd.controller import Controller
from apprise.plugins import dingtalk, feishu, wecombot
from apprise.plugins.base import NotifyBase
from sqlmodel import Session, select

from tests.casework.cases.conftest import Open, open_case
from tests.casework.supervision.test_ladder import MONDAY, go
from tests.conftest import HouseClient
from tests.town import Town
from webapp.casework.cases.voice_services import Speaker
from webapp.core.data import db
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.notices import rules, sending_services, services
from webapp.people.notices.models import ChannelKind, Delivery

__all__ = ["open_case"]
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
KEYS = {ChannelKind.WECOM: "0a1b2c3d-0000", ChannelKind.DINGTALK: "a1b2c3d4e5", ChannelKind.FEISHU: "f1f2f3f4"}
SECRET = "SEC0123"
TEXT = "有 %(count)s 件事今天到期。"


class Robot:
    """Keeps what was posted; answers as the three do: always 200, the truth in the body."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.says: dict[str, Any] = {"errcode": 0, "errmsg": "ok"}
        robot = self

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                robot.heard.append((self.path, json.loads(body)))
                said = json.dumps(robot.says).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answering)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robot]:
    """The library's own plugins, pointed at this machine instead of at the three companies."""
    made = Robot()
    monkeypatch.setattr(NotifyBase, "request_rate_per_sec", 0)
    for module, name in ((wecombot, "NotifyWeComBot"), (dingtalk, "NotifyDingTalk"), (feishu, "NotifyFeishu")):
        plugin = getattr(module, name)
        monkeypatch.setattr(plugin, "request_rate_per_sec", 0)
        monkeypatch.setattr(plugin, "notify_url", made.address + urlpath(plugin.notify_url))
        monkeypatch.setattr(module, "requests", module.requests)
    yield made
    made.server.shutdown()
    made.server.server_close()


def urlpath(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class Mailbox:
    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content)))
        return "250 OK"


@pytest.fixture
def mail(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Mailbox, str]]:
    monkeypatch.setattr(NotifyBase, "request_rate_per_sec", 0)
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"mailto://127.0.0.1:{port}/?from=fullgrid@example.org&mode=insecure"
    controller.stop()


def channel(town: Town, kind: ChannelKind, key: str, secret: str | None = None) -> None:
    with db.transaction() as writing:
        actor = town.actor("li", Action.MANAGE_CHANNELS)
        services.open_channel(writing, actor, unit_id=town.community, kind=kind, name="值班群", key=key, secret=secret)


def say(town: Town, cause: str = "a") -> None:
    with db.transaction() as writing:
        services.announce(writing, town.community, TEXT, cause=cause, url="/cases/late", count=3)


def deliver(session: Session, mail_server: str = "") -> int:
    return sending_services.deliver(session, base_url="https://grid.example", mail_server=mail_server)


def test_each_robot_hears_its_own_body(session: Session, town: Town, robot: Robot) -> None:
    for kind, key in KEYS.items():
        channel(town, kind, key, SECRET if kind is ChannelKind.DINGTALK else None)
    say(town)
    robot.says = {"errcode": 0, "code": 0}
    assert deliver(session) == 3
    heard = {path.split("?")[0]: (path, body) for path, body in robot.heard}
    words = "有 3 件事今天到期。 https://grid.example/cases/late"
    path, body = heard["/cgi-bin/webhook/send"]
    assert body["msgtype"] == "text" and words in body["text"]["content"] and KEYS[ChannelKind.WECOM] in path
    path, body = heard["/robot/send"]
    assert body["msgtype"] == "text" and words in body["text"]["content"]
    query = parse_qs(urlsplit(path).query)
    right = hmac.new(SECRET.encode(), f"{query['timestamp'][0]}\n{SECRET}".encode(), hashlib.sha256).digest()
    assert query["sign"][0] == base64.b64encode(right).decode(), "encoded once, as the robot reads it"
    assert unquote(query["sign"][0]) == query["sign"][0]
    path, body = heard[f"/open-apis/bot/v2/hook/{KEYS[ChannelKind.FEISHU]}/"]
    assert body["msg_type"] == "text" and words in body["content"]["text"]


@pytest.mark.parametrize(("kind", "says"), [
    (ChannelKind.WECOM, {"errcode": 93000, "errmsg": "invalid webhook url"}),
    (ChannelKind.DINGTALK, {"errcode": 310000, "errmsg": "keywords not in content"}),
    (ChannelKind.FEISHU, {"code": 19001, "msg": "param invalid"}),
])  # fmt: skip
def test_a_robot_that_says_no_in_a_200_is_tried_again_and_seen(
    client: HouseClient, session: Session, town: Town, robot: Robot, kind: ChannelKind, says: dict[str, Any]
) -> None:
    channel(town, kind, KEYS[kind])
    say(town)
    robot.says = says
    assert deliver(session) == 0
    code = str(says.get("errcode", says.get("code")))
    page = client.sign_in(town.li).get("/notices/channels").get_data(as_text=True)
    assert "没发出去，试了 1 次" in page and code in page and "再试" in page and KEYS[kind] not in page
    robot.says = {"errcode": 0}
    with time_machine.travel(clock.now() + timedelta(minutes=2), tick=False):
        assert deliver(session) == 1
    assert "发到了" in client.get("/notices/channels").get_data(as_text=True)
    assert len(robot.heard) == 2


def test_a_robot_that_is_not_there_is_tried_again_until_given_up(
    client: HouseClient, session: Session, town: Town, robot: Robot
) -> None:
    channel(town, ChannelKind.WECOM, KEYS[ChannelKind.WECOM])
    say(town)
    robot.server.shutdown()
    robot.server.server_close()
    moment = clock.now()
    for _ in range(len(rules.RETRIES) + 1):
        with time_machine.travel(moment, tick=False):
            assert deliver(session) == 0
        moment += timedelta(hours=11)
    session.rollback()
    delivery = session.exec(select(Delivery)).one()
    assert delivery.due_at is None and delivery.tries == len(rules.RETRIES) + 1
    assert "不再试了" in client.sign_in(town.li).get("/notices/channels").get_data(as_text=True)


def test_a_letter_arrives_at_a_real_mail_server(session: Session, town: Town, mail: tuple[Mailbox, str]) -> None:
    box, server = mail
    channel(town, ChannelKind.EMAIL, "duty@example.org")
    say(town)
    assert deliver(session, server) == 1
    [(to, letter)] = box.letters
    assert to == ["duty@example.org"]
    subject = str(email.header.make_header(email.header.decode_header(letter["Subject"])))
    assert subject == "满格提醒" and "有 3 件事今天到期。" in text_of(letter)


def test_nothing_personal_is_in_what_the_ladder_sends(
    session: Session, town: Town, robot: Robot, mail: tuple[Mailbox, str], open_case: Open
) -> None:
    box, server = mail
    for kind, key in {**KEYS, ChannelKind.EMAIL: "duty@example.org"}.items():
        channel(town, kind, key)
    secrets = ("张桂芬", "13812345678", "3号楼2门602", "老人摔了一跤")
    with time_machine.travel(MONDAY, tick=False):
        who = Speaker(name=secrets[0], phone=secrets[1], door=secrets[2])
        case = open_case(words=secrets[3], speaker=who)
    for day in (13, 16, 17, 19, 23):
        go(session, MONDAY.date().replace(day=day))
        with time_machine.travel(MONDAY.replace(day=day, hour=3), tick=False):
            deliver(session, server)
    sent = [json.dumps(body, ensure_ascii=False) for _, body in robot.heard] + [
        text_of(letter) + str(letter["Subject"]) for _, letter in box.letters
    ]
    assert len(robot.heard) == 3 * 4 and len(box.letters) == 4, "escalation goes to the street's channels"
    for text in sent:
        assert not any(secret in text for secret in (*secrets, case.title))


def test_the_whole_address_a_group_shows_may_be_pasted() -> None:
    for address in (
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc-1", "https://oapi.dingtalk.com/robot/send?access_token=abc-1",
        "https://open.feishu.cn/open-apis/bot/v2/hook/abc-1", " abc-1 ",
    ):  # fmt: skip
        assert rules.key_of(address) == "abc-1"


def text_of(letter: Any) -> str:
    parts = [part for part in letter.walk() if part.get_content_maintype() == "text"]
    return "\n".join(part.get_payload(decode=True).decode() for part in parts)
