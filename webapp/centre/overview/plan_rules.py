"""The estate drawn from the register: buildings as they stand in the list, as wide as their doors, as high as their
floors. No map service: what is drawn is what is registered."""

from typing import NamedTuple

WIDTH = 360  # what a phone shows without turning the plan
DOOR, FLOOR, GAP, LABEL = 16, 5, 12, 16
LEAST_HIGH, MOST_HIGH = 20, 100


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
