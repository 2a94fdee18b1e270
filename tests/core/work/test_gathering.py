"""Who waits at the same time is served together; nobody waits for a thread that is gone."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from webapp.core.work.gathering import Gathering, Take


@dataclass(eq=False)
class Slip:
    size: int = 1
    served_with: list["Slip"] = field(default_factory=list)

    def __len__(self) -> int:
        return self.size


def serve(take: Take[Slip]) -> None:
    group = take()
    for slip in group:
        slip.served_with += group


def held(gathering: Gathering[Slip], slips: list[Slip], serving: Callable[[Take[Slip]], None] = serve) -> list[str]:
    """The first leads and waits for its turn until all others stand behind it. What each thread heard."""
    stand, heard = threading.Event(), list[str]()

    def first(take: Take[Slip]) -> None:
        stand.wait(20)
        serving(take)

    def go(slip: Slip) -> None:
        try:
            gathering.bring(slip, first if slip is slips[0] else serve)
        except RuntimeError as error:
            heard.append(str(error))

    threads = [threading.Thread(target=go, args=(slip,)) for slip in slips]
    for waiting, thread in enumerate(threads, 1):
        thread.start()
        while len(gathering._waiting) < waiting:
            time.sleep(0.001)
    stand.set()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    return heard


def test_who_waits_is_served_by_the_first_in_the_order_they_came() -> None:
    slips = [Slip() for _ in range(5)]
    assert not held(Gathering(50), slips)
    assert all(slip.served_with == slips for slip in slips)


def test_a_group_is_no_larger_than_one_turn_may_be_and_the_rest_is_the_next() -> None:
    slips = [Slip(20) for _ in range(5)]
    held(Gathering(50), slips)
    assert [len(slip.served_with) for slip in slips] == [2, 2, 2, 2, 1]
    large = [Slip(80), Slip(1)]
    held(Gathering(50), large)
    assert [len(slip.served_with) for slip in large] == [1, 1]


def test_one_alone_is_its_own_group_again_and_again() -> None:
    gathering: Gathering[Slip] = Gathering(50)
    for _ in range(3):
        slip = Slip()
        gathering.bring(slip, serve)
        assert slip.served_with == [slip]


def test_where_the_leader_fails_the_others_find_their_slips_as_they_were() -> None:
    def fail(take: Take[Slip]) -> None:
        take()
        raise RuntimeError("no")

    gathering: Gathering[Slip] = Gathering(50)
    slips = [Slip() for _ in range(3)]
    assert held(gathering, slips, fail) == ["no"]
    assert not any(slip.served_with for slip in slips)
    gathering.bring(slips[0], serve)
    assert slips[0].served_with == slips[:1]


def test_where_the_leaders_turn_never_comes_the_next_one_leads() -> None:
    def never(_: Take[Slip]) -> None:
        raise RuntimeError("no turn")

    slips = [Slip() for _ in range(3)]
    assert held(Gathering(50), slips, never) == ["no turn"]
    assert not slips[0].served_with
    assert slips[1].served_with == slips[2].served_with == slips[1:]


def test_under_many_each_is_served_once() -> None:
    gathering, slips = Gathering[Slip](7), [Slip() for _ in range(200)]

    def go(mine: list[Slip]) -> None:
        for slip in mine:
            gathering.bring(slip, serve)

    threads = [threading.Thread(target=go, args=(slips[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert all(slip.served_with.count(slip) == 1 and len(slip.served_with) <= 7 for slip in slips)


@pytest.mark.parametrize("stop", [SystemExit, KeyboardInterrupt])
def test_a_leader_that_is_ended_leaves_nobody_waiting(stop: type[BaseException]) -> None:
    gathering, after = Gathering[Slip](50), Slip()

    def end(take: Take[Slip]) -> None:
        take()
        raise stop

    with pytest.raises(stop):
        gathering.bring(Slip(), end)
    gathering.bring(after, serve)
    assert after.served_with == [after]
