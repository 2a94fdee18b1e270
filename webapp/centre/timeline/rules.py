"""A day in the past, and a tree put together from what each unit was then."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from webapp.core.time import reach
from webapp.people.org.models import UnitKind

USUAL_LOOK = 30  # days back, where the address names no day


def day_of(given: str, today: date) -> date:
    """What cannot be, or lies ahead, is thirty days ago: the machine has only one direction."""
    return min(reach.day_of(given) or today - timedelta(days=USUAL_LOOK), today)


@dataclass
class Node:
    """A unit as it stood on the day. `is_here` says whether it lies in the reader's reach today; what has left it is
    named, and its figures stay with whoever has it now."""

    id: str
    name: str
    kind: UnitKind
    parent_id: str | None
    name_now: str
    is_here: bool
    position: int = 0
    homes: int = 0
    reached: int = 0
    open_cases: int = 0
    late: int = 0
    posts: list[str] = field(default_factory=list)
    below: list["Node"] = field(default_factory=list)

    @property
    def is_renamed(self) -> bool:
        return self.name != self.name_now

    def grids(self) -> list["Node"]:
        if self.kind is UnitKind.GRID:
            return [self]
        return [grid for one in self.below for grid in one.grids()]


def gather(nodes: dict[str, Node], root_id: str) -> Node | None:
    """Hangs each node under its parent of that day and adds the figures up. None where the root was not there yet."""
    for node in sorted(nodes.values(), key=lambda one: (one.position, one.name)):
        if node.parent_id in nodes and node.id != root_id:
            nodes[node.parent_id].below.append(node)
    root = nodes.get(root_id)
    if root is not None:
        _add_up(root)
    return root


def _add_up(node: Node) -> None:
    for one in node.below:
        _add_up(one)
        if one.kind is not UnitKind.MICRO_GRID:
            node.homes += one.homes
            node.reached += one.reached
            node.open_cases += one.open_cases
            node.late += one.late


@dataclass(frozen=True)
class Compared:
    """One place: what was recorded for it by the boundaries of then, and what of it lies there by those of now."""

    name: str
    was: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.was
