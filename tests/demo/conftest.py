"""The demo told once for all tests that look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from webapp import create_app
from webapp.core.config import Settings
from webapp.core.data import db, migrations
from webapp.demo.commands import tell_all
from webapp.demo.town import Town

Demo = tuple[Flask, Town]


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder: Path = tmp_path_factory.mktemp("demo")
    app = create_app(Settings(folder=folder, database_url=f"sqlite:///{folder / 'demo.db'}", testing=True))
    with app.app_context():
        migrations.upgrade(db.engine())
        yield app, tell_all("deng-liang-8", quiet=True)
    app.extensions["engine"].dispose()
