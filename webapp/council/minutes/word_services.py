"""The same paper as a Word file."""

from webapp.core.paper.docx_writer import HEI, SONG, OfficialPaper
from webapp.council.minutes.words_rules import Paper

WIDTHS = (14, 54, 46, 24, 18)


def as_word(paper: Paper, *, author: str) -> bytes:
    word = OfficialPaper(f"{paper.mark} {paper.number}", author)
    word.line(paper.mark, face=SONG, size=34, indent=False, align="center", red=True, exact=48, before=90)
    word.ends(paper.number, paper.day)
    word.rule(word.file.paragraphs[-1])
    word.line(paper.title, face=SONG, size=22, indent=False, align="center", exact=36, before=28)
    for text in paper.opening:
        word.line(text)
    for part in paper.parts:
        word.line(part.heading, face=HEI)
        for text in part.paragraphs:
            word.line(text)
    if paper.rows:
        word.line(paper.table_heading, face=HEI)
        word.table(paper.heads, paper.rows, WIDTHS)
    for text in paper.closing:
        word.line(text)
    for label, names in paper.people:
        word.line(f"{label}：{'　'.join(names)}")
    for signer in paper.signers:
        word.line(f"签名　{signer}")
    word.line(paper.to, size=14, indent=False, before=28)
    word.ends(paper.issuer, paper.issued)
    return word.content()
