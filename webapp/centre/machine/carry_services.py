"""To the second place: the newest backup, the sealed key ring, and what is new of the photos. Outside any transaction.

There lie `backups/<name>` with a list of its photos and `ring.sealed` beside it, and `photos/ab/<hash>.sealed`. A photo
goes when no backup that is still there names it, so that what was erased here does not stay there for ever.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlmodel import Session

from webapp.centre.machine import queries, rules
from webapp.centre.machine.models import BackupCopy
from webapp.core.data import db
from webapp.core.files.blob_store import Shelf
from webapp.core.files.second_place import Place, open_place
from webapp.core.text.i18n import N_
from webapp.core.time import clock, generations
from webapp.core.trust import holders, vault
from webapp.core.web.errors import DomainError
from webapp.core.work import jobs

KIND = "machine.carry"
BACKUPS, PHOTOS, RING = "backups", "photos", "ring.sealed"
PHOTO, LIST = ".sealed", ".photos"
SAMPLES = 3
Step = Callable[[int, int], Any]


class NoPlace(DomainError):
    message = N_("还没有写第二个地方。请先在“设置 → 机器和备份”里写上。")


class NotAsWritten(Exception):
    """What came back from the second place is not what went there."""


class NothingToCarry(Exception):
    """There is no backup yet."""


class Carried(NamedTuple):
    file: str
    size: int
    photos: int
    gone: int


def after_backup(folder: Path) -> None:
    lay_ring(folder)
    queue()


def lay_ring(folder: Path) -> None:
    """The sealed ring lies beside the backups: whoever copies that folder by hand has it too."""
    if (ring := holders.sealed_ring(folder.parent)) is not None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / RING).write_bytes(ring)


def queue() -> None:
    with db.transaction() as session:
        queue_in(session)


def queue_in(session: Session) -> None:
    """While there is no second place there is nothing to do."""
    if queries.second_address(session) is not None:
        jobs.start(session, None, KIND)


def carry(session: Session, shelf: Shelf, folder: Path, step: Step = lambda done, total: None) -> BackupCopy:
    """One journey, kept as a row whether it arrived or not."""
    address, keep = queries.second_address(session), queries.generations(session)
    if address is None:
        raise NoPlace
    session.rollback()
    began, trouble, done = time.perf_counter(), "", Carried("", 0, 0, 0)
    try:
        done = bring(open_place(address), shelf, folder, keep, step)
    except jobs.JobCut:
        raise
    except Exception as error:  # the world outside: whatever happens there is a failed journey here
        rules.log.warning("second place: %s: %s", type(error).__name__, str(error)[:200])
        trouble = rules.trouble_of(error)
    with db.transaction(session) as writing:
        row = BackupCopy(
            made_at=clock.now(), place=address.url, file=done.file, size=done.size, photos=done.photos, gone=done.gone,
            milliseconds=round((time.perf_counter() - began) * 1000), trouble=trouble,
        )  # fmt: skip
        writing.add(row)
    return row


def bring(place: Place, shelf: Shelf, folder: Path, keep: generations.Generations, step: Step) -> Carried:
    """Killed in the middle it is begun again and brings only what is not there yet."""
    newest = next(iter(generations.listed(folder)), None)
    if newest is None:
        raise NothingToCarry
    there, photos = place.names(BACKUPS), shelf.names()
    _begin_after(folder, newest.name, there)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".carry-") as scratch:
        room = Path(scratch)
        fresh = _bring_photos(place, shelf, photos, room, step)
        if f"{BACKUPS}/{newest.name}" not in there:
            _put_text(place, _list_of(newest.name), json.dumps(sorted(photos)), room)
            place.put(f"{BACKUPS}/{newest.name}", newest)
        _read_back(place, f"{BACKUPS}/{newest.name}", newest, room)
        if (ring := holders.sealed_ring(folder.parent)) is not None:
            (room / "ring").write_bytes(ring)
            place.put(f"{BACKUPS}/{RING}", room / "ring")
        gone = _let_go(place, photos, keep, room)
    return Carried(newest.name, newest.stat().st_size, fresh, gone)


def _begin_after(folder: Path, newest: str, there: Iterable[str]) -> None:
    """A machine that began anew counts on from what already lies in the second place."""
    last = max((generations.number(Path(name).name) for name in there if name.endswith(generations.SUFFIX)), default=0)
    if last > generations.number(newest):
        generations.begin_after(folder, last)


def fetch_photos(place: Place, shelf: Shelf, room: Path, wanted: set[str] | None = None) -> tuple[int, list[str]]:
    """Brings back what is not here: how many came, and which of the wanted are neither here nor there."""
    there, here = {_sha(name) for name in place.names(PHOTOS)}, shelf.names()
    asked = (there if wanted is None else wanted) - here
    for sha in sorted(asked & there):
        place.get(_photo(sha), room / "photo")
        shelf.put(sha, open_photo(sha, (room / "photo").read_bytes()))
    return len(asked & there), sorted(asked - there)


def photos_there(place: Place) -> set[str]:
    """Their hashes; none where the place does not answer."""
    try:
        return {_sha(name) for name in place.names(PHOTOS)}
    except Exception as error:
        rules.log.warning("second place: %s", type(error).__name__)
        return set()


def seal_photo(sha: str, content: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(vault.derive("photo")).encrypt(nonce, content, sha.encode())


def open_photo(sha: str, sealed: bytes) -> bytes:
    content = AESGCM(vault.derive("photo")).decrypt(sealed[:12], sealed[12:], sha.encode())
    if hashlib.sha256(content).hexdigest() != sha:
        raise NotAsWritten(sha)
    return content


def _bring_photos(place: Place, shelf: Shelf, photos: set[str], room: Path, step: Step) -> int:
    fresh = sorted(photos - {_sha(name) for name in place.names(PHOTOS)})
    for number, sha in enumerate(fresh):
        step(number, len(fresh) + 1)
        (room / "photo").write_bytes(seal_photo(sha, shelf.get(sha)))
        place.put(_photo(sha), room / "photo")
    for sha in fresh[:: max(1, len(fresh) // SAMPLES)][:SAMPLES]:
        place.get(_photo(sha), room / "photo")
        open_photo(sha, (room / "photo").read_bytes())
    return len(fresh)


def _read_back(place: Place, name: str, mine: Path, room: Path) -> None:
    place.get(name, room / "again")
    if _digest(room / "again") != _digest(mine):
        place.drop(name)  # the next journey brings it again
        raise NotAsWritten(name)


def _let_go(place: Place, here: set[str], keep: generations.Generations, room: Path) -> int:
    """Old generations, then photos that neither this machine nor any backup there still names."""
    there = place.names(BACKUPS)
    names = [Path(name).name for name in there if name.endswith(generations.SUFFIX)]
    old = generations.outdated(names, keep)
    for name in old:
        place.drop(f"{BACKUPS}/{name}")
        place.drop(_list_of(name))
    unnamed = {_sha(name) for name in place.names(PHOTOS)} - here
    lists = [_list_of(name) for name in names if name not in old]
    if unnamed and all(one in there for one in lists):
        for one in lists:
            unnamed -= set(json.loads(_get_text(place, one, room)))
        for sha in unnamed:
            place.drop(_photo(sha))
    return len(old)


def _put_text(place: Place, name: str, text: str, room: Path) -> None:
    (room / "list").write_text(vault.seal(text))
    place.put(name, room / "list")


def _get_text(place: Place, name: str, room: Path) -> str:
    place.get(name, room / "list")
    return vault.unseal((room / "list").read_text())


def _list_of(name: str) -> str:
    return f"{BACKUPS}/{Path(name).stem}{LIST}"


def _photo(sha: str) -> str:
    return f"{PHOTOS}/{sha[:2]}/{sha}{PHOTO}"


def _sha(name: str) -> str:
    return Path(name).stem


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
