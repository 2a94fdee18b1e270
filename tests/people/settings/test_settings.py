"""What the district decides counts at once, is kept as rows, and nobody else may decide it."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import db
from webapp.core.time import clock
from webapp.core.web import site_address
from webapp.core.web.errors import DomainError
from webapp.people.accounts.permissions import Action
from webapp.people.settings import queries, services
from webapp.people.settings.models import SettingChange
from webapp.people.settings.rules import GROUPS, SETTINGS, Name


def test_the_newest_decision_counts_and_none_is_lost(session: Session, town: Town) -> None:
    he = town.actor("he", Action.CHANGE_SETTINGS)
    for days in (120, 90, 90):
        with db.transaction():
            services.change(session, he, {Name.ROUND: days})
    assert queries.value(session, Name.ROUND) == 90
    assert [one.value for one in queries.changes(session, [Name.ROUND])] == [90, 120], "what is the same is no change"
    assert queries.value(session, Name.ROUND_KEY) == SETTINGS[Name.ROUND_KEY].default


@pytest.mark.parametrize(
    ("name", "value"),
    [(Name.ROUND, 3), (Name.ROUND, None), (Name.KEEP_SIGN_INS, 90), (Name.ZONE, "Europe/Paris"), (Name.STATE, "off"),
     (Name.SITE, "ftp://x"), (Name.SITE, "https://x.cn/y"), (Name.SITE, "https://a:b@x.cn")],
)  # fmt: skip
def test_what_cannot_be_is_refused(session: Session, town: Town, name: Name, value: object) -> None:
    with pytest.raises(DomainError) as refused, db.transaction():
        services.change(session, town.actor("he"), {name: value})
    assert refused.value.field == name.value
    assert not session.exec(select(SettingChange)).all()


def test_a_secret_is_sealed_never_shown_and_an_empty_field_keeps_it(
    app: Flask, client: HouseClient, town: Town, session: Session
) -> None:
    account = "mailtos://guan:mi-ma-9@smtp.example.cn"
    client.sign_in(town.he)
    assert client.post("/settings/mail", data={"mail": account}).status_code == 303
    assert client.post("/settings/mail", data={"mail": ""}).status_code == 303
    page = client.get("/settings/mail?done=1").get_data(as_text=True)
    assert "mi-ma-9" not in page and "已设好" in page
    assert queries.secret(session, Name.MAIL) == account
    raw = session.connection().exec_driver_sql("SELECT secret, value FROM setting_change").all()
    assert len(raw) == 1 and "mi-ma-9" not in str(raw)
    lines = session.connection().exec_driver_sql("SELECT before, after FROM audit_line").all()
    assert "mi-ma-9" not in str(lines)


def test_the_page_changes_it_and_says_who_when(client: HouseClient, town: Town) -> None:
    client.sign_in(town.he)
    assert client.get("/settings/").status_code == 200
    for group in GROUPS:
        assert client.get(f"/settings/{group.key}").status_code == 200
    given = {"round": "100", "round_key": "30", "round_ill": "15", "round_tenants": "90"}
    assert client.post("/settings/rounds", data=given).location == "/settings/rounds?done=1"
    page = client.get("/settings/rounds").get_data(as_text=True)
    assert re.search(r"普通户几天一次：100</span>\s*<span class=\"d[^>]*>(?:<[^>]*>)*何敏", page)
    wrong = client.post("/settings/rounds", data=given | {"round": "1"})
    assert wrong.status_code == 422 and "14 到 365" in wrong.get_data(as_text=True)
    assert client.get("/settings/nothing").status_code == 404


def test_only_the_district_decides(client: HouseClient, town: Town) -> None:
    for name in ("li", "chen", "wang", "zhou"):
        client.sign_in(town.accounts[name])
        assert client.get("/settings/").status_code == 403
        assert client.post("/settings/rounds", data={"round": "100"}).status_code == 403


def test_paused_everybody_reads_nobody_writes_but_the_district(client: HouseClient, town: Town) -> None:
    told = {"unit_id": town.grid1, "giver": town.wang, "taker": town.ma}
    client.sign_in(town.he).post("/settings/switch", data={"state": "read_only", "state_words": "22 点恢复"})
    assert "22 点恢复" in client.sign_in(town.li).get("/people/").get_data(as_text=True)
    refused = client.post("/people/handovers", data=told)
    assert refused.status_code == 503 and "22 点恢复" in refused.get_data(as_text=True)
    assert client.sign_out().post("/sign-in", data={"login": "li", "password": "灯亮了 8 格"}).status_code == 303
    client.sign_in(town.he).post("/settings/switch", data={"state": "open", "state_words": ""})
    client.sign_in(town.li)
    assert (
        client.post("/people/handovers", data=told).status_code
        == 303
    )


def test_links_on_paper_lead_to_the_decided_address(app: Flask, session: Session, town: Town) -> None:
    with db.transaction():
        services.change(session, town.actor("he"), {Name.SITE: "https://mange.example.cn/"})
    with app.test_request_context():
        assert site_address.base_url() == "https://mange.example.cn"


def test_a_district_in_xinjiang_has_its_own_midnight(session: Session, town: Town) -> None:
    with db.transaction():
        services.change(session, town.actor("he"), {Name.ZONE: "Asia/Urumqi"})
    try:
        queries.known(session)
        assert clock.start_of_day(clock.today()).astimezone(clock.ZONE).hour == 0
        assert clock.ZONE.utcoffset(clock.now().replace(tzinfo=None)) == timedelta(hours=6)
    finally:
        clock.use_zone("Asia/Shanghai")
