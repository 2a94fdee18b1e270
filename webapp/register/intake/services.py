"""An upload on its way: kept sealed, previewed, imported whole or not at all."""

import base64
import json
import zlib
from dataclasses import astuple, dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from webapp.core.data import row_journal
from webapp.core.files.spreadsheets import Row, Sheet
from webapp.core.text import masks
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, require_reach
from webapp.register.intake import import_rules, list_services, roster_services, update_services
from webapp.register.intake.import_rules import TITLES, CellProblem
from webapp.register.intake.list_services import HOUSEHOLDS, Progress
from webapp.register.intake.models import RegisterUpload

KEPT_FOR, RETURNED_FOR = timedelta(days=1), timedelta(days=14)  # waiting to come in; in, and to be taken back
SHOWN, SAMPLED = 200, 3


class AlreadyImported(DomainError):
    message = N_("这份表已经导入过了。")


class UploadHasProblems(DomainError):
    """All or nothing: one bad cell and no row is written."""

    status = 422
    message = N_("还有 %(count)s 处要改，一行也没有导入。")


class UploadGone(DomainError):
    message = N_("这份表过了一天已经清掉，请重新上传。")


@dataclass(frozen=True)
class Sample:
    """The first rows as they were read, a line for each column that any of them fills."""

    numbers: list[int] = field(default_factory=list)
    lines: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True)
class Preview:
    """What the file would do: how many of what, every bad cell, and before and after of what is there already."""

    counts: dict[str, int]
    problems: list[CellProblem]
    total: int
    titles: dict[str, str] = field(default_factory=lambda: TITLES)
    changes: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    sample: Sample = field(default_factory=Sample)
    held: list[tuple[int, str, str]] = field(default_factory=list)

    def lines(self) -> list[tuple[int, str, str]]:
        """(row, column, reason) in words."""
        return list_services.problem_lines(self.titles, self.problems, SHOWN)


@dataclass(frozen=True)
class Roster:
    """A household list, laid beside the community: who is new, who was met, what is wrong."""

    checked: import_rules.Checked
    made: roster_services.Plan
    met: update_services.Met

    @property
    def problems(self) -> list[CellProblem]:
        return [*self.checked.problems, *self.made.problems, *self.met.problems]

    def counts(self) -> dict[str, int]:
        changed = len(self.met.changed)
        return {**self.made.counts(), "changed": changed, "same": len(self.met.updates) - changed}

    def report(self) -> list[tuple[int, str, str]]:
        there = {person.row for person, _ in self.made.met}
        fresh = [update_services.reported(one) for one in self.checked.people if one.row not in there]
        return sorted([*fresh, *self.met.report()])


def keep_upload(
    session: Session, actor: Actor, *, community_id: str, filename: str, rows: list[Row], kind: str = HOUSEHOLDS
) -> RegisterUpload:
    """The rows wait sealed between preview and import; what nobody brought in for a day is swept away."""
    require_reach(session, actor, [community_id])
    _sweep(session)
    made = RegisterUpload(
        community_id=community_id, account_id=actor.account_id, filename=filename[:120], row_count=len(rows),
        kind=kind, content=packed([(row.number, row.cells) for row in rows]), made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "keep_upload", made, after={"rows": len(rows), "kind": kind})
    return made


def _sweep(session: Session) -> None:
    now, made = clock.now(), col(RegisterUpload.made_at)
    waiting = col(RegisterUpload.imported_at).is_(None) & (made < now - KEPT_FOR)
    session.execute(delete(RegisterUpload).where(waiting | (made < now - RETURNED_FOR)))


def keep_unread(
    session: Session, actor: Actor, sheet: Sheet, *, community_id: str, filename: str, kind: str
) -> RegisterUpload:
    """A sheet whose columns nobody has named yet, as it lies."""
    made = keep_upload(session, actor, community_id=community_id, filename=filename, rows=[], kind=kind)
    made.heading, made.row_count, made.content = sheet.heading, len(sheet.lines), packed(sheet.lines)
    session.flush()
    return made


def unread(upload: RegisterUpload) -> Sheet:
    check_open(upload)
    return Sheet(upload.heading, [(number, cells) for number, cells in unpacked(upload.content or "")])


def take_rows(session: Session, upload: RegisterUpload, rows: list[Row]) -> None:
    """From here on the upload is as if its heading had been ours."""
    upload.heading, upload.row_count = [], len(rows)
    upload.content = packed([(row.number, row.cells) for row in rows])
    session.flush()


def preview(session: Session, upload: RegisterUpload) -> Preview:
    rows = _rows(upload)
    if upload.kind == HOUSEHOLDS:
        roster = _planned(session, upload.community_id, rows)
        return Preview(
            roster.counts(), roster.problems, len(roster.problems), changes=roster.met.shown(SHOWN),
            sample=_sample(TITLES, rows), held=roster.met.held(SHOWN),
        )  # fmt: skip
    kind = list_services.kind_named(upload.kind)
    listed = list_services.planned(session, kind, upload.community_id, rows)
    shown = list_services.changes(kind, listed, SHOWN)
    sample = _sample(kind.titles, rows)
    return Preview(listed.counts(), listed.problems, len(listed.problems), kind.titles, shown, sample)


def _sample(titles: dict[str, str], rows: list[Row]) -> Sample:
    """A name that was read as a phone number is seen here and nowhere else."""
    first = rows[:SAMPLED]
    filled = [(key, [str(row.cells.get(key) or "") for row in first]) for key in titles]
    lines = [(gettext(titles[key]), *(_covered(key, text) for text in texts)) for key, texts in filled if any(texts)]
    return Sample([row.number for row in first], lines)


def _covered(key: str, text: str) -> str:
    if key in ("health", "political") and text:
        return gettext(update_services.HIDDEN)
    if key.endswith("phone"):
        return masks.phone(text)
    return masks.id_number(text) if key == "id_number" else text


def import_upload(
    session: Session, actor: Any, upload: RegisterUpload, *, progress: Progress = lambda done, total: None
) -> dict[str, int]:
    """Judged again at this moment, then written in the caller's one transaction."""
    check_open(upload)
    write = _import_households if upload.kind == HOUSEHOLDS else _import_list
    with row_journal.kept(session) as journal:
        counts, report = write(session, actor, upload, progress)
        upload.journal = packed([astuple(one) for one in journal.close(session)])
    upload.imported_at, upload.content, upload.report = clock.now(), None, packed(report)
    session.flush()
    history.record(session, actor, "import_register", upload, after={"kind": upload.kind, **counts})
    return counts


def check_open(upload: RegisterUpload) -> None:
    if upload.imported_at is not None:
        raise AlreadyImported
    if upload.content is None:
        raise UploadGone


def report_of(upload: RegisterUpload) -> list[tuple[int, str, str]]:
    """(row, what it is about, what became of it), as long as the upload is kept."""
    if upload.report is None:
        raise UploadGone
    return [(row, title, outcome) for row, title, outcome in unpacked(upload.report)]


def _import_households(session: Session, actor: Any, upload: RegisterUpload, progress: Progress) -> tuple[Any, Any]:
    roster = _planned(session, upload.community_id, _rows(upload))
    if roster.problems:
        raise UploadHasProblems(count=len(roster.problems))
    roster_services.write(session, roster.made, progress)
    update_services.write(session, actor, roster.met)
    return roster.counts(), roster.report()


def _import_list(session: Session, actor: Any, upload: RegisterUpload, progress: Progress) -> tuple[Any, Any]:
    kind = list_services.kind_named(upload.kind)
    made = list_services.planned(session, kind, upload.community_id, _rows(upload))
    if made.problems:
        raise UploadHasProblems(count=len(made.problems))
    return made.counts(), list_services.write(session, actor, kind, upload.community_id, made, progress)


def _planned(session: Session, community_id: str, rows: list[Row]) -> Roster:
    checked = import_rules.check(rows, clock.today())
    ground = roster_services.survey(session, community_id)
    made = roster_services.plan(ground, checked.people, checked.left_out)
    return Roster(checked, made, update_services.compare(session, made.met, ground.numbers))


def _rows(upload: RegisterUpload) -> list[Row]:
    check_open(upload)
    return [Row(number, cells) for number, cells in unpacked(upload.content or "")]


def packed(rows: list[Any]) -> str:
    return base64.b64encode(zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1)).decode()


def unpacked(packed: str) -> list[Any]:
    found: list[Any] = json.loads(zlib.decompress(base64.b64decode(packed)).decode())
    return found
