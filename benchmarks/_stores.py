"""Throw-away databases by name: files of SQLite in a folder, databases of the PostgreSQL that scripts/postgres.sh runs
beside. A filled one is copied whole by the engine's own means, so that it is filled once."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import create_engine

from benchmarks._casebook import Casebook
from webapp import create_app
from webapp.core.config import Settings

SERVER = os.environ.get("FULLGRID_TEST_DATABASE", "").replace("postgresql://", "postgresql+psycopg://", 1)


@dataclass
class Store:
    """`name` is said in the table."""

    name: str
    folder: Path

    def url(self, database: str) -> str:
        if self.name == "SQLite":
            return f"sqlite:///{self.folder / database / 'cases.db'}"
        return f"{SERVER.rsplit('/', 1)[0]}/{_database(database)}"

    def make(self, database: str, template: str = "template0") -> str:
        if self.name != "SQLite":
            _admin(f"CREATE DATABASE {_database(database)} TEMPLATE {_database(template)} STRATEGY file_copy")
        return self.url(database)

    @contextmanager
    def copied(self, book: Casebook, of: str, to: str) -> Iterator[Casebook]:
        book.app.extensions["engine"].dispose()
        folder = self.folder / to
        shutil.copytree(self.folder / of, folder)
        url = self.make(to, of)
        app = create_app(Settings(folder=folder, database_url=url, testing=True))
        yield replace(book, app=app, file=folder / "cases.db")
        app.extensions["engine"].dispose()


def _database(name: str) -> str:
    return name if name == "template0" else f"bench_{os.getpid()}_{name}"


def _admin(statement: str) -> None:
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(statement)
    server.dispose()


def stores(folder: Path) -> list[Store]:
    """SQLite always; PostgreSQL where one is told of."""
    return [Store(name, folder / name) for name in ("SQLite", *(("PostgreSQL",) if SERVER else ()))]
