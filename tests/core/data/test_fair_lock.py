"""Writers of one process queue in the order they came: nobody waits until SQLite gives up."""

import threading
import time

from webapp.core.data.fair_lock import Turns


def test_whoever_comes_first_goes_first() -> None:
    turns, went = Turns(), list[int]()

    def go(number: int) -> None:
        with turns:
            went.append(number)

    threads = [threading.Thread(target=go, args=(number,)) for number in range(8)]
    with turns:
        for waiting, thread in enumerate(threads, 1):
            thread.start()
            while len(turns._waiting) < waiting:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert went == list(range(8))


def test_one_at_a_time_under_many() -> None:
    turns, inside, most = Turns(), 0, 0

    def go() -> None:
        nonlocal inside, most
        for _ in range(50):
            with turns:
                inside += 1
                most = max(most, inside)
                time.sleep(0)
                inside -= 1

    threads = [threading.Thread(target=go) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, inside) == (1, 0)


def test_who_has_the_turn_does_not_wait_for_itself() -> None:
    turns = Turns()
    with turns, turns:
        pass
    with turns:
        pass
