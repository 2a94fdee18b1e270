"""A refusal's day is said in the reader's language."""

from datetime import UTC, date, datetime

from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import ids
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


def test_a_refused_button_leads_back_to_its_page(client: HouseClient, town: Town) -> None:
    client.sign_in(town.li)
    asked = {"Referer": "http://localhost/notices/?q=1"}
    page = client.post(f"/notices/channels/{ids.new()}/closing", headers=asked).get_data(as_text=True)
    assert 'href="/notices/?q=1">回刚才那一页' in page
    for elsewhere in ("http://elsewhere.example/notices/", f"http://localhost/notices/channels/{ids.new()}/closing"):
        refused = client.post(f"/notices/channels/{ids.new()}/closing", headers={"Referer": elsewhere})
        page = refused.get_data(as_text=True)
        assert "回首页" in page and "回刚才那一页" not in page
