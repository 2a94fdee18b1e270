"""Ids are UUIDv7 text, made here or on the phone, never by a central counter.

In PostgreSQL the column is a native uuid, in SQLite CHAR(32); Python sees 36 characters everywhere.
"""

import json
import os
import re
import time
import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import BindParameter, Boolean, Dialect, Text, Uuid, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import visitors
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class TextUuid(Uuid[str]):
    """Uuid as text, without building a UUID object for every id of every row that SQLite returns."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(as_uuid=False)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        if dialect.supports_native_uuid and self.native_uuid:
            return super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]
        return _dashed


def _dashed(hexed: str | None) -> str | None:
    if hexed is None:
        return None
    return f"{hexed[:8]}-{hexed[8:12]}-{hexed[12:16]}-{hexed[16:20]}-{hexed[20:]}"


COLUMN = TextUuid()
HOME_OF = "home of"
NAMES = "names"
SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def new() -> str:
    return _made(os.urandom(10).hex())


def _made(rest: str) -> str:
    """The twelve bits after the milliseconds are its parts of 4096 (RFC 9562, 6.2, method 3), so what one process made
    first also sorts first."""
    stamp, below = divmod(time.time_ns(), 1_000_000)
    variant = "89ab"[int(rest[3], 16) & 3]
    return f"{stamp >> 16:08x}-{stamp & 0xFFFF:04x}-7{below * 4096 // 1_000_000:03x}-{variant}{rest[4:7]}-{rest[8:]}"


def stream() -> Iterator[str]:
    """Ids for a bulk of rows: the machine is asked for randomness once for four hundred of them. Never kept across a
    fork, so it lives as long as one piece of work."""
    while True:
        drawn = os.urandom(10 * 400).hex()
        for at in range(0, len(drawn), 20):
            yield _made(drawn[at : at + 20])


def beyond(last: int) -> int:
    """A running number that leaves room for what was given and lost: the next one stands at least 1,000 further on."""
    return (last // 1000 + 2) * 1000


def from_bytes(raw: bytes) -> str:
    return str(uuid.UUID(bytes=raw))


def is_id(text: object) -> bool:
    return isinstance(text, str) and SHAPE.fullmatch(text) is not None


def key() -> Any:
    return Field(default_factory=new, primary_key=True, sa_type=COLUMN)  # type: ignore[call-overload]


def ref(target: str, *, nullable: bool = False, index: bool = False, unique: bool = False) -> Any:
    """A foreign key column, by table name, so that slices need not import upward."""
    default = None if nullable else ...
    return Field(  # type: ignore[call-overload]
        default, foreign_key=target, sa_type=COLUMN, nullable=nullable, index=index, unique=unique
    )


def home(parent: str) -> Any:
    """The community of a part is that of its whole, which the column `parent` names: filled in when the part is written
    (`heirs.fill`), so that no service has to say it."""
    return Field(None, sa_type=COLUMN, nullable=False, sa_column_kwargs={"info": {HOME_OF: parent}})  # type: ignore[call-overload]


def plain(*, nullable: bool = False, index: bool = False, of: str = "") -> Any:
    """An id kept without a foreign key: the row it names may live elsewhere or be gone. `of`: what it names, if it
    is there, is of the same community."""
    told = {"sa_column_kwargs": {"info": {NAMES: of}}} if of else {}
    return Field(None if nullable else ..., sa_type=COLUMN, nullable=nullable, index=index, **told)  # type: ignore[call-overload]


class IdList(TypeDecorator[list[str]]):
    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        is_postgres = dialect.name == "postgresql"
        return dialect.type_descriptor(ARRAY(Uuid(as_uuid=False)) if is_postgres else Text())

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:
        if dialect.name == "postgresql" or value is None:
            return value
        return json.dumps([one.replace("-", "") for one in value])  # as SQLite's column holds them


class SingleId(IdList):
    """A list of one, as that one; SQLite's."""

    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> Any:
        return value and value[0].replace("-", "")


class _Among(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()

    def self_group(self, against: Any = None) -> Any:
        """A condition as it stands; SQLite's booleans would be compared with 1, past the index."""
        return self


def among(column: Any, name: str) -> Any:
    """`column IN (ids)` as one parameter of this name, so that a kept statement is the same text for two ids and for
    fifty: nothing is spelled out anew each time, and PostgreSQL keeps its plan. SQLite looks a single one up twice as
    fast by its name, so to it a kept statement for one is a text of its own (`singly`)."""
    return _Among(column, bindparam(name, type_=IdList()))


def lists_of(statement: Any) -> list[str]:
    """The names of the parameters that are lists of ids."""
    told = (one for one in visitors.iterate(statement) if isinstance(one, BindParameter))
    return [str(one.key) for one in told if isinstance(one.type, IdList)]


@compiles(_Among, "sqlite")
def _for_sqlite(element: Any, compiler: Any, *, singly: bool = False, **how: Any) -> str:
    column, given = element.clauses
    told = compiler.process(column, **how)
    if singly:
        return f"{told} = {compiler.process(bindparam(given.key, type_=SingleId()), **how)}"
    several = compiler.process(given, **how)
    return f"{told} IN (SELECT value FROM json_each({several}))"  # noqa: S608 — a column's name and a parameter's mark


@compiles(_Among, "postgresql")
def _for_postgres(element: Any, compiler: Any, **how: Any) -> str:
    column, given = (compiler.process(part, **how) for part in element.clauses)
    return f"{column} = ANY ({given})"
