"""The set-up page: open with the code from the terminal, once, and for nobody afterwards."""

import io
import re
from pathlib import Path
from typing import Any

from flask import Flask
from sqlmodel import Session, func, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.setup import rules, services
from webapp.core.data import db
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, Post
from webapp.people.org.models import Unit, UnitKind
from webapp.people.settings import queries as settings
from webapp.people.settings.rules import Name

FIRST = {
    "owner": "东丽区社会治理中心", "name": "何敏", "login": "hemin", "password": "一层一层走上去吧",
    "again": "一层一层走上去吧",
    "site": "", "zone": "Asia/Shanghai", "round": "120", "keep_moved": "365",
}  # fmt: skip


def code_from_terminal(app: Flask) -> str:
    result = app.test_cli_runner().invoke(args=["setup", "code", "--url", "http://127.0.0.1:8000"])
    said = result.output + repr(result.exception)
    found = re.search(r"/setup/\?code=([A-Z0-9]{4}-[A-Z0-9]{4})", said)
    assert found, said
    return found[1]


def count(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session().exec(select(func.count()).select_from(model)).one()


def unlocked(app: Flask, code: str | None = None) -> HouseClient:
    client = app.test_client()
    assert isinstance(client, HouseClient)
    assert client.post("/setup/code", data={"code": code or code_from_terminal(app)}).status_code == 303
    return client


def test_from_the_code_to_the_checklist(empty_app: Flask) -> None:
    client = unlocked(empty_app)
    assert client.post("/setup/district", data={"code": "120110"}).location == "/setup/account"
    assert "19 个街道" in client.get("/setup/account").get_data(as_text=True)
    page = client.post("/setup/account", data=FIRST)
    codes = re.findall(r'<li class="num">([a-z0-9]{5}-[a-z0-9]{5})', page.get_data(as_text=True))
    assert page.status_code == 200 and len(set(codes)) == 10
    checklist = client.get("/checklist").get_data(as_text=True)
    assert "10 样里好了 2 样" in checklist
    assert client.get("/").location == "/overview"
    assert "上线清单还有 8 样没做" in client.get("/overview").get_data(as_text=True)
    with empty_app.app_context():
        session = db.session()
        assert settings.value(session, Name.OWNER) == "东丽区社会治理中心"
        assert (settings.value(session, Name.ROUND), settings.value(session, Name.KEEP_MOVED)) == (120, 365)
        kinds = dict(session.exec(select(Unit.kind, func.count()).group_by(Unit.kind)).all())
        assert kinds == {UnitKind.DISTRICT: 1, UnitKind.STREET: 19, UnitKind.COMMUNITY: 151}


def test_everything_leads_to_the_set_up_until_somebody_can_sign_in(empty_app: Flask) -> None:
    client = empty_app.test_client()
    for address in ("/", "/sign-in", "/cases/", "/overview"):
        assert client.get(address).location == "/setup/", address
    assert client.get("/healthz").status_code == 200


def test_without_the_code_nothing_opens(empty_app: Flask) -> None:
    code_from_terminal(empty_app)
    client = empty_app.test_client()
    assert isinstance(client, HouseClient)
    for address in ("/setup/district", "/setup/account"):
        assert client.get(address).location == "/setup/"
        assert client.post(address, data=FIRST | {"code": "120110"}).location == "/setup/"
    wrong = client.post("/setup/code", data={"code": "AAAA-AAAA"})
    assert wrong.status_code == 422 and "口令不对" in wrong.get_data(as_text=True)
    for _ in range(5):
        last = client.post("/setup/code", data={"code": "AAAA-AAAA"})
    assert last.status_code == 429
    assert count(empty_app, Unit) == count(empty_app, Account) == 0


def test_a_new_start_prints_a_new_code_and_the_old_one_is_dead(empty_app: Flask) -> None:
    old, new = code_from_terminal(empty_app), code_from_terminal(empty_app)
    client = empty_app.test_client()
    assert isinstance(client, HouseClient)
    assert client.post("/setup/code", data={"code": old}).status_code == 422
    assert client.post("/setup/code", data={"code": new.lower().replace("-", " ")}).status_code == 303


def test_the_second_who_finishes_finds_nothing_and_makes_nothing(empty_app: Flask) -> None:
    """Two browsers unlocked with the same code: one installation, one account."""
    code = code_from_terminal(empty_app)
    first, second = unlocked(empty_app, code), unlocked(empty_app, code)
    first.post("/setup/district", data={"code": "120110"})
    assert first.post("/setup/account", data=FIRST).status_code == 200
    assert second.post("/setup/account", data=FIRST | {"login": "other"}).status_code == 404
    assert second.get("/setup/").status_code == 404
    assert count(empty_app, Account) == count(empty_app, Post) == 1
    assert empty_app.test_cli_runner().invoke(args=["setup", "code"]).output == ""


def test_the_database_itself_lets_one_installation_in(empty_app: Flask) -> None:
    from sqlalchemy.exc import IntegrityError

    from webapp.people.settings import services as founding

    with empty_app.app_context():
        with db.transaction() as session:
            founding.found(session, is_demo=False)
        try:
            with db.transaction() as session:
                founding.found(session, is_demo=False)
        except IntegrityError:
            return
    raise AssertionError("two installations in one database")


def test_a_district_may_be_chosen_again_before_anybody_has_an_account(empty_app: Flask) -> None:
    client = unlocked(empty_app)
    client.post("/setup/district", data={"code": "120110"})
    client.post("/setup/district", data={"code": "120101"})
    with empty_app.app_context():
        names = db.session().exec(select(Unit.name).where(Unit.kind == UnitKind.DISTRICT)).all()
    assert names == ["和平区"]


def test_another_citys_divisions_come_by_csv_with_every_bad_line_named(empty_app: Flask) -> None:
    client = unlocked(empty_app)
    good = "code,name,level,parent_code\n130102,长安区,district,13\n130102001,建北街道,street,130102\n"
    bad = good + "13010200,短街道,street,130102\n"

    def send(text: str, **more: str) -> Any:
        return client.post("/setup/divisions", data={"file": (io.BytesIO(text.encode()), "d.csv"), **more})

    refused = send(bad)
    assert refused.status_code == 422 and "第 4 行" in refused.get_data(as_text=True)
    assert count(empty_app, Unit) == 0
    two = send(good + "130104,桥西区,district,13\n")
    assert two.status_code == 422 and "130104 桥西区" in two.get_data(as_text=True)
    assert send(good + "130104,桥西区,district,13\n", code="130102").location == "/setup/account"
    assert count(empty_app, Unit) == 2
    assert send("一,二\n1,2\n").status_code == 422


def test_what_is_wrong_stands_at_its_field_and_nothing_is_made(empty_app: Flask) -> None:
    client = unlocked(empty_app)
    client.post("/setup/district", data={"code": "120110"})
    for change, words in (
        ({"again": "别的"}, "两遍写的不一样"), ({"password": "12345678", "again": "12345678"}, "密码至少 8 位"),
        ({"site": "不是网址"}, "https://域名"), ({"round": "5"}, "14 到 365"), ({"owner": " "}, "这一项要填"),
    ):  # fmt: skip
        page = client.post("/setup/account", data=FIRST | change)
        assert page.status_code == 422 and words in page.get_data(as_text=True), words
        assert "何敏" in page.get_data(as_text=True)
    assert count(empty_app, Account) == 0


def test_a_machine_is_set_up_from_one_file(empty_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "setup.toml"
    file.write_text(
        '[district]\ncode = "120110"\n[owner]\nname = "东丽区"\n'
        '[account]\nname = "何敏"\nlogin = "hemin"\n[settings]\nround = 90\n',
        encoding="utf-8",
    )
    runner = empty_app.test_cli_runner()
    said = runner.invoke(args=["setup", "--from", str(file)])
    assert said.exit_code == 0, said.output
    password = re.search(r"密码：(\S+)", said.output)
    assert password and len(re.findall(r"^  [a-z0-9]{5}-[a-z0-9]{5}$", said.output, re.M)) == 10
    client = empty_app.test_client()
    assert isinstance(client, HouseClient)
    assert client.post("/sign-in", data={"login": "hemin", "password": password[1]}).status_code == 303
    again = runner.invoke(args=["setup", "--from", str(file)])
    assert again.exit_code == 1 and "已经设置好了" in again.output
    assert count(empty_app, Account) == 1


def test_a_file_that_lacks_something_says_what(empty_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "setup.toml"
    file.write_text(
        '[district]\ncode = "120110"\n[owner]\nname = "东丽区"\n[account]\nname = "何敏"\n', encoding="utf-8"
    )
    said = empty_app.test_cli_runner().invoke(args=["setup", "--from", str(file)])
    assert said.exit_code == 1 and "[account]" in said.output and "login" in said.output
    assert count(empty_app, Unit) == 0


def test_in_a_town_at_work_there_is_no_set_up(client: HouseClient) -> None:
    assert client.get("/setup/").status_code == 404
    assert client.post("/setup/code", data={"code": "AAAA-AAAA"}).status_code == 404
    assert client.get("/").location == "/sign-in"


def test_the_code_is_kept_as_a_hash_only(empty_app: Flask) -> None:
    code = code_from_terminal(empty_app)
    with empty_app.app_context():
        session: Session = db.session()
        assert services.code_fits(session, code)
        assert rules.code_hash(code) != code
        assert not session.exec(select(Account)).all()
        assert accounts.account_by_login(session, "hemin") is None


def test_the_demo_says_so_on_every_page_and_shows_the_way(app: Flask, client: HouseClient, town: Town) -> None:
    from webapp.people.settings import services as founding

    assert "演示数据" not in client.get("/sign-in").get_data(as_text=True)
    app.extensions.pop("set_up")
    with app.app_context(), db.transaction() as session:
        founding.found(session, is_demo=True)
    assert "演示数据" in client.get("/sign-in").get_data(as_text=True)
    assert "演示数据" in client.sign_in(town.he).get("/overview").get_data(as_text=True)
    assert "make start" in client.get("/for-real").get_data(as_text=True)
