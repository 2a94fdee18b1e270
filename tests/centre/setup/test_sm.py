"""An installation that has to use 商用密码, from the set-up page to a restore: SM4, SM3 and SM2 in every place."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import func, select

from tests.centre.setup.test_first_start import FIRST, unlocked
from tests.conftest import HouseClient
from tests.core.trust import rings
from tests.core.trust.sm2_by_hand import holds
from tests.register.register import homes
from tests.town import CHEAP, PASSWORD, Town
from webapp.core.crypto import digests, sm2
from webapp.core.crypto.digests import Digest
from webapp.core.data import backup, db
from webapp.core.time import clock
from webapp.core.trust import vault
from webapp.core.trust.history import AuditLine
from webapp.door.visits.models import Visit
from webapp.people.accounts import services as accounts
from webapp.people.accounts.models import Role
from webapp.people.org import services as org
from webapp.people.org.models import PartyKind, Unit, UnitKind
from webapp.register.register.models import Entrance
from webapp.volunteering.certificates import paper_services

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")


@pytest.fixture
def keys(empty_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with rings.of_file(empty_app.config["SETTINGS"].keys_folder, monkeypatch) as folder:
        yield folder


def founded(app: Flask, **told: str) -> HouseClient:
    client = unlocked(app)
    client.post("/setup/district", data={"code": "120110"})
    page = client.post("/setup/account", data=FIRST | told)
    assert page.status_code == 200, page.get_data(as_text=True)
    return client


def people(app: Flask) -> tuple[Town, str]:
    """A host, a grid worker and a building of theirs, in one of the district's communities. Returns the door's code."""
    with app.app_context():
        with db.transaction() as session:
            community = session.exec(select(Unit).where(Unit.kind == UnitKind.COMMUNITY).limit(1)).one()
            grid = org.found_unit(session, kind=UnitKind.GRID, name="第一网格", parent=community, on=clock.today())
            town = Town({"community": community.id, "grid1": grid.id})
            for short, role, unit in (("li", Role.HOST, community), ("wang", Role.GRID_WORKER, grid)):
                party = org.make_party(session, None, kind=PartyKind.PERSON, name=short, community_id=community.id)
                account = accounts.open_account(
                    session, None, party=party, login=short, password=PASSWORD, password_hash=CHEAP.hash(PASSWORD),
                    must_change=False,
                )  # fmt: skip
                accounts.give_post(session, None, account, role=role, unit_id=unit.id, valid_from=clock.today())
                town.accounts[short] = account.id
        with db.transaction() as session:
            building = homes.build(session, town)
            home = homes.settle(session, town, building)
            homes.add(session, town, home, phone="13920001111")
            town.units["home"] = home.id
        return town, db.session().exec(select(Entrance.token).where(Entrance.building_id == building.id)).first() or ""


def test_from_the_set_up_to_a_restore(empty_app: Flask, keys: Path, tmp_path: Path) -> None:
    client = founded(empty_app, sm="y")
    ring = json.loads((keys / vault.FILE).read_text())
    assert (ring["hash"], ring["current"]) == ("sm3", "s2") and client.get("/checklist").status_code == 200
    town, door = people(empty_app)
    wang, stranger = empty_app.test_client(), empty_app.test_client()
    assert isinstance(wang, HouseClient) and isinstance(stranger, HouseClient)
    assert wang.post("/sign-in", data={"login": "wang", "password": PASSWORD}).status_code == 303
    visit = {"household_id": town.home, "outcome": "fine"}
    assert wang.post("/visits", data=visit).status_code in (200, 303)
    said = stranger.post(f"/say/{door}", data={"category": "LIGHT", "words": "楼道灯不亮", "door": "602"})
    receipt = re.search(r"/progress/([\w-]+)", said.location)
    assert receipt and "收到了" in stranger.get(f"/progress/{receipt[1]}").get_data(as_text=True)
    wrong = receipt[1][:-1] + ("A" if receipt[1][-1] != "A" else "B")
    assert stranger.get(f"/progress/{wrong}").status_code == 404

    with empty_app.app_context():
        kept = backup.make(db.engine(), tmp_path / "kept", lambda _: None)
        assert kept.read_bytes().startswith(backup.MARKS[vault.family()]) and vault.family().name == "SM4"
        kinds = [digests.kind_of(one) for one in db.session().exec(select(AuditLine.hash).order_by(AuditLine.id))]  # type: ignore[arg-type]
        chosen = kinds.index(Digest.SM3)
        assert chosen < 3 and set(kinds[chosen:]) == {Digest.SM3} and len(kinds) > 10, "the divisions came before"
        db.session().rollback()
        backup.restore(db.engine(), kept, tmp_path / "kept", lambda _: None)
        assert backup.first_break(db.engine()) is None
        assert db.session().exec(select(func.count()).select_from(Visit)).one() == 1
    assert "收到了" in stranger.get(f"/progress/{receipt[1]}").get_data(as_text=True)
    assert wang.get("/today").status_code == 200 and stranger.get(f"/say/{door}").status_code == 200

    shown = stranger.get("/seal").get_data(as_text=True)
    assert re.search(r"([0-9A-F]{4} ){15}[0-9A-F]{4}", shown)
    assert holds(paper_services.sign(one_page(), keys))


def one_page() -> bytes:
    from webapp.core.paper import pdf

    return pdf.render_pdf('<html lang="zh-CN"><title>证</title><p>证', title="证")


def test_without_the_wish_everything_is_as_ever(empty_app: Flask, keys: Path) -> None:
    founded(empty_app)
    assert "hash" not in json.loads((keys / vault.FILE).read_text())
    assert (vault.digest(), vault.current_name()) == (Digest.SHA256, "k1")


def test_a_wish_that_came_to_nothing_binds_nobody(empty_app: Flask, keys: Path) -> None:
    client = unlocked(empty_app)
    client.post("/setup/district", data={"code": "120110"})
    before, weak = vault._OPEN, {"password": "12345678", "again": "12345678"}
    assert client.post("/setup/account", data=FIRST | {"sm": "y"} | weak).status_code == 422
    assert vault.digest() is Digest.SM3
    vault._OPEN = before  # the second try comes to another process
    assert client.post("/setup/account", data=FIRST).status_code == 200
    assert vault.is_made_for(vault.family()) and vault.digest() is Digest.SHA256
    assert json.loads((keys / vault.FILE).read_text())["hash"] == "sha256"


def test_a_process_that_did_not_found_it_looks_at_the_ring(empty_app: Flask, keys: Path) -> None:
    before = vault._OPEN
    client = founded(empty_app, sm="y")
    vault._OPEN = before
    empty_app.extensions.pop("set_up", None)
    assert client.get("/checklist").status_code == 200 and vault.digest() is Digest.SM3


def test_where_the_program_is_missing_the_page_says_so_and_nothing_is_founded(
    empty_app: Flask, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = unlocked(empty_app)
    client.post("/setup/district", data={"code": "120110"})
    monkeypatch.setattr(sm2, "is_there", lambda: False)
    page = client.post("/setup/account", data=FIRST | {"sm": "y"})
    assert page.status_code == 422 and "apt install openssl" in page.get_data(as_text=True)
    assert "hash" not in json.loads((keys / vault.FILE).read_text()) and client.get("/setup/account").status_code == 200


def test_a_ring_of_the_environment_decides_by_itself(empty_app: Flask) -> None:
    client = unlocked(empty_app)
    client.post("/setup/district", data={"code": "120110"})
    page = client.get("/setup/account").get_data(as_text=True)
    assert "FULLGRID_SECRET" in page and 'name="sm"' not in page
    assert client.post("/setup/account", data=FIRST | {"sm": "y"}).status_code == 200
    assert vault.digest() is Digest.SHA256


TOML = '{first}[district]\ncode = "120110"\n[owner]\nname = "东丽区"\n[account]\nname = "何敏"\nlogin = "hemin"\n{last}'


def test_the_file_chooses_too_and_a_misplaced_word_is_refused(empty_app: Flask, keys: Path, tmp_path: Path) -> None:
    file, run = tmp_path / "setup.toml", empty_app.test_cli_runner()
    for first, last in (('ciphers = "sm3"\n', ""), ("", 'ciphers = "sm"\n')):
        file.write_text(TOML.format(first=first, last=last), encoding="utf-8")
        refused = run.invoke(args=["setup", "--from", str(file)])
        assert refused.exit_code == 1 and "ciphers" in refused.output
    file.write_text(TOML.format(first='ciphers = "sm"\n', last=""), encoding="utf-8")
    assert run.invoke(args=["setup", "--from", str(file)]).exit_code == 0
    assert vault.digest() is Digest.SM3 and json.loads((keys / vault.FILE).read_text())["current"] == "s2"


def test_the_file_cannot_overrule_the_environment(empty_app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "setup.toml"
    file.write_text(TOML.format(first='ciphers = "sm"\n', last=""), encoding="utf-8")
    refused = empty_app.test_cli_runner().invoke(args=["setup", "--from", str(file)])
    assert refused.exit_code == 1 and "FULLGRID_SECRET" in refused.output
