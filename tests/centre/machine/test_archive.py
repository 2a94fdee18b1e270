"""PostgreSQL goes back to a moment by the very lines the command prints, and phones learn of it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlmodel import Session

from tests.conftest import SERVER
from webapp.centre.machine import archive_rules
from webapp.centre.sync import queries as sync


def binaries() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    given = [Path(os.environ["POSTGRES_BIN"])] if "POSTGRES_BIN" in os.environ else []
    for folder in [*given, *found]:
        if (folder / "initdb").exists() and (folder / "pg_basebackup").exists():
            return folder
    pytest.skip("PostgreSQL is not installed")


class Cluster:
    """A PostgreSQL of its own; it refuses to run as root."""

    def __init__(self, home: Path) -> None:
        self.home, self.bin, self.data = home, binaries(), home / "data"
        with socket.socket() as door:
            door.bind(("127.0.0.1", 0))
            self.port = door.getsockname()[1]

    def run(self, program: str, *args: object) -> str:
        asked = [str(self.bin / program), *(str(one) for one in args)]
        if os.geteuid() == 0:
            asked = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--", *asked]
        done = subprocess.run(asked, cwd="/", capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self) -> None:
        how = f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1 -c shared_buffers=16MB"
        self.run("pg_ctl", "-D", self.data, "-l", self.home / "log", "-w", "-o", how, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")

    def ask(self, statement: str) -> str:
        address = f"postgresql://fullgrid@127.0.0.1:{self.port}/postgres"
        return self.run("psql", address, "-qAtX", "-v", "ON_ERROR_STOP=1", "-c", statement)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    import tempfile

    home = Path(tempfile.mkdtemp(prefix="fullgrid-archive-"))
    made = Cluster(home)
    (home / "archive" / archive_rules.LOG).mkdir(parents=True)
    (home / "archive" / archive_rules.BASE).mkdir()
    if os.geteuid() == 0:
        for one in (home, *home.rglob("*")):
            shutil.chown(one, "postgres")
    made.run("initdb", "-D", made.data, "-U", "fullgrid", "--auth=trust", "--encoding=UTF8", "--no-sync")
    yield made
    if (made.data / "postmaster.pid").exists():
        made.run("pg_ctl", "-D", made.data, "-m", "immediate", "stop")
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow
def test_back_to_a_moment_by_the_printed_lines(cluster: Cluster) -> None:
    archive = cluster.home / "archive"
    with (cluster.data / "postgresql.conf").open("a") as conf:
        conf.write("\n".join(archive_rules.settings(archive)) + "\n")
    cluster.start()
    cluster.ask("CREATE TABLE visit (words text); INSERT INTO visit VALUES ('before the base copy')")
    address = f"postgresql://fullgrid@127.0.0.1:{cluster.port}/postgres"
    command = archive_rules.base_copy(archive, address).replace("$(date +%Y%m%dT%H%M%S)", "first")
    program, *args = [part.strip('"') for part in command.split(" ")]
    cluster.run(program, *args)
    cluster.ask("INSERT INTO visit VALUES ('a good hour')")
    time.sleep(1.2)
    moment = datetime.now(UTC).replace(microsecond=0)
    time.sleep(1.2)
    cluster.ask("DELETE FROM visit; INSERT INTO visit VALUES ('the mishap')")
    cluster.ask("SELECT pg_switch_wal()")
    for _ in range(100):
        if cluster.ask("SELECT last_archived_wal IS NOT NULL AND pg_walfile_name(pg_current_wal_lsn()) > "
                       "last_archived_wal AND archived_count >= 3 FROM pg_stat_archiver") == "t":  # fmt: skip
            break
        time.sleep(0.1)
    cluster.stop()
    cluster.data.rename(cluster.home / "after the mishap")
    (archive / archive_rules.BASE / "first").rename(cluster.data)
    with (cluster.data / "postgresql.auto.conf").open("a") as conf:
        conf.write("\n".join(archive_rules.recovery(archive, moment)) + "\n")
    (cluster.data / "recovery.signal").touch()
    cluster.start()
    for _ in range(100):
        if cluster.ask("SELECT pg_is_in_recovery()") == "f":
            break
        time.sleep(0.1)
    assert cluster.ask("SELECT words FROM visit ORDER BY 1").splitlines() == ["a good hour", "before the base copy"]
    cluster.ask("INSERT INTO visit VALUES ('and work goes on')")
    cluster.stop()


def test_afterwards_phones_learn_of_it(app: Flask, session: Session) -> None:
    before = sync.epoch(session)
    session.close()
    told = app.test_cli_runner().invoke(args=["db", "restored"])
    assert told.exit_code == 0, told.output
    assert sync.epoch(session) != before


def test_the_command_prints_both_halves_and_says_what_sqlite_cannot(app: Flask, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    told = runner.invoke(args=["db", "archive", str(tmp_path)])
    if not SERVER:
        assert told.exit_code == 1 and "flask db restore" in told.output
    lines = "\n".join(archive_rules.told(tmp_path, "postgresql://me@h/db", None))
    assert "archive_command" in lines and "pg_basebackup" in lines
    back = "\n".join(archive_rules.told(tmp_path, "", datetime(2026, 11, 29, 14, tzinfo=UTC)))
    assert "recovery_target_time = '2026-11-29 14:00:00+00:00'" in back and "flask db restored" in back
