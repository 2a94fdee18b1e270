"""A finished meeting in one package, checked without this product; the sheet that people sign."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
import time_machine

from tests.conftest import HouseClient
from tests.council.minutes.test_minutes import drafted, evening, final, hall, text_of  # noqa: F401 (fixtures)
from tests.council.sittings import hall as halls
from tests.town import Town


def test_the_package_holds_every_paper_and_proves_itself(
    hall: halls.Hall,  # noqa: F811
    evening: time_machine.Traveller,  # noqa: F811
    client: HouseClient,
    town: Town,
    tmp_path: Path,
) -> None:
    minutes = final(hall, evening)
    answer = client.sign_in(town.li).post(f"/councils/meetings/{hall.meeting.id}/minutes/archive.zip")
    assert answer.mimetype == "application/zip"
    packed = zipfile.ZipFile(io.BytesIO(answer.get_data()))
    names = packed.namelist()
    assert [name[0] for name in names] == ["1", "2", "3", *["4"] * 6, "5", "校"]
    packed.extractall(tmp_path)
    tool = shutil.which("sha256sum") or shutil.which("shasum")
    assert tool
    checked = subprocess.run([tool, "-c", "校验.txt"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.count("OK") == len(names) - 1
    sheet, votes = (text_of(packed.read(names[place])) for place in (1, 2))
    assert "周海" in sheet
    assert "点名" in sheet
    assert "每栋装一盏" in votes
    assert "周海（本题回避）" in votes
    data = packed.read("5 数据.json").decode()
    assert minutes.hash in data
    assert data.count('"role": "') >= 3


def test_nothing_is_archived_before_the_minutes_are_final_and_nothing_for_strangers(
    hall: halls.Hall,  # noqa: F811
    evening: time_machine.Traveller,  # noqa: F811
    client: HouseClient,
    town: Town,
) -> None:
    drafted(hall)
    url = f"/councils/meetings/{hall.meeting.id}/minutes/archive.zip"
    assert client.sign_in(town.li).post(url).status_code == 409
    assert client.sign_in(town.far_host).post(url).status_code == 404
    assert client.get(f"/councils/meetings/{hall.meeting.id}/papers/sign-in").status_code == 404


@pytest.mark.parametrize("name", ["sign-in", "votes", "notice"])
def test_the_sheet_and_the_votes_are_papers_of_their_own(
    hall: halls.Hall,  # noqa: F811
    evening: time_machine.Traveller,  # noqa: F811
    client: HouseClient,
    town: Town,
    name: str,
) -> None:
    client.sign_in(town.li)
    path = "notice" if name == "notice" else f"papers/{name}"
    page = client.get(f"/councils/meetings/{hall.meeting.id}/{path}")
    assert page.status_code == 200
    paper = client.get(f"/councils/meetings/{hall.meeting.id}/papers/{name}.pdf")
    assert paper.get_data().startswith(b"%PDF")
    assert client.get(f"/councils/meetings/{hall.meeting.id}/papers/other.pdf").status_code == 404
