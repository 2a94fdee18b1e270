"""Who did what to which row: append-only, each line carrying the hash of the line before.

One chain per community, so that a busy street does not queue behind another. The database itself refuses
update and delete on the lines (triggers in the first migration). Times are UTC.
A hash says whether it is SHA-256 or SM3 (`digests.marked`), so a chain may go over from one line to the next.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Index, UniqueConstraint, bindparam, event, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, Session, SQLModel, col, select

from webapp.core.crypto import digests
from webapp.core.crypto.digests import Digest
from webapp.core.data import columns, db, ids, statements
from webapp.core.data.db import Bare
from webapp.core.time import clock
from webapp.core.trust import vault

UNUSUAL = "find_unusual_reading"
FOUND = f"verb = '{UNUSUAL}'"  # a few of millions, looked for by their verb
DISTRICT_CHAIN = "00000000-0000-7000-8000-000000000000"
PARTS = json.JSONEncoder(ensure_ascii=False).encode
VALUES = json.JSONEncoder(ensure_ascii=False, default=str, sort_keys=True).encode


class Doer(Protocol):
    @property
    def account_id(self) -> str | None: ...

    @property
    def acting_for(self) -> str | None: ...

    @property
    def device(self) -> str: ...


class AuditHead(SQLModel, table=True):
    __tablename__ = "audit_head"
    chain_id: str = Field(primary_key=True, sa_type=ids.COLUMN)  # type: ignore[call-overload]
    seq: int = 0
    hash: str = Field(default="", max_length=64)


class AuditLine(SQLModel, table=True):
    __tablename__ = "audit_line"
    __table_args__ = (
        UniqueConstraint("chain_id", "seq"),
        Index("ix_audit_line_unusual", "id", sqlite_where=text(FOUND), postgresql_where=text(FOUND)),
    )
    id: str = ids.key()
    chain_id: str = ids.plain(index=False)
    seq: int
    at: datetime
    account_id: str | None = ids.plain(nullable=True, index=True)
    acting_for: str | None = ids.plain(nullable=True)
    device: str = Field(default="", max_length=80)
    verb: str = Field(max_length=60)
    kind: str = Field(max_length=60)
    row_id: str | None = ids.plain(nullable=True, index=True)
    before: str | None = columns.long_text(nullable=True)
    after: str | None = columns.long_text(nullable=True)
    reason: str = Field(default="", max_length=500)
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


HEAD = select(AuditHead.seq, AuditHead.hash).where(AuditHead.chain_id == bindparam("chain")).with_for_update()
HEADS = (
    update(AuditHead)
    .where(col(AuditHead.chain_id) == bindparam("chain"))
    .values(seq=bindparam("new_seq"), hash=bindparam("new_hash"))
)


def _start(dialect: Any) -> Any:
    told = dialect.insert(AuditHead).values(chain_id=bindparam("chain"), seq=0, hash="")
    return told.on_conflict_do_nothing()


START_ON_SQLITE, START_ON_POSTGRES = _start(sqlite), _start(postgresql)


def record(
    session: Session,
    actor: Doer | None,
    verb: str,
    row: SQLModel | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    community_id: str | None = None,
    is_reading: bool = False,
) -> Bare:
    """One line in the community's chain. Give sensitive fields as hashes, never in clear. A reading changes nothing."""
    chain = community_id or getattr(row, "community_id", None) or DISTRICT_CHAIN
    ledger = _ledger(session)
    seq, prev_hash = ledger.heads.get(chain) or _head(session, chain)
    line: Bare = db.bare(
        AuditLine,
        id=ids.new(),
        chain_id=chain,
        seq=seq + 1,
        at=clock.now(),
        account_id=actor.account_id if actor else None,
        acting_for=actor.acting_for if actor else None,
        device=actor.device if actor else "",
        verb=verb,
        kind=row.__tablename__ if row is not None else "",  # type: ignore[arg-type]
        row_id=getattr(row, "id", None),
        before=_text(before),
        after=_text(after),
        reason=reason,
        prev_hash=prev_hash,
        hash="",
    )
    line.hash = digest(line, Digest.SM3 if vault.is_sm() else Digest.SHA256)
    ledger.lines.append(line)
    if not is_reading:
        statements.wrote(session, "", {chain})
    ledger.heads[chain] = (line.seq, line.hash)
    return line


@dataclass
class Ledger:
    """The lines of a transaction wait here until it commits, so that twenty are one statement. The head's row stays
    locked from the first line on; what a savepoint takes back, it takes back here too."""

    lines: list[Bare] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    marks: dict[Any, tuple[int, dict[str, tuple[int, str]]]] = field(default_factory=dict)


def _ledger(session: Session) -> Ledger:
    found: Ledger = session.info.setdefault("ledger", Ledger())
    return found


def settle(session: Session) -> None:
    """Writes the waiting lines and the heads they lead to."""
    ledger = _ledger(session)
    if not ledger.lines:
        return
    db.write(session, ledger.lines)
    last = {line.chain_id: line for line in ledger.lines}
    heads = [{"chain": chain, "new_seq": line.seq, "new_hash": line.hash} for chain, line in last.items()]
    statements.write(session, HEADS, heads)
    ledger.lines.clear()


@event.listens_for(Session, "before_commit")
def _before_commit(session: Any) -> None:
    if session.get_nested_transaction() is None:
        settle(session)


@event.listens_for(Session, "after_transaction_create")
def _mark(session: Any, transaction: Any) -> None:
    if transaction.nested:
        ledger = _ledger(session)
        ledger.marks[transaction] = (len(ledger.lines), dict(ledger.heads))


@event.listens_for(Session, "after_soft_rollback")
def _take_back(session: Any, transaction: Any) -> None:
    ledger = session.info.get("ledger")
    if ledger is not None and (mark := ledger.marks.pop(transaction, None)) is not None:
        del ledger.lines[mark[0] :]
        ledger.heads = mark[1]


@event.listens_for(Session, "after_transaction_end")
def _close(session: Any, transaction: Any) -> None:
    if transaction.parent is None:
        session.info.pop("ledger", None)


def digest(line: AuditLine | Bare, kind: Digest) -> str:
    parts = (
        line.prev_hash, line.chain_id, line.seq, clock.canonical(line.at), line.account_id, line.acting_for,
        line.device, line.verb, line.kind, line.row_id, line.before, line.after, line.reason,
    )  # fmt: skip
    return digests.marked(kind, PARTS(parts).encode())


def first_break(lines: Iterable[AuditLine]) -> AuditLine | None:
    """The first line of one chain, in order, that does not fit the line before it."""
    expected = ""
    for line in lines:
        if line.prev_hash != expected or digest(line, digests.kind_of(line.hash)) != line.hash:
            return line
        expected = line.hash
    return None


def sealed_change(old: str | None, new: str | None) -> dict[str, str]:
    """A sensitive value's change, told without the value."""
    return {"old": _hash(old), "new": _hash(new)}


def _head(session: Session, chain: str) -> tuple[int, str]:
    head = statements.first(session, HEAD, {"chain": chain}, written_first=False)
    if head is None:
        _start_chain(session, chain)
        head = statements.first(session, HEAD, {"chain": chain}, written_first=False)
    return head[0], head[1]


def _start_chain(session: Session, chain: str) -> None:
    """Two writers may start the same chain at once: whoever loses the insert finds the other's row."""
    start = START_ON_POSTGRES if db.is_postgres(session) else START_ON_SQLITE
    statements.write(session, start, [{"chain": chain}])


def _text(values: dict[str, Any] | None) -> str | None:
    return None if values is None else VALUES(values)


def _hash(value: str | None) -> str:
    return vault.hashed(value)[:16] if value else ""
