"""The estate drawn from the register: buildings as they stand in the list, as wide as their doors, as high as their
floors. No map service: what is drawn is what is registered."""

from typing import NamedTuple

WIDTH = 360  # what a phone shows without turning the plan
DOOR, FLOOR, GAP, LABEL = 16, 5, 12, 16
LEAST_HIGH, MOST_HIGH = 20, 100
WIDE = 900  # pixels in which the picture stands when it is clicked on, whatever the screen


class Site(NamedTuple):
    """One building with its figure: `share` of one hundred fills it from the ground up, None draws it empty."""

    id: str
    name: str
    estate: str
    doors: int
    floors: int
    share: int | None
    said: str


class Drawn(NamedTuple):
    site: Site
    x: int
    y: int
    width: int
    height: int
    filled: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def ground(self) -> int:
        return self.y + self.height


class Sign(NamedTuple):
    """The name of an estate, above its own rows."""

    name: str
    y: int


class Pin(NamedTuple):
    """A building on the community's picture; x and y in thousandths of its width and height."""

    site: Site
    x: int
    y: int

    @property
    def level(self) -> int:
        """How strongly it is coloured, nought to four; the number stands beside it in words."""
        return -(-(self.site.share or 0) // 25)


class Spot(NamedTuple):
    x: int
    y: int


class Plan(NamedTuple):
    drawn: list[Drawn]
    signs: list[Sign]
    height: int


Row = list[tuple[Site, int, int]]


def lay_out(sites: list[Site]) -> Plan:
    """Estate by estate, row by row, every row standing on its own ground line."""
    drawn: list[Drawn] = []
    signs: list[Sign] = []
    top, estate = 0, None
    for row in _rows(sites):
        if row[0][0].estate != estate:
            estate = row[0][0].estate
            if estate:
                signs.append(Sign(estate, top + LABEL - GAP // 3))
                top += LABEL + GAP // 2
        ground, at = top + max(height for _, _, height in row), 0
        for site, width, height in row:
            drawn.append(Drawn(site, at, ground - height, width, height, height * (site.share or 0) // 100))
            at += width + GAP
        top = ground + LABEL + GAP
    return Plan(drawn, signs, top)


def _rows(sites: list[Site]) -> list[Row]:
    rows: list[Row] = []
    used, estate = 0, None
    for site in sites:
        width = max(DOOR * max(site.doors, 1), 40)
        if not rows or site.estate != estate or used + width > WIDTH:
            rows.append([])
            used, estate = 0, site.estate
        rows[-1].append((site, width, min(max(FLOOR * site.floors, LEAST_HIGH), MOST_HIGH)))
        used += width + GAP
    return rows


def height_of(width: int, height: int) -> int:
    """Of a picture shown as wide as it is clicked on."""
    return max(round(WIDE * height / max(width, 1)), 1)


def clicked(x: str | None, y: str | None, width: int, height: int) -> Spot | None:
    """A click on the picture in thousandths. The corner is what a browser sends for the key Enter: no spot at all."""
    if not (x and y and x.isdecimal() and y.isdecimal() and len(x) < 6 and len(y) < 6) or (x, y) == ("0", "0"):
        return None
    high = height_of(width, height)
    return Spot(min(round(1000 * int(x) / WIDE), 1000), min(round(1000 * int(y) / high), 1000))
