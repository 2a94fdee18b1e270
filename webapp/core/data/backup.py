"""Backups one can trust: copied by the database's own means, opened and checked, then encrypted and named.

A backup is a SQLite file whatever the database is, gzipped and sealed in frames with a key of the key ring, and read
back once it is written. Photos are files named by their content; they travel to the second place on their own.
"""

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from webapp.core.crypto import digests
from webapp.core.crypto.ciphers import Family, sealer
from webapp.core.data import db, migrations, transfer
from webapp.core.time import generations
from webapp.core.time.generations import Generations
from webapp.core.trust import history, vault
from webapp.core.trust.history import AuditHead, AuditLine

MARKS = {Family.AES: b"FULLGRID1\n", Family.SM4: b"FULLGRID2\n"}
FRAME = 1 << 20
Say = Callable[[str], None]
AFTER_RESTORE: list[Callable[[Session], Any]] = []  # the phones' epoch lives above core and hooks in here
AFTER_BACKUP: list[Callable[[Path], Any]] = []  # the second place is a setting, and so is how long backups are kept
KEEP: list[Callable[[], Generations]] = []


class BackupRefused(SystemExit):
    """Better no backup, and no restore, than one that only looks like it."""


def make(engine: Engine, folder: Path, say: Say, *, label: str = "") -> Path:
    with _scratch(folder) as copy:
        say("copying")
        _copy_out(engine, copy, say)
        say("checking")
        head = check(copy)
        target = folder / generations.name(folder, head, label)
        say("encrypting")
        _seal_file(copy, target)
        say("reading back")
        _read_back(copy, target)
    return target


def restore(engine: Engine, file: Path, folder: Path, say: Say) -> None:
    """Checks the backup in a folder of its own, keeps a backup of what is there now, then replaces it."""
    migrations.refuse_spread(engine, BackupRefused)
    with brought_back(file, folder, say) as kept:
        if migrations.current_revision(engine):
            say(f"what is there now: {make(engine, folder, say, label='before-restore').name}")
        say("replacing")
        _replace(kept, engine, say)
    restored(engine)


def restored(engine: Engine) -> None:
    """Once an older day is in place, by whichever way it came: phones learn of it, numbers go on further along."""
    session = db.open_session(engine)
    with db.transaction(session):
        for hook in AFTER_RESTORE:
            hook(session)
    session.close()


@contextmanager
def brought_back(file: Path, folder: Path, say: Say) -> Iterator[Engine]:
    """The backup opened, checked and brought up to this program, in a folder of its own that goes afterwards."""
    with _scratch(folder) as copy:
        say("decrypting")
        _unseal_file(file, copy)
        say("checking")
        check(copy)
        kept = db.make_engine(f"sqlite:///{copy}")
        try:
            migrations.upgrade(kept)
            yield kept
        finally:
            kept.dispose()


def prove(file: Path, folder: Path) -> str:
    """Decrypts, unpacks and checks a backup as a restore would; what is there now is not touched."""
    with _scratch(folder) as copy:
        _unseal_file(file, copy)
        return check(copy)


def before_upgrade(engine: Engine, folder: Path, say: Say) -> Path | None:
    """A copy is made before rows are touched by a migration; an empty or current database needs none."""
    migrations.refuse_newer(engine)
    have = migrations.current_revision(engine)
    if have is None or have == migrations.head(engine):
        return None
    return make(engine, folder, say, label=f"before-{migrations.head(engine)}")


def check(copy: Path) -> str:
    """Opens the copy and proves it: structure, foreign keys, audit chains. Returns the hash over all chain heads."""
    with closing(sqlite3.connect(copy)) as raw:
        if (word := raw.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise BackupRefused(f"the copy is damaged: {word}")
        if broken := raw.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupRefused(f"a row of {broken[0]} points to a row that is not there")
        raw.execute("PRAGMA journal_mode=DELETE")
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        heads = (
            raw.execute("SELECT chain_id, hash FROM audit_head ORDER BY 1").fetchall() if "audit_head" in tables else []
        )
    return digests.plain(vault.digest(), json.dumps(heads).encode())


def first_break(engine: Engine) -> str | None:
    """The id of the first audit line of any chain that does not fit, or None."""
    with closing(db.open_session(engine)) as session:
        return first_break_of(session)


def first_break_of(session: Session) -> str | None:
    for chain in session.exec(select(AuditHead.chain_id)).all():
        lines = select(AuditLine).where(AuditLine.chain_id == chain).order_by(col(AuditLine.seq))
        if (broken := history.first_break(session.exec(lines.execution_options(yield_per=1000)))) is not None:
            return broken.id
    return None


def prune(folder: Path, now: datetime | None = None) -> list[Path]:
    """Old generations go. Returns them."""
    keep = KEEP[0]() if KEEP else Generations()
    there = [file.name for file in generations.listed(folder)]
    gone = [folder / name for name in generations.outdated(there, keep, now)]
    for file in gone:
        file.unlink(missing_ok=True)
    return gone


def _copy_out(engine: Engine, copy: Path, say: Say) -> None:
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(engine.url.database or "")) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target, pages=4096)
        return
    fresh = db.make_engine(f"sqlite:///{copy}")
    try:
        transfer.prepare(fresh, migrations.current_revision(engine) or "head")
        transfer.copy_all(engine, fresh, say)
    finally:
        fresh.dispose()


def _replace(kept: Engine, engine: Engine, say: Say) -> None:
    """SQLite's own backup writes into the living file under its lock, so a running server sees the old or the new."""
    if engine.dialect.name != "sqlite":
        transfer.empty(engine)
        transfer.copy_all(kept, engine, say)
        return
    engine.dispose()
    live = sqlite3.connect(engine.url.database or "", timeout=30)
    with closing(sqlite3.connect(kept.url.database or "")) as source, closing(live) as target:
        source.backup(target)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = Path(tempfile.mkdtemp(prefix=".copy-", dir=folder))
    try:
        yield place / "copy.db"
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _seal_file(source: Path, target: Path) -> None:
    draft = target.with_suffix(".part")
    mark, cipher = MARKS[vault.family()], sealer(vault.family(), vault.derive("backup"))
    packed = source.with_suffix(".gz")
    with source.open("rb") as plain, gzip.open(packed, "wb", compresslevel=3) as zipped:
        shutil.copyfileobj(plain, zipped, FRAME)
    with (
        packed.open("rb") as plain,
        os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
    ):
        out.write(mark)
        for number, (frame, last) in enumerate(_frames(plain)):
            nonce = os.urandom(12)
            body = nonce + cipher.encrypt(nonce, frame, _place(mark, number, last))
            out.write(struct.pack(">I?", len(body), last) + body)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(target)


def _read_back(copy: Path, target: Path) -> None:
    """What lies on the disk is what was checked, to the last byte."""
    unpacked, found, wanted = zlib.decompressobj(31), hashlib.sha256(), hashlib.sha256()
    with target.open("rb") as sealed, copy.open("rb") as plain:
        for frame in _opened(sealed, target.name):
            found.update(unpacked.decompress(frame))
        while piece := plain.read(FRAME):
            wanted.update(piece)
    if found.digest() != wanted.digest():
        target.unlink()
        raise BackupRefused(f"{target.name} was written but reads back differently: the disk is not to be trusted")


def _unseal_file(source: Path, target: Path) -> None:
    packed = target.with_suffix(".gz")
    with source.open("rb") as sealed, packed.open("wb") as out:
        out.writelines(_opened(sealed, source.name))
    with gzip.open(packed, "rb") as zipped, target.open("wb") as out:
        shutil.copyfileobj(zipped, out, FRAME)
    packed.unlink()


def _opened(sealed: BinaryIO, name: str) -> Iterable[bytes]:
    mark = sealed.read(len(MARKS[Family.AES]))
    family = next((one for one, known in MARKS.items() if known == mark), None)
    if family is None:
        raise BackupRefused(f"{name} is not a FullGrid backup")
    cipher = sealer(family, vault.derive("backup"))
    number, last = 0, False
    while not last:
        start = sealed.read(5)
        if len(start) < 5:
            raise BackupRefused(f"{name} is cut off")
        size, last = struct.unpack(">I?", start)
        body = sealed.read(min(size, 2 * FRAME))
        try:
            yield cipher.decrypt(body[:12], body[12:], _place(mark, number, last))
        except (InvalidTag, ValueError) as wrong:
            raise BackupRefused(f"{name} is damaged, or was made with other keys (keys/ring.json)") from wrong
        number += 1


def _frames(plain: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    frame = plain.read(FRAME)
    while True:
        following = plain.read(FRAME)
        yield frame, not following
        if not following:
            return
        frame = following


def _place(mark: bytes, number: int, last: bool) -> bytes:
    """Frames cannot be reordered, nor the end cut off, unnoticed."""
    return mark + struct.pack(">Q?", number, last)
