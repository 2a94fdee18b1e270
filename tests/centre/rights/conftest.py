import pytest
from flask import Flask

from tests.centre.rights import ground
from tests.town import Town
from webapp.core.data import db


@pytest.fixture
def family(app: Flask, town: Town) -> ground.Family:
    with app.app_context(), db.transaction() as session:
        return ground.settle(session, town)
