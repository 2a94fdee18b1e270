from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from webapp.casework.photos.models import Photo, PhotoState
from webapp.core.data import ids, statements
from webapp.core.files import blob_store
from webapp.core.spread import shards
from webapp.core.web.errors import NotFound
from webapp.people.accounts.scope import Actor, one, units_below


def get_photo(session: Session, actor: Actor, photo_id: str) -> Photo:
    """Within the actor's units, or taken by the actor."""
    near = col(Photo.unit_id).in_(units_below(actor))
    own = col(Photo.account_id) == actor.account_id
    return one(session, select(Photo).where(Photo.id == photo_id, near | own))  # type: ignore[no-any-return]


def get_own_photo(session: Session, actor: Actor, photo_id: str) -> Photo:
    return one(session, select(Photo).where(Photo.id == photo_id, Photo.account_id == actor.account_id))  # type: ignore[no-any-return]


def list_photos(
    session: Session, subject_kind: str, subject_ids: Iterable[str], community_id: str | None = None
) -> dict[str, list[Photo]]:
    """By subject, oldest first, refused ones left out. The caller has found the subjects through scope, and may say the
    community they all lie in."""
    found: dict[str, list[Photo]] = {subject_id: [] for subject_id in subject_ids}
    if found:
        asked = {"kind": subject_kind, "ids": list(found), "community": community_id}
        for photo in session.exec(_shelf(community_id is not None), params=asked):
            found[photo.subject_id].append(photo)
    return found


def list_shown(session: Session, subject_kind: str, subject_ids: list[str], community_id: str) -> list[Any]:
    """(id, is_kept) of their photos in the order of the subjects, which lie in one community, for a shelf that only
    shows them."""
    if not subject_ids:
        return []
    asked = {"kind": subject_kind, "ids": subject_ids, "community": community_id}
    found = statements.rows(session, _shown(), asked)
    return sorted(found, key=lambda photo: subject_ids.index(photo.subject_id))


def has_any(subject_kind: str, subject_id: Any, community_id: Any) -> Any:
    """In a statement that names the subjects: whether a shelf of one would show anything."""
    at_home = shards.at_home(Photo.community_id, community_id)
    query = select(Photo.id).where(at_home, Photo.subject_kind == subject_kind, Photo.subject_id == subject_id)
    return query.where(Photo.state != PhotoState.REFUSED).exists()


@cache
def _shown() -> Any:
    is_kept = (col(Photo.state) == PhotoState.KEPT).label("is_kept")
    query = select(Photo.id, Photo.subject_id, is_kept).where(
        shards.at_home(Photo.community_id, bindparam("community")),
        Photo.subject_kind == bindparam("kind"), ids.among(Photo.subject_id, "ids"), Photo.state != PhotoState.REFUSED
    )
    return query.order_by(col(Photo.expected_at), col(Photo.id))


@cache
def _shelf(in_one: bool) -> Any:
    return (
        select(Photo)
        .where(*shards.told_home(Photo.community_id, in_one))
        .where(Photo.subject_kind == bindparam("kind"), col(Photo.subject_id).in_(bindparam("ids", expanding=True)))
        .where(Photo.state != PhotoState.REFUSED)
        .order_by(col(Photo.expected_at), col(Photo.id))
    )


def read_bytes(photo: Photo) -> bytes:
    """For a caller that has checked who may see the subject."""
    if photo.sha is None:
        raise NotFound
    return blob_store.get(photo.sha)
