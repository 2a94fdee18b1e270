"""The self-audit: a picture of the product, and what must not be in it. Pure: the picture is taken elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

DENIAL = r"不|没|无|别"


@dataclass(frozen=True)
class Route:
    """One address of the running product. `door` is the act that opens it, "public", or empty when nobody said."""

    rule: str
    endpoint: str
    door: str
    gives_file: bool = False

    @property
    def place(self) -> str:
        return f"{self.rule} → {self.endpoint}"


@dataclass(frozen=True)
class Picture:
    """What the audit looks at. `sources` are file → text; `personal` columns that speak of people, `purposes` those
    with a purpose and a term; `conditions` what the database itself asks of a row."""

    routes: tuple[Route, ...] = ()
    columns: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    personal: tuple[str, ...] = ()
    purposes: frozenset[str] = frozenset()
    headers: dict[str, str] = field(default_factory=dict)
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """`reason` says why it is all right; without one it is an open point."""

    place: str
    reason: str = ""


@dataclass(frozen=True)
class Excuse:
    """Places that begin with one of `begins` are explained by `reason`."""

    reason: str
    begins: tuple[str, ...]


@dataclass(frozen=True)
class Ban:
    """Names of columns, addresses, jobs, settings and deeds by `names`; words in the source by `words`. A sentence that
    denies the word is no finding."""

    names: str
    words: str = ""
    excuses: tuple[Excuse, ...] = ()

    def look(self, picture: Picture) -> list[Finding]:
        found = [Finding(place, self._reason(place)) for place in (*self._named(picture), *self._said(picture))]
        return sorted(set(found), key=lambda one: (bool(one.reason), one.place))

    def _named(self, picture: Picture) -> Iterable[str]:
        name = re.compile(self.names)
        for place in picture.columns:
            table, _, column = place.partition(".")
            if name.search(table):
                yield f"table {table}"
            elif name.search(column):
                yield place
        for route in picture.routes:
            if name.search(route.rule) or name.search(route.endpoint):
                yield route.place
        for kind, known in (("job", picture.jobs), ("setting", picture.settings), ("deed", picture.deeds)):
            yield from (f"{kind} {one}" for one in known if name.search(one))

    def _said(self, picture: Picture) -> Iterable[str]:
        if not self.words:
            return
        word = re.compile(self.words)
        for file, text in picture.sources.items():
            for found in word.finditer(text):
                if not _is_denied(text, found):
                    yield f"{file}:{text.count(chr(10), 0, found.start()) + 1}"

    def _reason(self, place: str) -> str:
        return next((one.reason for one in self.excuses if place.startswith(one.begins)), "")


def _is_denied(text: str, found: re.Match[str]) -> bool:
    """没有在线时长, 不排名, 打卡不能写: the sentence around the word says no."""
    begin = max(text.rfind(stop, 0, found.start()) for stop in "。；：\n\"'（“>") + 1
    ends = [at for stop in "。；\n\"'<" if (at := text.find(stop, found.end())) >= 0]
    return re.search(DENIAL, text[begin : min(ends, default=len(text))]) is not None


@dataclass(frozen=True)
class Must:
    """What has to be there: the places where it is not."""

    missing: Callable[[Picture], Iterable[str]]

    def look(self, picture: Picture) -> list[Finding]:
        return [Finding(place) for place in self.missing(picture)]


@dataclass(frozen=True)
class Check:
    key: str
    title: str
    test: Ban | Must

    @property
    def is_ban(self) -> bool:
        return isinstance(self.test, Ban)


@dataclass(frozen=True)
class Result:
    check: Check
    findings: list[Finding]

    @property
    def open_points(self) -> list[Finding]:
        return [one for one in self.findings if not one.reason]

    @property
    def explained(self) -> list[Finding]:
        return [one for one in self.findings if one.reason]


def audit(picture: Picture, checks: Iterable[Check]) -> list[Result]:
    return [Result(check, check.test.look(picture)) for check in checks]


def open_points(results: Iterable[Result]) -> list[str]:
    return [f"{result.check.key}: {one.place}" for result in results for one in result.open_points]
