"""Paper: only our own files, the official page's measures, names asked of the font, seals that hold."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from PIL import Image
from pypdf import PdfReader

from tests.core.trust.signatures import words_hold
from webapp.core.paper import fonts, mail_merge, pdf, pdf_merge, qr
from webapp.core.trust import signing, vault

OFFICIAL = '{% extends "layout/print.html" %}{% block title %}满页{% endblock %}{% block body %}'


def page(app: Flask, body: str) -> str:
    with app.app_context():
        return app.jinja_env.from_string(OFFICIAL + body + "{% endblock %}").render()


@pytest.mark.parametrize(
    "url",
    ["http://example.com/a.png", "file:///etc/passwd", f"{pdf.BASE_URL}etc/passwd", f"{pdf.BASE_URL}static/../wsgi.py",
     f"{pdf.BASE_URL}static/%2e%2e/wsgi.py", f"{pdf.BASE_URL}static/v-00/../../wsgi.py"],
)  # fmt: skip
def test_a_printed_page_reads_only_our_own_files(url: str) -> None:
    with pytest.raises(ValueError, match="our own files"):
        pdf.static_file(url)


@pytest.mark.parametrize("path", ["static/css/print.css", "static/v-0123456789/css/print.css"])
def test_static_addresses_find_their_file(path: str) -> None:
    assert pdf.static_file(pdf.BASE_URL + path).name == "print.css"


def test_a_missing_pango_is_told_and_stops_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(pdf, "_kept", None)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(pdf.PangoMissing) as told:
        pdf.render_pdf("<p>x", title="x")
    assert told.value.status == 503
    pdf._warm()


def test_the_official_page_is_28_characters_by_22_lines(app: Flask) -> None:
    words = "".join(chr(0x4E00 + n) for n in range(28 * 40))
    made = pdf.render_pdf(page(app, f'<p class="flush">{words}</p>'), title="满页")
    drawn = PdfReader(io.BytesIO(made)).pages[0].extract_text().splitlines()
    lines = [line.strip() for line in drawn if len(line.strip()) > 9]
    assert len(lines) == 22 and {len(line) for line in lines} == {28}


def test_the_red_mark_and_margins_lie_where_the_standard_says(app: Flask) -> None:
    number = '<div class="number"><span>〔2026〕6号</span><span>日</span></div><hr>'
    body = '<p class="mark">春和里社区议事会纪要</p>' + number
    made = pdf.render_pdf(page(app, body + '<p class="flush">' + "永" * 28 + "</p>"), title="纪要")
    shown = Image.open(io.BytesIO(pdf.picture(made, width=2100))).convert("RGB")
    mm = 2100 / 210
    red = [(x, y) for y in range(shown.height) for x in range(0, shown.width, 3) if _is_red(shown.getpixel((x, y)))]
    assert abs(min(y for _, y in red) / mm - 72) <= 2
    rule = [x for x, y in red if y > max(y for _, y in red) - 3]
    assert abs(min(rule) / mm - 28) <= 1 and abs(210 - max(rule) / mm - 26) <= 1


def _is_red(point: object) -> bool:
    red, green, blue = point  # type: ignore[misc]
    return red > 150 and green < 100 and blue < 100


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(app: Flask) -> None:
    made = pdf.render_pdf(page(app, '<p class="flush">' + "永" * 28 * 30 + "</p>"), title="两页")
    places = []
    for number, one in enumerate(PdfReader(io.BytesIO(made)).pages, 1):
        found: list[float] = []

        def visit(text: str, _: object, place: list[float], *rest: object, mark: str = f"— {number}") -> None:
            if mark in text:
                found.append(place[4])  # noqa: B023

        one.extract_text(visitor_text=visit)
        places.append(found[0])
    assert places[0] > 400 and places[1] < 150


def test_names_are_asked_of_the_font() -> None:
    assert fonts.missing("欧阳娜娜·王䶮") == ""
    assert fonts.missing("王𬭚一𬭚") == "𬭚"
    assert fonts.missing("荣誉证书作废已换发社区三星级志愿者", fonts.TITLE) == ""
    assert {chr(n) for n in range(0x4E00, 0x9FFF) if _in_gb2312(chr(n))} <= {chr(n) for n in fonts.coverage()}


def _in_gb2312(letter: str) -> bool:
    try:
        letter.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def test_the_fonts_stay_small_and_carry_their_licence() -> None:
    folder = pdf.STATIC / "fonts"
    assert sum(file.stat().st_size for file in folder.glob("*.otf")) < 3_000_000
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text()


def test_a_code_is_the_same_as_a_drawing_and_as_runs() -> None:
    rows = qr.modules("https://fullgrid.example/c/abc")
    dark = sum(sum(row) for row in rows)
    assert sum(length for _, _, length in qr.runs("https://fullgrid.example/c/abc")) == dark
    assert "&lt;b&gt;" in qr.svg("x", "<b>")


def test_a_size_is_chosen_by_the_room_a_name_needs() -> None:
    sizes = ((4, "big"), (8, "small"), (99, "tiny"))
    names = ("王敏", "阿卜杜热合曼", "x" * 14, "永" * 200)
    assert [mail_merge.fit(name, sizes) for name in names] == ["big", "small", "small", "tiny"]


def test_nothing_is_bound_into_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing"):
        pdf_merge.bind([], tmp_path / "x.pdf")


def test_bytes_and_files_bind_alike(tmp_path: Path) -> None:
    made = pdf.render_pdf('<html lang="zh-CN"><p>一</p></html>', title="一")
    (tmp_path / "one.pdf").write_bytes(made)
    assert pdf_merge.bind([made, tmp_path / "one.pdf", made], tmp_path / "all.pdf") == 3
    with pikepdf.open(tmp_path / "all.pdf") as whole:
        kids = list(whole.Root.StructTreeRoot.K)
        assert len(kids) == 3 and all(kid.P.objgen == whole.Root.StructTreeRoot.objgen for kid in kids)
        assert int(whole.Root.StructTreeRoot.ParentTreeNextKey) == 3


def test_a_ground_holds_shapes_only(app: Flask) -> None:
    picture = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3C/svg%3E"
    ground = f"<div class='honour' style='opacity:.5'><img src=\"{picture}\">x</div>"
    sheet = mail_merge.Sheet("<article class='honour'>x</article>", ground)
    with pytest.raises(mail_merge.SheetOverflows):
        mail_merge.draw([sheet], style="award.css", title="x")


def test_words_that_need_a_second_page_are_never_printed(app: Flask) -> None:
    with pytest.raises(mail_merge.SheetOverflows, match="1 sheets became 2"):
        mail_merge.draw(
            [mail_merge.Sheet("<p>a</p><p style='break-before:page'>b</p>", "<i></i>")], style="award.css", title="x"
        )


def test_a_small_signature_holds_for_its_words_only(app: Flask) -> None:
    signature = signing.sign_words("满格".encode())
    assert words_hold("满格".encode(), signature)
    assert not words_hold("满格 ".encode(), signature)
    assert not words_hold("满格".encode(), "AA")
    assert len(vault.derive("certificate-1")) == 32


def test_the_seal_is_made_once_and_only_its_owner_reads_the_key(tmp_path: Path) -> None:
    first = signing.certificate_pem(tmp_path / "keys")
    assert signing.certificate_pem(tmp_path / "keys") == first
    assert (tmp_path / "keys" / signing.KEY).stat().st_mode & 0o777 == 0o600
    shown = subprocess.run(["openssl", "x509", "-noout", "-text"], input=first, capture_output=True, check=True)
    assert re.search(rb"Digital Signature, Non Repudiation", shown.stdout)
