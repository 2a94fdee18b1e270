"""The life of anything as one table: which act is possible in which state, and where it leads.

Services ask it before they write, pages ask it what to offer, stateful tests ask it what must have happened.
"""

from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

State = TypeVar("State")
Act = TypeVar("Act")


class StateTable(Generic[State, Act]):
    """Act → (states it may start from, state it leads to); a target of None leaves the state alone. An act that is
    not in the table begins a life: nothing can be asked of it."""

    def __init__(self, steps: Mapping[Act, tuple[Iterable[State], State | None]]) -> None:
        self._steps = {act: (frozenset(starts), target) for act, (starts, target) in steps.items()}

    def after(self, state: State, act: Act) -> State | None:
        """The state the act leads to, or None where it may not happen."""
        starts, target = self._steps[act]
        if state not in starts:
            return None
        return target or state

    def moves(self, act: Act) -> bool:
        """Whether the act leads to a state of its own."""
        return act in self._steps and self._steps[act][1] is not None

    def starts(self, act: Act) -> frozenset[State]:
        return self._steps[act][0]

    def possible(self, state: State) -> frozenset[Act]:
        return frozenset(act for act, (starts, _) in self._steps.items() if state in starts)
