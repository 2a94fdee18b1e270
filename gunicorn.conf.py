"""How the product is served: one process, eight threads; SQLite has one writer, so more processes would only queue."""

import gc
import os
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
if folder := os.environ.get("FULLGRID_TLS"):  # set by scripts/run.sh when others than this machine shall reach it
    certfile, keyfile = f"{folder}/server.pem", f"{folder}/server.key"
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
worker_class = "gthread"
threads = 8
timeout = 60
graceful_timeout = 30  # running requests are finished, jobs go back into the queue
keepalive = 15
limit_request_line = 4094
limit_request_field_size = 8190
accesslog = None  # the product writes its own lines, with a request id
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112
proc_name = "fullgrid"


def post_worker_init(worker: Any) -> None:
    from webapp.core.paper import pdf
    from webapp.core.work import job_threads

    job_threads.start(worker.app.callable)
    pdf.warm()
    gc.collect()
    gc.freeze()  # what the start has made stays to the end; going through it again and again only makes answers late


def worker_int(worker: Any) -> None:
    from webapp.core.work import job_threads

    job_threads.stop()


def worker_exit(server: Any, worker: Any) -> None:
    from webapp.core.work import job_threads

    job_threads.stop()
