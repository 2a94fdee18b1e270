"""The face's own table is rewritten in place: whatever follows it must stay."""

import io

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from webapp.core.paper import font_mapping
from webapp.core.paper.pdf import STATIC

MANY = "".join(map(chr, range(0x4E00, 0x5100)))


def small(letters: str, *, retain: bool) -> bytes:
    font = TTFont(STATIC / "fonts" / "song.otf")
    work = subset.Subsetter(subset.Options(retain_gids=retain, notdef_outline=True))
    work.populate(text=letters)
    work.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.mark.parametrize("letters", ["", "1", "12", "2026", "永", "永和", "赵国强2026年", MANY])
@pytest.mark.parametrize("retain", [True, False])
def test_every_size_of_face_keeps_its_glyphs(letters: str, retain: bool) -> None:
    before = small(letters, retain=retain)
    after = font_mapping.identity(before)
    old, new = (TTFont(io.BytesIO(face))["CFF "].cff[0] for face in (before, after))
    assert len(before) == len(after) and len(old.charset) == len(new.charset)
    assert new.charset == [".notdef", *(f"cid{n:05d}" for n in range(1, len(new.charset)))]
    for at, (was, now) in enumerate(zip(old.charset, new.charset, strict=True)):
        assert old.CharStrings[was].bytecode == new.CharStrings[now].bytecode, at


def test_other_faces_come_back_as_they_were() -> None:
    kai = (STATIC / "fonts" / "kai.ttf").read_bytes()
    assert font_mapping.identity(kai) is kai
