"""上线清单 ticks itself; each reader sees their own part; the backup line asks for a backup that opens."""

from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import db
from webapp.people.settings import services as founding


def page(client: HouseClient) -> str:
    return client.get("/checklist").get_data(as_text=True)


def test_each_reader_sees_the_part_that_is_theirs(client: HouseClient, town: Town) -> None:
    district, host = page(client.sign_in(town.he)), page(client.sign_in(town.li))
    assert "备份试过了" in district and "备份试过了" not in host
    assert "住户名册" in district and "住户名册" in host
    for place, who in (("/intake/", host), ("/intake/lists/units", district)):
        other = district if who is host else host
        row = f'class="row" href="{place}"'
        assert row in who and row not in other, "who may not do it is not sent there"


def test_who_has_no_part_in_it_is_refused(client: HouseClient, town: Town) -> None:
    for name in ("wang", "zhao", "zhou"):
        assert client.sign_in(town.accounts[name]).get("/checklist").status_code == 403
    assert client.sign_in(town.li).post("/checklist/goods/later").status_code == 403


def test_a_backup_is_made_opened_and_ticked(client: HouseClient, town: Town, app: Flask) -> None:
    client.sign_in(town.he)
    assert "还没有试过" in page(client)
    assert client.post("/machine/backup").location == "/machine/"
    machine = client.get("/machine/").get_data(as_text=True)
    assert "打得开" in machine and ".fgbackup" in machine
    assert "还没有试过" not in page(client)
    assert client.get("/machine/changes").status_code == 200


def test_a_backup_that_does_not_open_is_told_and_not_ticked(
    client: HouseClient, town: Town, app: Flask, monkeypatch: object
) -> None:
    import pytest

    from webapp.core.data import backup

    assert isinstance(monkeypatch, pytest.MonkeyPatch)
    # As a file cut by a full disk would look.
    monkeypatch.setattr(backup, "MARKS", dict.fromkeys(backup.MARKS, b"OTHERMARK\n"))
    monkeypatch.setattr(backup, "_seal_file", lambda source, target: target.write_bytes(b"cut"))
    client.sign_in(town.he)
    refused = client.post("/machine/backup")
    assert refused.status_code == 503 and "FullGrid backup" in refused.get_data(as_text=True)
    assert "还没有试过" in page(client)


def test_what_a_district_does_without_is_put_off_and_taken_up_again(client: HouseClient, town: Town) -> None:
    client.sign_in(town.he)
    assert client.post("/checklist/goods/later").location == "/checklist"
    assert "先不做</span>" in page(client)
    client.post("/checklist/goods/later")
    assert "先不做</span>" not in page(client)
    assert client.post("/checklist/register/later").status_code == 404, "without a register there is nothing to walk to"


def test_the_strip_on_the_home_page_stands_until_all_is_done(
    app: Flask, client: HouseClient, town: Town
) -> None:
    assert "上线清单还有" not in client.sign_in(town.he).get("/overview").get_data(as_text=True)
    app.extensions.pop("set_up")
    with app.app_context(), db.transaction() as session:
        founding.found(session, is_demo=False)
    assert "上线清单还有" in client.get("/overview").get_data(as_text=True)
    assert "上线清单还有" in client.sign_in(town.li).get("/councils/").get_data(as_text=True)
