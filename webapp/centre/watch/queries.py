"""The history, read as readings."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import literal_column
from sqlmodel import Session, col, or_, select

from webapp.centre.watch.rules import FILES, WAYS, Reading, fields_of, rows_of
from webapp.core.lists.first_rows import First, read, turned
from webapp.core.time import clock
from webapp.core.trust.history import UNUSUAL, AuditLine
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.models import Account, Post
from webapp.people.accounts.scope import Actor, on_chains, one, within
from webapp.people.org.models import Party

MOST = 20_000  # lines of one answer: years of one account, days of everybody
PARTS: tuple[Any, ...] = (
    AuditLine.id, AuditLine.at, AuditLine.verb, AuditLine.kind, AuditLine.row_id, AuditLine.after,
    AuditLine.account_id, AuditLine.device, AuditLine.reason, AuditLine.acting_for,
)  # fmt: skip


def readings_of(
    session: Session, actor: Actor, account_id: str, first: date, last: date, device: str = ""
) -> list[Reading]:
    """What one account within reach has seen, from day to day, oldest first."""
    query = on_chains(select(*PARTS), actor).where(
        AuditLine.account_id == account_id, col(AuditLine.verb).in_(WAYS),
        AuditLine.at >= clock.start_of_day(first), AuditLine.at <= clock.end_of_day(last),
    )  # fmt: skip
    if device:
        query = query.where(AuditLine.device == device)
    rows = session.execute(query.order_by(col(AuditLine.at), col(AuditLine.id)).limit(MOST)).all()
    return [_reading(row) for row in rows]


def get_reading(session: Session, actor: Actor, line_id: str) -> Reading:
    """One file or page by its line in the history."""
    query = on_chains(select(*PARTS), actor).where(AuditLine.id == line_id, col(AuditLine.verb).in_(WAYS))
    return _reading(one(session, query))


def files_between(
    session: Session, actor: Actor, first: date, last: date, most: int = 50
) -> First[tuple[Reading, str]]:
    """What left the product in a span, newest first, with who took it."""
    query = on_chains(select(*PARTS), actor).where(
        AuditLine.id >= _floor(clock.start_of_day(first)), col(AuditLine.verb).in_(FILES),
        AuditLine.at >= clock.start_of_day(first),
        AuditLine.at <= clock.end_of_day(last),
    )  # fmt: skip
    rows = read(session, query.order_by(col(AuditLine.at).desc()), most)
    found = turned(rows, map(_reading, rows))
    names = accounts.names_of(session, {one.account_id for one in found})
    return turned(found, [(one, names.get(one.account_id, "")) for one in found])


def everybody_since(session: Session, since: datetime) -> Iterator[tuple[Reading, bool]]:
    """For the machine that looks for what is unusual: each line, and whether it was done in another's place. Row by
    row: a city's night has more of them than should lie in the memory at once."""
    query = select(*PARTS).where(
        AuditLine.id >= _floor(since), AuditLine.at >= since, col(AuditLine.verb).in_(WAYS),
        col(AuditLine.account_id).is_not(None),
    )  # fmt: skip
    for row in session.execute(query.order_by(col(AuditLine.id)).execution_options(yield_per=1000)):
        yield _reading(row), bool(row[9])


def unusual_lines(session: Session, actor: Actor, most: int = 30) -> First[tuple[AuditLine, dict[str, Any], str]]:
    is_one = col(AuditLine.verb) == literal_column(f"'{UNUSUAL}'")  # as its index says it
    query = on_chains(select(AuditLine), actor).where(is_one).order_by(col(AuditLine.id).desc())
    lines = read(session, query, most)
    names = accounts.names_of(session, {line.row_id for line in lines})
    return turned(lines, [(line, json.loads(line.after or "{}"), names.get(line.row_id or "", "")) for line in lines])


def known_unusual(session: Session, account_id: str, key: str) -> bool:
    query = select(AuditLine.id).where(
        AuditLine.row_id == account_id, AuditLine.verb == UNUSUAL, AuditLine.reason == key
    )
    return session.exec(query.limit(1)).first() is not None


def account_named(session: Session, actor: Actor, words: str) -> Account | None:
    """By sign-in name or by the whole name; only who holds or held a post within reach."""
    reach = within(select(Post.account_id), actor, Post.unit_id)
    query = (
        select(Account).join(Party, col(Party.id) == Account.party_id)
        .where(or_(Account.login == words, Party.name == words), col(Account.id).in_(reach))
    )  # fmt: skip
    return session.exec(query.order_by(col(Account.id)).limit(1)).first()


def _floor(moment: datetime) -> str:
    """An id is made of the time, so the key itself says where a span begins; a day earlier, for a clock that jumped."""
    stamp = max(0, int((moment - timedelta(days=1)).timestamp() * 1000))
    return f"{stamp >> 16:08x}-{stamp & 0xFFFF:04x}-7000-8000-000000000000"


def _reading(row: Any) -> Reading:
    line_id, at, verb, kind, row_id, after, account_id, device, reason, _ = row
    told = json.loads(after) if after else {}
    return Reading(
        id=line_id, at=at, verb=verb, kind=kind or str(told.get("kind", "")), rows=rows_of(row_id, told),
        account_id=account_id, device=device, reason=reason, fields=fields_of(verb, told),
    )  # fmt: skip
