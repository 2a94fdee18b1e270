"""The file and the feed in calendar programs that people use, not only in the library that wrote them."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import HouseClient
from tests.council.councils.test_pages import hall  # noqa: F401 (fixture)
from tests.council.sittings import hall as halls
from tests.town import Town
from webapp.core.time import clock

NAME = "冬梅轩社区议事厅"
KHAL = """[calendars]
[[council]]
path = {home}/council
[sqlite]
path = {home}/khal.db
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
"""

Program = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Program:
    def call(*words: str, zone: str = "Asia/Shanghai") -> str:
        if shutil.which(words[0]) is None:
            pytest.skip(f"{words[0]} is not installed")
        world = os.environ | {"HOME": str(tmp_path), "TZ": zone, "LC_ALL": "C.UTF-8"}
        return subprocess.run(words, env=world, check=True, capture_output=True, text=True, timeout=60).stdout

    return call


def test_khal_in_another_zone_takes_the_feed_its_change_and_its_cancellation(
    client: HouseClient,
    town: Town,
    hall: halls.Hall,  # noqa: F811
    run: Program,
    tmp_path: Path,
) -> None:
    (tmp_path / "council").mkdir()
    (tmp_path / "khal.conf").write_text(KHAL.format(home=tmp_path))
    khal = ("khal", "-c", str(tmp_path / "khal.conf"))
    today = clock.today()

    def feed() -> str:
        (tmp_path / "feed.ics").write_bytes(client.get(f"/councils/feed/{hall.series.feed_token}.ics").get_data())
        run(*khal, "import", "--batch", str(tmp_path / "feed.ics"))
        return run(*khal, "list", today.isoformat(), "40d", "--format", "{start-long}|{end-long}|{title}|{status}")

    client.sign_in(town.li)
    assert f"{today} 12:00|{today} 13:30|{NAME}|CONFIRMED" in feed(), "19:00 there is noon in Berlin in winter"
    later = today + timedelta(days=7)
    moved = {"held_on": later.isoformat(), "starts_at": "18:30", "place": "二楼", "reason": "停电"}
    assert client.post(f"/councils/meetings/{hall.meeting.id}/move", data=moved).status_code == 303
    told = feed()
    assert f"{later} 11:30|{later} 13:00|{NAME}|CONFIRMED" in told
    assert told.count(NAME) == 1, "the moved meeting replaces the one before"
    client.post(f"/councils/meetings/{hall.meeting.id}/cancellation", data={"reason": "和活动冲突"})
    told = feed()
    assert f"（取消）{NAME}|CANCELLED" in told
    assert told.count(NAME) == 1


def test_calcurse_takes_the_file(
    client: HouseClient,
    town: Town,
    hall: halls.Hall,  # noqa: F811
    run: Program,
    tmp_path: Path,
) -> None:
    file = tmp_path / "meeting.ics"
    file.write_bytes(client.sign_in(town.li).get(f"/councils/meetings/{hall.meeting.id}/meeting.ics").get_data())
    calcurse = ("calcurse", "-D", str(tmp_path / "calcurse"))
    run(*calcurse, "-i", str(file))
    day = f"{clock.today():%m/%d/%Y}"
    assert f"{day} @ 19:00 -> {day} @ 20:30" in run(*calcurse, "-G")
    assert NAME in run(*calcurse, "-d", day)
