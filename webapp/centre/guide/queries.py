"""The guide, read once from its files."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import markdown
from markupsafe import Markup

from webapp.centre.guide.rules import CHAPTERS

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "guide"
PICTURES = FOLDER / "pictures"
HEADING = re.compile(r"^## (.+?) \{#([a-z0-9-]+)\}$", re.M)
AROUND = 60


@dataclass(frozen=True)
class Paragraph:
    chapter: str
    anchor: str
    title: str
    text: str

    @property
    def html(self) -> Markup:
        """Ours, from our own files."""
        made = markdown.markdown(self.text, extensions=["sane_lists"])
        made = made.replace("<pre>", '<pre tabindex="0">')  # what scrolls sideways can be reached by keys
        lazy = made.replace("<img ", '<img class="guide-picture" loading="lazy" ')
        return Markup(lazy.replace('src="pictures/', 'src="/help/pictures/'))  # noqa: S704

    @property
    def plain(self) -> str:
        words = re.sub(r"!\[[^]]*\]\([^)]*\)", "", self.text)
        return re.sub(r"[`*\s]+", " ", words).strip()


@cache
def chapters() -> dict[str, list[Paragraph]]:
    return {name: _read(name) for name in CHAPTERS}


@cache
def anchors() -> dict[str, Paragraph]:
    return {one.anchor: one for part in chapters().values() for one in part}


def find(words: str) -> list[tuple[Paragraph, str]]:
    """(paragraph, the place in it) of whatever holds every word, titles first."""
    wanted = words.lower().split()
    found = [one for one in anchors().values() if all(word in f"{one.title} {one.plain}".lower() for word in wanted)]
    found.sort(key=lambda one: not any(word in one.title.lower() for word in wanted))
    return [(one, _excerpt(one.plain, wanted[0])) for one in found] if wanted else []


def _read(name: str) -> list[Paragraph]:
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    heads = list(HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Paragraph(name, head[2], head[1], text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]  # fmt: skip


def _excerpt(text: str, word: str) -> str:
    at = max(text.lower().find(word) - AROUND // 3, 0)
    cut = text[at : at + AROUND]
    return ("…" if at else "") + cut + ("…" if at + AROUND < len(text) else "")
