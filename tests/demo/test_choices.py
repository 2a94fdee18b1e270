"""Where one of more than twenty is chosen, a line finds it by name, pinyin and initials."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from tests.conftest import HouseClient
from webapp.core.data import db
from webapp.demo.town import Town
from webapp.people.accounts.models import Account

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
WHO = ("li", "lin", "chen", "he", "qian", "wang")
MARKED = {"row"}  # the rows of a list have the list's own search
FILES = (".xlsx", ".pdf", ".ics", ".zip", ".docx", ".svg", ".css", ".js")


class Choices(HTMLParser):
    """name of a choice → (how many, whether it stands in an element that finds)."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, Any]]] = []
        self.found: dict[str, list[int]] = {}
        self.name = ""

    def handle_starttag(self, tag: str, given: Any) -> None:
        told = dict(given)
        if tag == "select":
            self.name = str(told.get("name"))
        if tag == "option" or told.get("type") in ("radio", "checkbox"):
            seen = self.found.setdefault(self.name if tag == "option" else str(told.get("name")), [0, 0])
            seen[0] += 1
            seen[1] += any("data-choice" in attributes for _, attributes in self.open)
        if tag not in ("input", "br", "img", "meta", "link", "hr"):
            self.open.append((tag, told))

    def handle_endtag(self, tag: str) -> None:
        while any(one == tag for one, _ in self.open):
            if self.open.pop()[0] == tag:
                return


def walk(client: FlaskClient) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, one of each kind: its address and what it says."""
    waiting, met = ["/"], set()
    while waiting:
        path = waiting.pop(0).partition("#")[0]
        kind = re.sub(r"[0-9a-f-]{36}", "…", path.partition("?")[0])
        if kind in met or kind.endswith(FILES):
            continue
        met.add(kind)
        answer = client.get(path)
        if answer.location:
            waiting.append(answer.location)
        elif answer.mimetype == "text/html":
            page = answer.get_data(as_text=True)
            waiting += re.findall(r'href="(/[^"]*)"', unescape(page))
            yield path, page


@pytest.mark.parametrize("who", WHO)
def test_what_is_long_can_be_searched(demo: tuple[Flask, Town], who: str) -> None:
    app, _ = demo
    app.test_client_class = HouseClient
    client = app.test_client()
    account = db.session().exec(select(Account.id).where(Account.login == who)).one()
    client.sign_in(account)  # type: ignore[attr-defined]
    bare, long = [], 0
    for path, said in walk(client):
        page = Choices()
        page.feed(said)
        long += sum(count > 20 for name, (count, _) in page.found.items() if name not in MARKED)
        bare += [
            (path, name)
            for name, (count, inside) in page.found.items()
            if count > 20 and inside < count and name not in MARKED
        ]
    assert not bare
    assert long or who == "qian"
