"""What somebody meant by the few letters they typed into the search box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text import cleaning

BETWEEN = r"[号楼栋幢座单元门室\-/#.、\s]+"
DOOR = re.compile(rf"(?P<estate>[^\d\-/#]*)(?P<parts>\d+[A-Za-z]?(?:{BETWEEN}\d+[A-Za-z]?)*(?:{BETWEEN})?)")
NUMBERS = re.compile(r"\d+[A-Za-z]?")
HAN_NUMBER = re.compile(r"[一二三四五六七八九十]{1,3}(?=号|栋|幢|座|楼|单元|门|#)")
ENTRANCE = re.compile(r"\d+[A-Za-z]?\s*(?:单元|门)")
BUILDING_TAIL, ENTRANCE_TAIL = r"(?:号楼|号|楼|栋|幢|座|#楼|#)?", r"(?:单元|门|#)?"
ROOM = re.compile(r"\d{3,}[A-Za-z]?")


DIGITS = "零一二三四五六七八九"


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
    """`text` of a door is as much of 3-2-602 as was said from its beginning; `room` stands apart where the entrance was
    not said (3-602), `entrance` where the building was not (2门602)."""

    meaning: Meaning
    text: str = ""
    estate: str = ""
    room: str = ""
    entrance: str = ""


def understand(words: str) -> Asked:
    """王秀 → name, wxy → pinyin, 3-2-602 → door, 602 → room, 5678 → room or phone tail, 11 or 18 digits → exact."""
    text = HAN_NUMBER.sub(lambda found: str(_counted(found[0])), cleaning.fold(words)[:40])
    if not text:
        return Asked(Meaning.NOTHING)
    if re.fullmatch(r"\d{17}[\dXx]|[A-Za-z]{1,3}\d{6,12}", text, re.ASCII):
        return Asked(Meaning.ID_NUMBER, text.upper())
    if text.isascii() and text.isdecimal():
        return _digits(text)
    if re.fullmatch(r"[A-Za-zü' ]+", text):
        return Asked(Meaning.PINYIN, re.sub("[' ]", "", text).lower().replace("ü", "v"))
    if found := DOOR.fullmatch(text):
        return _door(found["parts"], found["estate"].strip())
    return Asked(Meaning.NAME, re.sub(r"\s", "", text))


def _door(parts: str, estate: str) -> Asked:
    """3-2-602, 3#2-602 and 3号楼2门602 are one door; 3-602 leaves the entrance open, 2门602 the building."""
    numbers = NUMBERS.findall(parts)
    if len(numbers) == 2 and ROOM.fullmatch(numbers[1]):
        if ENTRANCE.match(parts):
            return Asked(Meaning.DOOR, "", estate, numbers[1], numbers[0])
        return Asked(Meaning.DOOR, numbers[0], estate, numbers[1])
    return Asked(Meaning.DOOR, "-".join(numbers), estate)


def _counted(han: str) -> int:
    """二十三 → 23; buildings and entrances go no further."""
    tens, mark, ones = han.rpartition("十")
    first = (DIGITS.index(tens) if tens in DIGITS and tens else 1) if mark else 0
    return first * 10 + (DIGITS.index(ones) if ones else 0)


def place_number(word: str, tail: str) -> str:
    """3号楼, 3栋, 3#, 三号楼 and 3 are the same building; 东1号楼 is not 1号楼."""
    said = HAN_NUMBER.sub(lambda found: str(_counted(found[0])), cleaning.fold(word))
    plain = re.fullmatch(rf"(\d+[A-Za-z]?){tail}", said)
    return plain[1] if plain else said


def _digits(text: str) -> Asked:
    if len(text) >= 7:
        return Asked(Meaning.PHONE, text)
    return Asked(Meaning.ROOM_OR_TAIL if len(text) == 4 else Meaning.ROOM, text)


def door_key(building: str, entrance: str, room: str) -> str:
    """3号楼, 2门, 602 → 3-2-602: how people write a door when they are in a hurry."""
    parts = [NUMBERS.findall(word) for word in (building, entrance, room)]
    return "-".join(found[-1] if found else word for found, word in zip(parts, (building, entrance, room), strict=True))
