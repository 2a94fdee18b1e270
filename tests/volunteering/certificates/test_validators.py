"""Other people's programs read our papers: MuPDF draws them, PDFBox Preflight goes through the archive file."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops
from sqlmodel import Session

from tests.town import Town
from tests.volunteering.certificates.papers import issue
from tests.volunteering.certificates.test_paper import KINDS, NAMES, draw
from webapp.core.paper import pdf, pdf_merge
from webapp.volunteering.certificates.models import CertificateKind

JAVA = Path("/usr/share/java")
JARS = [JAVA / f"{name}.jar" for name in (
    "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api",
)]  # fmt: skip
# Preflight knows PDF/A-1 only. What part 1 forbids and parts 2 and 3 allow, and nothing else, may be left.
SINCE_PART_2 = (
    "/XRef cross reference streams are not allowed", "invalid /Subtype /OpenType in /FontFile3 stream",
    "The CIDSet entry is missing", "must be 1",
)  # fmt: skip
needs_mutool = pytest.mark.skipif(shutil.which("mutool") is None, reason="needs mupdf-tools")
needs_preflight = pytest.mark.skipif(
    shutil.which("java") is None or not all(jar.exists() for jar in JARS), reason="needs java and libpdfbox2-java"
)


def faces(content: bytes) -> list[Any]:
    """The descendant fonts of every page."""
    with pikepdf.open(io.BytesIO(content)) as made:
        found = {}
        for page in made.pages:
            for _name, font in page.Resources.get("/Font", {}).items():
                under = font.DescendantFonts[0]
                file = under.FontDescriptor.get("/FontFile3")
                if file is not None:
                    found[str(under.FontDescriptor.FontName)] = (numbers(under.W), bytes(file.read_bytes()))
        return list(found.values())


def numbers(widths: Any) -> list[int]:
    used: list[int] = []
    for at, entry in enumerate(widths):
        if isinstance(entry, pikepdf.Array):
            used += range(int(widths[at - 1]), int(widths[at - 1]) + len(entry))
    return used


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["赵国强", *NAMES[-2:]])
def test_a_character_number_means_the_same_glyph_by_the_faces_own_table(
    session: Session, town: Town, kind: CertificateKind, name: str
) -> None:
    """Without this Acrobat, Foxit and Firefox show our Chinese as blanks, while Chrome shows it."""
    embedded = faces(draw(session, issue(session, town, f"{kind}{name}", kind, name=name)))
    assert embedded
    for used, file in embedded:
        top = TTFont(io.BytesIO(file))["CFF "].cff[0]
        assert hasattr(top, "ROS") and used
        assert [top.charset[number] for number in used] == [f"cid{number:05d}" for number in used]


@needs_mutool
@pytest.mark.parametrize("kind", KINDS)
def test_another_reader_draws_the_same_paper(
    session: Session, town: Town, kind: CertificateKind, tmp_path: Path
) -> None:
    content = draw(session, issue(session, town, kind=kind, name="李𬭚㛃"))
    (tmp_path / "paper.pdf").write_bytes(content)
    subprocess.run(["mutool", "draw", "-q", "-r", "72", "-c", "gray", "-o", "drawn.png", "paper.pdf", "1"],
                   cwd=tmp_path, check=True)  # fmt: skip
    theirs = Image.open(tmp_path / "drawn.png").convert("L")
    ours = Image.open(io.BytesIO(pdf.picture(content, width=theirs.width))).convert("L").resize(theirs.size)
    small = (theirs.width // 4, theirs.height // 4)
    apart = ImageChops.difference(theirs.resize(small), ours.resize(small))
    assert sum(1 for point in apart.get_flattened_data() if point > 60) < 0.002 * small[0] * small[1]


@needs_preflight
@pytest.mark.parametrize("kind", KINDS)
def test_preflight_finds_nothing_in_the_archive_file_that_its_part_forbids(
    session: Session, town: Town, kind: CertificateKind, tmp_path: Path
) -> None:
    (tmp_path / "one.pdf").write_bytes(draw(session, issue(session, town, kind=kind), archive=True))
    assert complaints(tmp_path / "one.pdf") == []


@needs_preflight
def test_a_bound_batch_is_still_archivable(session: Session, town: Town, tmp_path: Path) -> None:
    parts = [draw(session, issue(session, town, f"bound:{n}"), archive=True) for n in range(3)]
    pdf_merge.bind(parts, tmp_path / "bound.pdf")
    assert complaints(tmp_path / "bound.pdf") == []


def complaints(file: Path) -> list[str]:
    asked = subprocess.run(
        ["java", "-cp", ":".join(map(str, JARS)), "org.apache.pdfbox.preflight.Validator_A1b", file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "PDF/A-1b" in asked.stdout, asked.stderr
    lines = [line.strip() for line in asked.stdout.splitlines()[1:] if line.strip()]
    return [line for line in lines if not any(allowed in line for allowed in SINCE_PART_2)]
