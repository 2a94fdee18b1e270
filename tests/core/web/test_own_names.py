"""Which names we answer to, and who may read what we keep."""

import socket
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.config import Settings


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:8000", 200), ("192.168.1.9:8443", 200),
        (socket.gethostname(), 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400),
        ("localhost.evil.example", 400),
    ],
)  # fmt: skip
def test_a_name_of_somebody_elses_is_not_answered(client: HouseClient, host: str, status: int) -> None:
    answer = client.get("/sign-in", headers={"Host": host})
    assert answer.status_code == status
    assert ("这里不用这个网址" in answer.get_data(as_text=True)) is (status == 400)


def test_a_list_of_hosts_is_what_counts_where_there_is_one(client: HouseClient) -> None:
    """A post from elsewhere too is told in a sentence: under that name no page of ours can be drawn."""
    config = client.application.config
    config["SETTINGS"] = replace(config["SETTINGS"], hosts=("grid.example",))
    config["TRUSTED_HOSTS"] = ["grid.example"]
    assert client.get("/sign-in", headers={"Host": "grid.example"}).status_code == 200
    for method in ("GET", "POST"):
        answer = client.open("/sign-in", method=method, headers={"Host": "127.0.0.1", "Accept-Language": "en"})
        assert answer.status_code == 400
        assert "Please open it by the address" in answer.get_data(as_text=True)


def test_the_data_folder_is_for_this_account_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    Settings(folder=folder, database_url="sqlite://").close_to_others()
    (folder / "photo.jpg").write_bytes(b"x")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "photo.jpg").stat().st_mode) == 0o600


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x"])
def test_a_day_in_an_address_that_no_calendar_holds_is_passed_over(
    client: HouseClient, town: Town, day: str
) -> None:
    assert client.sign_in(town.zhou).get(f"/history?on_from={day}&on_to={day}").status_code == 200
