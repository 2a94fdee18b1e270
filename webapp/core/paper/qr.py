"""QR codes as vectors: an SVG for a page, runs of dark modules for a PDF. Level M, quiet zone kept."""

from collections.abc import Iterator
from functools import lru_cache

import segno
from markupsafe import Markup, escape

QUIET = 4


@lru_cache(maxsize=512)
def modules(text: str, level: str = "m", mask: int | None = None) -> tuple[bytes, ...]:
    """Rows of 0 and 1, without the quiet zone. The smallest version that holds the text. Trying all eight masks for
    the evenest picture is most of the work; a long code of random letters is even under any one of them."""
    made = segno.make(text, error=level, micro=False, boost_error=False, mask=mask)
    return tuple(bytes(row) for row in made.matrix)


def runs(text: str, level: str = "m") -> Iterator[tuple[int, int, int]]:
    """(column, row, length) of each horizontal run of dark modules."""
    for y, row in enumerate(modules(text, level)):
        x = 0
        for dark, length in _lengths(row):
            if dark:
                yield x, y, length
            x += length


def svg(text: str, label: str, *, level: str = "m", colour: str = "#000") -> Markup:
    """`label` says to someone who cannot see the code where it leads."""
    side = len(modules(text, level)) + 2 * QUIET
    path = "".join(f"M{x + QUIET} {y + QUIET}h{n}v1h-{n}z" for x, y, n in runs(text, level))
    return Markup(  # noqa: S704 — numbers of our own and two escaped words
        f'<svg class="qr" role="img" aria-label="{escape(label)}" viewBox="0 0 {side} {side}">'
        f"<title>{escape(label)}</title>"
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="{escape(colour)}" d="{path}"/></svg>'
    )


def _lengths(row: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or row[at] != row[start]:
            yield row[start], at - start
            start = at
