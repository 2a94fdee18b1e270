"""What somebody meant by the few letters they typed into the search box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text import cleaning

BETWEEN = r"[号楼栋单元门室\-/#\s]+"
DOOR = re.compile(rf"(?P<estate>[^\d\-/]*)(?P<parts>\d+[A-Za-z]?(?:{BETWEEN}\d+[A-Za-z]?)*(?:{BETWEEN})?)")
NUMBERS = re.compile(r"\d+[A-Za-z]?")


class Meaning(StrEnum):
    NOTHING = "nothing"
    NAME = "name"
    PINYIN = "pinyin"
    DOOR = "door"
    ROOM = "room"
    ROOM_OR_TAIL = "room_or_tail"
    PHONE = "phone"
    ID_NUMBER = "id_number"


@dataclass(frozen=True)
class Asked:
    meaning: Meaning
    text: str = ""
    estate: str = ""


def understand(words: str) -> Asked:
    """王秀 → name, wxy → pinyin, 3-2-602 → door, 602 → room, 5678 → room or phone tail, 11 or 18 digits → exact."""
    text = cleaning.fold(words)[:40]
    if not text:
        return Asked(Meaning.NOTHING)
    if re.fullmatch(r"\d{17}[\dXx]|[A-Za-z]{1,3}\d{6,12}", text, re.ASCII):
        return Asked(Meaning.ID_NUMBER, text.upper())
    if text.isascii() and text.isdigit():
        return _digits(text)
    if re.fullmatch(r"[A-Za-zü' ]+", text):
        return Asked(Meaning.PINYIN, re.sub("[' ]", "", text).lower().replace("ü", "v"))
    if found := DOOR.fullmatch(text):
        return Asked(Meaning.DOOR, "-".join(NUMBERS.findall(found["parts"])), found["estate"])
    return Asked(Meaning.NAME, re.sub(r"\s", "", text))


def _digits(text: str) -> Asked:
    if len(text) >= 7:
        return Asked(Meaning.PHONE, text)
    return Asked(Meaning.ROOM_OR_TAIL if len(text) == 4 else Meaning.ROOM, text)


def door_key(building: str, entrance: str, room: str) -> str:
    """3号楼, 2门, 602 → 3-2-602: how people write a door when they are in a hurry."""
    parts = [NUMBERS.findall(word) for word in (building, entrance, room)]
    return "-".join(found[-1] if found else word for found, word in zip(parts, (building, entrance, room), strict=True))
