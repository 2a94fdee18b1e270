"""python -m benchmarks._certificates_worker WAY COUNT: draws, and prints one line of JSON about it.

A process of its own each time, so that the first paper is really the first and the peak of memory is its own.
"""

import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from webapp.core.paper import pdf, pdf_merge, qr
from webapp.core.time import clock
from webapp.volunteering.certificates import paper_services, rules
from webapp.volunteering.certificates.models import Certificate, CertificateKind

PART = 50
WENKAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")
WORDS = "MXxSWXzkuInmmJ98MjAyNjEyfOWImCrnj4185pil5ZKM6YeM56S-5Yy65bGF5rCR5aeU5ZGY5Lya"
LINK = f"https://fullgrid.example/c/rNG4fSvMqqOESlKA#{WORDS}{WORDS}"
BEFORE = (
    "自2021年3月以来，您在社区护学值守、助老陪诊、楼道清理、防火巡查等志愿服务中热心奉献，累计服务{hours}小时。"
    "经居民推荐、社区评议并公示无异议，评定为2026年度"
)
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "淑珍国强秀英建军玉兰海涛桂芬志远丽华文海"


def certificate(number: int) -> Certificate:
    name = SURNAMES[number % 20] + GIVEN[number * 3 % 20] + GIVEN[number * 7 % 20]
    before, title = BEFORE.format(hours=600 + number % 400), "社区三星级志愿者"
    said = {
        "name": name, "title": title, "level": "三星", "stars": 3, "issuer": "春和里社区居民委员会",
        "date": "2026年12月5日", "period": "2026年度", "basis": "依据《春和里社区星级志愿者评定办法（2026年）》",
        "text_before": before,
        "text_after": "。", "text": f"{before}{title}。",
    }  # fmt: skip
    return Certificate(
        issuer_id="", kind=CertificateKind.HONOUR, year=2026, seq=number, party_id="", cause="", said_hash="",
        number=rules.number("120110011001", CertificateKind.HONOUR, 2026, number), said=rules.canonical(said),
        issued_on=clock.today(), issued_at=clock.now(), token_hash="", link=f"{LINK[:-6]}{number:06d}",
    )  # fmt: skip


def ours(numbers: range) -> bytes:
    return paper_services.draw_many([(certificate(n), None) for n in numbers])


def whole_page(number: int, face: str) -> str:
    """The same page as one document that is laid out whole: ground, words and code together."""
    one = certificate(number)
    code = f'<div class="code">{qr.svg(one.link, "二维码", colour="#3a3428")}</div>'
    words = paper_services.words_html(one, None, code=code).replace("<article", f'<article style="font-family:{face}"')
    ground = paper_services.ground_html(CertificateKind.HONOUR, 1, 3)
    inner = ground.replace('class="honour"', 'class="honour" style="position:absolute"')
    return f'<div class="honour">{inner}{words.replace("honour", "honour over")}</div>'


def plain(numbers: range, face: str) -> bytes:
    """HTML(...).write_pdf(), as anybody would write it."""
    from weasyprint import CSS, HTML

    faces = pdf.FACES if "FullGrid" in face else ""
    over = f".over{{position:absolute;inset:0}}h1{{font-family:{face}!important}}"
    style = (pdf.STATIC / "css/award.css").read_text() + over
    pages = "".join(whole_page(n, face) for n in numbers)
    html = f'<!doctype html><html lang="zh-CN"><head><title>荣誉证书</title></head><body>{pages}</body></html>'
    fetcher = pdf._tools().fetcher
    sheet = CSS(string=style, base_url=pdf.BASE_URL, url_fetcher=fetcher)
    if faces:
        from weasyprint.text.fonts import FontConfiguration

        fonts = FontConfiguration()
        named = CSS(string=faces, base_url=pdf.BASE_URL, url_fetcher=fetcher, font_config=fonts)
        made = HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=fetcher)
        return bytes(made.write_pdf(stylesheets=[named, sheet], font_config=fonts, pdf_variant="pdf/ua-1"))
    made = HTML(string=html, base_url=pdf.BASE_URL, url_fetcher=fetcher)
    return bytes(made.write_pdf(stylesheets=[sheet], pdf_variant="pdf/ua-1"))


def reportlab(numbers: range) -> bytes:
    from reportlab.lib.units import mm
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    if "Wen" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Wen", str(WENKAI)))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(297 * mm, 210 * mm))
    for number in numbers:
        _reportlab_page(canvas, certificate(number), mm)
    canvas.save()
    return out.getvalue()


def _reportlab_page(canvas: Any, one: Certificate, mm: float) -> None:
    said = one.words
    for inset in (9, 11.2):
        canvas.rect(inset * mm, inset * mm, (297 - 2 * inset) * mm, (210 - 2 * inset) * mm)
    canvas.setFont("Wen", 46)
    canvas.drawCentredString(148.5 * mm, 165 * mm, "荣　誉　证　书")
    canvas.setFont("Wen", 26)
    canvas.drawString(48 * mm, 128 * mm, said["name"] + " 同志：")
    canvas.setFont("Wen", 18)
    text, width = "　　" + said["text"], 33
    for row in range(0, len(text), width):
        canvas.drawString(42 * mm, (115 - row // width * 11.5) * mm, text[row : row + width])
    canvas.drawRightString(258 * mm, 48 * mm, said["issuer"])
    canvas.drawRightString(250 * mm, 38 * mm, said["date"])
    canvas.setFont("Wen", 9)
    canvas.drawString(78 * mm, 40 * mm, "编号 " + one.number)
    step = 33 * mm / len(qr.modules(one.link))
    for x, y, length in qr.runs(one.link):
        canvas.rect(42 * mm + x * step, 63 * mm - (y + 1) * step, length * step, step, stroke=0, fill=1)
    canvas.showPage()


TYPST = """#set page(width: 297mm, height: 210mm, margin: 0mm)
#set text(font: "FullGrid Song", size: 18pt, lang: "zh")
#let one(name, body, issuer, day, number, code) = [
  #place(dx: 9mm, dy: 9mm, rect(width: 279mm, height: 192mm))
  #place(dx: 11.2mm, dy: 11.2mm, rect(width: 274.6mm, height: 187.6mm))
  #place(dx: 0mm, dy: 29mm, box(width: 297mm, align(center,
    text(font: "FullGrid Song Title", size: 46pt, weight: "bold")[荣誉证书])))
  #place(dx: 42mm, dy: 71mm, box(width: 213mm)[#text(size: 26pt, name) 同志： \\ #body \\ 特发此证，以资鼓励。])
  #place(dx: 170mm, dy: 150mm, [#issuer \\ #day])
  #place(dx: 42mm, dy: 147mm, image(bytes(code), format: "svg", width: 33mm))
  #place(dx: 78mm, dy: 170mm, text(size: 9pt, [编号 #number]))
  #pagebreak(weak: true)
]
"""


def typst(numbers: range) -> bytes:
    import typst as library

    pages = []
    for number in numbers:
        one = certificate(number)
        said, code = one.words, str(qr.svg(one.link, "x")).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"')
        values = (said["name"], said["text"], said["issuer"], said["date"], one.number, code)
        pages.append("#one(" + ", ".join(json.dumps(value, ensure_ascii=False) for value in values) + ")")
    with tempfile.NamedTemporaryFile("w", suffix=".typ", dir=SCRATCH, delete=False) as source:
        source.write(TYPST + "\n".join(pages))
    return bytes(_typst(library)(source.name))


def _typst(library: Any) -> Callable[[str], bytes]:
    fonts = [str(pdf.STATIC / "fonts")]
    return lambda name: library.compile(name, root=SCRATCH, font_paths=fonts)


def batch(count: int) -> int:
    """As the job does: parts of fifty on the disk, then one file."""
    folder = Path(SCRATCH)
    parts = []
    for start in range(0, count, PART):
        part = folder / f"part-{start}.pdf"
        part.write_bytes(ours(range(start, min(start + PART, count))))
        parts.append(part)
    pdf_merge.bind(parts, folder / "whole.pdf")
    return (folder / "whole.pdf").stat().st_size


def one_each(count: int) -> int:
    return sum(len(ours(range(n, n + 1))) for n in range(count))


WAYS: dict[str, Callable[[range], bytes]] = {
    "ours": ours,
    "plain, system font": lambda numbers: plain(numbers, "Noto Serif CJK SC"),
    "plain, our font": lambda numbers: plain(numbers, "FullGrid Song"),
    "reportlab": reportlab,
    "typst": typst,
}
MANY: dict[str, Callable[[int], int]] = {
    "ours, one file": batch,
    "ours, one file each": one_each,
    "plain, one document": lambda count: len(plain(range(count), "Noto Serif CJK SC")),
    "reportlab, one document": lambda count: len(reportlab(range(count))),
    "typst, one document": lambda count: len(typst(range(count))),
}


def main(way: str, count: int) -> None:
    from flask import Flask

    app = Flask("bench", template_folder=str(pdf.STATIC.parent / "templates"))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    with app.app_context():
        told: dict[str, Any] = _many(way, count) if way in MANY else _few(way, count)
    told["peak"] = _peak()
    print(json.dumps(told))


def _few(way: str, count: int) -> dict[str, Any]:
    spent, size = [], 0
    for number in range(count):
        since = time.process_time()
        size = len(WAYS[way](range(number, number + 1)))
        spent.append(time.process_time() - since)
    return {"first": spent[0], "warm": spent[1:], "bytes": size}


def _many(way: str, count: int) -> dict[str, Any]:
    WAYS["ours"](range(1))
    idle = _peak()
    since = time.process_time()
    size = MANY[way](count)
    return {"seconds": time.process_time() - since, "bytes": size, "idle": idle}


def _peak() -> float:
    """MB of this program; what `getrusage` says also counts the process it was begun by."""
    told = Path("/proc/self/status").read_text()
    return int(told.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as SCRATCH:
        main(sys.argv[1], int(sys.argv[2]))
