"""Goods as a list of the office: what points buy, and for how many."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.exchange.shop import stock_services
from webapp.exchange.shop.models import Goods, Price
from webapp.people.accounts.permissions import Action
from webapp.register.intake.cell_rules import text, whole
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values


def _survey(session: Session, community_id: str) -> Ground:
    today = clock.today()
    prices = select(Price.goods_id, Price.points).where(Price.valid_from <= today).order_by(col(Price.valid_from))
    points = dict(session.exec(prices).all())  # the latest of each counts
    query = select(Goods).where(Goods.community_id == community_id).order_by(col(Goods.code))
    known = [
        Known(one.id, {"code": one.code, "name": one.name, "measure": one.measure, "points": points.get(one.id),
                       "limit_each": one.limit_each})
        for one in session.exec(query)
    ]  # fmt: skip
    return Ground(community_id, known)


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    told = {name: values[name] for name in ("code", "name", "points", "limit_each")}
    stock_services.add_goods(
        session, actor, community_id=ground.community_id, measure=values["measure"] or "份", **told
    )  # fmt: skip


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    """A new price is a version from tomorrow on: what was promised today holds today."""
    if "points" in changed:
        goods = session.get_one(Goods, known_id)
        tomorrow = clock.today() + timedelta(days=1)
        stock_services.set_price(session, actor, goods, points=changed["points"], valid_from=tomorrow)


GOODS = Kind(
    "goods", N_("积分兑换的货品"), N_("按货号认。已经有的货，导入只改积分，明天起算；数量在“进货”里记。"),
    (
        Field("code", N_("货号"), required=True, example="A01", read=text(40, must=True)),
        Field("name", N_("货品"), required=True, example="洗衣液", read=text(40, must=True), is_fixed=True),
        Field("measure", N_("单位"), example="瓶", read=text(8), is_fixed=True),
        Field("points", N_("多少积分"), required=True, example="30", read=whole(1, 100000, must=True)),
        Field("limit_each", N_("每人三十天最多几份"), example="2", read=whole(1, 1000), is_fixed=True),
    ),
    lambda values: [("goods", values["code"])], _survey, _add, _change, action=Action.KEEP_STOCK,
)  # fmt: skip
KINDS = (GOODS,)
