"""GB/T 9704 on a filled page: 28 characters a line, 22 lines a page, margins 37 and 28 mm, the red mark at 72 mm."""

import io

import pytest
from flask import render_template
from pypdf import PdfReader

from webapp import create_app
from webapp.core.config import Settings
from webapp.core.paper.pdf import render_pdf
from webapp.council.minutes.redaction_rules import AUDIENCE_WORDS, Audience
from webapp.council.minutes.words_rules import Paper, Part

MM = 72 / 25.4
FILL = "会议议定各楼门长每周巡查一次并把情况记在本子上交给网格员汇总" * 40


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    paper = Paper(
        mark="名都园社区议事会纪要", number="〔2026〕6号", day="2026年6月18日", title="研究灭蚊等五件事",
        opening=[FILL],
        parts=[Part("一、版面", [FILL])], heads=[], rows=[], table_heading="", closing=[], people=[], signers=[],
        to="分送：各网格。", issuer="名都园社区居民委员会", issued="2026年6月19日印发",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("paper")
    app = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder}/paper.db", testing=True))
    with app.test_request_context():
        html = render_template(
            "council/minutes/paper.html", paper=paper, audience=Audience.INTERNAL, audience_words=AUDIENCE_WORDS
        )
    return PdfReader(io.BytesIO(render_pdf(html, title="样张")))


def runs(reader: PdfReader, page: int) -> list[tuple[float, float, str, float]]:
    """(x, y from the top, text, size) in points."""
    found: list[tuple[float, float, str, float]] = []
    height = float(reader.pages[page].mediabox.height)

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            x = tm[4] * cm[0] + cm[4]
            y = tm[5] * cm[3] + cm[5]
            found.append((x, height - y, text.strip(), size * abs(tm[0]) * abs(cm[0])))

    reader.pages[page].extract_text(visitor_text=visit)
    return found


def lines(reader: PdfReader, page: int) -> list[str]:
    rows: dict[int, list[tuple[float, str]]] = {}
    for x, y, text, _ in runs(reader, page):
        rows.setdefault(round(y), []).append((x, text))
    return ["".join(text for _, text in sorted(row)) for _, row in sorted(rows.items())]


def test_a_filled_page_is_28_by_22(reader: PdfReader) -> None:
    body = [line for line in lines(reader, 1) if "—" not in line]
    assert len(body) == 22, body
    assert {len(line) for line in body} == {28}, [len(line) for line in body]


def test_margins_and_the_red_mark(reader: PdfReader) -> None:
    left = min(x for x, _, text, _ in runs(reader, 1) if "—" not in text)
    assert abs(left / MM - 28) <= 1
    top = min(y - 16 for _, y, text, _ in runs(reader, 1) if "—" not in text)
    assert abs(top / MM - 37) <= 3
    mark = next(y for _, y, text, _ in runs(reader, 0) if text.startswith("名都园"))
    assert abs((mark - 34 * 0.88) / MM - 72) <= 2


def test_page_numbers_stand_outside(reader: PdfReader) -> None:
    places = [next(x for x, _, text, _ in runs(reader, page) if "—" in text) / MM for page in range(2)]
    assert places[0] > 150, "the first page is a right one"
    assert places[1] < 60
