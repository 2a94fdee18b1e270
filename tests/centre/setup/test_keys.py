"""钥匙和印章: the district turns the key after showing who it is; the seal's fingerprint is everybody's."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.core.trust import rings
from tests.town import PASSWORD, Town
from webapp.core.trust import signing, vault
from webapp.core.trust.history import AuditLine
from webapp.core.work import jobs


@pytest.fixture
def own_ring(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with rings.of_file(app.config["SETTINGS"].keys_folder, monkeypatch):
        yield


def proved(client: HouseClient) -> HouseClient:
    client.post("/me/proof", data={"password": PASSWORD})
    return client


def test_the_key_is_turned_once_the_person_is_shown(
    client: HouseClient, session: Session, town: Town, own_ring: None
) -> None:
    client.sign_in(town.he)
    before = vault.current_name()
    client.post("/settings/keys/rotation")
    proved(client).post("/settings/keys/rotation")
    assert vault.current_name() != before
    assert "正在重新加密" in client.get("/settings/keys").get_data(as_text=True)
    again = client.post("/settings/keys/rotation")
    assert again.status_code == 409 and "还没做完" in again.get_data(as_text=True)
    jobs.run_pending()
    assert "全部换好了" in client.get("/settings/keys").get_data(as_text=True)
    line = session.exec(select(AuditLine).where(AuditLine.verb == "rotate_key")).one()
    assert line.account_id == town.he and vault.current_name() in (line.after or "")
    client.post("/settings/keys/rotation", data={"family": "s"})
    jobs.run_pending()
    page = client.get("/settings/keys").get_data(as_text=True)
    assert vault.current_name() == "s3" and "SM4-GCM" in page and "换成 AES 的钥匙" in page


def test_a_ring_kept_elsewhere_is_turned_there(client: HouseClient, town: Town) -> None:
    proved(client.sign_in(town.he))
    assert "FULLGRID_SECRET" in client.get("/settings/keys").get_data(as_text=True)
    assert client.post("/settings/keys/rotation").status_code == 409


@pytest.mark.parametrize("name", ["zhou", "chen", "li", "wang"])
def test_nobody_else_turns_it(client: HouseClient, town: Town, name: str) -> None:
    client.sign_in(town.accounts[name])
    assert client.get("/settings/keys").status_code == 403
    assert client.post("/settings/keys/rotation").status_code == 403


def test_the_fingerprint_is_public_and_the_certificates_own(client: HouseClient, app: Flask) -> None:
    said = signing.fingerprint(app.config["SETTINGS"].keys_folder)
    assert len(said.replace(" ", "")) == 64
    assert said in client.get("/seal").get_data(as_text=True)
    assert client.get("/seal/fullgrid-seal.crt").data.startswith(b"-----BEGIN CERTIFICATE")


def test_the_address_of_a_time_stamp_service_is_https(client: HouseClient, town: Town) -> None:
    client.sign_in(town.he)
    answer = client.post("/settings/seal", data={"time_stamp": "http://tsa.example"})
    assert answer.status_code == 422 and "https://" in answer.get_data(as_text=True)
    assert client.post("/settings/seal", data={"time_stamp": "https://tsa.example/ts"}).status_code == 303
