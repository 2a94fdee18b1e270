"""The agenda by voice: households, ties, the reserved place, the frozen list."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from webapp.council.councils import agenda_rules, cadence_rules
from webapp.council.councils.agenda_rules import Asked

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def asked(case: str, households: int, day: int = 1, *, harm: bool = False, promised: bool = False) -> Asked:
    return Asked(case, case, households, date(2026, 5, day), date(2026, 6, 1), is_harmful=harm, is_promised=promised)


def test_most_households_first_and_ties_by_who_was_first() -> None:
    counts = [asked("b", 5, 9), asked("a", 5, 2), asked("c", 9, 20)]
    assert [one.case_id for one in agenda_rules.ranked(counts)] == ["c", "a", "b"]


def test_one_place_is_kept_for_the_rare_but_harmful() -> None:
    counts = [asked(f"n{n}", 50 - n) for n in range(8)] + [asked("fire", 2, harm=True)]
    chosen = agenda_rules.choose(counts, places=5, reserved=1)
    assert [one.asked.case_id for one in chosen] == ["n0", "n1", "n2", "n3", "fire"]
    assert [one.is_reserved for one in chosen] == [False] * 4 + [True]


def test_the_place_goes_to_the_count_when_nothing_is_harmful() -> None:
    counts = [asked(f"n{n}", 50 - n) for n in range(8)]
    assert [one.asked.case_id for one in agenda_rules.choose(counts, 5, 1)] == ["n0", "n1", "n2", "n3", "n4"]


def test_a_harmful_one_that_many_voiced_does_not_use_the_kept_place() -> None:
    counts = [asked("fire", 90, harm=True), asked("gas", 1, harm=True)] + [asked(f"n{n}", 50 - n) for n in range(5)]
    chosen = [one.asked.case_id for one in agenda_rules.choose(counts, 3, 1)]
    assert chosen == ["fire", "n0", "gas"]


def test_what_is_already_promised_is_not_taken_again() -> None:
    assert [one.asked.case_id for one in agenda_rules.choose([asked("a", 9, promised=True), asked("b", 1)], 5, 1)] == [
        "b"
    ]


def test_the_frozen_list_has_a_fingerprint_that_notices_one_household() -> None:
    before, after = ([asked("a", count)] for count in (66, 67))
    assert agenda_rules.fingerprint(agenda_rules.frozen(before)) != agenda_rules.fingerprint(agenda_rules.frozen(after))
    assert agenda_rules.fingerprint(agenda_rules.frozen(before)) == agenda_rules.fingerprint(
        agenda_rules.frozen(before)
    )


@CALM
@given(
    st.lists(st.tuples(st.integers(1, 99), st.booleans(), st.booleans()), max_size=20),
    st.integers(0, 8),
    st.integers(0, 2),
)
def test_no_case_is_chosen_twice_and_never_too_many(
    rows: list[tuple[int, bool, bool]], places: int, reserved: int
) -> None:
    counts = [asked(f"c{n}", row[0], harm=row[1], promised=row[2]) for n, row in enumerate(rows)]
    chosen = [one.asked.case_id for one in agenda_rules.choose(counts, places, reserved)]
    assert len(chosen) == len(set(chosen))
    assert len(chosen) <= max(places, reserved)


def test_the_second_wednesday() -> None:
    assert cadence_rules.next_day(date(2026, 11, 24), 2, 2) == date(2026, 12, 9)
    assert cadence_rules.next_day(date(2026, 12, 9), 2, 2) == date(2027, 1, 13)


def test_a_fifth_wednesday_that_does_not_exist_is_the_last() -> None:
    assert cadence_rules.day_in(2026, 11, 5, 2) == date(2026, 11, 25)
    assert cadence_rules.day_in(2026, 12, 5, 2) == date(2026, 12, 30)
    assert cadence_rules.day_in(2026, 2, -1, 4) == date(2026, 2, 27)
