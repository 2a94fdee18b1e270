"""Static addresses carry a hash of the whole folder, so that they may be kept for ever and never be stale.

The hash stands in the path, not in a query: modules import each other by relative path and inherit it.
"""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app

ROOT = Path(__file__).resolve().parents[2] / "static"


@cache
def fingerprint(name: str) -> str:
    """Ten hex digits of one file, or of the whole folder for the empty name."""
    whole = hashlib.sha256()
    for file in [ROOT / name] if name else sorted(path for path in ROOT.rglob("*") if path.is_file()):
        whole.update(file.relative_to(ROOT).as_posix().encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()[:10]


def static_url(name: str) -> str:
    return f"/static/v-{fingerprint('')}/{name}"


def versioned(version: str, filename: str) -> Response:
    """An old version's address still answers, with today's file, but is not to be kept."""
    response = current_app.send_static_file(filename)
    response.direct_passthrough = False
    fresh = version == fingerprint("")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return response


def init_app(app: Flask) -> None:
    versioned.door = "public"  # type: ignore[attr-defined]
    app.add_url_rule("/static/v-<version>/<path:filename>", "assets", versioned)
    app.jinja_env.globals.update(static_url=static_url)
