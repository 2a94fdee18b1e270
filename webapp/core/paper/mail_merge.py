"""Sheets of one kind, quickly: what never changes is laid out once, the words each time.

A sheet has a ground (border, corners, stars: shapes only) and words. WeasyPrint lays out both, so line breaking,
tags and metadata stay its own; the ground is drawn under every page as one shared form, marked as an artifact so
that a screen reader passes over it. The same input gives the same bytes.
"""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app

from webapp.core.paper import pdf, qr

MM = 72 / 25.4
Ground = tuple[tuple[float, ...], bytes, tuple[tuple[str, tuple[tuple[str, float], ...]], ...]]


@dataclass(frozen=True)
class Code:
    """A QR code on the sheet, in millimetres from its top left corner."""

    text: str
    x: float
    y: float
    side: float
    colour: str = "#000000"


@dataclass(frozen=True)
class Sheet:
    words: str
    ground: str
    codes: tuple[Code, ...] = ()


class SheetOverflows(RuntimeError):
    """The words of a sheet did not fit on their page: a fault of the template, never to be printed."""


def draw(sheets: Sequence[Sheet], *, style: str, title: str, variant: str = "pdf/ua-1", lang: str = "zh-CN") -> bytes:
    """`style` names a sheet in static/css; every sheet becomes exactly one page."""
    with pdf.LOCK, _without_collector():
        document = pdf.lay_out(_page(sheet.words for sheet in sheets), variant=variant, styles=(_style(style),))
        if len(document.pages) != len(sheets):
            raise SheetOverflows(f"{len(sheets)} sheets became {len(document.pages)} pages")
        pdf.describe(document, title=title, lang=lang)
        made: bytes = document.write_pdf(pdf_variant=variant, finisher=lambda _, made: _underlay(made, sheets, style))
        return made


@contextmanager
def _without_collector() -> Iterator[None]:
    """Layout makes cyclic objects by the ten thousand; looking for dead ones meanwhile costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def template(name: str, **shown: Any) -> str:
    """A template of the house without a page's frame: a job prints where no request is."""
    return str(current_app.jinja_env.get_template(name).render(**shown))


def fit(text: str, sizes: Sequence[tuple[int, str]]) -> str:
    """The class of the first size whose room (in full-width characters) the text fits into; the last one wraps."""
    room = sum(1 if ord(letter) > 0x2E7F else 0.55 for letter in text)
    return next((name for most, name in sizes if room <= most), sizes[-1][1])


def _page(parts: Iterable[str]) -> str:
    return f'<!doctype html><html lang="zh-CN"><head><title>.</title></head><body>{"".join(parts)}</body></html>'


@lru_cache(maxsize=16)
def _style(name: str) -> Any:
    return pdf.style((pdf.STATIC / "css" / name).read_text())


def _underlay(made: Any, sheets: Sequence[Sheet], style: str) -> None:
    pdf.finish(made)
    forms: dict[str, str] = {}
    for reference, sheet in zip(made.page_references, sheets, strict=True):
        page = _object(made, reference)
        content = _object(made, page["Contents"])
        resources = _object(made, page["Resources"])
        if sheet.ground not in forms:
            forms[sheet.ground] = f"Ground{len(forms)}"
            form = _form(sheet.ground, style)
            made.add_object(form)
            resources["XObject"][forms[sheet.ground]] = form.reference
        box = [float(edge) for edge in page["TrimBox"]]
        drawn = [f"/{forms[sheet.ground]} Do".encode(), *(_squares(code, box) for code in sheet.codes)]
        content.stream[:0] = [b"/Artifact BMC", *drawn, b"EMC"]


def _object(made: Any, reference: bytes | str) -> Any:
    return made.objects[int(reference.split()[0])]


def _form(ground: str, style: str) -> Any:
    import pydyf

    box, content, alphas = _ground(ground, style)
    states = pydyf.Dictionary({name: pydyf.Dictionary(dict(state)) for name, state in alphas})
    extra = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": pydyf.Array(box),
        "Resources": pydyf.Dictionary({"ExtGState": states}),
    }
    return pydyf.Stream([content], extra, compress=True)


@lru_cache(maxsize=64)
def _ground(ground: str, style: str) -> Ground:
    """Its page box, its drawing, its opacities. Only plain shapes: this form knows no fonts and no pictures."""
    kept: list[Ground] = []

    def keep(_: Any, made: Any) -> None:
        (reference,) = made.page_references
        page = _object(made, reference)
        resources = _object(made, page["Resources"])
        if any(resources[kind] for kind in ("XObject", "Pattern", "Shading")):
            raise SheetOverflows("a ground may only hold plain shapes")
        drawing = b"\n".join(map(_bytes, _object(made, page["Contents"]).stream))
        alphas = tuple((name, tuple(state.items())) for name, state in resources["ExtGState"].items())
        kept.append((tuple(page["MediaBox"]), drawing, alphas))

    pdf.lay_out(_page([ground]), variant=None, styles=(_style(style),)).write_pdf(finisher=keep)
    return kept[0]


def _bytes(part: Any) -> bytes:
    return part if isinstance(part, bytes) else str(part).encode()


def _squares(code: Code, box: list[float]) -> bytes:
    """The code as a one-bit stencil, a few hundred bytes: rectangles would be ten times that, and leave seams."""
    rows = qr.modules(code.text, mask=0)
    count, side = len(rows), code.side * MM
    bits = b"".join(_packed(row) for row in rows).hex().encode()
    red, green, blue = (int(code.colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    place = f"{side:.2f} 0 0 {side:.2f} {box[0] + code.x * MM:.2f} {box[3] - code.y * MM - side:.2f} cm"
    image = f"BI /W {count} /H {count} /BPC 1 /IM true /D [1 0] /F /AHx ID "
    return f"q {red:.3f} {green:.3f} {blue:.3f} rg {place} {image}".encode() + bits + b">\nEI Q"


def _packed(row: bytes) -> bytes:
    width = (len(row) + 7) // 8
    return (int("".join("1" if dark else "0" for dark in row), 2) << (width * 8 - len(row))).to_bytes(width, "big")
