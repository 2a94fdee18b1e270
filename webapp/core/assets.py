"""Static addresses carry the file's own hash, so that they may be kept for ever and never be stale."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request

ROOT = Path(__file__).resolve().parents[2] / "static"


@cache
def fingerprint(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()[:10]


def static_url(name: str) -> str:
    return f"/static/{name}?v={fingerprint(name)}"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(static_url=static_url)
    app.after_request(_keep)


def _keep(response: Response) -> Response:
    if request.path.startswith("/static/") and request.args.get("v") and response.status_code in (200, 304):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
