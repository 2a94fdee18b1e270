"""From desk to phone: what this address can do on a phone is said plainly."""

from flask import Flask

from tests.conftest import HouseClient
from webapp.core.trust import tls
from webapp.core.trust.tls_commands import tls_folder


def test_the_page_says_plainly_what_plain_http_cannot(client: HouseClient) -> None:
    page = client.get("/phone", base_url="http://192.168.3.20:8000").get_data(as_text=True)
    assert "不是 https" in page
    assert "第一步" not in page


def test_the_page_shows_two_steps_when_our_own_authority_made_the_certificate(app: Flask, client: HouseClient) -> None:
    with app.app_context():
        tls.papers(tls_folder(), ["192.168.3.20"])
    page = client.get("/phone", base_url="https://192.168.3.20:8443").get_data(as_text=True)
    assert "第一步" in page
    assert "第二步" in page
    assert "https://192.168.3.20:8443/trust" in page


def test_a_real_domain_needs_no_certificate_of_ours(client: HouseClient) -> None:
    page = client.get("/phone", base_url="https://grid.example").get_data(as_text=True)
    assert "第一步" not in page
    assert "不是 https" not in page
