"""Taking a whole import back: what it wrote goes, what has been built upon since stays and is named, row by row."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from webapp.core.data import row_return
from webapp.core.data.row_journal import Written
from webapp.core.data.row_return import CHANGED, GROWS, Judged, Why
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.register.intake import list_services
from webapp.register.intake.kind_rules import Kind
from webapp.register.intake.list_services import HOUSEHOLDS
from webapp.register.intake.models import RegisterUpload
from webapp.register.intake.services import UploadGone, packed, report_of, unpacked

NOUN_OF: list[Callable[[str], str]] = []  # what a row of a table is called, hung on here by create_app
REMOVED, RESTORED = N_("新加的，去掉"), N_("改过的，改回原来的样子")
TAKEN_BACK, STAYS = N_("撤回了"), N_("留着：%(why)s")
SINCE_CHANGED = N_("导入以后有人改过")
SINCE_BOOKED = N_("账上已经记了，账只增不减")
SINCE_USED = N_("用这个账号办过事")
STANDS_ON = N_("后来有了%(what)s")
ROW_STANDS_ON = N_("第 %(row)s 行留着，要用它")


class NotImported(DomainError):
    message = N_("这份表还没有导入，没有可撤的。")


class AlreadyReturned(DomainError):
    message = N_("这份表已经撤回过了。")


class NothingToReturn(DomainError):
    message = N_("没有一行还能撤：后来都用上了。")


@dataclass
class Return:
    """What the button would do: (row, which one, what happens to it) and (row, which one, why it stays)."""

    judged: Judged
    lines: list[tuple[int, str, str]] = field(default_factory=list)
    stays: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def goes(self) -> int:
        return len(self.lines)


def preview(session: Session, upload: RegisterUpload) -> Return:
    _require_open(upload)
    written = [Written(*one) for one in unpacked(upload.journal or "")]
    kind = _kind(upload)
    judged = row_return.judge(session, written, kind.booked if kind else frozenset())
    titles = {row: title for row, title, _ in report_of(upload)}
    stays = [(row, titles.get(row, ""), _words(whys, kind.since if kind else {})) for row, whys in judged.refused()]
    fresh = {one.row for one in judged.goes if one.is_new}
    lines = [
        (row, titles.get(row, ""), gettext(REMOVED if row in fresh else RESTORED))
        for row in sorted({one.row for one in judged.goes if one.row})
    ]  # fmt: skip
    return Return(judged, lines, stays)


def take_back(session: Session, actor: Any, upload: RegisterUpload) -> Return:
    """Judged again at this moment. What stays is the office's to mend by hand."""
    session.refresh(upload, with_for_update=True)
    found = preview(session, upload)
    if not found.goes:
        raise NothingToReturn
    kind = _kind(upload)
    if kind and kind.reverse:
        kind.reverse(session, actor, found.judged.goes)
    else:
        row_return.give_back(session, found.judged)
    why = {row: gettext(STAYS, why=words) for row, _, words in found.stays}
    gone = {one.row for one in found.judged.goes}
    report = [
        (row, title, why.get(row) or (gettext(TAKEN_BACK) if row in gone else outcome))
        for row, title, outcome in report_of(upload)
    ]  # fmt: skip
    upload.returned_at, upload.returned_by = clock.now(), actor.account_id
    upload.journal, upload.report = None, packed(report)
    session.flush()
    history.record(session, actor, "return_import", upload, after={"rows": found.goes, "stay": len(found.stays)})
    return found


def _require_open(upload: RegisterUpload) -> None:
    if upload.imported_at is None:
        raise NotImported
    if upload.returned_at is not None:
        raise AlreadyReturned
    if upload.journal is None:
        raise UploadGone


def _kind(upload: RegisterUpload) -> Kind | None:
    return None if upload.kind == HOUSEHOLDS else list_services.kind_named(upload.kind)


def _words(whys: list[Why], since: Mapping[str, str]) -> str:
    return "；".join(dict.fromkeys(_sentence(why, since) for why in whys))


def _sentence(why: Why, since: Mapping[str, str]) -> str:
    if why.reason == CHANGED:
        return gettext(since.get(why.table, SINCE_CHANGED))
    if why.reason == GROWS:
        return gettext(SINCE_BOOKED)
    if why.row:
        return gettext(ROW_STANDS_ON, row=why.row)
    if why.table == "audit_line":
        return gettext(SINCE_USED)
    return gettext(STANDS_ON, what=next((of(why.table) for of in NOUN_OF), why.table))
