from tests.conftest import HouseClient
from tests.town import PASSWORD, Town


def test_a_stranger_is_asked_to_sign_in(client: HouseClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 303
    assert answer.location == "/sign-in"


def test_wang_signs_in_and_sees_her_own_page(client: HouseClient, town: Town) -> None:
    answer = client.post("/sign-in", data={"login": "wang", "password": PASSWORD})
    assert answer.status_code == 303
    assert "王秀英" in client.get("/me").get_data(as_text=True)
