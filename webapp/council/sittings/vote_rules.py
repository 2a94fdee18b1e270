"""Quorum and majority: what a dated rule set asks, tried against the people in the room.

The base is counted in seats that are filled: a vacant seat neither hinders nor helps. Somebody recused leaves both
the base of the majority and the count of those present for this one vote; a proxy counts for the majority, and for
the quorum only where the rule set says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text.i18n import N_


class Base(StrEnum):
    PRESENT = "present"
    ALL = "all"
    CAST = "cast"


class Stand(StrEnum):
    """Where a seat stands at one moment of a meeting."""

    PRESENT = "present"
    LATE = "late"
    LEFT = "left"
    EXCUSED = "excused"
    ABSENT = "absent"
    PROXY = "proxy"


STAND_WORDS = {
    Stand.PRESENT: N_("到会"),
    Stand.LATE: N_("迟到"),
    Stand.LEFT: N_("早退"),
    Stand.EXCUSED: N_("请假"),
    Stand.ABSENT: N_("未到"),
    Stand.PROXY: N_("委托"),
}
IN_ROOM = frozenset({Stand.PRESENT, Stand.LATE})


@dataclass(frozen=True)
class Fraction:
    """more=True: more than top/bottom of the base; otherwise at least that much."""

    top: int
    bottom: int
    more: bool = True

    def needed(self, base: int) -> int:
        whole, rest = divmod(base * self.top, self.bottom)
        return whole + 1 if self.more or rest else whole


@dataclass(frozen=True)
class Threshold:
    quorum: Fraction
    majority: Fraction
    base: Base
    proxies_make_quorum: bool = False


@dataclass(frozen=True)
class Place:
    """A filled voting seat at the moment of a vote."""

    seat_id: str
    stand: Stand
    is_recused: bool = False


@dataclass(frozen=True)
class Quorum:
    present: int
    needed: int
    base: int

    @property
    def is_met(self) -> bool:
        return self.present >= self.needed


@dataclass(frozen=True)
class Outcome:
    quorum: Quorum
    base: int
    needed: int
    adopted: bool


def quorum(places: Iterable[Place], threshold: Threshold) -> Quorum:
    """Seats that are filled and not recused are the base; a proxy makes a quorum only where the rule set says so."""
    filled = [place for place in places if not place.is_recused]
    counts = IN_ROOM | {Stand.PROXY} if threshold.proxies_make_quorum else IN_ROOM
    present = sum(place.stand in counts for place in filled)
    return Quorum(present, threshold.quorum.needed(len(filled)), len(filled))


def may_vote(places: Iterable[Place]) -> list[Place]:
    """Whoever is in the room or has given a proxy, without those recused from this vote."""
    return [place for place in places if not place.is_recused and place.stand in IN_ROOM | {Stand.PROXY}]


def decide(
    places: Iterable[Place], threshold: Threshold, votes_for: int, votes_against: int, abstained: int
) -> Outcome:
    """A tie is not adopted. Without a quorum nothing is, whatever the hands said."""
    seats = list(places)
    found = quorum(seats, threshold)
    bases = {
        Base.PRESENT: len(may_vote(seats)),
        Base.ALL: len([seat for seat in seats if not seat.is_recused]),
        Base.CAST: votes_for + votes_against,
    }
    base = bases[threshold.base]
    needed = threshold.majority.needed(base)
    return Outcome(found, base, needed, found.is_met and votes_for >= needed and votes_for > votes_against)


def is_too_many(places: Iterable[Place], votes_for: int, votes_against: int, abstained: int) -> bool:
    return votes_for + votes_against + abstained > len(may_vote(places))
