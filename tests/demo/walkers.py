"""Posts that walk through a copy of the demo, and what raised under their hands."""

import os
import random
import re
import sqlite3
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlmodel import select
from werkzeug.test import TestResponse

from tests import town as towns
from tests.conftest import HouseClient
from tests.demo.conftest import Demo
from tests.demo.nonsense import NONSENSE, Shown, fillings, pattern, read
from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db
from webapp.people.accounts import services as accounting
from webapp.people.accounts.models import Account

FIRST = int(os.environ.get("FULLGRID_DEPTH", "5"))  # fillings of a form met first
DEEP = FIRST >= 60  # `make nonsense`: ten thousand requests
SEED = int(os.environ.get("FULLGRID_SEED", "20261129"))
POSTS = ("wang", "wu", "zheng", "li", "lin", "chen", "he", "zhao", "qian", "sun", "zhou")
STARTS = ("/", "/me", "/find", "/overview", "/phones", "/complaint", "/sign-in", "/progress", "/c/", "/today")
# Dear to make: once each, if at all.
DRAWN = re.compile(r"pdf|paper|cards|plaque|archive|/file/|backup|password|^/static/")
PAGES = 45  # a post looks at so many
SAYS_WHO = re.compile(r"[\u4e00-\u9fff]\*+[\u4e00-\u9fff]?|\d{3}\*{4}\d{4}")  # a masked name or number


@dataclass
class Walker:
    """One post that looks around. What raised is kept with what was sent."""

    client: HouseClient
    account_id: str
    login: str
    dice: random.Random
    faults: dict[tuple[str, ...], str] = field(default_factory=dict)
    asked: Counter[int] = field(default_factory=Counter)
    unmarked: set[str] = field(default_factory=set)  # pages that show somebody and do not say to whom

    def ask(self, method: str, address: str, told: dict[str, Any] | None = None) -> TestResponse | None:
        headers = {"X-CSRF-Token": self.client.token()} if method == "post" else {}
        try:
            answer = self.client.open(address, method=method.upper(), data=told, headers=headers)
        except Exception as fault:
            self.keep(fault, f"{method} {pattern(address)} {told}")
            return None
        self.asked[answer.status_code] += 1
        if answer.status_code >= 500 and answer.status_code != 503:
            self.faults[str(answer.status_code), pattern(address)] = f"{told}"
        if "/sign-in" in (answer.location or "") or answer.status_code == 401:
            self.client.sign_in(self.account_id)
        return answer

    def keep(self, fault: Exception, what: str) -> None:
        own = [step for step in traceback.extract_tb(fault.__traceback__) if "/webapp/" in step.filename]
        where = f"{own[-1].filename.rpartition('/webapp/')[2]}:{own[-1].lineno}" if own else ""
        self.faults[type(fault).__name__, str(fault)[:120], where] = what[:900]

    def forms(self) -> Iterator[Shown]:
        """Each kind of page once, and the links with a question also with another one."""
        queue, seen, pages = list(STARTS), {pattern("/sign-out")}, 0
        while queue and pages < PAGES:
            address = queue.pop(0).partition("#")[0]
            if pattern(address) in seen or DRAWN.search(address):
                continue
            seen.add(pattern(address))
            pages += 1
            found = read(self._page(address), address)
            self.dice.shuffle(found.links)
            queue += found.links
            yield from found.forms
            if "?" in address:
                self.ask("get", self._twisted(address))

    def _page(self, address: str) -> str:
        answer = self.ask("get", address)
        for _ in range(3):
            if answer is None or answer.status_code not in (302, 303, 308):
                break
            answer = self.ask("get", str(answer.location).removeprefix("http://localhost"))
        whole = answer is not None and answer.status_code == 200 and answer.mimetype == "text/html"
        html = answer.get_data(as_text=True) if answer and whole else ""
        if SAYS_WHO.search(html) and 'class="wm"' not in html:
            self.unmarked.add(pattern(address))
        return html

    def _twisted(self, address: str) -> str:
        path, _, query = address.partition("?")
        names = [pair.partition("=")[0] for pair in query.split("&")]
        return f"{path}?{urlencode({name: self.dice.choice(NONSENSE) for name in names})}"

    def fill(self, form: Shown, count: int) -> None:
        count = 1 if DRAWN.search(form.action) else min(count, 2) if form.method == "get" else count
        for told in fillings(form, self.dice, count):
            if form.method == "get":
                words = {name: value for name, value in told.items() if isinstance(value, str | list)}
                self.ask("get", f"{form.action.partition('?')[0]}?{urlencode(words, doseq=True)}")
            else:
                self.ask("post", form.action, told)


@pytest.fixture
def walkers(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Walker]]:
    """The posts of a copy of the demo."""
    monkeypatch.setattr(accounting, "HASHER", towns.CHEAP)
    monkeypatch.setattr(accounting, "NOBODY", towns.CHEAP.hash("nobody"))
    told, _ = demo
    source = told.config["SETTINGS"].database_url.removeprefix("sqlite:///")
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(source)) as living, closing(sqlite3.connect(copy)) as target:
        living.backup(target)
    app = create_app(Settings(folder=tmp_path, database_url=f"sqlite:///{copy}", testing=True))
    app.test_client_class = HouseClient
    with app.app_context():
        accounts = {row.login: row.id for row in db.session().exec(select(Account)) if row.login in POSTS}
    clients = [app.test_client().sign_in(accounts[login]) for login in POSTS]  # type: ignore[attr-defined]
    yield [
        Walker(client, accounts[login], login, random.Random(f"{SEED}{login}"))
        for client, login in zip(clients, POSTS, strict=True)
    ]
    app.extensions["engine"].dispose()
