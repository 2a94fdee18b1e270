"""The newest backup is the last one made, whatever the clock said."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from flask import Flask
from sqlmodel import Session

from tests.core.data.test_backup import name_of, quiet, rename
from tests.town import Town
from webapp.core.data import backup, db
from webapp.core.data.backup_commands import backups_folder
from webapp.core.time import generations

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def names(*moments: datetime, first: int = 1) -> list[str]:
    return [f"fullgrid-{at:%Y%m%dT%H%M%SZ}-{number:06}-abc.fgbackup" for number, at in enumerate(moments, start=first)]


def test_after_the_clock_was_set_back_the_last_one_made_is_restored(
    app: Flask, session: Session, town: Town
) -> None:
    before = name_of(session, town.grid1)
    backup.make(db.engine(), backups_folder(), quiet)
    rename(session, town.grid1, "改了名的网格")
    session.rollback()
    with time_machine.travel(datetime(2025, 1, 1, tzinfo=UTC), tick=True):
        last = backup.make(db.engine(), backups_folder(), quiet)
        assert backup.prune(backups_folder()) == []
    rename(session, town.grid1, before)
    session.rollback()
    assert generations.listed(backups_folder())[0] == last
    answer = app.test_cli_runner().invoke(args=["db", "restore"])
    assert last.name in answer.output
    assert name_of(session, town.grid1) == "改了名的网格"


def test_numbers_go_on_and_names_without_one_are_older(tmp_path: Path) -> None:
    old = tmp_path / "fullgrid-20991231T000000Z-123456789012.fgbackup"
    old.touch()
    for number in (1, 2):
        made = generations.name(tmp_path, "ab" * 32)
        assert generations.number(made) == number
        (tmp_path / made).touch()
    assert [generations.number(file.name) for file in generations.listed(tmp_path)] == [2, 1, 0]
    generations.begin_after(tmp_path, 41)
    assert generations.number(generations.name(tmp_path, "ab" * 32, "before-restore")) == 42


def test_one_made_under_a_wrong_clock_goes_in_its_turn_and_takes_nothing_along() -> None:
    days = [NOW - timedelta(days=back) for back in range(40, -1, -1)]
    right = generations.outdated(names(*days), generations.Generations(), NOW)
    for wrong in (timedelta(days=-3650), timedelta(days=3650)):
        told = list(days)
        told[20] += wrong
        odd = names(*told)[20]
        gone = generations.outdated(names(*told), generations.Generations(), NOW)
        assert odd in gone, "it does not stay for ever"
        assert {one.split("-")[2] for one in gone} ^ {one.split("-")[2] for one in right} <= {
            one.split("-")[2] for one in names(*told)[19:22]
        }, "its neighbours at most stand in for it"


def test_while_the_clock_is_behind_nothing_goes() -> None:
    days = [NOW - timedelta(days=back) for back in range(40, -1, -1)]
    kept = set(names(*days)) - set(generations.outdated(names(*days), generations.Generations(), NOW))
    back = datetime(2020, 1, 1, tzinfo=UTC)
    later = [*sorted(kept), *names(back, first=60)]
    assert generations.outdated(later, generations.Generations(), back) == []
