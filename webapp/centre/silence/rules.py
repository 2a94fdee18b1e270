"""When silence says something: a place is weighed against the places it is like."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

DAYS = 90
LEAST_HOMES = 5  # fewer homes in a place say nothing
LEAST_EXPECTED = 2.0  # homes that would have been heard, were the place like its like
QUIET_SHARE = 0.34  # below a third of what its like would have said


@dataclass(frozen=True)
class Place:
    """A staircase, a building or a group: how many homes, and how many of them were heard in the last ninety days.
    `like` names what it is compared with: the estate of a staircase, all homes for a group."""

    id: str
    name: str
    like: str
    homes: int
    heard: int
    grid_id: str = ""


@dataclass(frozen=True)
class Silent:
    place: Place
    usual: float

    @property
    def expected(self) -> float:
        return self.place.homes * self.usual

    @property
    def missing(self) -> float:
        return self.expected - self.place.heard


def silent(places: Iterable[Place]) -> list[Silent]:
    """Those that said least of what their like would have said; the most missing voices first.

    The like of a place is everything else of the same kind, without the place itself; alone it has no like."""
    rows = list(places)
    homes: dict[str, int] = defaultdict(int)
    heard: dict[str, int] = defaultdict(int)
    for one in rows:
        homes[one.like] += one.homes
        heard[one.like] += one.heard
    found = []
    for one in rows:
        others = homes[one.like] - one.homes
        if one.homes < LEAST_HOMES or not others:
            continue
        weighed = Silent(one, (heard[one.like] - one.heard) / others)
        if weighed.expected >= LEAST_EXPECTED and one.heard <= QUIET_SHARE * weighed.expected:
            found.append(weighed)
    return sorted(found, key=lambda one: (-one.missing, one.place.name))


@dataclass(frozen=True)
class OneChannel:
    """A topic that reached us in one way only: whoever does not use that way is not counted."""

    name: str
    source: str
    households: int


def one_channel(counts: Iterable[tuple[str, str, int]], least: int) -> list[OneChannel]:
    """(topic, channel, households) → topics with one channel, as long as they are of at least so many households."""
    by_topic: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for topic, source, households in counts:
        if households:
            by_topic[topic].append((source, households))
    found = [OneChannel(topic, *said[0]) for topic, said in by_topic.items() if len(said) == 1]
    return sorted((one for one in found if one.households >= least), key=lambda one: (-one.households, one.name))
