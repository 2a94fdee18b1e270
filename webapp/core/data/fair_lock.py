"""One at a time, in the order they came. A plain lock gives no order: under load somebody waits for ever."""

import threading
from collections import deque
from types import TracebackType


class Turns:
    """`with turns:`. Asking again inside passes: whoever has the turn cannot wait for itself."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._holder: int | None = None
        self._depth = 0

    def __enter__(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._holder in (None, me):
                self._holder, self._depth = me, self._depth + 1
                return
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()
        with self._guard:
            self._holder, self._depth = me, 1

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self._guard:
            self._depth -= 1
            if self._depth:
                return
            if self._waiting:
                self._holder = -1  # already promised: nobody slips in between
                self._waiting.popleft().release()
            else:
                self._holder = None
