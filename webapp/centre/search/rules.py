"""Pages by name: by any part of it, by pinyin, by initials."""

from collections.abc import Iterable
from typing import Any

from webapp.core.text.pinyin import pinyin_of_words

MOST_PAGES = 6


def pages(entries: Iterable[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """Those of the reader's own navigation whose name fits; the first ones while nothing is typed."""
    asked = words.lower().replace(" ", "")
    fit = [entry for entry in entries if not asked or _fits(str(entry["label"]), asked)]
    return fit[:MOST_PAGES]


def _fits(label: str, asked: str) -> bool:
    sound, initials = pinyin_of_words(label)
    return asked in label.lower() or sound.startswith(asked) or (asked.isascii() and asked in initials)
