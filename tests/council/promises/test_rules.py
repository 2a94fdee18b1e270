"""What may happen to a promise, when the ladder climbs, and what counts as kept."""

from datetime import date

import pytest

from webapp.council.promises.rules import LADDER, LIFE, Act, Fate, Rung, State, kept, rung


@pytest.mark.parametrize(
    ("state", "act", "then"),
    [
        (State.UNCONFIRMED, Act.CONFIRM, State.ACTIVE),
        (State.ACTIVE, Act.REPORT, State.CHECKING),
        (State.REWORK, Act.REPORT, State.CHECKING),
        (State.CHECKING, Act.PASS, State.DONE),
        (State.CHECKING, Act.SEND_BACK, State.REWORK),
        (State.DONE, Act.REOPEN, State.ACTIVE),
        (State.ACTIVE, Act.PROGRESS, State.ACTIVE),
        (State.UNCONFIRMED, Act.REPORT, None),
        (State.ACTIVE, Act.PASS, None),
        (State.DONE, Act.REPORT, None),
        (State.DONE, Act.TRANSFER, None),
        (State.ENDED, Act.REOPEN, None),
    ],
)
def test_the_state_table(state: State, act: Act, then: State | None) -> None:
    assert LIFE.after(state, act) is then


def test_every_act_but_the_first_has_a_way() -> None:
    for act in set(Act) - {Act.OPEN}:
        assert any(LIFE.after(state, act) for state in State), act


@pytest.mark.parametrize(
    ("days", "step"),
    [(-6, None), (-5, Rung.SOON), (-1, Rung.SOON), (0, Rung.TODAY), (1, Rung.NUDGE), (2, Rung.NUDGE), (3, Rung.ORDER),
     (5, Rung.COUNCIL), (9, Rung.COUNCIL), (10, Rung.STREET), (40, Rung.STREET)],
)  # fmt: skip
def test_the_ladder_gives_the_newest_step_only(days: int, step: Rung | None) -> None:
    assert rung(days) is step


def test_the_ladder_only_goes_up() -> None:
    assert [days for days, _ in LADDER] == sorted(days for days, _ in LADDER)


def test_kept_is_measured_by_the_first_date() -> None:
    today = date(2026, 7, 10)
    fates = [
        Fate(date(2026, 6, 30), date(2026, 6, 29)),
        Fate(date(2026, 6, 30), date(2026, 6, 30)),
        Fate(date(2026, 6, 30), date(2026, 7, 2)),
        Fate(date(2026, 6, 30), None),
        Fate(date(2026, 6, 30), date(2026, 6, 20), was_reopened=True),
        Fate(date(2026, 8, 1), date(2026, 7, 1)),
    ]
    found = kept(fates, today)
    assert (found.due, found.kept, found.percent) == (5, 2, 40)


def test_nothing_due_yet_has_no_rate() -> None:
    assert kept([], date(2026, 1, 1)).percent is None
