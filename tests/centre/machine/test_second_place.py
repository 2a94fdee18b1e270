"""What leaves the machine is sealed, comes back as it went, and old generations go while the newest good one stays."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session, select

from tests.conftest import HouseClient
from tests.town import Town
from webapp.centre.machine import carry_services, queries
from webapp.centre.machine.models import BackupCopy
from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.files import blob_store, second_place
from webapp.core.files.second_place import FolderPlace, Place, SftpPlace, StorePlace
from webapp.core.time import generations
from webapp.core.work import jobs, nightly
from webapp.core.work.jobs import Job
from webapp.people.settings import services as settings
from webapp.people.settings.rules import Name

SERVER = Path("/usr/lib/openssh/sftp-server")


def sftp(tmp_path: Path) -> SftpPlace:
    """The system's own client and server, without the network between them."""
    if not SERVER.exists():
        pytest.skip("openssh-sftp-server is not installed")
    wrapper = tmp_path / "sftp-here"
    wrapper.write_text(f"#!/bin/sh\nexec sftp -q -D {SERVER} -b -\n")
    wrapper.chmod(0o700)
    place = SftpPlace(f"sftp://keeper@elsewhere:2222{tmp_path}/far%20away")
    place.program = (str(wrapper),)
    (tmp_path / "far away").mkdir()
    return place


def store(tmp_path: Path) -> StorePlace:
    place = StorePlace.__new__(StorePlace)
    from obstore.store import MemoryStore

    place.store = MemoryStore()
    return place


def folder(tmp_path: Path) -> FolderPlace:
    (tmp_path / "disk").mkdir()
    return FolderPlace(tmp_path / "disk")


@pytest.mark.parametrize("kind", [folder, store, sftp])
def test_the_three_kinds_of_place_keep_name_list_and_forget(kind: object, tmp_path: Path) -> None:
    place: Place = kind(tmp_path)  # type: ignore[operator]
    one, two = "photos/ab/" + "ab" * 32 + ".sealed", "backups/fullgrid-20261129T010203Z-abc.fgbackup"
    (tmp_path / "mine").write_bytes(b"\0\xff" * 700_000)
    assert place.names("backups") == set()
    for name in (one, two, two, "backups/ring.sealed"):
        place.put(name, tmp_path / "mine")
    more = one.replace("/ab/", "/cd/")
    place.put(more, tmp_path / "mine")
    assert place.names("photos") == {one, more}, "also in several folders"
    assert place.names("backups") == {two, "backups/ring.sealed"}
    place.get(two, tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == (tmp_path / "mine").read_bytes()
    place.drop(two)
    place.drop(two)
    assert place.names("backups") == {"backups/ring.sealed"}
    with pytest.raises((OSError, Exception)):
        place.get(two, tmp_path / "again")


def test_a_folder_that_is_not_mounted_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FolderPlace(tmp_path / "gone").names("backups")


@pytest.mark.parametrize(
    ("text", "fits"),
    [("/mnt/nas", True), ("s3://bucket/prefix", True), ("sftp://me@host:22/folder", True), ("nas/folder", False),
     ("/mnt/../etc", False), ("ftp://host/folder", False), ("sftp://host", False), ('/mnt/"x', False),
     ("sftp://me:secret@host/folder", False), ("/mnt\nrm x", False), ("s3://", False)],
)  # fmt: skip
def test_what_an_address_may_be(text: str, fits: bool) -> None:
    assert second_place.is_address(text) is fits


@pytest.fixture
def disk(session: Session, town: Town, tmp_path: Path) -> Path:
    """The second place of this test's district."""
    there = tmp_path / "second disk"
    there.mkdir()
    with db.transaction() as writing:
        settings.change(writing, town.actor("he"), {Name.SECOND_PLACE: str(there)})
    return there


def carry() -> BackupCopy:
    return carry_services.carry(db.session(), blob_store.shelf(), backups_folder())


def test_backup_ring_and_photos_arrive_sealed_and_come_back(session: Session, disk: Path, tmp_path: Path) -> None:
    sha = blob_store.put(b"a photo of a staircase")
    made = nightly.back_up("")
    row = carry()
    assert (row.is_good, row.file, row.photos) == (True, made, 1)
    assert (disk / "backups" / made).read_bytes() == (backups_folder() / made).read_bytes()
    there = disk / "photos" / sha[:2] / f"{sha}.sealed"
    assert b"staircase" not in there.read_bytes()
    assert carry().photos == 0, "only what is new"
    blob_store.shelf().drop(sha)
    assert carry_services.fetch_photos(FolderPlace(disk), blob_store.shelf(), tmp_path) == (1, [])
    assert blob_store.get(sha) == b"a photo of a staircase"
    lost = hashlib.sha256(b"never carried").hexdigest()
    assert carry_services.fetch_photos(FolderPlace(disk), blob_store.shelf(), tmp_path, {sha, lost}) == (0, [lost])


def test_a_photo_erased_here_goes_there_with_the_last_backup_that_names_it(
    session: Session, town: Town, disk: Path
) -> None:
    sha = blob_store.put(b"erased later")
    nightly.back_up("")
    carry()
    there = disk / "photos" / sha[:2] / f"{sha}.sealed"
    blob_store.shelf().drop(sha)
    carry()
    assert there.exists(), "a backup there still names it"
    for file in (disk / "backups").iterdir():
        file.unlink()
    for file in backups_folder().iterdir():
        file.unlink()
    nightly.back_up("")
    carry()
    assert not there.exists()


def test_the_night_and_the_page_send_and_a_failure_is_said_once_it_is_known(
    client: HouseClient, session: Session, town: Town, disk: Path
) -> None:
    client.sign_in(town.he).post("/machine/backup")
    assert session.exec(select(Job).where(Job.kind == carry_services.KIND)).one().is_open
    jobs.run_pending()
    assert "送到了" in client.get("/machine/").text
    for file in sorted(disk.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    disk.rmdir()
    client.post("/machine/copy")
    jobs.run_pending()
    assert "那个文件夹现在不在" in client.get("/machine/").text
    good = queries.last_copy(session, good=True)
    assert good is not None and good.is_good


def test_what_comes_back_changed_is_not_a_backup(session: Session, disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nightly.back_up("")
    get = FolderPlace.get

    def bent(self: FolderPlace, name: str, file: Path) -> None:
        get(self, name, file)
        file.write_bytes(file.read_bytes()[:-1])

    monkeypatch.setattr(FolderPlace, "get", bent)
    assert carry().trouble == "differs"
    monkeypatch.undo()
    assert carry().is_good, "and the next journey brings it again"


def test_without_a_place_nothing_is_queued_and_the_command_says_what_to_set(app: Flask, session: Session) -> None:
    nightly.back_up("")
    assert session.exec(select(Job).where(Job.kind == carry_services.KIND)).all() == []
    told = app.test_cli_runner().invoke(args=["db", "carry"])
    assert told.exit_code != 0


def test_a_place_is_set_on_the_page_and_nonsense_is_sent_back(client: HouseClient, town: Town) -> None:
    client.sign_in(town.he)
    given = {"second_place": "nas/x", "keep_daily": "7", "keep_weekly": "4", "keep_monthly": "12", "phone_silent": "3"}
    told = client.post("/settings/machine", data=given)
    assert told.status_code == 422 and "全路径" in told.text and "nas/x" in told.text
    given |= {"second_place": "s3://b/p", "second_endpoint": "http://example.test", "second_secret": "hush-hush"}
    assert client.post("/settings/machine", data=given).status_code == 422
    given |= {"second_endpoint": "https://oss.example.test"}
    assert client.post("/settings/machine", data=given).status_code == 303
    assert "hush-hush" not in client.get("/settings/machine").text
    for name in ("li", "wang", "zhou"):
        assert client.sign_in(town.accounts[name]).post("/machine/copy").status_code == 403


def test_generations_go_by_age_and_the_newest_never(session: Session) -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    stamps = [now - timedelta(hours=hours) for hours in range(0, 24 * 800, 6)]
    names = [f"fullgrid-{at:%Y%m%dT%H%M%SZ}-abc.fgbackup" for at in stamps]
    gone = generations.outdated(names, generations.Generations(), now)
    left = sorted(set(names) - set(gone), reverse=True)
    assert names[:8] == left[:8], "everything of two days"
    assert 25 <= len(left) <= 34
    assert left[-1].split("-")[1] > "20251001"
    assert generations.outdated(left, generations.Generations(), now) == []
    ahead = generations.outdated(left, generations.Generations(good=left[9]), now + timedelta(days=3650))
    assert set(left) - set(ahead) == {*left[:3], left[9]}, "a clock ten years ahead"


def test_fetching_on_a_new_machine(app: Flask, session: Session, disk: Path, tmp_path: Path) -> None:
    sha = blob_store.put(b"one more")
    made = nightly.back_up("")
    carry()
    (backups_folder() / made).unlink()
    blob_store.shelf().drop(sha)
    session.close()
    told = app.test_cli_runner().invoke(args=["db", "fetch", str(disk)])
    assert told.exit_code == 0, told.output
    assert (backups_folder() / made).exists() and "取回照片 1 张" in told.output
    assert app.test_cli_runner().invoke(args=["db", "fetch", str(tmp_path / "nothing")]).exit_code != 0


def test_a_machine_that_began_anew_counts_on_from_what_lies_there(session: Session, disk: Path) -> None:
    folder = backups_folder()
    place = second_place.open_place(queries.second_address(session))
    made = backup.make(db.engine(), folder, lambda _: None)
    place.put(f"backups/{made.name.replace('-000001-', '-000041-')}", made)
    carry_services.carry(session, blob_store.shelf(), folder)
    assert generations.number(backup.make(db.engine(), folder, lambda _: None).name) == 42
