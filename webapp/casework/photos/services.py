"""Words first: a service that keeps a subject expects its photos by id, and the bytes follow in pieces; a page
without scripts hands over the whole file. Both end in `keep`."""

import base64
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from sqlmodel import Session

from webapp.casework.photos.models import Photo, PhotoState
from webapp.core.data import ids
from webapp.core.files import blob_store, images
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.core.trust import history
from webapp.core.web.errors import DomainError, TooLarge
from webapp.people.accounts.scope import Actor

MOST_PER_SUBJECT = 9
PIECE_LIMIT = 512 * 1024


class PhotoTaken(DomainError):
    """An id names one photo of one subject by one person, for ever."""

    message = N_("这张照片的编号已经用过了，请重拍一张。")


class TooManyPhotos(DomainError):
    status: ClassVar[int] = 422
    message = N_("一次最多 %(most)s 张照片。")


class PieceDamaged(DomainError):
    """What arrived is not what was sent; the phone sends this piece again."""

    message = N_("这一段在路上坏了，手机会重发。")


class PieceOutOfPlace(DomainError):
    """The phone is wrong about how much we hold; the answer tells it."""

    message = N_("从已收到的地方接着发。")


@dataclass(frozen=True)
class Subject:
    """What a photo shows, and where scope looks for it."""

    kind: str
    id: str
    community_id: str
    grid_id: str | None = None


def expect(session: Session, actor: Actor | None, photo_ids: list[str], subject: Subject) -> list[Photo]:
    """The words are here and name these photos; said twice is said once."""
    if len(photo_ids) > MOST_PER_SUBJECT:
        raise TooManyPhotos(field="photos", most=MOST_PER_SUBJECT)
    return [_expect_one(session, actor, photo_id, subject) for photo_id in dict.fromkeys(photo_ids)]


def add(session: Session, actor: Actor | None, content: bytes, subject: Subject, photo_id: str | None = None) -> Photo:
    """A whole file at once: the form without scripts, the counter, an import."""
    photo = _expect_one(session, actor, photo_id or ids.new(), subject)
    if not photo.is_kept:
        keep(session, actor, photo, content)
    return photo


def add_all(session: Session, actor: Actor | None, files: Iterable[Any], subject: Subject) -> list[Photo]:
    """What a plain form's file field brought; empty ones are passed over."""
    given = [file for file in files if getattr(file, "filename", "")]
    if len(given) > MOST_PER_SUBJECT:
        raise TooManyPhotos(field="photos", most=MOST_PER_SUBJECT)
    return [add(session, actor, file.read(images.MOST_BYTES + 1), subject) for file in given]


def offset_of(photo: Photo) -> int:
    if photo.is_kept:
        return photo.size
    file = blob_store.arriving(photo.id)
    return file.stat().st_size if file.exists() else 0


def take_piece(photo: Photo, *, offset: int, length: int, piece: bytes, checksum: str) -> int:
    """Writes one piece at its place and returns how much is here. Twice at the same place is harmless."""
    if length > images.MOST_BYTES or len(piece) > PIECE_LIMIT:
        raise TooLarge(field="photos", limit="15 MB")
    if checksum != f"sha256 {base64.b64encode(hashlib.sha256(piece).digest()).decode()}":
        raise PieceDamaged
    held = offset_of(photo)
    if offset != held or held + len(piece) > length:
        raise PieceOutOfPlace
    _write_at(blob_store.arriving(photo.id), offset, piece)
    return offset + len(piece)


def complete(session: Session, actor: Actor, photo: Photo) -> Photo:
    """All pieces are here: decode, write anew, keep under the hash. A file that is no picture is refused for good."""
    file = blob_store.arriving(photo.id)
    if photo.is_kept or not file.exists():
        return photo
    content = file.read_bytes()
    try:
        keep(session, actor, photo, content)
    except DomainError as refusal:
        photo.state, photo.why = PhotoState.REFUSED, refusal.sentence()[:200]
        photo.source_sha = hashlib.sha256(content).hexdigest()
        session.add(photo)
        session.flush()
    return photo


def tidy(photo: Photo) -> None:
    """After the commit: the pieces are no longer needed."""
    blob_store.arriving(photo.id).unlink(missing_ok=True)


def _expect_one(session: Session, actor: Actor | None, photo_id: str, subject: Subject) -> Photo:
    found = session.get(Photo, photo_id)
    mine = actor.account_id if actor else None
    if found is not None:
        if (found.subject_kind, found.subject_id, found.account_id) != (subject.kind, subject.id, mine):
            raise PhotoTaken(field="photos")
        return found
    photo = Photo(
        id=photo_id, community_id=subject.community_id, unit_id=subject.grid_id or subject.community_id,
        account_id=mine, subject_kind=subject.kind, subject_id=subject.id,
    )  # fmt: skip
    session.add(photo)
    session.flush()
    return photo


def keep(session: Session, actor: Actor | None, photo: Photo, content: bytes) -> None:
    picture = images.reencode(content)
    photo.source_sha = hashlib.sha256(content).hexdigest()
    photo.sha = blob_store.put(picture.data)
    photo.size, photo.width, photo.height = len(content), picture.width, picture.height
    photo.state, photo.kept_at = PhotoState.KEPT, clock.now()
    session.add(photo)
    session.flush()
    history.record(session, actor, "keep_photo", photo, after={"sha": photo.sha}, community_id=photo.community_id)


def _write_at(file: Path, offset: int, piece: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(handle, piece, offset)
        os.fsync(handle)
    finally:
        os.close(handle)
