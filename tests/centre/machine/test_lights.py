"""The machine's page says in plain words what is wrong and what to do, and tells somebody once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.machine import alert_services, light_queries, light_rules
from webapp.centre.machine.light_queries import Machine
from webapp.centre.machine.light_rules import ACT, GOOD, LOOK, Light
from webapp.centre.machine.models import BackupCopy, RestoreDrill
from webapp.centre.sync.models import SyncPhone
from webapp.core.crypto import sm2
from webapp.core.data import db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.scale import partitions
from webapp.core.time import clock
from webapp.core.time.working_days import Calendar
from webapp.core.trust import signing, tls
from webapp.core.work import jobs, nightly
from webapp.core.work.jobs import Job, JobState
from webapp.exchange.points.models import Proof
from webapp.people.notices import services as notices
from webapp.people.notices.models import ChannelKind, Delivery, Notice
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name

DAY = timedelta(days=1)


@pytest.fixture
def machine(app: Flask) -> Machine:
    return Machine(app.config["SETTINGS"].folder, has_room=True)


def lamp(key: str, machine: Machine) -> Light:
    db.session().rollback()
    return next(one for one in light_queries.lights(db.session(), machine) if one.key == key)


def add(*rows: object) -> None:
    with db.transaction() as writing:
        for row in rows:
            writing.add(row)


def aged(days: float) -> str:
    """The newest backup is that old now."""
    [file] = backups_folder().glob("fullgrid-*")
    at = clock.now() - timedelta(days=days)
    return file.rename(file.with_name(f"fullgrid-{at:%Y%m%dT%H%M%SZ}-{file.name.split('-', 2)[2]}")).name


def test_a_backup_grows_old(session: Session, machine: Machine) -> None:
    assert lamp("backup", machine).colour == LOOK
    nightly.back_up("")
    assert "还没有人试过" in lamp("backup", machine).words
    aged(1.5)
    assert lamp("backup", machine).colour == LOOK
    aged(3)
    found = lamp("backup", machine)
    assert found.colour == ACT and "现在备份并试一遍" in found.todo


def test_the_second_place_is_missing_late_or_refuses(
    session: Session, town: Town, machine: Machine, tmp_path: Path
) -> None:
    assert lamp("second", machine).url == "settings.group"
    with db.transaction() as writing:
        settings.change(writing, town.actor("he"), {Name.SECOND_PLACE: str(tmp_path)})
    assert "还没有送过" in lamp("second", machine).words
    add(BackupCopy(made_at=clock.now() - 3 * DAY, place=str(tmp_path), file="a"))
    assert lamp("second", machine).colour == ACT
    add(BackupCopy(made_at=clock.now() - DAY, place=str(tmp_path), trouble="full"))
    assert "那个地方满了" in lamp("second", machine).words
    add(BackupCopy(made_at=clock.now(), place=str(tmp_path), file="b"))
    assert "同一块盘" in lamp("second", machine).words


def test_drills_pass_fail_and_grow_old(session: Session, machine: Machine) -> None:
    assert lamp("drill", machine).colour == LOOK
    add(RestoreDrill(made_at=clock.now() - 101 * DAY, file="fullgrid-20260101T000000Z-a", is_good=True))
    assert "一个季度前" in lamp("drill", machine).words
    bad = {"key": "sealed", "good": False, "figures": {"tried": 9, "failed": 2}}
    add(RestoreDrill(made_at=clock.now(), file="fullgrid-20260101T000000Z-b", findings=[bad]))
    found = lamp("drill", machine)
    assert found.is_red and "2 处解不开" in found.words


def test_jobs_phones_ledger_audit_disk(session: Session, town: Town, machine: Machine) -> None:
    assert {lamp(key, machine).colour for key in ("jobs", "phones", "ledger", "audit", "certificate")} == {GOOD}
    old = clock.now() - 5 * DAY
    add(
        Job(kind="core.sweep", slot="2026-01-01 03:40", state=JobState.FAILED, finished_at=clock.now()),
        Job(kind="core.audit", slot="2026-01-01 03:20", state=JobState.FAILED, finished_at=clock.now(),
            message="留痕从 x 起对不上，请保留现场并联系管理员。"),
        SyncPhone(device_id=town.wang, account_id=town.wang, unsent=2, oldest_at=old, seen_at=old),
        SyncPhone(device_id=town.ma, account_id=town.ma, unsent=0, seen_at=old - 90 * DAY),
        Proof(community_id=town.community, at=clock.now(), faults=["一处"]),
    )  # fmt: skip
    assert "2 件" in lamp("jobs", machine).words
    assert lamp("audit", machine).is_red and "起对不上" in lamp("audit", machine).words
    phones = lamp("phones", machine)
    assert (phones.colour, phones.url) == (LOOK, "outbox.phones") and "1 部手机" in phones.words
    assert lamp("ledger", machine).is_red
    add(Proof(community_id=town.community, at=clock.now() + timedelta(seconds=1)))
    assert lamp("ledger", machine).colour == GOOD
    add(Job(kind="core.sweep", due_at=old, created_at=old))
    assert lamp("jobs", machine).is_red
    assert lamp("disk", machine._replace(has_room=False)).is_red


def test_a_seal_that_nobody_could_use(session: Session, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lamp("seal", machine).colour == GOOD
    signing.certificate_pem(machine.folder / "keys")
    assert "用到" in lamp("seal", machine).words
    for left, colour in ((30, LOOK), (3, ACT), (-3, ACT)):
        end = clock.now() + timedelta(days=left, hours=1)
        monkeypatch.setattr(signing, "ends_at", lambda _, end=end: end)
        assert lamp("seal", machine).colour == colour
    monkeypatch.setattr(signing, "needs_sm2", lambda _: True)
    monkeypatch.setattr(sm2, "is_there", lambda: False)
    found = lamp("seal", machine)
    assert found.is_red and "OpenSSL" in found.words and "apt install" in found.todo


def test_a_certificate_about_to_end(session: Session, machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    tls.papers(machine.folder / "tls", ["192.168.1.9"])
    assert lamp("certificate", machine).colour == GOOD
    ends = tls.ends_at(machine.folder / "tls")
    assert ends is not None
    monkeypatch.setattr(tls, "ends_at", lambda folder: clock.now() + timedelta(days=3))
    found = lamp("certificate", machine)
    assert found.is_red and "还有 2 天" in found.words


def test_one_message_when_it_turns_red_and_one_when_it_is_good_again(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        for kind in (ChannelKind.WECOM, ChannelKind.EMAIL):
            notices.open_channel(
                writing, town.actor("he"), unit_id=town.units["district"], kind=kind, name="区", key="k@example.test"
            )
    red, good = light_rules.light("disk", ACT, "磁盘"), light_rules.light("disk", GOOD, "磁盘")
    told = []
    for one in (good, red, red, light_rules.light("disk", LOOK, "磁盘"), good, red):
        with db.transaction() as writing:
            told.append(alert_services.look(writing, [one]))
        with db.transaction() as writing:  # a message's cause names its second
            for row in writing.exec(select(Delivery)):
                row.cause = f"{row.cause}:{len(told)}"[:120]
            for notice in writing.exec(select(Notice)):
                notice.cause = f"{notice.cause}:{len(told)}"[:120]
    assert told == [0, 1, 0, 1, 0, 1]
    sent = [row.sentence for row in session.exec(select(Delivery))]
    assert sorted(sent) == sorted(2 * [light_rules.RED["disk"], light_rules.WELL["disk"], light_rules.RED["disk"]])
    mine = session.exec(select(Notice).where(Notice.account_id == town.he)).all()
    assert len(mine) == 3 and {one.url for one in mine} == {"/machine/"}


def test_every_red_line_has_its_two_messages() -> None:
    assert light_rules.RED.keys() == light_rules.WELL.keys() <= light_rules.TITLES.keys()


def test_the_look_runs_by_itself_and_tries_a_failed_journey_again(session: Session, town: Town, tmp_path: Path) -> None:
    assert "machine.look" in jobs.RHYTHMS
    with db.transaction() as writing:
        settings.change(writing, town.actor("he"), {Name.SECOND_PLACE: str(tmp_path / "x")})
        assert not alert_services.carry_again(writing)
        writing.add(BackupCopy(made_at=clock.now(), place="x", trouble="absent"))
        writing.flush()
        assert not alert_services.carry_again(writing), "not at once"
    with db.transaction() as writing:
        writing.exec(select(BackupCopy)).one().made_at = clock.now() - timedelta(hours=2)
    jobs.KINDS["machine.look"]("")
    assert session.exec(select(Job).where(Job.kind == "machine.carry")).one().is_open


def test_without_a_site_address_the_page_says_what_to_do(
    app: Flask, client: HouseClient, town: Town, session: Session, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lamp("address", machine).colour == LOOK
    page = client.sign_in(town.he).get("/machine/").text
    assert "没有设定网址" in page and "/settings/names" in page
    for site, colour in (("https://grid.example.gov.cn", GOOD), ("http://10.1.2.3", LOOK)):
        monkeypatch.setitem(app.config["SETTINGS"].extra, "site", site)
        assert lamp("address", machine).colour == colour, site


def test_the_page_says_it_in_words_and_to_nobody_else(client: HouseClient, town: Town) -> None:
    page = client.sign_in(town.he).get("/machine/").text
    for title in light_rules.TITLES.values():
        assert title in page
    assert "看一下" in page and "印三张钥匙纸" in page
    for name in ("li", "wang", "zhou", "chen"):
        assert client.sign_in(town.accounts[name]).get("/machine/").status_code == 403


def test_tables_cut_by_time_are_told_when_the_coming_part_is_missing(
    session: Session, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lamp("partitions", machine).colour == GOOD
    first = clock.today().replace(day=1)
    for until, strays, colour in (
        (clock.today() + 60 * DAY, 0, GOOD), (clock.today() + 60 * DAY, 3, LOOK),
        (clock.today() + 9 * DAY, 0, LOOK), (first, 0, ACT),
    ):  # fmt: skip
        reach = partitions.Reach("visit", 12, until, strays)
        monkeypatch.setattr(partitions, "cut_tables", lambda on: ["visit"])
        monkeypatch.setattr(partitions, "reach", lambda on, table, reach=reach: reach)
        assert lamp("partitions", machine).colour == colour
        assert until.isoformat() in lamp("partitions", machine).words


@pytest.mark.parametrize(
    ("day", "known", "colour", "said"),
    [
        (datetime(2026, 10, 31, 2, tzinfo=UTC), {2026}, GOOD, "都有了"),
        (datetime(2026, 11, 1, 2, tzinfo=UTC), {2026}, LOOK, "2027 年"),
        (datetime(2026, 12, 31, 15, 59, tzinfo=UTC), {2026}, LOOK, "2027 年"),
        (datetime(2026, 12, 31, 16, tzinfo=UTC), {2026}, ACT, "2027 年"),
        (datetime(2027, 1, 1, 2, tzinfo=UTC), {2027}, GOOD, "都有了"),
    ],
)
def test_a_year_without_its_holidays_is_told(
    session: Session, machine: Machine, monkeypatch: pytest.MonkeyPatch,
    day: datetime, known: set[int], colour: str, said: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(Calendar, "knows", lambda self, year: year in known)
    with time_machine.travel(day, tick=False):
        shown = lamp("calendar", machine)
    assert shown.colour == colour and said in shown.words and shown.url == "catalogue.calendar"
    assert bool(shown.todo) is (colour != GOOD)
