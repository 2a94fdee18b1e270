"""What of the minutes is for whom. One table, field by field; nothing is ever redacted by hand.

A field that is not in the table goes to nobody but the community itself.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from webapp.core.text.i18n import N_


class Audience(StrEnum):
    INTERNAL = "internal"
    COUNCIL = "council"
    PUBLIC = "public"


AUDIENCE_WORDS = {
    Audience.INTERNAL: N_("内部存档"),
    Audience.COUNCIL: N_("发参会人"),
    Audience.PUBLIC: N_("公开版"),
}


class Show(StrEnum):
    WHOLE = "whole"
    SCREENED = "screened"
    ROLE = "role"
    DROP = "drop"


W, S, R, D = Show.WHOLE, Show.SCREENED, Show.ROLE, Show.DROP
TABLE: dict[str, tuple[Show, Show, Show]] = {
    #                     internal, council, public
    "community": (W, W, W),
    "series": (W, W, W),
    "number": (W, W, W),
    "version": (W, W, W),
    "held_on": (W, W, W),
    "starts_at": (W, W, W),
    "place": (W, W, W),
    "issued_on": (W, W, W),
    "reason": (W, W, S),
    "opening": (W, W, S),
    "closing": (W, W, S),
    "host": (W, W, R),
    "recorder": (W, W, R),
    "present": (W, W, R),
    "excused": (W, W, D),
    "absent": (W, W, D),
    "quorum": (W, W, W),
    "counting": (W, W, W),
    "counting_hash": (W, W, W),
    "dropped": (W, W, W),
    "topics": (W, W, W),
    "decided": (W, W, W),
    "resolutions": (W, W, W),
    "promises": (W, W, W),
    "carried": (W, W, W),
    "votes": (W, W, W),
    "quotes": (W, D, D),
    "notes": (W, W, D),
    "summary": (W, W, W),
    "title": (W, W, S),
    "deed": (W, W, S),
    "question": (W, W, S),
    "acceptance": (W, W, S),
    "owner": (W, W, R),
    "watcher": (W, W, R),
    "verifier": (W, W, R),
    "recused": (W, W, R),
    "rule": (W, W, W),
    "origin": (W, W, W),
    "reached": (W, W, W),
    "kind": (W, W, W),
    "flags": (W, W, W),
    "later_month": (W, W, W),
    "households": (W, W, W),
    "first_on": (W, W, W),
    "last_on": (W, W, W),
    "first_due": (W, W, W),
    "due": (W, W, W),
    "state": (W, W, W),
    "done": (W, W, W),
    "of": (W, W, W),
    "votes_for": (W, W, W),
    "votes_against": (W, W, W),
    "abstained": (W, W, W),
    "adopted": (W, W, W),
    "base": (W, W, W),
    "needed": (W, W, W),
    "here": (W, W, W),
    "is_talk": (W, W, W),
    "proxies": (W, W, R),
    "funding": (W, W, D),
    "contact": (W, D, D),
    "objections": (W, W, D),
    "signers": (W, W, R),
}
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
CALLED = re.compile(r"[\u4e00-\u9fff](?=(?:大爷|大妈|大娘|大姐|大哥|阿姨|奶奶|爷爷|叔叔|师傅|老师|女士|先生)(?!们))")
DOOR = re.compile(r"(\d{1,3}\s*(?:号楼|栋|幢|座))\s*(\d{1,2}\s*(?:单元|门))?\s*\d{3,4}\s*(?:室|号|户)?")
# Doors without the word for the building: 2门602, 602室, 3-2-602, 3#602.
BARE_DOOR = re.compile(
    r"\d{1,2}\s*(?:单元|门)\s*\d{3,4}(?!\d)(?:\s*(?:室|号|户))?|(?<!\d)\d{3,4}\s*室"
    r"|(?<![\d-])\d{1,3}\s*[-#－]\s*(?:\d{1,2}\s*[-－]\s*)?\d{3,4}(?![\d-])(?:\s*(?:室|号|户))?"
)


def screen(text: str, names: Iterable[str]) -> str:
    """Words somebody typed, without phones, document numbers, doors, 王大爷, and any name the meeting knows."""
    text = PHONE.sub("（电话略）", ID_NUMBER.sub("（证件号略）", text))
    text = CALLED.sub("某", BARE_DOOR.sub("某户", DOOR.sub(r"\1某户", text)))
    for name in sorted({name for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, "某某")
    return text


def shown(key: str, audience: Audience) -> Show:
    """A key that the table lacks is shown to the community only."""
    return TABLE.get(key, (W, D, D))[list(Audience).index(audience)]


def redact(body: Mapping[str, Any], audience: Audience, names: Iterable[str]) -> dict[str, Any]:
    """A copy of the body as this audience may see it. A person is a mapping {name, role}: ROLE keeps the role."""
    known = list(names)
    return {
        key: _treat(value, how, audience, known)
        for key, value in body.items()
        if (how := shown(key, audience)) is not Show.DROP
    }


def _treat(value: Any, how: Show, audience: Audience, names: list[str]) -> Any:
    if isinstance(value, list):
        return [_treat(one, how, audience, names) for one in value]
    if isinstance(value, Mapping):
        if is_person(value):
            return dict(value) if how is Show.WHOLE else {"name": "", "role": value["role"]}
        return redact(value, audience, names)
    return screen(value, names) if how is Show.SCREENED and isinstance(value, str) else value


def is_person(value: Mapping[str, Any]) -> bool:
    return "name" in value and "role" in value


def people(value: Any) -> set[str]:
    """Every name the body holds, so that none of them survives in a sentence somebody typed."""
    if isinstance(value, list):
        return {name for one in value for name in people(one)}
    if isinstance(value, Mapping):
        own = {str(value["name"])} if is_person(value) and value["name"] else set()
        return own | {name for one in value.values() for name in people(one)}
    return set()
