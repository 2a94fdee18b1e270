"""One of a thing is not several: “1 days late” is said “1 day late”. Only English has the difference, and only where a
number stands before a noun in a catalogue; its verb follows."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

COUNTED = re.compile(
    r"%\((?P<name>\w+)\)s (?P<before>(?:[a-z]+ )?)(?P<noun>[a-z]{2,}s)\b"
    r"(?P<verb>(?: (?:are|were|have|wait|need|stay|do)\b)?)"
)
NO_NOUN = {"is", "was", "has", "ms", "says", "asks", "goes", "holds", "knows", "needs", "belongs", "this"}
NO_ADJECTIVE = {"of", "to", "in", "the", "is", "was", "has", "already", "left"}
VERBS = {"are": "is", "were": "was", "have": "has", "do": "does"}


def counts(text: str) -> bool:
    return COUNTED.search(text) is not None


def fit(text: str, values: Mapping[str, Any]) -> str:
    """The text as it is said of these numbers, before they are filled in."""
    ones = tuple(name for name, value in values.items() if value in (1, "1") and value is not True)
    return _single(text, ones) if ones else text


@lru_cache(maxsize=2048)
def _single(text: str, ones: tuple[str, ...]) -> str:
    return COUNTED.sub(lambda found: _one(found) if found["name"] in ones else found[0], text)


def _one(found: re.Match[str]) -> str:
    before, noun = found["before"].strip(), found["noun"]
    if before.endswith("s") and before not in NO_NOUN:  # “1 minutes this”
        return found[0].replace(before, _noun(before), 1)
    if noun in NO_NOUN or before in NO_ADJECTIVE:
        return found[0]
    verb = found["verb"].strip()
    said = f" {VERBS.get(verb, verb + 's')}" if verb else ""
    return f"%({found['name']})s {found['before']}{_noun(noun)}{said}"


def _noun(several: str) -> str:
    if several.endswith("ies"):
        return several[:-3] + "y"
    return several[:-2] if several.endswith(("ches", "shes", "xes", "sses")) else several[:-1]
