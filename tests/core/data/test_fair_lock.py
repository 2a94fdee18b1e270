"""Writers of one process and of several queue in the order they came: nobody waits until SQLite gives up."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from webapp.core.work.fair_lock import FileTurn, TurnNotCome, Turns

HOLDER = """
import sys, time
from pathlib import Path
from webapp.core.work.fair_lock import FileTurn, Turns
with Turns(FileTurn(Path(sys.argv[1]))).taken():
    print("mine", flush=True)
    time.sleep(600)
"""
COUNTER = """
import sys
from pathlib import Path
from webapp.core.work.fair_lock import FileTurn, Turns
turns, tally = Turns(FileTurn(Path(sys.argv[1]))), Path(sys.argv[2])
print("ready", flush=True)
sys.stdin.readline()
for _ in range(200):
    with turns.taken():
        tally.write_text(str(int(tally.read_text()) + 1))
"""


def process(script: str, *files: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, files)]
    begun = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    begun.stdout.readline()
    return begun


def test_whoever_comes_first_goes_first() -> None:
    turns, went = Turns(), list[int]()

    def go(number: int) -> None:
        with turns.taken():
            went.append(number)

    threads = [threading.Thread(target=go, args=(number,)) for number in range(8)]
    with turns.taken():
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
            with turns.taken():
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
    with turns.taken(), turns.taken():
        pass
    with turns.taken():
        pass


def test_one_at_a_time_among_processes(tmp_path: Path) -> None:
    turn, tally = tmp_path / "it.turn", tmp_path / "tally"
    tally.write_text("0")
    both = [process(COUNTER, turn, tally) for _ in range(2)]
    for one in both:
        one.communicate("go\n", timeout=60)
    assert [one.returncode for one in both] == [0, 0]
    assert tally.read_text() == "400"


def test_a_killed_process_gives_its_turn_back(tmp_path: Path) -> None:
    turn, held = tmp_path / "it.turn", threading.Event()
    other = process(HOLDER, turn)

    def take() -> None:
        with Turns(FileTurn(turn)).taken():
            held.set()

    waiting = threading.Thread(target=take)
    waiting.start()
    assert not held.wait(0.3)
    other.kill()
    other.wait()
    assert held.wait(20)
    waiting.join()


def test_what_would_rather_be_left_out_does_not_wait_for_ever(tmp_path: Path) -> None:
    turns, went = Turns(), list[str]()

    def give_up() -> None:
        try:
            with turns.taken(patience=0.1):
                went.append("never")
        except TurnNotCome:
            went.append("left out")

    impatient = threading.Thread(target=give_up)
    with turns.taken():
        impatient.start()
        impatient.join()
    with turns.taken(patience=0.1):
        went.append("next")
    assert went == ["left out", "next"]

    other = process(HOLDER, tmp_path / "it.turn")
    mine = Turns(FileTurn(tmp_path / "it.turn"))
    with pytest.raises(TurnNotCome), mine.taken(patience=0.1):
        pass
    other.kill()
    other.wait()
    with mine.taken(patience=5):
        pass
