"""Which characters our own faces draw, asked before a name is printed.

The shipped subset of Noto Serif CJK SC holds GB 2312 and the name characters seen beyond it. A name it cannot
draw is set wholly in the full system face, so that no single character of a name looks borrowed.
"""

from functools import cache

from webapp.core.paper.pdf import STATIC

SONG = "song.otf"
TITLE = "song-title.otf"
KAI = "kai.ttf"
FULL_FACE = "Noto Serif CJK SC"


@cache
def coverage(face: str = SONG) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(STATIC / "fonts" / face, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing(text: str, face: str = SONG) -> str:
    """The characters of `text` that our face does not draw, each once, in order."""
    known = coverage(face)
    return "".join(dict.fromkeys(letter for letter in text if ord(letter) not in known and not letter.isspace()))


@cache
def full_coverage() -> frozenset[int]:
    """What the full face on this machine draws; empty where it is not installed."""
    from fontTools.ttLib import TTCollection, TTFont

    path = _system_face()
    if path is None:
        return frozenset()
    if path.endswith(".ttc"):
        for font in TTCollection(path, lazy=True).fonts:
            if font["name"].getDebugName(1) == FULL_FACE:
                return frozenset(font.getBestCmap())
        return frozenset()
    return frozenset(TTFont(path, lazy=True).getBestCmap())


def undrawable(text: str) -> str:
    """Characters that neither our face nor the full one draws: the office must be told before it prints."""
    return "".join(letter for letter in missing(text) if ord(letter) not in full_coverage())


def _system_face() -> str | None:
    """fontconfig's own tool knows where the full face lies; without the tool we say we do not know."""
    import shutil
    import subprocess

    tool = shutil.which("fc-match")
    if tool is None:
        return None
    asked = subprocess.run(  # noqa: S603 — fixed words, no shell
        [tool, "-f", "%{family}|%{file}", FULL_FACE], capture_output=True, text=True, timeout=20, check=False
    )
    family, _, path = asked.stdout.partition("|")
    return path if FULL_FACE in family and path else None
