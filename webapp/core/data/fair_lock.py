"""One at a time, in the order they came. A plain lock gives no order: under load somebody waits for ever."""

import fcntl
import os
import threading
from collections import deque
from pathlib import Path
from types import TracebackType


class FileTurn:
    """The same between processes: the kernel wakes who waits for a file in the order they came, and a killed process
    gives its turn back. SQLite's own waiting is sleeping and asking again, and the busier process always wins."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: tuple[int, int] = (0, -1)

    def take(self) -> None:
        fcntl.flock(self._handle(), fcntl.LOCK_EX)

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
    """`with turns:`. Asking again inside passes: whoever has the turn cannot wait for itself. With `between`, the
    first of this process waits for the other processes too."""

    def __init__(self, between: FileTurn | None = None) -> None:
        self._between = between
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._holder: int | None = None
        self._depth = 0

    def __enter__(self) -> None:
        if self._wait() > 1 or not self._between:
            return
        try:
            self._between.take()
        except BaseException:
            self._next()
            raise

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._depth == 1 and self._between:
            self._between.give_back()
        self._next()

    def _wait(self) -> int:
        """How deep this thread is in its own turn, once it has it."""
        me = threading.get_ident()
        with self._guard:
            if self._holder in (None, me):
                self._holder, self._depth = me, self._depth + 1
                return self._depth
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()
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
