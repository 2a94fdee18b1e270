"""One little town in one template database. On SQLite, the default, each test gets a copy of it. On PostgreSQL, where
FULLGRID_TEST_DATABASE names a server (postgresql://user@host:port/postgres), most tests borrow one (tests/lent.py)."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlmodel import Session
from werkzeug.test import TestResponse

from tests import blanks, joins, moving, walks
from tests import town as towns
from tests.lent import Lent
from tests.town import Town
from webapp import create_app
from webapp.core.cluster import postgres
from webapp.core.config import Settings
from webapp.core.data import db, ids, migrations
from webapp.core.trust import vault
from webapp.core.web import guard
from webapp.people.accounts import services as accounts
from webapp.people.accounts.access import COOKIE
from webapp.people.settings import queries as settings_kept

os.environ["FULLGRID_SECRET"] = (
    '{"current":"k1","session":"only-for-tests","keys":{'
    '"root":"MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=","k1":"ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA="}}'
)
vault.open_ring(Path())  # also for what signs or hashes without an app
# A busy machine is no reason to fail, and a run must be the same tomorrow; `--hypothesis-profile=wild` explores.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.register_profile("wild", deadline=None)
hypothesis.settings.load_profile("house")

walks.watch()
blanks.watch()
SERVER = os.environ.get("FULLGRID_TEST_DATABASE", "")
POOL = os.environ.get("FULLGRID_TEST_POOL", "")  # host:port of a PgBouncer before it
# The hot paths, tested through PgBouncer as a district has it; the others on a connection of their own.
HOT = ("centre/sync", "core/work", "core/data", "core/cluster", "door/visits", "exchange/points")
THROUGH_POOL = tuple(f"tests/{one}/" for one in HOT)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What opens no database of ours says the same on every server: it runs once, in the SQLite gate."""
    if not SERVER:
        return
    there = [one for one in items if "databases" in getattr(one, "fixturenames", ())]
    config.hook.pytest_deselected(items=[one for one in items if one not in there])
    items[:] = there


class Databases:
    """Makes the template once and a fresh copy of it for each test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.town, self.lent = Town(), None  # type: tuple[Town, Lent | None]
        self.template = self._url("template" + ids.new()[-8:])
        if SERVER:
            self._admin(f"CREATE DATABASE {self._name(self.template)}")
        app = create_app(Settings(folder=folder, database_url=self.template, testing=True))
        with app.app_context():
            migrations.upgrade(db.engine())
            with db.transaction() as session:
                self.town = towns.build(session)
        app.extensions["engine"].dispose()
        if not SERVER:
            _settle(folder / (self._name(self.template) + ".db"))

    def fresh(self, template: str = "") -> str:
        template, url = template or self.template, self._url("t" + ids.new()[-12:])
        if SERVER:
            self._admin(f"CREATE DATABASE {self._name(url)} TEMPLATE {self._name(template)} STRATEGY file_copy")
        else:
            shutil.copy(self.folder / (self._name(template) + ".db"), self.folder / (self._name(url) + ".db"))
        return url

    @cached_property
    def blank(self) -> str:
        """Every table and not a row: what somebody has who installed the product a minute ago."""
        url = self._url("blank" + ids.new()[-8:])
        if SERVER:
            self._admin(f"CREATE DATABASE {self._name(url)}")
        engine = db.make_engine(url)
        migrations.upgrade(engine)
        engine.dispose()
        if not SERVER:
            _settle(self.folder / (self._name(url) + ".db"))
        return url

    def lend(self) -> str:
        """As the template is, for one test at a time."""
        if not SERVER:
            return self.fresh()
        self.lent = self.lent or Lent(self.fresh())
        return self.lent.url

    def give_back(self, url: str) -> None:
        if self.lent is None or url != self.lent.url:
            return self.drop(url)
        if not self.lent.put_back(_FIRST[0] if _FIRST else None):
            self.lent.close()
            self.lent = None
            self.drop(url)
        return None

    def drop(self, url: str) -> None:
        if SERVER:
            self._admin(f"DROP DATABASE IF EXISTS {self._name(url)} WITH (FORCE)")
            return
        for file in self.folder.glob(self._name(url) + ".db*"):
            file.unlink()

    def _url(self, name: str) -> str:
        if SERVER:
            base = SERVER.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://", 1)
            query = "?" + SERVER.split("?", 1)[1] if "?" in SERVER else ""
            return f"{base}/{name}{query}"
        return f"sqlite:///{self.folder / name}.db"

    def _name(self, url: str) -> str:
        return url.rsplit("/", 1)[1].split("?")[0].removesuffix(".db")

    @cached_property
    def _server(self) -> Engine:
        return create_engine(self._url("postgres"), isolation_level="AUTOCOMMIT")

    def _admin(self, statement: str) -> None:
        with self._server.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Databases:
    accounts.HASHER = towns.CHEAP
    accounts.NOBODY = towns.CHEAP.hash("nobody")
    return Databases(tmp_path_factory.mktemp("databases"))


@pytest.fixture
def town(databases: Databases) -> Town:
    return databases.town


@pytest.fixture
def settings(databases: Databases, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Settings]:
    pooled = bool(POOL) and request.node.nodeid.startswith(THROUGH_POOL)
    url = databases.fresh() if pooled else databases.lend()
    if pooled:
        url = make_url(url).set(host=POOL.split(":")[0], port=int(POOL.split(":")[1])).render_as_string(False)
        url += "&pgbouncer=1" if "?" in url else "?pgbouncer=1"
    yield Settings(folder=tmp_path, database_url=url, testing=True)
    databases.give_back(url)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Built once: making the app and compiling its templates costs more than most tests."""
    folder = tmp_path_factory.mktemp("house")
    made = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder / 'house.db'}", testing=True))
    made.test_client_class = HouseClient
    return made


@pytest.fixture
def app(house: Flask, settings: Settings, databases: Databases) -> Iterator[Flask]:
    """The one house over this test's own database and folder; whatever a test hung on it goes with it."""
    with over(house, settings, stays=bool(databases.lent) and settings.database_url == databases.lent.url):
        yield house
    still = [moving.STILL.pop() for _ in list(moving.STILL)]
    assert not still, f"written, and no edition moved: {still}"
    across = {joins.ACROSS.pop() for _ in list(joins.ACROSS)}
    assert not across, f"joined, and not inside one community: {across}"
    walked = [walks.WALKED.pop() for _ in list(walks.WALKED)]
    assert not walked, f"goes through a whole table: {walked}"
    misled = [blanks.MISLED.pop() for _ in list(blanks.MISLED)]
    assert not misled, f"said 选填 and was refused for being blank: {misled}"


@pytest.fixture
def empty_app(house: Flask, databases: Databases, tmp_path: Path) -> Iterator[Flask]:
    """The house over a database without a row."""
    url = databases.fresh(databases.blank)
    with over(house, Settings(folder=tmp_path, database_url=url, testing=True)):
        yield house
    databases.drop(url)


@contextmanager
def over(house: Flask, settings: Settings, stays: bool = False) -> Iterator[None]:
    """`stays`: the next test has the same database, so the connections to it stay open."""
    hung, config = dict(house.extensions), dict(house.config)
    house.extensions["engine"] = engine = roving(settings.database_url)
    house.config["SETTINGS"] = settings
    yield
    for used in {engine, house.extensions["engine"]}:  # a test may have hung up one of its own
        if used is not engine or not stays:
            used.dispose()
    assert not engine.dispatch.before_cursor_execute, "a test still listens to the engine, which is the next one's too"
    house.extensions.clear()
    house.extensions.update(hung)
    house.config.clear()
    house.config.update(config)


def roving(url: str) -> Engine:
    """The one engine of all tests, now over this database: it keeps the statements it compiled, a fifth of a run."""
    engine = _engine(url)
    if engine.url != postgres.read(url)[0]:
        engine.dispose()
    engine.url, POOLED[:] = (read := postgres.read(url))[0], [read[1]]
    settings_kept.KNOWN.pop(engine, None)  # what it knew of the database before
    return engine


_FIRST: list[Engine] = []
POOLED: list[bool] = []


def _engine(url: str) -> Engine:
    if _FIRST:
        return _FIRST[0]
    engine = db.make_engine(url)
    _FIRST.append(engine)
    moving.watch(engine)

    @event.listens_for(engine, "do_connect")
    def there(dialect: Any, record: Any, args: list[Any], named: dict[str, Any]) -> None:
        where, how = dialect.create_connect_args(engine.url)
        args[:] = where
        named.update(how | ({"prepare_threshold": None if POOLED[-1] else 5} if SERVER else {}))

    return engine


@pytest.fixture
def november() -> Iterator[None]:
    """Some weeks of working days from here end in a year whose holidays are known."""
    with time_machine.travel(datetime(2026, 11, 25, 2, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The session of an app context: read with it; write inside `with db.transaction()`."""
    with app.app_context():
        yield db.session()


@pytest.fixture
def client(app: Flask) -> Iterator["HouseClient"]:
    made = app.test_client()
    assert isinstance(made, HouseClient)
    yield made


class HouseClient(FlaskClient):
    """Checks the house rules on every page it is given: title, no inline script or style, forms with a token."""

    def sign_in(self, account_id: str) -> "HouseClient":
        with self.application.app_context(), db.transaction() as session:
            token = accounts.start_sign_in(session, account_id=account_id, device="test", shared=False)
        with self.session_transaction() as web_session:
            web_session.clear()
            web_session[COOKIE] = token
        return self

    def sign_out(self) -> "HouseClient":
        with self.session_transaction() as web_session:
            web_session.clear()
        return self

    def token(self) -> str:
        with self.session_transaction() as web_session:
            seed = web_session.setdefault("csrf", "0" * 40)
        with self.application.test_request_context():
            from flask import session as inside

            inside["csrf"] = seed
            return guard.token()

    def post(self, *args: Any, htmx: bool = False, token: bool = True, **kw: Any) -> TestResponse:  # type: ignore[override]
        headers = dict(kw.pop("headers", {}))
        if token:
            headers["X-CSRF-Token"] = self.token()
        if htmx:
            headers["HX-Request"] = "true"
        return self.open(*args, method="POST", headers=headers, **kw)

    def get(self, *args: Any, htmx: bool = False, **kw: Any) -> TestResponse:  # type: ignore[override]
        headers = dict(kw.pop("headers", {}))
        if htmx:
            headers["HX-Request"] = "true"
        return self.open(*args, method="GET", headers=headers, **kw)

    def open(self, *args: Any, **kw: Any) -> TestResponse:
        response = Context().run(super().open, *args, **kw)  # a request sees nothing of the test's own app context
        is_page = response.mimetype == "text/html" and response.status_code not in (303, 304)
        if is_page and not response.content_encoding:
            check_page(response.get_data(as_text=True))
        return response


def check_page(html: str) -> None:
    whole = "<html" in html
    if whole:
        assert re.search(r"<title>[^<]+</title>", html), "a page without a title"
        assert re.search(r"<html[^>]* lang=", html), "a page that does not say its language"
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>", html), "an inline script"
    assert not re.search(r"\son\w+=\"", html), "an inline handler"
    assert not re.search(r"<style[ >]|\sstyle=\"", html), "an inline style: the policy would drop it"
    for form in re.findall(r"<form\b[^>]*>.*?</form>", html, re.DOTALL):
        if re.search(r'method="post"', form, re.IGNORECASE):
            assert "Macro%20" not in form, f"a macro where an address should be: {form[:120]}"
            assert 'name="csrf_token"' in form or "data-no-token" in form, f"a form without a token: {form[:120]}"
            assert re.search(r'<form[^>]*\baction="', form), f"a form that works only with htmx: {form[:120]}"


def _settle(file: Path) -> None:
    """Folds the write-ahead log into the file, so that one copy is the whole database."""
    import sqlite3

    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
