"""One line per request and per mishap, with a request id; accounts and rows by id, never people or what they typed."""

import json
import logging
import os
import re
import secrets
import sys
import time
from typing import Any

from flask import Flask, Response, g, has_request_context, request

log = logging.getLogger("fullgrid.requests")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
SECRET_PATH = re.compile(r"[A-Za-z0-9_.-]{40,}")


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        if request_id():
            line["request"] = request_id()
        line.update(getattr(record, "facts", {}))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class ShortLines(logging.Formatter):
    """For a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        text = f"{time.strftime('%H:%M:%S', time.localtime(record.created))} {record.getMessage()}"
        return text if not record.exc_info else f"{text}\n{self.formatException(record.exc_info)}"


def init_app(app: Flask) -> None:
    if not app.testing:
        set_up(as_json=os.environ.get("FULLGRID_LOGS", "" if sys.stderr.isatty() else "json") == "json")
    app.before_request(_begin)
    app.after_request(_end)


def set_up(*, as_json: bool) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else ShortLines())
    root = logging.getLogger("fullgrid")
    root.handlers[:] = [handler]
    root.propagate = False
    root.setLevel(os.environ.get("FULLGRID_LOG_LEVEL", "INFO").upper())


def request_id() -> str:
    return str(g.get("request_id", "")) if has_request_context() else ""


def _begin() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    response.headers.add("X-Request-ID", g.get("request_id", ""))
    if not log.isEnabledFor(logging.INFO):
        return response
    path = request.path
    if path.startswith("/static/") or path in ("/healthz", "/readyz"):
        return response
    spent = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000)
    path = SECRET_PATH.sub("…", path)
    facts = {"method": request.method, "path": path, "status": response.status_code, "ms": spent}
    log.info("%s %s %s %s ms", request.method, path, response.status_code, spent, extra={"facts": facts})
    return response
