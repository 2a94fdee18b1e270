"""Static addresses carry a hash of the whole folder, so that they may be kept for ever and never be stale.

The hash stands in the path, not in a query: modules import each other by relative path and inherit it.
Under the plain address lie the sources; under the hashed one modules come joined and texts packed.
"""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app

from webapp.core.web import compression, script_bundle

ROOT = Path(__file__).resolve().parents[3] / "static"
TEXTS = (".css", ".js", ".svg")
LETTERS = str.maketrans("0123456789", "ghijklmnop")


def as_letters(hexed: str) -> str:
    """No digits in an address: whoever searches a page for a door or a phone number finds none by chance."""
    return hexed.translate(LETTERS)


@cache
def fingerprint(name: str) -> str:
    """Ten letters that stand for one file, or for the whole folder where the name is empty."""
    whole = hashlib.sha256()
    for file in [ROOT / name] if name else sorted(path for path in ROOT.rglob("*") if path.is_file()):
        whole.update(file.relative_to(ROOT).as_posix().encode())
        whole.update(file.read_bytes())
    return as_letters(whole.hexdigest()[:10])


def static_url(name: str) -> str:
    return f"/static/v-{fingerprint('')}/{name}"


@cache
def body(name: str) -> bytes:
    """What is sent under this name: a module arrives with everything it imports, in one piece."""
    file = ROOT / name
    if file.suffix == ".js" and file.parent.name != "vendor" and script_bundle.modules(file) != {file}:
        return script_bundle.joined(file).encode()
    return file.read_bytes()


def versioned(version: str, filename: str) -> Response:
    """An old version's address still answers, with today's file, but is not to be kept."""
    response = current_app.send_static_file(filename)
    if response.status_code == 200 and filename.endswith(TEXTS):
        response.direct_passthrough = False
        response.set_data(body(filename))
        compression.packed(response, tightly=True)
        response.headers.pop("ETag", None)
    fresh = version == fingerprint("")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if fresh else "no-cache"
    return response


def init_app(app: Flask) -> None:
    versioned.door = "public"  # type: ignore[attr-defined]
    app.add_url_rule("/static/v-<version>/<path:filename>", "assets", versioned)
    app.jinja_env.globals.update(static_url=static_url)
