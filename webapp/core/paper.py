"""Sheets of one kind, quickly: what never changes is laid out once, the words each time.

A sheet has a ground (border, corners, stars: shapes only) and words. WeasyPrint lays out both, so line breaking,
tags and metadata stay its own; the ground is drawn under every page as one shared form, marked as an artifact so
that a screen reader passes over it. Codes are rectangles, not pictures. The same input gives the same bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from webapp.core import pdf, qr

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
    with pdf.LOCK:
        document = pdf.lay_out(_page(sheet.words for sheet in sheets), variant=variant, styles=(_style(style),))
        if len(document.pages) != len(sheets):
            raise SheetOverflows(f"{len(sheets)} sheets became {len(document.pages)} pages")
        document.metadata.title, document.metadata.lang = title, lang
        made: bytes = document.write_pdf(pdf_variant=variant, finisher=lambda _, made: _underlay(made, sheets, style))
        return made


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
    """The code's dark modules in page coordinates, left and down from the trimmed sheet's top left corner."""
    step = code.side * MM / len(qr.modules(code.text))
    left, top = box[0] + code.x * MM, box[3] - code.y * MM
    red, green, blue = (int(code.colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    dark = " ".join(
        f"{left + x * step:.2f} {top - (y + 1) * step:.2f} {length * step:.2f} {step:.2f} re"
        for x, y, length in qr.runs(code.text)
    )
    return f"q {red:.3f} {green:.3f} {blue:.3f} rg {dark} f Q".encode()
