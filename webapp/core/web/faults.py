"""What the machine can do wrong, each in a sentence: a full disk, a locked database, a lost key, half a migration.
Always 503: nothing was kept that was not acknowledged, and whoever sent it may send it again."""

import errno
import sqlite3
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm.exc import StaleDataError

from webapp.core.text.i18n import N_
from webapp.core.trust.vault import VaultClosed
from webapp.core.web.errors import DomainError


class Fault(DomainError):
    status = 503
    passes = False  # by itself


class DiskFull(Fault):
    message = N_("服务器的磁盘满了，这一条没有存下。写的内容还在，请先别关，请管理员清理磁盘。")


class Busy(Fault):
    passes = True
    message = N_("服务器正忙，这一条还没有存下。写的内容还在，请过一会儿再试。")


class Slow(Fault):
    message = N_("要查的太多，等了很久还没有查完，先停下了。请缩小范围（少选几个月、先点进一个社区）再试。")


class ReadOnlyDisk(Fault):
    message = N_("服务器的数据现在写不进去，这一条没有存下。请管理员看数据文件夹的权限和磁盘。")


class Unreachable(Fault):
    passes = True
    message = N_("服务器连不上数据库，没有存下新的。写的内容还在，请过半分钟再试；手机里的会自己再发。")


class Unfinished(Fault):
    message = N_("服务器的升级没有做完，现在存不了也看不了。请管理员运行 make upgrade。数据没有动过。")


class Damaged(Fault):
    message = N_("服务器的数据库文件读不出来了。请管理员停下满格，用 flask db restore 恢复最近的备份。")


class KeyLost(Fault):
    message = N_("服务器缺少打开这条信息的钥匙。请管理员用任意两份钥匙纸恢复：flask keys restore。")


class Clash(DomainError):
    """Two did the same at the same moment; the database let one of them in."""

    message = N_("刚才同时有人在做同一件事，这一次没有存下。写的内容还在，请看一眼，需要的话再试一次。")


BY_NUMBER = {
    errno.ENOSPC: DiskFull, errno.EDQUOT: DiskFull, errno.EFBIG: DiskFull, errno.EROFS: ReadOnlyDisk,
    errno.EACCES: ReadOnlyDisk, errno.EIO: Damaged,
}  # fmt: skip
# What SQLite says; its code for a full disk is also that of a full quota.
BY_CODE = {
    sqlite3.SQLITE_FULL: DiskFull, sqlite3.SQLITE_BUSY: Busy, sqlite3.SQLITE_LOCKED: Busy,
    sqlite3.SQLITE_READONLY: ReadOnlyDisk, sqlite3.SQLITE_CANTOPEN: Unreachable, sqlite3.SQLITE_CORRUPT: Damaged,
    sqlite3.SQLITE_NOTADB: Damaged,
}  # fmt: skip
FULL_WRITES = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_SHMSIZE)
# PostgreSQL, by the beginning of its SQLSTATE
BY_STATE = {
    "53100": DiskFull, "53": Busy, "55P03": Busy, "57014": Slow, "25P03": Busy, "40": Busy, "25006": ReadOnlyDisk,
    "57P": Unreachable, "08": Unreachable, "42703": Unfinished, "42P01": Unfinished, "XX001": Damaged, "XX002": Damaged,
}  # fmt: skip
TAKEN, UNIQUE_VIOLATION = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY), "23505"
ABSENT = ("no such table", "no such column", "has no column named")


def of(error: BaseException | None) -> type[Fault] | None:
    """The fault behind an error, or None where it is a mistake of the program."""
    if isinstance(error, VaultClosed | InvalidTag):
        return KeyLost
    if isinstance(error, NoneFree):
        return Busy
    if isinstance(error, DBAPIError):
        return _of_database(error)
    if isinstance(error, StatementError):
        return of(error.orig)
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error)
    return BY_NUMBER.get(error.errno or 0) if isinstance(error, OSError) else None


def _of_database(error: DBAPIError) -> type[Fault] | None:
    if error.connection_invalidated:
        return Unreachable
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(error.orig)
    state: Any = getattr(error.orig, "sqlstate", None)
    if state is None:  # the server was never reached
        return Unreachable if type(error.orig).__name__ == "OperationalError" else None
    return next((BY_STATE[state[:n]] for n in (5, 3, 2) if state[:n] in BY_STATE), None)


def _of_sqlite(error: sqlite3.Error) -> type[Fault] | None:
    code = getattr(error, "sqlite_errorcode", 0) or 0
    if code in FULL_WRITES:
        return DiskFull
    if any(word in str(error) for word in ABSENT):
        return Unfinished
    return Damaged if code & 0xFF == sqlite3.SQLITE_IOERR else BY_CODE.get(code & 0xFF)


def is_clash(error: BaseException) -> bool:
    """A unique index refused what no rule had seen coming, or the row was gone by the time it was written."""
    if not isinstance(error, IntegrityError):
        return isinstance(error, StaleDataError)
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code in TAKEN if code else getattr(error.orig, "sqlstate", "") == UNIQUE_VIOLATION


def told(error: BaseException) -> str:
    """In a sentence where it is one of ours, else in the error's own words, for a terminal and a job."""
    if isinstance(error, DomainError):
        return error.sentence()
    found = of(error)
    return (
        found().sentence()
        if found
        else str(error).strip().splitlines()[0][:160]
        if str(error)
        else type(error).__name__
    )
