"""What lies on the demo's shelf, drawn: a sack, bottles, boxes. Shapes only, so that no font is needed."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

SIZE = 400
Pen = Any


def draw(name: str) -> bytes:
    from PIL import Image, ImageDraw

    ground, shape = SHAPES[name]
    image = Image.new("RGB", (SIZE, SIZE), ground)
    pen = ImageDraw.Draw(image)
    pen.ellipse((70, 335, 330, 375), fill=_darker(ground))
    shape(pen)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _darker(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) * 17 // 20 for at in (1, 3, 5))


def _rice(pen: Pen) -> None:
    pen.polygon([(110, 90), (290, 90), (305, 355), (95, 355)], fill="#fbf6e6")
    pen.polygon([(120, 90), (280, 90), (262, 52), (138, 52)], fill="#f1e7c8")
    pen.rectangle((112, 96, 288, 108), fill="#c0392b")
    pen.rounded_rectangle((135, 150, 265, 300), 16, fill="#2e8b57")
    for x, y in ((165, 250), (200, 262), (235, 250), (182, 228), (218, 228), (200, 206)):
        pen.ellipse((x - 13, y - 8, x + 13, y + 8), fill="#fffdf4")


def _bottle(body: str, cap: str, label: str) -> Callable[[Pen], None]:
    def shape(pen: Pen) -> None:
        pen.rounded_rectangle((165, 40, 235, 100), 10, fill=cap)
        pen.polygon([(160, 100), (240, 100), (285, 160), (115, 160)], fill=body)
        pen.rounded_rectangle((115, 150, 285, 358), 24, fill=body)
        pen.rounded_rectangle((135, 200, 265, 310), 12, fill=label)
        pen.ellipse((172, 220, 228, 290), fill=body)

    return shape


def _tissues(pen: Pen) -> None:
    for row in range(3):
        top = 120 + row * 80
        pen.rounded_rectangle((85, top, 315, top + 72), 10, fill="#f7c6cf" if row % 2 else "#8ecae6")
        pen.ellipse((165, top + 20, 235, top + 52), fill="#ffffff")
    pen.polygon([(160, 120), (190, 62), (215, 92), (240, 58), (244, 120)], fill="#ffffff")


def _toothpaste(pen: Pen) -> None:
    pen.polygon([(80, 130), (92, 118), (285, 240), (262, 280), (90, 178)], fill="#ffffff")
    pen.polygon([(150, 163), (205, 198), (188, 236), (128, 200)], fill="#1d70b8")
    pen.polygon([(285, 240), (322, 262), (300, 302), (262, 280)], fill="#d94f3d")


def _noodles(pen: Pen) -> None:
    for step in range(15):
        x = 128 + step * 10
        pen.line((x, 60, x + (step - 7) // 2, 358), fill="#f6dfa4" if step % 2 else "#eccb7a", width=9)
    pen.rectangle((118, 170, 284, 248), fill="#c8553d")
    pen.rectangle((118, 200, 284, 218), fill="#fff3d6")


def _towel(pen: Pen) -> None:
    pen.rounded_rectangle((80, 150, 320, 355), 28, fill="#3a86b7")
    pen.rounded_rectangle((80, 115, 320, 230), 28, fill="#5aa9d6")
    pen.rectangle((80, 180, 320, 192), fill="#ffffff")
    pen.rectangle((80, 300, 320, 312), fill="#dff1fb")


def _scissors(pen: Pen) -> None:
    pen.line((130, 70, 245, 260), fill="#8d99a6", width=20)
    pen.line((270, 70, 155, 260), fill="#a9b4bf", width=20)
    for x in (140, 260):
        pen.ellipse((x - 48, 250, x + 48, 346), outline="#c0392b", width=20)
    pen.ellipse((190, 160, 210, 180), fill="#444444")


SHAPES: dict[str, tuple[str, Callable[[Pen], None]]] = {
    "大米": ("#e3efe6", _rice),
    "洗衣液": ("#e4ecf7", _bottle("#2b6cb0", "#f6ad55", "#ebf4ff")),
    "抽纸": ("#fbeee6", _tissues),
    "牙膏": ("#dcecea", _toothpaste),
    "挂面": ("#f1ede4", _noodles),
    "毛巾": ("#f3eedd", _towel),
    "食用油": ("#f4efdc", _bottle("#e6a817", "#b3541e", "#fff6da")),
    "理发一次": ("#ece8f3", _scissors),
}
