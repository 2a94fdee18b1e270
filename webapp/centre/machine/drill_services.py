"""The restore drill: a backup is brought back beside what is in use, opened, proved, and compared with today."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session

from webapp.centre.machine import carry_services, drill_queries, queries
from webapp.centre.machine.drill_rules import SENT_COPIES_DAYS, Finding
from webapp.centre.machine.models import RestoreDrill
from webapp.core.data import backup, db, migrations
from webapp.core.files.blob_store import Shelf
from webapp.core.files.second_place import open_place
from webapp.core.text.i18n import N_
from webapp.core.time import clock, generations
from webapp.core.trust import history
from webapp.core.web import faults
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs

KIND = "machine.drill"
Say = Callable[[str], Any]


class NoBackup(DomainError):
    message = N_("还没有备份可以演练。先点“现在备份并试一遍”。")


class Result(NamedTuple):
    findings: list[Finding]
    lost: dict[str, int]
    phones: dict[str, int]

    @property
    def is_good(self) -> bool:
        return all(one.is_good for one in self.findings)


class Today(NamedTuple):
    """What is in use now, and where its photos are."""

    engine: Engine
    folder: Path
    shelf: Shelf


def queue(session: Session, actor: Any) -> None:
    if not jobs.is_waiting(session, KIND):
        jobs.start(session, actor, KIND)


def drill(session: Session, now: Today, file: Path | None, say: Say, made_by: str | None = None) -> RestoreDrill:
    """Outside any transaction; only the row of the result is written, whether it went well or not."""
    file = file or next(iter(generations.listed(now.folder)), None)
    if file is None:
        raise NoBackup
    began = time.perf_counter()
    session.rollback()
    try:
        found = rehearse(session, now, file, say)
    except (backup.BackupRefused, migrations.DatabaseTooNew, OSError) as refused:
        found = Result([Finding("opens", False, {"why": faults.told(refused)})], {}, {})
    with db.transaction(session) as writing:
        row = RestoreDrill(
            made_at=clock.now(), made_by=made_by, file=file.name, is_good=found.is_good,
            milliseconds=round((time.perf_counter() - began) * 1000), lost=found.lost, phones=found.phones,
            findings=[one.kept() for one in found.findings],
        )  # fmt: skip
        writing.add(row)
        writing.flush()
        history.record(writing, None, "run_drill", row, after={"file": row.file, "good": row.is_good})
    return row


def rehearse(session: Session, now: Today, file: Path, say: Say) -> Result:
    with backup.brought_back(file, now.folder, say) as engine:
        brought = db.open_session(engine)
        try:
            findings = [*_sound(engine, brought, session, file), _photos(session, brought, now)]
            say("comparing")
            then, today = drill_queries.counts(engine), drill_queries.counts(now.engine)
            lost = {name: rows - then.get(name, 0) for name, rows in today.items() if rows > then.get(name, 0)}
            since = max(generations.made_at(file.name), clock.now() - timedelta(days=SENT_COPIES_DAYS))
            return Result(findings, lost, drill_queries.coming_back(session, brought, since - timedelta(minutes=5)))
        finally:
            brought.close()
            session.rollback()


def _sound(engine: Engine, brought: Session, session: Session, file: Path) -> list[Finding]:
    tables = drill_queries.counts(engine)
    broken = backup.first_break_of(brought)
    communities, wrong = drill_queries.ledger_faults(brought)
    tried, failed = drill_queries.unsealed(engine)
    return [
        Finding("opens", True, {"mb": round(file.stat().st_size / 1e6, 1)}),
        Finding("rows", bool(tables), {"tables": len(tables), "rows": sum(tables.values())}),
        Finding("audit", broken is None, {"lines": drill_queries.count_lines(brought), "line": broken or ""}),
        Finding("history", drill_queries.goes_on(brought, session), {}),
        Finding("ledger", wrong == 0, {"communities": communities, "faults": wrong}),
        Finding("sealed", failed == 0, {"tried": tried, "failed": failed}),
    ]


def _photos(session: Session, brought: Session, now: Today) -> Finding:
    """Here or at the second place; a place that does not answer counts as one that has none."""
    wanted = drill_queries.photos(brought)
    missing = wanted - now.shelf.names()
    address = queries.second_address(session)
    session.rollback()
    if missing and address is not None:
        missing -= carry_services.photos_there(open_place(address))
    return Finding("photos", not missing, {"photos": len(wanted), "missing": len(missing)})
