"""冬梅轩's own picture of its three compounds, every building placed on it; and who hears of the day by mail."""

import io
from typing import Any

from sqlmodel import Session, col, select

from webapp.centre.overview import mark_services, picture_services
from webapp.demo.town import Town
from webapp.people.accounts.permissions import Action
from webapp.people.notices import digest_services
from webapp.people.notices.models import ChannelKind
from webapp.people.org import queries as org
from webapp.register.register.models import Building, BuildingUse

WIDE, HIGH = 1400, 1000
# compound → where its block begins, how many stand in a row
BLOCKS = {"冬梅轩": (90, 70, 8), "夏荷轩": (90, 430, 4), "秋棠轩": (750, 430, 4)}
STEP_X, STEP_Y, HOUSE_X, HOUSE_Y = 155, 165, 110, 70
GROUND, LAWN, ROAD, HOUSE, EDGE, WATER = "#e8ede2", "#cfe0c2", "#ffffff", "#d9cfbf", "#9a8f7c", "#bcd9e6"


def tell(session: Session, town: Town) -> None:
    _picture(session, town)
    for login in ("chen", "lin"):
        digest_services.switch_on(session, town.actor(login), kind=ChannelKind.EMAIL, key=f"{login}@example.org")


def _picture(session: Session, town: Town) -> None:
    lin, community = town.actor("lin", Action.IMPORT_REGISTER), org.unit(session, town.units["dongmei"])
    spots = _spots(session, community.id)
    picture = picture_services.show_estate(session, lin, community, draw(list(spots.values())))
    for building_id, (x, y) in spots.items():
        spot = (round(1000 * x / WIDE), round(1000 * y / HIGH))
        mark_services.place(session, lin, picture, community.id, building_id, spot)


def _spots(session: Session, community_id: str) -> dict[str, tuple[int, int]]:
    """The middle of each house."""
    query = select(Building).where(Building.community_id == community_id, Building.use == BuildingUse.RESIDENTIAL)
    met, found = dict.fromkeys(BLOCKS, 0), {}
    for one in session.exec(query.order_by(col(Building.estate), col(Building.position), col(Building.name))):
        left, top, in_row = BLOCKS[one.estate]
        row, column = divmod(met[one.estate], in_row)
        met[one.estate] += 1
        found[one.id] = (left + column * STEP_X + HOUSE_X // 2, top + row * STEP_Y + HOUSE_Y // 2)
    return found


def draw(houses: list[tuple[int, int]]) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDE, HIGH), GROUND)
    pen: Any = ImageDraw.Draw(image)
    for box in ((50, 40, 1350, 360), (50, 400, 680, 930), (720, 400, 1350, 930)):
        pen.rounded_rectangle(box, 26, fill=LAWN)
    for box in ((0, 366, WIDE, 394), (686, 366, 714, HIGH), (0, 940, WIDE, 980)):
        pen.rectangle(box, fill=ROAD)
    pen.ellipse((610, 860, 790, 960), fill=WATER)
    for x, y in houses:
        box = (x - HOUSE_X // 2, y - HOUSE_Y // 2, x + HOUSE_X // 2, y + HOUSE_Y // 2)
        pen.rectangle(box, fill=HOUSE, outline=EDGE, width=3)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
