"""An upload on its way: kept sealed, previewed, imported whole or not at all."""

import base64
import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from webapp.core.files.spreadsheets import Row
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor, require_reach
from webapp.register.intake import import_rules, roster_services
from webapp.register.intake.import_rules import TITLES, CellProblem
from webapp.register.intake.models import RegisterUpload
from webapp.register.intake.roster_services import Progress

KEPT_FOR = timedelta(days=1)
SHOWN = 200


class AlreadyImported(DomainError):
    message = N_("这份表已经导入过了。")


class UploadHasProblems(DomainError):
    """All or nothing: one bad cell and no row is written."""

    status = 422
    message = N_("还有 %(count)s 处要改，一行也没有导入。")


class UploadGone(DomainError):
    message = N_("这份表过了一天已经清掉，请重新上传。")


@dataclass(frozen=True)
class Preview:
    counts: dict[str, int]
    problems: list[CellProblem]
    total: int

    def lines(self) -> list[tuple[int, str, str]]:
        """(row, column, reason) in words."""
        return [
            (one.row, gettext(TITLES[one.column]), gettext(one.reason, **dict(one.values)))
            for one in self.problems[:SHOWN]
        ]


def keep_upload(session: Session, actor: Actor, *, community_id: str, filename: str, rows: list[Row]) -> RegisterUpload:
    """The rows wait sealed between preview and import; what is a day old is swept away."""
    require_reach(session, actor, [community_id])
    session.execute(delete(RegisterUpload).where(col(RegisterUpload.made_at) < clock.now() - KEPT_FOR))
    made = RegisterUpload(
        community_id=community_id, account_id=actor.account_id, filename=filename[:120], row_count=len(rows),
        content=_packed(rows), made_at=clock.now(),
    )  # fmt: skip
    session.add(made)
    session.flush()
    history.record(session, actor, "keep_upload", made, after={"rows": len(rows)})
    return made


def preview(session: Session, upload: RegisterUpload) -> Preview:
    checked, made = _planned(session, upload)
    problems = sorted([*checked.problems, *made.problems], key=lambda one: one.row)
    return Preview(made.counts(), problems, len(problems))


def import_upload(
    session: Session, actor: Any, upload: RegisterUpload, *, progress: Progress = lambda done, total: None
) -> dict[str, int]:
    """Judged again at this moment, then written in the caller's one transaction."""
    check_open(upload)
    checked, made = _planned(session, upload)
    if count := len(checked.problems) + len(made.problems):
        raise UploadHasProblems(count=count)
    roster_services.write(session, made, progress)
    upload.imported_at, upload.content = clock.now(), None
    session.flush()
    history.record(session, actor, "import_register", upload, after=made.counts())
    return made.counts()


def check_open(upload: RegisterUpload) -> None:
    if upload.imported_at is not None:
        raise AlreadyImported
    if upload.content is None:
        raise UploadGone


def _planned(session: Session, upload: RegisterUpload) -> tuple[import_rules.Checked, roster_services.Plan]:
    checked = import_rules.check(_unpacked(upload), clock.today())
    ground = roster_services.survey(session, upload.community_id)
    return checked, roster_services.plan(ground, checked.people, checked.left_out)


def _packed(rows: list[Row]) -> str:
    text = json.dumps([(row.number, row.cells) for row in rows], ensure_ascii=False)
    return base64.b64encode(zlib.compress(text.encode(), 1)).decode()


def _unpacked(upload: RegisterUpload) -> list[Row]:
    check_open(upload)
    text = zlib.decompress(base64.b64decode(upload.content or "")).decode()
    return [Row(number, cells) for number, cells in json.loads(text)]
