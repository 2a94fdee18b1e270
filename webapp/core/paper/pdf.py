"""HTML to PDF through WeasyPrint, for every printed piece of the house.

WeasyPrint is imported when the first paper is asked for: it needs Pango and two seconds. Everything else
runs without. One font configuration serves the whole process, under one lock, because Pango's font map
is not made for threads.
"""

import re
import threading
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from webapp.core.paper import font_mapping
from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError

if TYPE_CHECKING:
    from weasyprint import CSS, Document

STATIC = Path(__file__).resolve().parents[3] / "static"
BASE_URL = "https://paper.invalid/"
CLAIMS = "http://www.aiim.org/pdf"
LOCK = threading.RLock()

FACES = """
@font-face{font-family:"FullGrid Song";src:url(/static/fonts/song.otf)}
@font-face{font-family:"FullGrid Kai";src:url(/static/fonts/kai.ttf)}
@font-face{font-family:"FullGrid Title";src:url(/static/fonts/song-title.otf)}
"""


class PangoMissing(DomainError):
    """Only printing needs Pango; every other page works without it."""

    status = 503
    message = N_("这台机器还不能生成 PDF，缺少 Pango。请管理员安装 libpango-1.0-0 和 libpangoft2-1.0-0。")


def render_pdf(html: str, *, title: str, lang: str = "zh-CN", variant: str = "pdf/ua-1") -> bytes:
    """One document. `variant` is WeasyPrint's name: pdf/ua-1 to hand out, pdf/a-3a to keep for good."""
    with LOCK:
        document = lay_out(html, variant=variant)
        return write(document, title=title, lang=lang, variant=variant)


def lay_out(html: str, *, variant: str | None = "pdf/ua-1", styles: "tuple[CSS, ...]" = ()) -> "Document":
    tools = _tools()
    page = tools.weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=tools.fetcher)
    return page.render(font_config=tools.fonts, stylesheets=[tools.faces, *styles], pdf_variant=variant)


def write(document: "Document", *, title: str, lang: str, variant: str | None) -> bytes:
    describe(document, title=title, lang=lang)
    made: bytes = document.write_pdf(pdf_variant=variant, finisher=lambda _, made: _finish(made))
    return made


def describe(document: "Document", *, title: str, lang: str) -> None:
    """Title and language, and an XMP packet that simple readers understand: namespaces where they are used."""
    document.metadata.title, document.metadata.lang = title, lang
    document.metadata.generate_rdf_metadata = partial(_rdf, title)


def _rdf(title: str, variant: str, version: str | int | None, conformance: str | None) -> bytes:
    kind = f"pdf{variant}id"
    claims = {"part": version, "conformance": conformance}
    claimed = "".join(f"<{kind}:{name}>{value}</{kind}:{name}>" for name, value in claims.items() if value)
    claim = f'<rdf:Description rdf:about="" xmlns:{kind}="{CLAIMS}{variant}/ns/id/">{claimed}</rdf:Description>'
    maker = f"WeasyPrint {_tools().weasyprint.__version__}"
    return (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">{claim if version else ""}'
        f'<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>{maker}</pdf:Producer>'
        f'</rdf:Description><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
        f'<rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>'
    ).encode()


def finish(made: Any) -> None:
    """Every PDF of the house: faces that all readers read alike, metadata that is found without unpacking."""
    font_mapping.straighten(made)
    for item in made.objects:
        if getattr(item, "extra", {}).get("Type") == "/Metadata":
            item.compress = False


def _finish(made: Any) -> None:
    finish(made)
    scope_headers(made)


def scope_headers(made: Any) -> None:
    """WeasyPrint names table heads but not whether they head a column or a row; a reader of screens wants to know."""
    structure: dict[Any, Any] = {
        item.reference: item  # type: ignore[attr-defined]
        for item in made.objects
        if isinstance(item, dict) and item.get("S")
    }
    for item in structure.values():
        if item["S"] == "/TH" and "A" in item:
            row = structure.get(item["P"], {})
            above = structure.get(row.get("P"), {})
            item["A"]["Scope"] = "/Column" if above.get("S") == "/THead" else "/Row"


def style(text: str) -> "CSS":
    """A style sheet parsed once and kept: parsing costs more than laying out a small page."""
    tools = _tools()
    return tools.weasyprint.CSS(string=text, base_url=BASE_URL, url_fetcher=tools.fetcher, font_config=tools.fonts)


def warm(after: float = 5.0) -> threading.Timer:
    """Loads WeasyPrint and the fonts once the first requests are answered: the first paper is then not the slow one."""
    timer = threading.Timer(after, _warm)
    timer.daemon = True
    timer.start()
    return timer


def static_file(url: str) -> Path:
    """The file of ours that an address in a printed page means; anything else is refused."""
    parts = urlsplit(url)
    named = re.sub(r"^/static/v-[0-9a-z]+/", "/static/", unquote(parts.path))
    path = (STATIC.parent / named.lstrip("/")).resolve()
    if f"{parts.scheme}://{parts.netloc}/" != BASE_URL or not path.is_relative_to(STATIC):
        raise ValueError(f"a printed page may only use our own files, not {url[:80]}")
    return path


class _Tools:
    """What one process keeps: the library, its fonts, and the fetcher that never leaves the house."""

    def __init__(self) -> None:
        try:
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
        except OSError as missing:
            raise PangoMissing() from missing
        self.weasyprint: Any = weasyprint
        self.fonts = FontConfiguration()
        self.fetcher = _fetcher()
        self.faces = weasyprint.CSS(string=FACES, base_url=BASE_URL, url_fetcher=self.fetcher, font_config=self.fonts)


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OurFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            file = static_file(url)
            mime = {".css": "text/css", ".svg": "image/svg+xml"}.get(file.suffix, "application/octet-stream")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": mime})

    return OurFiles(allowed_protocols=("data",))


_kept: _Tools | None = None


def _tools() -> _Tools:
    global _kept
    with LOCK:
        if _kept is None:
            _kept = _Tools()
        return _kept


def _warm() -> None:
    try:
        render_pdf('<html lang="zh-CN"><title>样张</title><p style="font-family:FullGrid Song">样张', title="样张")
    except PangoMissing:
        return


def picture(content: bytes, page: int = 1, width: int = 1200) -> bytes:
    """One page as PNG, for browsers that open no PDF (WeChat's). Raises IndexError past the last page."""
    import io

    import pypdfium2

    with LOCK, pypdfium2.PdfDocument(content) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        shown = document[page - 1]
        drawn = shown.render(scale=width / shown.get_width()).to_pil()
    packed = io.BytesIO()
    drawn.convert("RGB").quantize(64).save(packed, "PNG", optimize=True)
    return packed.getvalue()
