"""How the product is served: a process a core, eight threads in each. On SQLite they take turns at writing
(`webapp/core/work/fair_lock.py`); reading is most of the work."""

import gc
import os
from collections import Counter
from contextlib import suppress
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
if folder := os.environ.get("FULLGRID_TLS"):  # set by scripts/run.sh when others than this machine shall reach it
    certfile, keyfile = f"{folder}/server.pem", f"{folder}/server.key"
cores = sorted(os.sched_getaffinity(0))
workers = int(os.environ.get("WEB_CONCURRENCY") or min(len(cores), 8))
preload_app = True  # made once, shared by all of them until one writes to it
worker_class = "webapp.core.work.staying_worker.StayingWorker"
threads = 8
timeout = 60
graceful_timeout = 30  # running requests are finished, jobs go back into the queue
keepalive = 15
limit_request_line = 4094
limit_request_field_size = 8190
accesslog = None  # the product writes its own lines, with a request id
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
proc_name = "fullgrid"


def when_ready(server: Any) -> None:
    gc.collect()
    gc.freeze()  # what the start has made stays to the end, in memory the processes share


def pre_fork(server: Any, worker: Any) -> None:
    """Where there are as many processes as cores, each keeps to one. Its threads run one at a time anyway and hand on
    to one another at every statement; from core to core that costs more than the statement."""
    kept = Counter(getattr(one, "core", None) for one in server.WORKERS.values())
    worker.core = min(cores, key=kept.__getitem__) if workers == len(cores) else None


def post_fork(server: Any, worker: Any) -> None:
    """A connection belongs to the process that opened it."""
    made = server.app.callable.extensions
    for engine in (made["engine"], made["standby"].engine if "standby" in made else None):
        if engine is not None:
            engine.dispose(close=False)


def post_worker_init(worker: Any) -> None:
    from webapp.core.paper import pdf
    from webapp.core.work import job_threads

    job_threads.start(worker.app.callable)
    pdf.warm()
    if worker.core is not None:
        with suppress(OSError):  # a machine may forbid it
            os.sched_setaffinity(0, {worker.core})  # this thread and those it starts; jobs, begun before, go anywhere
    gc.collect()
    gc.freeze()  # what the start has made stays to the end; going through it again and again only makes answers late


def worker_int(worker: Any) -> None:
    from webapp.core.work import job_threads

    job_threads.stop()


def worker_exit(server: Any, worker: Any) -> None:
    from webapp.core.work import job_threads

    job_threads.stop()
