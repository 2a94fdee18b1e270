"""What of the minutes is for whom. One table, field by field; nothing is ever redacted by hand.

A field that is not in the table goes to nobody but the community itself.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from webapp.core.i18n import N_


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
    "held_on": (W, W, W),
    "starts_at": (W, W, W),
    "place": (W, W, W),
    "issued_on": (W, W, W),
    "version": (W, W, W),
    "reason": (W, W, S),
    "quorum": (W, W, W),
    "host": (W, W, R),
    "recorder": (W, W, R),
    "present": (W, W, R),
    "excused": (W, W, D),
    "absent": (W, W, D),
    "counting": (W, W, S),
    "dropped": (W, W, S),
    "topics": (W, W, S),
    "topics.title": (W, W, S),
    "topics.households": (W, W, W),
    "topics.origin": (W, W, W),
    "topics.reason": (W, W, S),
    "topics.quotes": (W, D, D),
    "topics.notes": (W, W, D),
    "topics.votes": (W, W, S),
    "topics.resolutions": (W, W, S),
    "carried": (W, W, S),
    "promises": (W, W, S),
    "deed": (W, W, S),
    "owner": (W, W, R),
    "watcher": (W, W, R),
    "verifier": (W, W, R),
    "first_due": (W, W, W),
    "due": (W, W, W),
    "state": (W, W, W),
    "recused": (W, W, R),
    "funding": (W, W, D),
    "contact": (W, D, D),
    "objections": (W, W, D),
    "signers": (W, W, R),
}
PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
DOOR = re.compile(r"(\d{1,3}\s*(?:号楼|栋|幢|座))\s*(\d{1,2}\s*(?:单元|门))?\s*\d{3,4}\s*(?:室|号|户)?")


def screen(text: str, names: Iterable[str]) -> str:
    """Words somebody typed, without phones, document numbers, doors, and any name the meeting knows."""
    text = PHONE.sub("（电话略）", ID_NUMBER.sub("（证件号略）", text))
    text = DOOR.sub(r"\1某户", text)
    for name in sorted({name for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, "某某")
    return text


def shown(path: str, audience: Audience) -> Show:
    row = TABLE.get(path) or TABLE.get(path.rsplit(".", 1)[-1]) or (W, D, D)
    return row[list(Audience).index(audience)]


def redact(body: Mapping[str, Any], audience: Audience, names: Iterable[str], path: str = "") -> dict[str, Any]:
    """A copy of the body as this audience may see it. A person is a mapping {name, role}: ROLE keeps the role."""
    known = list(names)
    kept: dict[str, Any] = {}
    for key, value in body.items():
        where = f"{path}.{key}" if path else key
        how = shown(where, audience)
        if how is not Show.DROP:
            kept[key] = _treat(value, how, audience, known, path and where or key)
    return kept


def _treat(value: Any, how: Show, audience: Audience, names: list[str], path: str) -> Any:
    if isinstance(value, list):
        return [_treat(one, how, audience, names, path) for one in value]
    if isinstance(value, Mapping):
        if "role" in value and "name" in value:
            return dict(value) if how is Show.WHOLE else {"name": "", "role": value["role"]}
        return redact(value, audience, names, path) if how is not Show.WHOLE or path in TABLE else dict(value)
    return screen(value, names) if how is not Show.WHOLE and isinstance(value, str) else value
