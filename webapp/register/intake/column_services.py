"""Other people's column names: said once at the first file, remembered for the next."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, select

from webapp.core.files import spreadsheets
from webapp.core.files.spreadsheets import Column, Sheet
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError
from webapp.people.accounts.scope import Actor
from webapp.register.intake import list_services, services
from webapp.register.intake.import_rules import COLUMNS
from webapp.register.intake.list_services import HOUSEHOLDS
from webapp.register.intake.models import ColumnName, RegisterUpload


class ColumnTwice(DomainError):
    status = 422
    message = N_("两列都说是“%(column)s”，只能有一列。")


class ColumnNeeded(DomainError):
    status = 422
    message = N_("还没有说哪一列是%(columns)s。")


def columns_of(kind: str) -> Sequence[Column]:
    return COLUMNS if kind == HOUSEHOLDS else list_services.kind_named(kind).fields


def known_names(session: Session, kind: str) -> dict[str, str]:
    """Heading → our column's key, as said for files before."""
    query = select(ColumnName.heading, ColumnName.key).where(ColumnName.kind == kind)
    return dict(session.exec(query).all())


def keep(
    session: Session, actor: Actor, sheet: Sheet, *, community_id: str, filename: str, kind: str
) -> RegisterUpload:
    """The rows, when every column is known; else the sheet as it lies, waiting to be told."""
    columns, names = columns_of(kind), known_names(session, kind)
    told = {"community_id": community_id, "filename": filename, "kind": kind}
    try:
        rows = spreadsheets.rows_of(sheet, columns, names)
    except spreadsheets.ColumnsMissing:
        if not any(sheet.heading) or not sheet.lines:
            raise
        return services.keep_unread(session, actor, sheet, **told)
    if spreadsheets.unknown(sheet, columns, names):
        return services.keep_unread(session, actor, sheet, **told)
    return services.keep_upload(session, actor, rows=rows, **told)


def guess(kind: str, heading: Sequence[str]) -> list[str]:
    """For each heading the key of the column it most likely is, or nothing."""
    found, free = [], {gettext(column.title): column.key for column in columns_of(kind)}
    for title in heading:
        near = [words for words in free if title and (words == title or words in title or title in words)]
        best = min(near, key=lambda words: abs(len(words) - len(title)), default="")
        found.append(free.pop(best, ""))
    return found


def tell(session: Session, actor: Actor, upload: RegisterUpload, keys: Sequence[str]) -> None:
    """`keys`: for each heading of the file our column's key, or nothing. Raises ColumnTwice, ColumnNeeded."""
    columns = columns_of(upload.kind)
    titles = {column.key: gettext(column.title) for column in columns}
    for key in filter(None, keys):
        if list(keys).count(key) > 1:
            raise ColumnTwice(column=titles.get(key, key))
    missing = [titles[column.key] for column in columns if column.required and column.key not in keys]
    if missing:
        raise ColumnNeeded(columns=listed(missing))
    names = dict(zip(upload.heading, keys, strict=False))
    _remember(session, actor, upload.kind, names)
    sheet = services.unread(upload)
    services.take_rows(session, upload, spreadsheets.rows_of(sheet, columns, names))
    history.record(session, actor, "name_columns", upload, after={"columns": len([key for key in keys if key])})


def _remember(session: Session, actor: Any, kind: str, names: Mapping[str, str]) -> None:
    query = select(ColumnName).where(ColumnName.kind == kind)
    kept = {one.heading: one for one in session.exec(query)}
    for heading, key in names.items():
        if heading and heading in kept:
            kept[heading].key = key
        elif heading:
            session.add(ColumnName(
                kind=kind, heading=heading[:80], key=key, made_by=actor.account_id, made_at=clock.now()
            ))  # fmt: skip
    session.flush()
