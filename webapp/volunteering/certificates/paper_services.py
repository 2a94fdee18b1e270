"""From a certificate's own words to pages. Nothing else is read, so a reprint is the same file for ever."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from webapp.core.paper import fonts, mail_merge, pdf, qr
from webapp.core.trust import signing
from webapp.core.web import site_address
from webapp.volunteering.certificates import rules
from webapp.volunteering.certificates.models import Certificate, CertificateEnd, CertificateKind

HAND_OUT, ARCHIVE = "pdf/ua-1", "pdf/a-3a"
STYLE = "award.css"
NAME_SIZES = {
    CertificateKind.HONOUR: ((5, "n0"), (8, "n1"), (12, "n2"), (99, "n3")),
    CertificateKind.PLAQUE: ((5, "n0"), (8, "n1"), (12, "n2"), (99, "n3")),
}
CODES = {CertificateKind.HONOUR: (42.0, 147.0, 33.0, "#3a3428"), CertificateKind.PLAQUE: (133.0, 78.0, 28.0, "#7a0d12")}

Pages = Sequence[tuple[Certificate, CertificateEnd | None]]


def draw(certificate: Certificate, ending: CertificateEnd | None, *, archive: bool = False) -> bytes:
    """The file that is handed out. Valid papers come out byte for byte as they did the first time."""
    return draw_many([(certificate, ending)], archive=archive)


def draw_many(pages: Pages, *, archive: bool = False) -> bytes:
    """One kind a file: a plaque and a certificate are different sheets."""
    kind = pages[0][0].kind
    variant = ARCHIVE if archive else HAND_OUT
    title = rules.KIND_WORDS[kind]
    if kind is CertificateKind.PROOF:
        return pdf.render_pdf(proof_page(pages, screen=False), title=title, variant=variant)
    return mail_merge.draw([sheet(one, ending) for one, ending in pages], style=STYLE, title=title, variant=variant)


def sign(content: bytes, folder: Path, *, stamp_by: str = "") -> bytes:
    return signing.sign_pdf(content, folder, reason="证书核发", stamp_by=stamp_by)


def sheet(certificate: Certificate, ending: CertificateEnd | None) -> mail_merge.Sheet:
    said, kind = certificate.words, certificate.kind
    x, y, side, colour = CODES[kind]
    link = printed_link(certificate)
    code = mail_merge.Code(link, x, y, side, colour)
    return mail_merge.Sheet(
        words_html(certificate, ending), ground_html(kind, certificate.design, said["stars"]), (code,)
    )


def printed_link(certificate: Certificate) -> str:
    """The link it was issued with. One from a trial on this machine alone takes the address that was decided since,
    which its signature does not cover."""
    link, now = certificate.link, site_address.base_url()
    is_of_trial = site_address.is_of_this_machine(link) and not site_address.is_of_this_machine(now)
    return now + link[link.index("/c/") :] if is_of_trial else link


def words_html(certificate: Certificate, ending: CertificateEnd | None, *, code: str = "") -> str:
    said = certificate.words
    name = f"{said['name']}家" if certificate.kind is CertificateKind.PLAQUE else said["name"]
    return mail_merge.template(
        f"volunteering/certificates/_{certificate.kind.value}_{certificate.design}.html",
        said=said, number=certificate.number, ended=rules.END_WORDS[ending.kind] if ending else "", code=code,
        size=mail_merge.fit(name, NAME_SIZES[certificate.kind]), whole=bool(fonts.missing(said["name"], fonts.KAI)),
    )  # fmt: skip


@lru_cache(maxsize=32)
def ground_html(kind: CertificateKind, design: int, stars: int) -> str:
    return mail_merge.template(f"volunteering/certificates/_{kind.value}_{design}_ground.html", level=stars)


def screen_parts(certificate: Certificate, ending: CertificateEnd | None) -> dict[str, Any]:
    """The same paper as a page: the same words on the same ground, the code as SVG."""
    code = qr.svg(printed_link(certificate), "核对真假的二维码", colour=CODES[certificate.kind][3])
    ground = ground_html(certificate.kind, certificate.design, certificate.words["stars"])
    return {"ground": ground, "words": words_html(certificate, ending, code=code)}


def plain_script(name: str) -> str:
    """One of our modules as plain text for a file that stands alone: nothing to import, nothing to export."""
    text = (pdf.STATIC / "js" / name).read_text()
    return re.sub(r"^import .*$", "", text, flags=re.MULTILINE).replace("export ", "")


def proof_page(pages: Pages, *, screen: bool) -> str:
    proofs = [
        {
            "said": one.words, "hidden": one.hidden, "number": one.number,
            "code": qr.svg(printed_link(one), "核对真假的二维码"),
            "ended": rules.END_WORDS[ending.kind] if ending else "",
        }
        for one, ending in pages
    ]  # fmt: skip
    return mail_merge.template(
        f"volunteering/certificates/proof_{pages[0][0].design}.html",
        proofs=proofs,
        screen=screen,
        hours=rules.hours_words,
    )
