"""A part is written with the community of its whole, also when both are new."""

from flask import Flask
from sqlmodel import Session, select

from tests.town import Town
from webapp.core.data import db
from webapp.core.spread import heirs
from webapp.core.time import clock
from webapp.exchange.shop.models import Goods, Stocktake, StocktakeLine


def test_a_part_has_the_community_of_its_whole(app: Flask, session: Session, town: Town) -> None:
    with db.transaction() as writing, writing.no_autoflush:
        goods = Goods(community_id=town.community, code="OIL", name="油")
        whole = Stocktake(community_id=town.community, begun_by=town.qian, begun_at=clock.now())
        line = StocktakeLine(stocktake_id=whole.id, goods_id=goods.id, expected=3, counted=2)
        writing.add_all([goods, whole, line])
        heirs.fill(writing)
        assert line.community_id == town.community
        writing.expunge(line)
        writing.flush()
        writing.add(StocktakeLine(stocktake_id=whole.id, goods_id=goods.id, expected=3, counted=2))
    assert session.exec(select(StocktakeLine.community_id)).one() == town.community
