"""Which answers are compressed. A page that mixes a secret with somebody else's words is not: its size would give the
secret away (BREACH).
"""

import gzip
from functools import lru_cache

import brotli  # type: ignore[import-untyped]
from flask import Flask, Response, request
from flask_compress import Compress

LEAST = 1000
WAYS = ("br", "gzip")


def init_app(app: Flask) -> None:
    """What is too small is not asked in a dozen ways whether it could be."""
    ways = {"ALGORITHM": list(WAYS), "MIN_SIZE": LEAST, "BR_LEVEL": 4, "REGISTER": False}
    app.config.update({f"COMPRESS_{name}": value for name, value in ways.items()})
    press = Compress(app).after_request
    app.after_request(lambda response: response if _is_small(response) else press(response))


def _is_small(response: Response) -> bool:
    length = response.content_length
    return length is not None and length < LEAST


def packed(response: Response, *, tightly: bool = False) -> Response:
    """`tightly` is for what many fetch and what seldom changes: it takes long and is kept."""
    way = next((way for way in WAYS if request.accept_encodings[way]), "")
    body = response.get_data()
    response.headers["Vary"] = "Accept-Encoding"
    if way and (tightly or len(body) > LEAST):
        response.set_data(_tight(body, way) if tightly else _quick(body, way))
        response.headers["Content-Encoding"] = way
    return response


@lru_cache(maxsize=256)
def _tight(body: bytes, way: str) -> bytes:
    return brotli.compress(body, quality=11) if way == "br" else gzip.compress(body, 9, mtime=0)


def _quick(body: bytes, way: str) -> bytes:
    return brotli.compress(body, quality=5) if way == "br" else gzip.compress(body, 6, mtime=0)
