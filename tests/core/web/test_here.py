"""大字, English and a tab that is opened again lead to a page, also from a form that was refused."""

import re

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from webapp.core.data import ids
from webapp.core.web import page

NEXT = re.compile(r'name="next" value="([^"]*)"')
REFUSED = ("/v/code", "/v/pin", "/complaint", "/ask/answer", "/tools/mine/reservations", "/sign-in/passkey")


def switches(html: str) -> set[str]:
    """Where the buttons of the look lead."""
    forms = re.findall(r'<form class="in" method="post" action="/display">.*?</form>', html, re.S)
    return {NEXT.search(form).group(1) for form in forms}  # type: ignore[union-attr]


@pytest.mark.parametrize("address", REFUSED)
def test_a_refused_form_keeps_a_way_to_its_page(client: HouseClient, address: str) -> None:
    answer = client.post(address, data={})
    found = switches(answer.get_data(as_text=True))
    assert found, answer.status_code
    for where in found:
        assert client.get(where).status_code in (200, 303), where


def test_it_is_the_page_the_form_stood_on(client: HouseClient, town: Town) -> None:
    came_from = {"Referer": f"http://localhost/v?next=/shop&for={ids.new()}"}
    found = switches(client.post("/v/pin", data={}, headers=came_from).get_data(as_text=True))
    assert found == {came_from["Referer"].removeprefix("http://localhost").replace("&", "&amp;")}
    client.sign_in(town.wang)
    elsewhere = {"Referer": "http://elsewhere.example/v"}
    told = client.post("/me/password", data={}, headers=elsewhere)
    assert told.status_code == 422 and switches(told.get_data(as_text=True)) == {"/me"}


def test_a_tab_that_is_opened_again_offers_the_page_above(client: HouseClient) -> None:
    answer = client.get("/v/pin")
    assert answer.status_code == 405
    assert 'href="/v">回刚才那一页' in answer.get_data(as_text=True)


def test_every_form_of_the_house_has_a_page_above_it(app: Flask, client: HouseClient) -> None:
    """Whatever the address, the way up ends at a page that takes GET."""
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and "GET" not in (rule.methods or ()):
            address = re.sub(r"<id:[^>]*>", ids.new(), rule.rule)
            with app.test_request_context(re.sub(r"<[^>]*>", "x", address), method="POST"):
                assert page.opens(page.here()), rule.rule
