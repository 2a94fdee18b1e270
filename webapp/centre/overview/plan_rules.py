"""The estate drawn from the register: buildings as they stand in the list, as wide as their doors, as high as their
floors. No map service: what is drawn is what is registered."""

from typing import NamedTuple

WIDTH = 360  # what a phone shows without turning the plan
DOOR, FLOOR, GAP, LABEL = 16, 3, 12, 16
LEAST_HIGH, MOST_HIGH = 24, 90


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


class Plan(NamedTuple):
    drawn: list[Drawn]
    height: int


def lay_out(sites: list[Site]) -> Plan:
    """Row by row, every row standing on its own ground line."""
    rows: list[list[tuple[Site, int, int]]] = [[]]
    used = 0
    for site in sites:
        width = max(DOOR * max(site.doors, 1), 40)
        if rows[-1] and used + width > WIDTH:
            rows.append([])
            used = 0
        rows[-1].append((site, width, min(max(FLOOR * site.floors, LEAST_HIGH), MOST_HIGH)))
        used += width + GAP
    drawn, top = [], 0
    for row in rows:
        if not row:
            continue
        ground = top + max(height for _, _, height in row)
        at = 0
        for site, width, height in row:
            drawn.append(Drawn(site, at, ground - height, width, height, height * (site.share or 0) // 100))
            at += width + GAP
        top = ground + LABEL + GAP
    return Plan(drawn, top)
