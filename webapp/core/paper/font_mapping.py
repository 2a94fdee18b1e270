"""Makes an embedded Chinese face mean the same glyph in every reader.

WeasyPrint writes glyph numbers as character numbers. In a CID-keyed CFF face (every Noto CJK) the two differ, and the
standard lets the face's own table decide: Chrome and poppler ignore the table and draw the right glyph, Acrobat, Foxit
and Firefox follow it and draw another one or none. With a table that says "number n is glyph n" all of them agree.
"""

from collections.abc import Iterator
from itertools import pairwise
from struct import pack, unpack_from
from typing import Any

ROS, CHARSET, CHARSTRINGS = (12, 30), (15,), (17,)


def straighten(made: Any) -> None:
    """Every embedded face of a PDF that is about to be written."""
    for item in made.objects:
        if getattr(item, "extra", {}).get("Subtype") == "/OpenType":
            item.stream = [identity(b"".join(item.stream))]


def identity(face: bytes) -> bytes:
    """The face with its charset table set to n → n; any other kind of face as it came."""
    start = _table(face, b"CFF ")
    if start is None:
        return face
    _, dicts = _index(face, start + face[start + 2])
    first, last = next(iter(dicts))
    top = dict(_operators(face[first:last]))
    if ROS not in top or top.get(CHARSET, 0) <= 2:
        return face
    at, glyphs = start + top[CHARSET], unpack_from(">H", face, start + top[CHARSTRINGS])[0]
    table = _plain_table(glyphs)
    return face[:at] + table + face[at + len(table) :]


def _plain_table(glyphs: int) -> bytes:
    """The shortest table that says n → n: never longer than the one it is laid over."""
    if glyphs <= 2:
        return pack(">BH", 0, 1) if glyphs == 2 else b""
    return pack(">BHB", 1, 1, glyphs - 2) if glyphs < 258 else pack(">BHH", 2, 1, glyphs - 2)


def _table(face: bytes, name: bytes) -> int | None:
    if face[:4] != b"OTTO":
        return None
    count = unpack_from(">H", face, 4)[0]
    lines = (unpack_from(">4sIII", face, 12 + 16 * n) for n in range(count))
    return next((offset for tag, _, offset, _ in lines if tag == name), None)


def _index(face: bytes, at: int) -> tuple[int, list[tuple[int, int]]]:
    """(where the second INDEX ends, the entries of the second): the name INDEX is passed over."""
    end = at
    entries: list[tuple[int, int]] = []
    for _ in range(2):
        at = end
        count, size = unpack_from(">HB", face, at)
        offsets = [int.from_bytes(face[at + 3 + size * n : at + 3 + size * (n + 1)]) for n in range(count + 1)]
        base = at + 2 + size * (count + 1)
        entries = [(base + left, base + right) for left, right in pairwise(offsets)]
        end = base + offsets[-1]
    return end, entries


def _operators(top: bytes) -> Iterator[tuple[tuple[int, ...], int]]:
    """(operator, its last number) of a CFF DICT."""
    at, number = 0, 0
    while at < len(top):
        byte = top[at]
        if byte <= 21:
            wide = byte == 12
            yield ((12, top[at + 1]) if wide else (byte,)), number
            at += 2 if wide else 1
        elif byte == 28:
            number, at = unpack_from(">h", top, at + 1)[0], at + 3
        elif byte == 29:
            number, at = unpack_from(">i", top, at + 1)[0], at + 5
        elif byte == 30:
            at += 1 + next(n for n, pair in enumerate(top[at + 1 :], 1) if 15 in (pair >> 4, pair & 15))
        elif byte <= 246:
            number, at = byte - 139, at + 1
        else:
            number = (byte - 247) * 256 + top[at + 1] + 108 if byte <= 250 else -(byte - 251) * 256 - top[at + 1] - 108
            at += 2
