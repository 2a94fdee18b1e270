"""Where one of more than twenty is chosen, a line finds it by name, pinyin and initials."""

from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from sqlmodel import select

from tests.conftest import HouseClient
from webapp.core.data import db
from webapp.demo.town import Town
from webapp.people.accounts.models import Account

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
PAGES = (
    ("li", "/hazards/new"), ("li", "/market/desk/seekers/new"), ("li", "/opinions/new"), ("li", "/activities/new"),
    ("he", "/people/slips"), ("qian", "/stock/allocations"), ("chen", "/orders/new"),
)  # fmt: skip


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


def test_what_is_long_can_be_searched(demo: tuple[Flask, Town]) -> None:
    app, _ = demo
    app.test_client_class = HouseClient
    bare, long = [], 0
    for who, url in PAGES:
        client = app.test_client()
        account = db.session().exec(select(Account.id).where(Account.login == who)).one()
        client.sign_in(account)  # type: ignore[attr-defined]
        page = Choices()
        page.feed(client.get(url).get_data(as_text=True))
        long += sum(count > 20 for count, _ in page.found.values())
        bare += [(url, name) for name, (count, inside) in page.found.items() if count > 20 and inside < count]
    assert long >= 5 and not bare
