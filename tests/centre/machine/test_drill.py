"""A drill brings a backup back beside what is in use, proves it, and says what would be missing and who brings it."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlmodel import Session, select

from tests.centre.sync.test_records import record, send
from tests.centre.sync.test_restore import hello
from tests.conftest import HouseClient
from tests.core.data.test_backup import forge
from tests.door.visits.conftest import Stair
from tests.door.visits.conftest import stair as stair
from tests.town import Town
from webapp.casework.photos.models import Photo, PhotoState
from webapp.centre.machine import drill_queries, drill_services, queries
from webapp.centre.machine.models import RestoreDrill
from webapp.core.data import db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.files import blob_store
from webapp.core.trust import history, vault
from webapp.core.work import jobs, nightly
from webapp.people.org.models import Unit


def drill(file: Path | None = None) -> RestoreDrill:
    today = drill_services.Today(db.engine(), backups_folder(), blob_store.shelf())
    return drill_services.drill(db.session(), today, file, lambda _: None)


def wrong(row: RestoreDrill) -> set[str]:
    return {one["key"] for one in row.findings if not one["good"]}


def test_a_sound_backup_passes_and_nothing_in_use_is_touched(session: Session, town: Town) -> None:
    nightly.back_up("")
    before = drill_queries.counts(db.engine())
    row = drill()
    assert row.is_good and not row.phones and set(row.lost) <= {"audit_line"}
    assert drill_queries.counts(db.engine()) | {"audit_line": 0} == before | {"audit_line": 0}
    assert not [file for file in backups_folder().iterdir() if file.name.startswith(".")], "no scratch copy stays"
    assert {one["key"] for one in row.findings} == {"opens", "rows", "audit", "history", "ledger", "sealed", "photos"}


def test_what_is_missing_and_whose_phone_brings_it(
    client: HouseClient, town: Town, stair: Stair, session: Session
) -> None:
    nightly.back_up("")
    client.sign_in(town.wang)
    hello(client)
    send(client, record(stair.home), record(stair.above))
    row = drill()
    assert row.is_good
    assert row.lost["visit"] == 2
    assert row.phones == {town.wang: 2}
    lines = "\n".join(drill_queries.told(session, row))
    assert "走访 2 条" in lines and "的手机会补交 2 条" in lines


def test_a_phone_that_was_wiped_brings_nothing(client: HouseClient, town: Town, stair: Stair, session: Session) -> None:
    nightly.back_up("")
    send(client.sign_in(town.wang), record(stair.home))
    assert drill().phones == {}, "no phone of that account is known"


def test_a_photo_that_is_nowhere_is_said(session: Session, town: Town) -> None:
    kept = blob_store.put(b"there")
    with db.transaction() as writing:
        for sha in (kept, "0" * 64):
            writing.add(
                Photo(community_id=town.community, unit_id=town.grid1, subject_kind="visit", subject_id=town.grid1,
                      state=PhotoState.KEPT, sha=sha)
            )  # fmt: skip
    nightly.back_up("")
    row = drill()
    assert wrong(row) == {"photos"}
    assert "照片 2 张，1 张哪里都没有" in "\n".join(drill_queries.told(session, row))


def test_a_broken_chain_a_lost_key_and_an_unbalanced_ledger_are_each_named(
    session: Session, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.transaction() as writing:
        line = history.record(writing, None, "test.one", None)
    forge(session, line.id)
    nightly.back_up("")
    assert wrong(drill()) == {"audit"}
    monkeypatch.setattr(vault, "unseal", lambda value: (_ for _ in ()).throw(vault.VaultClosed("no key")))
    assert "sealed" in wrong(drill()) or drill_queries.unsealed(db.engine())[0] == 0


def test_a_backup_of_another_district_is_told_apart(session: Session, town: Town) -> None:
    with db.transaction() as writing:
        line = history.record(writing, None, "test.one", None)
    nightly.back_up("")
    forge(session, line.id)
    with db.engine().execution_options(writing=True).begin() as connection:
        connection.execute(text("UPDATE audit_line SET hash = 'another' WHERE verb = 'forged'"))
    assert wrong(drill()) == {"history"}


def test_a_damaged_file_is_a_result_too(app: Flask, session: Session) -> None:
    nightly.back_up("")
    [file] = backups_folder().glob("fullgrid-*")
    file.write_bytes(file.read_bytes()[:-50])
    row = drill()
    assert (row.is_good, wrong(row)) == (False, {"opens"})
    session.close()
    told = app.test_cli_runner().invoke(args=["db", "drill", str(file)])
    assert told.exit_code == 1 and "打不开" in told.output


def test_the_command_says_it_all_and_without_a_backup_what_to_do(app: Flask, session: Session) -> None:
    session.close()
    runner = app.test_cli_runner()
    none = runner.invoke(args=["db", "drill"])
    assert none.exit_code == 1 and "还没有备份可以演练" in none.output
    runner.invoke(args=["db", "backup"])
    told = runner.invoke(args=["db", "drill"])
    assert told.exit_code == 0, told.output
    assert "解得开，打得开" in told.output and "留痕一环扣一环" in told.output


def test_the_button_queues_one_drill_and_the_page_shows_its_day(
    client: HouseClient, town: Town, session: Session
) -> None:
    nightly.back_up("")
    client.sign_in(town.he)
    for _ in range(2):
        assert client.post("/machine/drill").status_code == 303
    jobs.run_pending()
    session.rollback()
    [row] = session.exec(select(RestoreDrill)).all()
    assert row.made_by == town.he and row.is_good
    page = client.get("/machine/").text
    assert "演练" in page and "加密的内容抽了" in page
    assert queries.last_drill(session) == row
    for name in ("li", "wang", "zhou"):
        assert client.sign_in(town.accounts[name]).post("/machine/drill").status_code == 403
    assert session.exec(select(Unit)).first() is not None
