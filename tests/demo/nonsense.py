"""Forms and links read off a page, and what nobody means to fill them with."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

NONSENSE = (
    "", " ", "\u3000", "\u200b", "\u202e\u202d", "\n\n", "0", "-1", "1.5", "９９９", "1e309", "999999999999", "NaN",
    "true", "[]", "{}", '{"a":', "[1]", '"x"', "null", "0001-01-01", "9999-12-31", "2026-02-30", "1900-02-29",
    "2026-13-01T25:61",
    "9999-12-31T23:59", "0001-01-01T00:00", "24:00", "25:61", "'; DROP TABLE unit; --", "<img src=x onerror=1>",
    "%s%(x)s{0}",
    "../../etc/passwd", "𠮷㛃䶮", "👵🏻", "é" * 30, "长" * 5000, "01900000-0000-7000-8000-00000000dead", "not-an-id",
    "１３８１２３４５６７８", "A" * 36, "=1+1", "\t", "a\x00b", "\ud7ff\uffff",
)  # fmt: skip
FILES = (b"", b"PK\x03\x04x", b"\xff\xd8\xff\xe0", b"a,b\n1", b"{}", b"\x00" * 99)
TYPED = {
    "date": "2026-11-30", "datetime-local": "2026-11-30T09:00", "time": "09:00", "tel": "13812345678", "number": "2",
}  # fmt: skip
WORDS = ("2", "2026-11-30", "这件事说清楚了", "13812345678", "王秀英")


@dataclass
class Shown:
    """A form as a page shows it: where it goes, and what each field offers."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def pattern(self) -> tuple[str, str, tuple[str, ...]]:
        return self.method, pattern(self.action), tuple(sorted(self.fields))


def pattern(address: str) -> str:
    """One for all rows: ids, dates, tokens and numbers are taken out."""
    path, _, query = address.partition("?")
    path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "*", path)
    parts = ["*" if re.search(r"\d", part) or len(part) > 15 else part for part in path.split("/")]
    return "/".join(parts) + "?" + ",".join(sorted(re.findall(r"(\w+)=", query)))


class Reader(HTMLParser):
    """The forms and the links of a page."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base, self.forms, self.links = base, [], []
        self.form: Shown | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"])
        elif tag == "form":
            self.form = Shown(given.get("action") or self.base, given.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None and given.get("name", "") not in ("", "csrf_token"):
            self._field(tag, given)
        elif self.form is not None and tag == "option" and self.select:
            self.form.fields[self.select].append(given.get("value", ""))

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.form is not None
        name = given["name"]
        kind = given.get("type", "text") if tag == "input" else tag
        self.form.kinds[name] = kind
        offered = self.form.fields.setdefault(name, [])
        if kind in ("hidden", "radio", "checkbox", "button", "number") or tag == "button":
            offered.append(given.get("value", ""))
        self.select = name if tag == "select" else self.select

    def handle_endtag(self, tag: str) -> None:
        self.select = "" if tag == "select" else self.select
        self.form = None if tag == "form" else self.form


def read(html: str, base: str) -> Reader:
    reader = Reader(base)
    reader.feed(html)
    return reader


def fillings(form: Shown, dice: random.Random, count: int) -> Iterator[dict[str, Any]]:
    """All blank; all nonsense; then all as meant but for one field."""
    names = list(form.fields)
    yield dict.fromkeys(names, " ")
    for turn in range(count - 1):
        told = {name: nonsense(form, name, dice) if turn == 0 else meant(form, name, dice) for name in names}
        if names and turn > 0:
            one = dice.choice(names)
            told[one] = nonsense(form, one, dice)
        yield {name: value for name, value in told.items() if value is not None}


def nonsense(form: Shown, name: str, dice: random.Random) -> Any:
    if form.kinds[name] == "file":
        return BytesIO(dice.choice(FILES)), "x.xlsx"
    if dice.random() < 0.1:
        return [dice.choice(NONSENSE), dice.choice(NONSENSE)]
    return dice.choice(NONSENSE)


def meant(form: Shown, name: str, dice: random.Random) -> Any:
    kind, offered = form.kinds[name], [value for value in form.fields[name] if value]
    if kind == "file":
        return None
    if kind == "checkbox" and dice.random() < 0.5:
        return None
    if offered:
        return dice.choice(offered)
    return TYPED.get(kind, dice.choice(WORDS))
