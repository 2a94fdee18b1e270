"""Quorum and majority against hand-counted rooms."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.council.sittings.vote_rules import Base, Fraction, Place, Stand, Threshold, decide, may_vote, quorum

HALF = Fraction(1, 2)
SIMPLE = Threshold(HALF, HALF, Base.PRESENT)

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def room(present: int, absent: int = 0, proxies: int = 0, recused: int = 0) -> list[Place]:
    stands = [Stand.PRESENT] * present + [Stand.ABSENT] * absent + [Stand.PROXY] * proxies
    places = [Place(f"s{n}", stand) for n, stand in enumerate(stands)]
    return [Place(place.seat_id, place.stand, n < recused) for n, place in enumerate(places)]


@pytest.mark.parametrize(("base", "needed"), [(20, 11), (21, 11), (1, 1), (0, 1)])
def test_more_than_half(base: int, needed: int) -> None:
    assert HALF.needed(base) == needed


@pytest.mark.parametrize(("base", "needed"), [(21, 14), (22, 15), (3, 2)])
def test_two_thirds_at_least(base: int, needed: int) -> None:
    assert Fraction(2, 3, more=False).needed(base) == needed


def test_eleven_of_twentyone_make_a_quorum_and_ten_do_not() -> None:
    assert quorum(room(11, 10), SIMPLE).is_met
    assert not quorum(room(10, 11), SIMPLE).is_met


def test_a_tie_is_not_adopted() -> None:
    assert not decide(room(12, 0), SIMPLE, 6, 6, 0).adopted
    assert decide(room(12, 0), SIMPLE, 7, 5, 0).adopted


def test_without_quorum_nothing_is_adopted_whatever_the_hands_say() -> None:
    assert not decide(room(9, 12), SIMPLE, 9, 0, 0).adopted


def test_whoever_is_recused_leaves_the_base_of_both() -> None:
    outcome = decide(room(11, 10, recused=2), SIMPLE, 5, 4, 0)
    assert (outcome.quorum.base, outcome.quorum.present, outcome.base, outcome.needed) == (19, 9, 9, 5)
    assert not outcome.adopted


def test_a_proxy_votes_but_makes_a_quorum_only_where_the_rule_says_so() -> None:
    people = room(10, 9, proxies=2)
    assert len(may_vote(people)) == 12
    assert not quorum(people, SIMPLE).is_met
    assert quorum(people, Threshold(HALF, HALF, Base.PRESENT, proxies_make_quorum=True)).is_met


def test_the_base_may_be_all_seats_or_the_votes_cast() -> None:
    people = room(12, 9)
    assert not decide(people, Threshold(HALF, HALF, Base.ALL), 10, 0, 2).adopted
    assert decide(people, Threshold(HALF, HALF, Base.CAST), 4, 3, 5).adopted


@CALM
@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_more_support_never_loses(present: int, absent: int, votes_for: int, against: int) -> None:
    people = room(present, absent)
    if decide(people, SIMPLE, votes_for, against, 0).adopted:
        assert decide(people, SIMPLE, votes_for + 1, against, 0).adopted
