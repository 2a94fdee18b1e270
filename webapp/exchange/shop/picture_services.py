"""What a thing on the shelf looks like: one picture, shrunk before it is kept, seen by the community's people only."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from webapp.casework.photos import queries as photos
from webapp.casework.photos import services
from webapp.casework.photos.models import Photo
from webapp.core.files import images
from webapp.core.trust import history
from webapp.exchange.shop.models import Goods
from webapp.people.accounts.scope import Actor, one, within

LONGEST = 400
SUBJECT = "goods"


def show_goods(session: Session, actor: Actor, goods: Goods, content: bytes) -> Photo:
    """A new picture takes the place of the old one; the old one keeps its address and is asked for no more."""
    small = images.reencode(content, LONGEST)
    subject = services.Subject(SUBJECT, goods.id, goods.community_id)
    made = services.add(session, actor, small.data, subject)
    before = {"photo": goods.photo_id}
    goods.photo_id = made.id
    session.add(goods)
    session.flush()
    history.record(session, actor, "show_goods", goods, before=before, after={"photo": made.id})
    return made


def picture(session: Session, actor: Actor, photo_id: str) -> bytes:
    """For the counter: of goods within reach. A photo of anything else is not found here."""
    return _bytes(session, within(_shown(photo_id), actor, Goods.community_id))


def picture_for_volunteer(session: Session, community_id: str | None, photo_id: str) -> bytes:
    return _bytes(session, _shown(photo_id).where(Goods.community_id == community_id))


def _shown(photo_id: str) -> Any:
    return select(Photo).join(Goods, col(Goods.photo_id) == Photo.id).where(Photo.id == photo_id)


def _bytes(session: Session, query: Any) -> bytes:
    return photos.read_bytes(one(session, query))
