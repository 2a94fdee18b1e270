"""A refusal's day is said in the reader's language."""

from datetime import UTC, date, datetime

from flask import Flask

from webapp.core.text.i18n import N_
from webapp.core.web.errors import DomainError


class Running(DomainError):
    message = N_("公示到 %(day)s才满。")


def test_days_and_moments_are_said_in_the_readers_language(app: Flask) -> None:
    refused, at = Running(day=date(2020, 5, 1)), Running(day=datetime(2020, 5, 1, 2, tzinfo=UTC))
    with app.test_request_context():
        assert "2020年5月1日 周五" in refused.sentence() and "2020年5月1日 周五 10:00" in at.sentence()
    with app.test_request_context(headers={"Cookie": "lang=en"}):
        assert "Fri 1 May 2020" in refused.sentence()
