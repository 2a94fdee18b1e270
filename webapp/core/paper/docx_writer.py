"""Word files in the official layout (GB/T 9704): the same paper as the PDF, for offices that edit it further."""

import io
from collections.abc import Sequence
from typing import Any

FANG, HEI, SONG = "仿宋_GB2312", "黑体", "方正小标宋简体"
RED = (0xC8, 0x16, 0x1D)


class OfficialPaper:
    """Built top to bottom; `content()` is the file."""

    def __init__(self, title: str, author: str) -> None:
        import docx
        from docx.shared import Mm

        self.file: Any = docx.Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(26)
        self.file.settings.odd_and_even_pages_header_footer = True
        core = self.file.core_properties
        core.title, core.author, core.language = title, author, "zh-CN"
        self._number(section.footer, right=True)
        self._number(section.even_page_footer, right=False)

    def line(
        self, text: str, *, face: str = FANG, size: float = 16, indent: bool = True, align: str = "", red: bool = False,
        exact: float = 28.95, before: float = 0,
    ) -> Any:  # fmt: skip
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Pt, RGBColor

        paragraph = self.file.add_paragraph()
        shape = paragraph.paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact)
        shape.space_before, shape.space_after = Pt(before), Pt(0)
        shape.first_line_indent = Pt(size * 2) if indent else Pt(0)
        if align:
            paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align.upper())
        run = paragraph.add_run(text)
        self._face(run, face, size)
        if red:
            run.font.color.rgb = RGBColor(*RED)
        return paragraph

    def ends(self, left: str, right: str) -> None:
        """Two words at both ends of one line: a number and a day."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        paragraph = self.line(f"{left}\t{right}", indent=False)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)

    def rule(self, paragraph: Any, colour: str = "C8161D") -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        borders = OxmlElement("w:pBdr")
        bottom = OxmlElement("w:bottom")
        for key, value in (("w:val", "single"), ("w:sz", "12"), ("w:space", "4"), ("w:color", colour)):
            bottom.set(qn(key), value)
        borders.append(bottom)
        paragraph._p.get_or_add_pPr().append(borders)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = ()) -> None:
        """`widths` in millimetres; the type area has 156 of them."""
        from docx.shared import Mm, Pt

        table = self.file.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = not widths
        for cell, words in zip(table.rows[0].cells, heads, strict=True):
            self._cell(cell, words, HEI)
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                self._cell(cell, words, FANG)
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Mm(width)  # the grid, for LibreOffice
            for cell in column.cells:
                cell.width = Mm(width)  # each cell, for Word
        self.file.add_paragraph().paragraph_format.line_spacing = Pt(8)

    def content(self) -> bytes:
        stream = io.BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def _cell(self, cell: Any, words: str, face: str) -> None:
        from docx.enum.text import WD_LINE_SPACING
        from docx.shared import Pt

        shape = cell.paragraphs[0].paragraph_format
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
        shape.space_before, shape.space_after = Pt(2), Pt(2)
        run = cell.paragraphs[0].add_run(words)
        self._face(run, face, 12)

    def _face(self, run: Any, face: str, size: float) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        run.font.size, run.font.name = Pt(size), "Times New Roman"
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)

    def _number(self, footer: Any, *, right: bool) -> None:
        """— 1 — in 四号, outer edge, one character in."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt

        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        shape = paragraph.paragraph_format
        shape.right_indent, shape.left_indent = (Pt(14), Pt(0)) if right else (Pt(0), Pt(14))
        for words in ("— ", "1", " —"):
            run = paragraph.add_run(words)
            self._face(run, SONG, 14)
            if words == "1":  # what stands there until the program counts: a field holds its run, not the other way
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), "PAGE")
                run._r.addprevious(field)
                field.append(run._r)
