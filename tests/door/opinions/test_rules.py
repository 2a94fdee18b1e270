"""What a household counts as, whatever order its ballots arrive in; the four percentages; what is shown to all."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.door.opinions import gate_rules, result_rules, rules
from webapp.door.opinions.gate_rules import Share
from webapp.door.opinions.models import Outcome, QuestionKind, Standing, Way
from webapp.door.opinions.result_rules import COLUMNS, Row
from webapp.door.opinions.rules import Asked, BadAnswer, Decided, Said

START = datetime(2026, 6, 1, 2, tzinfo=UTC)


def said(n: int, answer: str = "", way: Way = Way.DOOR, voice: str = "", outcome: Outcome = Outcome.ANSWERED) -> Said:
    at = START + timedelta(hours=n)
    return Said(f"b{n}", outcome, way, voice or way.value, at, at, {"1": answer} if answer else {})


def test_the_later_answer_counts_in_whatever_order_they_arrive() -> None:
    heard = [said(1, outcome=Outcome.NOBODY), said(2, "1"), said(3, "2"), said(4, outcome=Outcome.NOBODY)]
    for order in permutations(heard):
        stand = rules.stand(order, True)
        assert (stand.standing, stand.ballot_id, stand.is_disputed) == (Standing.DISAGREE, "b3", False)


@pytest.mark.parametrize(
    ("outcome", "standing", "comes_again"),
    [
        (Outcome.NOBODY, Standing.NOBODY, True), (Outcome.LATER, Standing.NOBODY, True),
        (Outcome.REFUSED, Standing.REFUSED, False), (Outcome.EMPTY, Standing.EMPTY, False),
        (Outcome.MOVED, Standing.MOVED, False),
    ],
)  # fmt: skip
def test_why_there_is_no_answer(outcome: Outcome, standing: Standing, comes_again: bool) -> None:
    stand = rules.stand([said(1, outcome=outcome)], True)
    assert (stand.standing, stand.try_at is not None, stand.tries) == (standing, comes_again, 1)


def test_two_people_answering_alone_and_differently_are_for_the_host() -> None:
    two = [said(1, "1", Way.LINK, "mother"), said(2, "2", Way.LINK, "son")]
    assert rules.stand(two, True).is_disputed
    assert rules.stand(two, True).ballot_id == "b2"
    assert not rules.stand([*two, said(3, "1")], True).is_disputed, "asked again at the door"
    assert not rules.stand([said(1, "1", Way.LINK, "son"), said(2, "2", Way.LINK, "son")], True).is_disputed
    assert not rules.stand([said(1, "1", Way.LINK, "mother"), said(2, "1", Way.PAPER)], True).is_disputed


def test_a_decision_stands_until_a_later_answer() -> None:
    two = [said(1, "1", Way.LINK, "mother"), said(2, "2", Way.LINK, "son")]
    decided = Decided("b1", START + timedelta(hours=3))
    assert rules.stand(two, True, decided) == rules.Stand(Standing.AGREE, "b1", False, 0)
    assert rules.stand([*two, said(5, "2")], True, decided).standing is Standing.DISAGREE


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (QuestionKind.VOTE, "1", "1"), (QuestionKind.ONE, " 3 ", "3"), (QuestionKind.MANY, "3,1", "1,3"),
        (QuestionKind.NUMBER, "007", "7"), (QuestionKind.WORDS, "多种月季", "多种月季"),
    ],
)  # fmt: skip
def test_answers_are_kept_in_one_form(kind: QuestionKind, typed: str, kept: str) -> None:
    assert rules.read_answers([Asked(1, kind, ("甲", "乙", "丙"))], {"1": typed}) == {"1": kept}


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.VOTE, ""), (QuestionKind.VOTE, "4"), (QuestionKind.ONE, "1,2"), (QuestionKind.MANY, "0,1"),
        (QuestionKind.NUMBER, "-1"), (QuestionKind.NUMBER, "１２"), (QuestionKind.NUMBER, "1234567"),
        (QuestionKind.WORDS, "字" * 301),
    ],
)  # fmt: skip
def test_bad_answers_say_which_question(kind: QuestionKind, typed: str) -> None:
    with pytest.raises(BadAnswer) as refused:
        rules.read_answers([Asked(1, kind, ("甲", "乙", "丙"))], {"1": typed})
    assert refused.value.field == "q1"


def owners(agree: int, disagree: int, silent: int) -> list[Share]:
    standings = [Standing.AGREE] * agree + [Standing.DISAGREE] * disagree + [Standing.NOBODY] * silent
    return [Share(str(n), 9000, "", standing) for n, standing in enumerate(standings)]


@pytest.mark.parametrize(
    ("agree", "disagree", "silent", "passes"),
    [(6, 2, 4, True), (6, 2, 5, False), (5, 2, 3, False), (9, 3, 6, True), (9, 3, 7, False), (0, 0, 3, False)],
)
def test_two_thirds_take_part_and_three_quarters_of_them_agree(
    agree: int, disagree: int, silent: int, passes: bool
) -> None:
    gate = gate_rules.gate(owners(agree, disagree, silent))
    assert gate.is_passed is passes
    assert [one.bottom for one in gate.shares] == [
        9000 * (agree + disagree + silent), agree + disagree + silent, 9000 * (agree + disagree), agree + disagree
    ]  # fmt: skip


def test_area_and_heads_are_two_questions() -> None:
    """One owner of a big shop does not carry the house, and a dozen small flats do not either."""
    big = [Share("shop", 1_000_000, "", Standing.AGREE), *owners(1, 7, 0)]
    by_name = {one.name: one.is_met for one in gate_rules.gate(big).shares}
    assert by_name == {"area_in": True, "heads_in": True, "area_for": True, "heads_for": False}
    one_owner = [Share(str(n), 9000, "甲", Standing.AGREE) for n in range(6)] + owners(0, 1, 0)
    assert {one.name: (one.top, one.bottom) for one in gate_rules.gate(one_owner).shares}["heads_for"] == (1, 2)


def test_an_owner_who_said_both_is_no_head_that_agrees() -> None:
    both = [Share("1", 9000, "甲", Standing.AGREE), Share("2", 9000, "甲", Standing.DISAGREE)]
    assert {one.name: (one.top, one.bottom) for one in gate_rules.gate(both).shares}["heads_for"] == (0, 1)


def test_a_missing_area_makes_it_a_consultation() -> None:
    gate = gate_rules.gate([*owners(9, 0, 0), Share("x", None, "", Standing.AGREE)])
    assert [gate.can_tell(one) for one in gate.shares] == [False, True, False, True], "areas, heads"
    assert (gate.missing, gate.is_decision, gate.is_passed) == (1, False, False)


def test_a_percentage_never_looks_like_more_than_it_is() -> None:
    one = gate_rules.Percentage("area_in", 66_666, 100_000, Fraction(2, 3))
    assert (one.percent, one.is_met) == ("66.66%", False)


COUNTS = st.lists(st.integers(0, 30), min_size=len(COLUMNS), max_size=len(COLUMNS)).map(tuple)


@given(st.lists(COUNTS, max_size=12))
def test_nothing_small_is_shown_or_can_be_worked_out(buildings: list[tuple[int, ...]]) -> None:
    rows = [Row(f"{n}号楼", sum(counts), counts) for n, counts in enumerate(buildings, 1)]
    shown, rest = result_rules.shown_to_all(rows)
    for row in shown:
        assert row.is_fine
    if rest is not None:
        assert rest.joined > 1
        assert rest.is_fine
        assert rest.total + sum(row.total for row in shown) == sum(row.total for row in rows)
    elif shown:
        assert len(shown) == len(rows)
