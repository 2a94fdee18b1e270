"""The picture under a plan: the newest photo of the garden's ground."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session

from webapp.casework.photos import queries as photo_queries
from webapp.casework.photos import services as photos
from webapp.casework.photos.models import Photo
from webapp.casework.photos.services import Subject
from webapp.door.gardens.models import Garden
from webapp.people.accounts.scope import Actor

KIND = "garden_plan"


def keep_picture(session: Session, actor: Actor, garden: Garden, files: Iterable[Any]) -> list[Photo]:
    return photos.add_all(session, actor, files, Subject(KIND, garden.id, garden.community_id, garden.grid_id))


def picture_of(session: Session, garden: Garden) -> Photo | None:
    kept = [photo for photo in photo_queries.list_photos(session, KIND, [garden.id])[garden.id] if photo.is_kept]
    return kept[-1] if kept else None
