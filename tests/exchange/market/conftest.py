import pytest
from flask import Flask

from tests.exchange.market.ground import Street, open_street
from tests.town import Town
from webapp.core.data import db


@pytest.fixture
def street(app: Flask, town: Town) -> Street:
    with app.app_context(), db.transaction() as session:
        return open_street(session, town)
