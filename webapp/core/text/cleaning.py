"""What people type, paste and scan, cleaned once at the door.

A keyboard in full-width mode writes Ｚ００００１, a number pasted from a chat carries marks of no width, a web page
hands over blanks of six kinds. `clean` makes letters, digits and the signs of addresses plain everywhere and leaves
the punctuation of Chinese sentences, ①, ㎡ and … alone; `fold` reads everything as a machine must (NFKC), for
numbers, days, codes and search words. static/js/text.js does the same where the phone judges; one table in the tests
holds both.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

# Full-width letters and digits, and the signs that stand in numbers, addresses and typed lines. ，：；！？（）～ stay.
_SIGNS = "＂＃＄％＆＇＊＋－／＜＝＞＠＼＾＿｀｜"
_WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, _SIGNS))
_PLAIN = {code: code - 0xFEE0 for code in _WIDE}
# No width, direction, byte order, fillers, variation selectors, controls, halves of pairs: nothing a reader sees.
_UNSEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_BLANKS = "\t\x0b\x0c \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
UNSEEN, BLANKS = re.compile(f"[{_UNSEEN}]"), re.compile(f"[{_BLANKS}]+")
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
WORD = r"[^\W\d_]"
# 买买提•艾力, 买买提・艾力, 买买提．艾力: one dot between the parts of a name, however it was typed.
DOT = re.compile(rf"(?<={WORD})[•‧∙⋅・･᛫⸱·](?={WORD})|(?<=[㐀-鿿])．(?=[㐀-鿿])")
POINT, COLON = re.compile("．"), re.compile(r"(?<=\d)：(?=\d)")
DASHES = re.compile("[‐‑‒–—―−﹣－ー]")
PRINTABLE = re.compile(r"[!-~]*(?: [!-~]+)*")


def clean(text: str) -> str:
    """For words of any length: lines stay lines, each without odd blanks."""
    if PRINTABLE.fullmatch(text):
        return text
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text)).translate(_PLAIN)
    text = COLON.sub(":", POINT.sub(".", DOT.sub("·", text)))
    lines = (BLANKS.sub(" ", line).strip(" ") for line in LINE_END.split(text))
    return "\n".join(lines).strip("\n")


def visible(text: str) -> str:
    """Only what nobody sees is dropped."""
    return UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """For names, titles, places."""
    return clean(text).replace("\n", " ")


def cut(text: str, most: int) -> str:
    """No longer than `most`, and a cut says that it is one: “共66盏” cut short must not read “共6”."""
    return text if len(text) <= most else text[: most - 1] + "…"


CORNERS = str.maketrans("\u300c\u300d", "“”")


def as_now(stored: str) -> str:
    """With the quotation marks that pages have now: older rows were stored with corner ones."""
    return stored.translate(CORNERS)


def fold(text: str) -> str:
    """For what is looked up or counted with: numbers, days, search words. Any dash is a dash."""
    return one_line(text if text.isascii() else DASHES.sub("-", unicodedata.normalize("NFKC", clean(text))))


def code(text: str) -> str:
    """For what stands on a card, a label or a paper: no blanks, capital letters."""
    return fold(text).replace(" ", "").upper()


class Remembering(dict[str, Any]):
    """What a cell of a table is read as, by its words: most cells say what one above them said. For one reading; a
    refusal is said again each time."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> Any:
        self[cell] = found = self._read(cell)
        return found
