"""A signed-in device is named in words, never by the browser's own long name."""

import pytest

from tests.conftest import HouseClient
from tests.town import PASSWORD, Town
from webapp.core.web import user_agents

ANDROID = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (ANDROID, "手机 · Chrome"),
        (ANDROID + " MicroMessenger/8.0", "手机 · 微信"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0", "电脑 · Chrome"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "平板 · Safari"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_the_name_of_a_device(agent: str, words: str) -> None:
    assert user_agents.describe(agent) == words


def test_my_page_names_the_phone(client: HouseClient, town: Town) -> None:
    client.post("/sign-in", data={"login": "wang", "password": PASSWORD}, headers={"User-Agent": ANDROID})
    html = client.get("/me").get_data(as_text=True)
    assert "手机 · Chrome" in html
    assert "Mozilla" not in html
