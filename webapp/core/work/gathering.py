"""Who waits for the same turn at the same time is served together, by the first of them: one transaction and one write
to the disk for all. Who comes while it runs waits for the next one, led by the first that waits then."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    def __len__(self) -> int: ...


Slip = TypeVar("Slip", bound=Sized)
Take = Callable[[], list[Slip]]


@dataclass(eq=False)
class _Place(Generic[Slip]):
    slip: Slip
    leads: bool = False
    called: threading.Semaphore | None = None  # of one that waits


class Gathering(Generic[Slip]):
    """`most`: how much all slips of a group measure together; one alone may be larger."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._guard = threading.Lock()
        self._waiting: deque[_Place[Slip]] = deque()
        self._is_led = False

    def bring(self, slip: Slip, serve: Callable[[Take[Slip]], None]) -> None:
        """Comes back when this slip was in somebody's group, or its own `serve` has ended. `serve(take)` asks for its
        group when its turn has come, for more have come meanwhile; what became of each it writes on the slip. Where it
        raises, whoever led hears it, and the others find their slips as they were."""
        place = _Place(slip)
        with self._guard:
            self._waiting.append(place)
            place.leads, self._is_led = not self._is_led, True
            place.called = None if place.leads else threading.Semaphore(0)
        if place.called:
            place.called.acquire()
        if place.leads:
            self._lead(place, serve)

    def _lead(self, first: _Place[Slip], serve: Callable[[Take[Slip]], None]) -> None:
        taken: list[_Place[Slip]] = []
        try:
            serve(lambda: self._take(taken))
        finally:
            self._hand_on(first, taken)

    def _take(self, taken: list[_Place[Slip]]) -> list[Slip]:
        """In the order they came."""
        room = self._most
        with self._guard:
            while self._waiting and (not taken or len(self._waiting[0].slip) <= room):
                taken.append(self._waiting.popleft())
                room -= len(taken[-1].slip)
        return [place.slip for place in taken]

    def _hand_on(self, first: _Place[Slip], taken: list[_Place[Slip]]) -> None:
        with self._guard:
            if first not in taken:
                self._waiting.remove(first)  # its turn never came
            called = [place for place in taken if place is not first]
            self._is_led = bool(self._waiting)
            if self._is_led:
                self._waiting[0].leads = True
                called.append(self._waiting[0])
        for place in called:
            if place.called:
                place.called.release()
