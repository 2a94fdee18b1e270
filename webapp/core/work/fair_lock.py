"""One at a time, in the order they came. A plain lock gives no order: under load somebody waits for ever."""

import fcntl
import os
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASK_AGAIN = 0.02  # seconds; the kernel knows no waiting for a file that ends by itself


class TurnNotCome(Exception):
    """Somebody else is still at it, and this work would rather be left out than wait."""


class FileTurn:
    """The same between processes: the kernel wakes who waits for a file in the order they came, and a killed process
    gives its turn back. SQLite's own waiting is sleeping and asking again, and the busier process always wins."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: tuple[int, int] = (0, -1)

    def take(self, until: float | None = None) -> None:
        """Raises TurnNotCome when the moment `until` (monotonic) goes by."""
        if until is None:
            fcntl.flock(self._handle(), fcntl.LOCK_EX)
            return None
        while True:
            try:
                return fcntl.flock(self._handle(), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                if time.monotonic() >= until:
                    raise TurnNotCome from taken
                time.sleep(ASK_AGAIN)

    def give_back(self) -> None:
        fcntl.flock(self._handle(), fcntl.LOCK_UN)

    def _handle(self) -> int:
        """Opened by each process for itself: a handle that came through a fork would share its parent's turn."""
        pid, handle = self._opened
        if pid != os.getpid():
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._opened = (os.getpid(), handle)
        return handle


class Turns:
    """`with turns.taken():`. Asking again inside passes: whoever has the turn cannot wait for itself. With `between`,
    the first of this process waits for the other processes too."""

    def __init__(self, between: FileTurn | None = None) -> None:
        self._between = between
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._holder: int | None = None
        self._depth = 0

    @contextmanager
    def taken(self, patience: float | None = None) -> Iterator[None]:
        """Raises TurnNotCome after `patience` seconds; without, it waits for as long as others take."""
        until = None if patience is None else time.monotonic() + patience
        outermost = self._wait(until) == 1
        try:
            if outermost and self._between:
                self._between.take(until)
            try:
                yield
            finally:
                if outermost and self._between:
                    self._between.give_back()
        finally:
            self._next()

    def _wait(self, until: float | None) -> int:
        """How deep this thread is in its own turn, once it has it."""
        me = threading.get_ident()
        with self._guard:
            if self._holder in (None, me):
                self._holder, self._depth = me, self._depth + 1
                return self._depth
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if not mine.acquire(timeout=-1 if until is None else max(until - time.monotonic(), 0)):
            with self._guard:
                if mine in self._waiting:
                    self._waiting.remove(mine)
                    raise TurnNotCome
            mine.acquire()  # it was promised in that very moment
        with self._guard:
            self._holder, self._depth = me, 1
        return 1

    def _next(self) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            if self._waiting:
                self._holder = -1  # already promised: nobody slips in between
                self._waiting.popleft().release()
            else:
                self._holder = None
