"""What is printed: the right words, in embedded fonts, tagged, the same for ever."""

import datetime as dt
import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
import zxingcpp
from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlmodel import Session

from tests.town import Town
from tests.volunteering.certificates.papers import issue
from webapp.core.data import db
from webapp.core.paper import pdf
from webapp.core.time import clock
from webapp.core.trust import signing
from webapp.volunteering.certificates import paper_services, queries, services
from webapp.volunteering.certificates.models import Certificate, CertificateKind

KINDS = list(CertificateKind)
NAMES = ["王", "欧阳娜娜", "阿卜杜热合曼·阿卜杜外力", "古丽米热·买买提江·艾合买提", "王䶮", "李𬭚㛃"]


@pytest.fixture(autouse=True)
def site(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    """A district that has said under which address it is reached."""
    monkeypatch.setitem(app.config["SETTINGS"].extra, "site", "https://grid.example.gov.cn")
    return "https://grid.example.gov.cn"


def draw(session: Session, paper: Certificate, archive: bool = False) -> bytes:
    return paper_services.draw(paper, queries.ends_of(session, [paper]).get(paper.id), archive=archive)


def words(content: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def codes(content: bytes, dpi: int = 110) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as made:
        left, _, right, _ = made.pages[0].mediabox
        width = round(float(right - left) / 72 * dpi)
    picture = Image.open(io.BytesIO(pdf.picture(content, width=width)))
    return [found.text for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_says_name_number_and_issuer(session: Session, town: Town, kind: CertificateKind) -> None:
    paper = issue(session, town, kind=kind)
    content = draw(session, paper)
    shown = words(content)
    for said in ("赵国强", paper.number, "冬梅轩社区居民委员会"):
        assert said in shown, said
    assert "作废" not in shown


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_tagged_titled_and_in_chinese(session: Session, town: Town, kind: CertificateKind) -> None:
    made = pikepdf.open(io.BytesIO(draw(session, issue(session, town, kind=kind))))
    assert str(made.Root.Lang) == "zh-CN"
    assert made.Root.MarkInfo.Marked
    assert made.Root.ViewerPreferences.DisplayDocTitle
    with made.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert "志愿" in about["dc:title"] or "证书" in about["dc:title"]


def test_figures_say_what_they_show_and_heads_what_they_head(session: Session, town: Town) -> None:
    made = pikepdf.open(io.BytesIO(draw(session, issue(session, town, kind=CertificateKind.PROOF))))
    items = [item for item in made.objects if isinstance(item, pikepdf.Dictionary)]
    figures = [item for item in items if item.get("/S") == "/Figure"]
    assert figures and all("/Alt" in figure for figure in figures)
    heads = {str(item.A.get("/Scope")) for item in items if item.get("/S") == "/TH" and "/A" in item}
    assert heads == {"/Column", "/Row"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("archive", [False, True])
def test_every_font_is_embedded(session: Session, town: Town, kind: CertificateKind, archive: bool) -> None:
    made = pikepdf.open(io.BytesIO(draw(session, issue(session, town, kind=kind), archive)))
    items = [item for item in made.objects if isinstance(item, pikepdf.Dictionary)]
    fonts = [item for item in items if item.get("/Type") == "/FontDescriptor"]
    assert fonts
    for font in fonts:
        assert any(file in font for file in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_the_archive_file_claims_pdf_a_and_carries_its_colours(session: Session, town: Town) -> None:
    made = pikepdf.open(io.BytesIO(draw(session, issue(session, town), archive=True)))
    with made.open_metadata() as about:
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
    assert made.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_the_ground_is_an_artifact_and_drawn_once(session: Session, town: Town) -> None:
    made = pikepdf.open(io.BytesIO(draw(session, issue(session, town))))
    operations = [str(step.operator) for step in pikepdf.parse_content_stream(made.pages[0])]
    assert operations[0] == "BMC" and "Do" in operations[:4]
    assert sum(1 for item in made.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form") == 1


def test_the_plaque_is_180_by_120_with_3_mm_bleed(session: Session, town: Town) -> None:
    made = pikepdf.open(io.BytesIO(draw(session, issue(session, town, kind=CertificateKind.PLAQUE))))
    page = made.pages[0]
    to_mm = lambda box: [round((float(box[n + 2]) - float(box[n])) / 72 * 25.4, 1) for n in (0, 1)]  # noqa: E731
    assert to_mm(page.trimbox) == [180.0, 120.0]
    assert to_mm(page.mediabox) == [186.0, 126.0]


def test_the_plaque_names_no_address_and_no_phone(session: Session, town: Town) -> None:
    shown = words(draw(session, issue(session, town, kind=CertificateKind.PLAQUE)))
    assert not re.search(r"号楼|单元|室|022-|1[3-9]\d{9}", shown)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [CertificateKind.HONOUR, CertificateKind.PLAQUE])
def test_names_fit_whole_and_drawn(session: Session, town: Town, name: str, kind: CertificateKind) -> None:
    content = draw(session, issue(session, town, kind=kind, name=name))
    assert name in words(content)
    made = pikepdf.open(io.BytesIO(content))
    assert len(made.pages) == 1
    assert ".notdef" not in words(content)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dpi", [110, 200])
def test_the_code_reads_from_a_coarse_print(session: Session, town: Town, kind: CertificateKind, dpi: int) -> None:
    paper = issue(session, town, kind=kind)
    assert codes(draw(session, paper), dpi) == [paper.link]


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_a_trial_takes_the_address_that_is_decided_later(
    session: Session, app: Flask, town: Town, kind: CertificateKind, site: str
) -> None:
    extra = app.config["SETTINGS"].extra
    del extra["site"]
    paper = issue(session, town, kind=kind)
    assert codes(draw(session, paper)) == [paper.link]
    extra["site"] = site
    assert codes(draw(session, paper)) == [paper.link.replace("http://localhost:8000", site)]


def test_a_reprint_years_later_is_the_same_file(session: Session, town: Town) -> None:
    paper = issue(session, town)
    first = draw(session, paper), draw(session, paper, archive=True)
    with time_machine.travel(dt.datetime(2041, 3, 5, tzinfo=dt.UTC), tick=False):
        with db.transaction(session) as writing:
            from webapp.people.org import services as org
            from webapp.people.org.models import Unit

            org.rename(
                writing,
                None,
                writing.get_one(Unit, town.community),
                name="冬梅轩东社区",
                on=dt.date(2041, 3, 1),
                reason="更名",
            )
        again = session.get_one(Certificate, paper.id)
        assert (draw(session, again), draw(session, again, archive=True)) == first


def test_void_and_replaced_papers_say_so(session: Session, town: Town) -> None:
    old = issue(session, town)
    with db.transaction(session) as writing:
        fresh = services.replace(writing, None, old, said=old.words, reason="遗失")
    assert "已换发" in words(draw(session, old)) and "补发于" not in words(draw(session, old))
    assert f"补发于{clock.chinese_day(clock.today())}" in words(draw(session, fresh)).replace(" ", "")
    gone = issue(session, town, "test:2", CertificateKind.PLAQUE)
    with db.transaction(session) as writing:
        services.end(writing, None, gone, reason="错发")
    assert "作废" in words(draw(session, gone))


def test_qpdf_finds_nothing_wrong(session: Session, town: Town, tmp_path: Path) -> None:
    for kind in KINDS:
        made = pikepdf.open(io.BytesIO(draw(session, issue(session, town, kind.value, kind))))
        assert made.check_pdf_syntax() == []


def test_the_proof_of_record_holds_every_field_the_rules_ask_for(session: Session, town: Town) -> None:
    shown = words(draw(session, issue(session, town, kind=CertificateKind.PROOF)))
    for field in (
        "姓名",
        "证件类型",
        "证件号码",
        "志愿者编号",
        "服务内容",
        "净服务时长",
        "单位",
        "负责人",
        "经办人",
        "联系电话",
        "编号",
        "出具日期",
        "盖章",
        "负责人签字",
        "经办人签字",
    ):
        assert field in shown, field
    assert "不是星级或荣誉证书" in shown


def test_the_signed_file_holds_for_another_validator_and_one_flipped_byte_breaks_it(
    session: Session, town: Town, tmp_path: Path
) -> None:
    keys = tmp_path / "keys"
    signed = paper_services.sign(draw(session, issue(session, town)), keys)
    assert validated(signed, keys, tmp_path)
    for at in (signed.index(b"stream") + 40, len(signed) - 30):
        flipped = bytearray(signed)
        flipped[at] ^= 1
        assert not validated(bytes(flipped), keys, tmp_path)
    assert (keys / signing.KEY).stat().st_mode & 0o077 == 0


def validated(content: bytes, keys: Path, folder: Path) -> bool:
    """OpenSSL judges the CMS container over the bytes that the file says are signed."""
    found = re.search(rb"/ByteRange\s*\[(\d+) (\d+) (\d+) (\d+)", content)
    assert found
    start, length, after, rest = (int(part) for part in found.groups())
    if after + rest != len(content) or start:
        return False
    container = bytes.fromhex(content[length + 1 : after - 1].decode("ascii"))
    (folder / "cms").write_bytes(container)
    (folder / "signed").write_bytes(content[:length] + content[after:])
    asked: Any = subprocess.run(
        ["openssl", "cms", "-verify", "-inform", "DER", "-in", folder / "cms", "-content", folder / "signed", "-binary",
         "-CAfile", keys / signing.CERTIFICATE, "-purpose", "any", "-out", folder / "out"],
        capture_output=True, check=False,
    )  # fmt: skip
    return asked.returncode == 0


def test_the_picture_for_wechat_is_one_page(session: Session, town: Town) -> None:
    content = draw(session, issue(session, town))
    assert Image.open(io.BytesIO(pdf.picture(content))).size[0] == 1200
    with pytest.raises(IndexError):
        pdf.picture(content, 2)
