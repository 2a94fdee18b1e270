"""A full disk, a locked database, a lost key, half a migration: a sentence, 503, and nothing acknowledged is lost."""

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from cryptography.exceptions import InvalidTag
from flask import Flask
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, select

from tests.centre.sync.test_records import HERE, record, send
from tests.conftest import SERVER, HouseClient
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.core.cluster import embedded
from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.time import generations
from webapp.core.trust import history, vault
from webapp.core.trust.history import AuditHead
from webapp.core.web import faults
from webapp.core.work import jobs, nightly
from webapp.core.work.jobs import Job, JobState
from webapp.door.visits.models import Visit
from webapp.people.settings.models import SettingChange

sqlite_only = pytest.mark.skipif(bool(SERVER), reason="a file of its own")
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), faults.DiskFull),
        (OSError(errno.EROFS, "Read-only file system"), faults.ReadOnlyDisk),
        (vault.VaultClosed("no key"), faults.KeyLost), (InvalidTag(), faults.KeyLost),
        (ValueError("a mistake of ours"), None), (FileNotFoundError(errno.ENOENT, "gone"), None),
    ],
)  # fmt: skip
def test_what_is_the_machines_fault_and_what_is_ours(error: Exception, fault: type | None) -> None:
    assert faults.of(error) is fault


def test_a_word_for_the_terminal() -> None:
    assert "磁盘满了" in faults.told(OSError(errno.ENOSPC, "No space left on device"))
    assert faults.told(ValueError("one\ntwo")) == "one"
    assert faults.told(ValueError()) == "ValueError"


FULL = """
import os, resource, sys
sys.path.insert(0, {root!r})
os.environ["DATA"] = {data!r}
from webapp import create_app
from webapp.core.data import db
from webapp.core.trust import history
app = create_app()
app.extensions["set_up"] = "plain"
if {limited!r}:  # this process may not let a file grow, as one whose quota is used up
    import signal
    limit = os.path.getsize({file!r}) + 200_000
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
kept = 0

@app.post("/fill")
def fill():
    with db.transaction() as session:
        for _ in range(40):
            history.record(session, None, "test.full", None, reason="x" * 2000)
    return "ok"

fill.door = "public"
client = app.test_client()
app.config["PROPAGATE_EXCEPTIONS"] = False
with client.session_transaction() as web:
    web["csrf"] = "0" * 40
with app.test_request_context():
    from flask import session as inside
    from webapp.core.web import guard
    inside["csrf"] = "0" * 40
    token = guard.token()
for _ in range(200):
    answer = client.post("/fill", headers={{"X-CSRF-Token": token}})
    if answer.status_code != 200:
        break
    kept += 1
print(kept, answer.status_code, "磁盘满了" in answer.text)
assert client.get("/healthz").status_code == 200
assert client.get("/sign-in").status_code == 200
os._exit(0)
"""


@pytest.fixture(params=["disk", "quota"])
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Callable[[], bool]]]:
    """A data folder on a small disk of its own (root only), or one whose files may not grow. Calling the second fills
    it up; True: by a limit on the process."""
    data = tmp_path / "data"
    data.mkdir()
    if request.param == "quota":
        yield data, lambda: True
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(data)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk")

    def shrink() -> bool:
        left = os.statvfs(data)  # room for a dozen of the test's own and for what jobs write meanwhile
        (data / "filler").write_bytes(b"0" * max(0, left.f_bavail * left.f_bsize - 4_000_000))
        return False

    yield data, shrink
    subprocess.run(["umount", str(data)], check=True)


@sqlite_only
@pytest.mark.slow
def test_a_disk_that_is_really_full_keeps_what_was_acknowledged(full: tuple[Path, Callable[[], bool]]) -> None:
    data, fill_up = full
    environment = {**os.environ, "DATA": str(data), "FULLGRID_LOGS": "json"}
    environment.pop("FULLGRID_DATABASE", None)
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    subprocess.run([*flask, "db", "upgrade"], cwd=ROOT, env=environment, check=True, capture_output=True)
    file = data / "fullgrid.db"
    code = FULL.format(root=str(ROOT), data=str(data), file=str(file), limited=fill_up())
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stderr[-2000:]
    kept, status, said = told.stdout.split()
    assert int(kept) > 0 and (status, said) == ("503", "True")
    (data / "filler").unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        stored = raw.execute("SELECT count(*) FROM audit_line WHERE verb = 'test.full'").fetchone()[0]
    assert stored == int(kept) * 40, "each acknowledged one is there, whole, and none besides"


def test_a_full_disk_under_a_phones_delivery_loses_nothing(
    client: HouseClient, town: Town, stair: Stair, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = record(stair.home)
    client.sign_in(town.wang)

    def full(*_: object) -> None:
        raise OperationalError("COMMIT", {}, raised("database or disk is full", sqlite3.SQLITE_FULL))

    with monkeypatch.context() as changed:
        changed.setattr(db, "_commit", full)
        answer = client.post("/sync", json={"records": [one]}, token=False, headers=HERE)
    assert answer.status_code == 503 and "手机过一会儿自己再试" in answer.get_json()["message"], "and no receipt"
    session.rollback()
    assert session.exec(select(Visit).where(Visit.id == one["id"])).first() is None
    [receipt] = send(client, one)
    assert receipt["state"] == "receipt"


def raised(words: str, code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError(words)
    error.sqlite_errorcode = code
    return error


@sqlite_only
def test_a_database_locked_by_another_program_is_said_and_then_works(
    client: HouseClient, town: Town, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.sign_in(town.he)
    monkeypatch.setattr(embedded, "PATIENCE", 0.2)
    app.extensions["engine"].dispose()
    from sqlalchemy import event

    @event.listens_for(app.extensions["engine"], "connect")
    def hurried(raw: sqlite3.Connection, _: object) -> None:
        raw.execute("PRAGMA busy_timeout=200")

    other = sqlite3.connect(app.extensions["engine"].url.database)
    other.execute("BEGIN IMMEDIATE")
    try:
        refused = client.post("/settings/rounds", data=ROUNDS)
        assert refused.status_code == 503 and "服务器正忙" in refused.get_data(as_text=True)
        assert refused.headers["Retry-After"] == "30"
        assert client.get("/settings/rounds").status_code == 200, "reading goes on"
    finally:
        other.rollback()
        other.close()
        event.remove(app.extensions["engine"], "connect", hurried)
        app.extensions["engine"].dispose()
    assert client.post("/settings/rounds", data=ROUNDS).status_code == 303


ROUNDS = {"round": "170", "round_key": "30", "round_ill": "15", "round_tenants": "90"}


def test_a_lost_key_is_said_with_the_way_back(client: HouseClient, town: Town, session: Session) -> None:
    client.sign_in(town.he)
    with db.transaction() as writing:
        from webapp.core.time import clock

        writing.add(SettingChange(name="mail", value=True, secret="mailtos://a:b@c", made_at=clock.now()))
    with db.transaction() as writing:
        writing.execute(text("UPDATE setting_change SET secret = 'k9:' || substr(secret, 4) WHERE name = 'mail'"))
    answer = client.get("/settings/mail")
    assert answer.status_code == 503 and "flask keys restore" in answer.text
    assert client.get("/settings/rounds").status_code == 200, "what needs no key goes on"


def test_half_a_migration_is_said_and_the_machine_is_not_ready(client: HouseClient, town: Town, app: Flask) -> None:
    client.sign_in(town.he)
    with db_of(app).execution_options(writing=True).begin() as connection:
        connection.execute(text("ALTER TABLE restore_drill RENAME TO restore_drill_old"))
        connection.execute(text("UPDATE alembic_version SET version_num = 'desk_lists'"))
    answer = client.get("/machine/")
    assert answer.status_code == 503 and "升级没有做完" in answer.text
    ready = client.get("/readyz")
    assert ready.status_code == 503 and ready.get_json()["migrations"] is False


def db_of(app: Flask) -> "db.Engine":
    found: db.Engine = app.extensions["engine"]
    return found


@pytest.mark.parametrize(
    "trouble", [OSError(errno.ENOSPC, "No space left on device"), backup.BackupRefused("the copy is damaged")]
)
def test_a_backup_that_cannot_be_made_ends_its_job_and_not_the_thread(
    session: Session, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr(backup, "_seal_file", refuse)
    with db.transaction() as writing:
        jobs.start(writing, None, "core.backup")
    jobs.run_pending()
    session.rollback()
    job = session.exec(select(Job).where(Job.kind == "core.backup")).one()
    assert job.state is JobState.FAILED and job.message.startswith("备份没有做成")
    assert not [file for file in backups_folder().iterdir() if file.suffix == generations.SUFFIX]
    monkeypatch.undo()
    assert nightly.back_up("")


def test_a_clock_set_back_breaks_no_chain_and_revives_no_sign_in(
    client: HouseClient, town: Town, session: Session
) -> None:
    with time_machine.travel(datetime(2026, 11, 28, 10, tzinfo=UTC), tick=True):
        with db.transaction() as writing:
            first = history.record(writing, None, "test.before", None)
        client.sign_in(town.he)
        with client.session_transaction() as web:
            kept = dict(web)
        assert client.post("/sign-out").status_code == 303
    with time_machine.travel(datetime(2026, 11, 27, 10, tzinfo=UTC), tick=True):
        with db.transaction() as writing:
            second = history.record(writing, None, "test.after", None)
        with client.session_transaction() as web:
            web.update(kept)
        assert client.get("/machine/").status_code == 303, "what was signed out stays out"
    assert second.seq > first.seq and second.at < first.at
    assert backup.first_break(db.engine()) is None


def test_what_two_did_at_the_same_moment_is_refused_in_a_sentence_and_not_as_our_mistake(
    app: Flask, town: Town
) -> None:
    """What no rule foresaw, but the database did."""
    app.testing = False
    twice = {"chain_id": town.street, "seq": 0, "hash": ""}
    with app.test_request_context("/x", method="POST", headers={"HX-Request": "true"}):
        with pytest.raises(IntegrityError) as both, db.transaction() as session:
            for _ in range(2):
                session.connection().execute(insert(AuditHead), twice)
        refused = app.make_response(app.handle_user_exception(both.value))
        assert refused.status_code == 409 and "刚才同时有人在做同一件事" in refused.get_data(as_text=True)
        assert db.session().get(AuditHead, town.street) is None
        with pytest.raises(IntegrityError) as mistake, db.transaction() as session:
            session.connection().execute(insert(AuditHead), twice | {"hash": None})
        assert app.make_response(app.handle_user_exception(mistake.value)).status_code == 500
