"""A gunicorn worker whose connections keep their thread for a moment after an answer. What comes next — the next
delivery of a phone, the style sheet of a page, the next request of a proxy — comes at once, and by way of the thread
that listens it costs two changes of thread and four calls of the kernel."""

import select
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class StayingWorker(ThreadWorker):  # type: ignore[misc]
    stays = 0.005  # seconds; whoever comes new waits for a thread no longer than this

    def handle(self, conn: Any) -> Any:
        """Only while there is a thread for every connection: nobody is kept waiting by one that waits."""
        kept = super().handle(conn)
        while kept is True and self.alive and self.nr_conns <= self.cfg.threads and _speaks(conn.sock, self.stays):
            kept = super().handle(conn)
        return kept


def _speaks(sock: Any, seconds: float) -> bool:
    asked = select.poll()
    asked.register(sock, select.POLLIN)
    return bool(asked.poll(seconds * 1000))
