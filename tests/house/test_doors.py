"""Every route has a door, and each door holds."""

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.town import Town
from webapp.people.accounts.permissions import TABLE, Action

NOWHERE = "01900000-0000-7000-8000-00000000dead"


def rules(app: Flask) -> list[tuple[str, str, object]]:
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        view = app.view_functions[rule.endpoint]
        found.append((rule.rule, rule.endpoint, getattr(view, "door", None)))
    return found


def test_every_route_has_a_door(app: Flask) -> None:
    without = [f"{rule} ({endpoint})" for rule, endpoint, door in rules(app) if door is None]
    assert not without, f"say @allow(Action.…) or @public: {without}"


def test_every_action_has_roles_and_is_used_by_a_door_or_a_kind(app: Flask) -> None:
    assert set(TABLE) == set(Action)
    assert all(TABLE.values())


def test_a_stranger_is_sent_to_sign_in_from_every_page(app: Flask, client: HouseClient) -> None:
    for address in plain_pages(app):
        answer = client.get(address)
        assert answer.status_code in (303, 401), f"{address} let a stranger in: {answer.status_code}"


@pytest.mark.parametrize("name", ["zhao", "sun"])
def test_a_wrong_role_is_refused_on_every_page(app: Flask, client: HouseClient, town: Town, name: str) -> None:
    client.sign_in(town.accounts[name])
    with app.app_context():
        person = town.actor(name)
        closed = [
            (rule, endpoint) for rule, endpoint, door in rules(app) if isinstance(door, Action) and not person.can(door)
        ]
    for rule, endpoint in closed:
        view_methods = next(r.methods for r in app.url_map.iter_rules() if r.endpoint == endpoint and r.rule == rule)
        verbs = (view_methods or set()) - {"OPTIONS", "HEAD"}
        method = "GET" if "GET" in verbs else next(iter(verbs))
        headers = {"X-CSRF-Token": client.token(), "Sec-Fetch-Site": "same-origin"}
        answer = client.open(filled(rule), method=method, headers=headers)
        assert answer.status_code == 403, f"{method} {rule} as {name}: {answer.status_code}"


def test_a_change_without_the_token_is_refused(app: Flask, client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "POST" in (rule.methods or set()) and not getattr(view, "same_origin", False):
            expected = 401 if getattr(view, "by_key", False) else 400  # a platform's key is no session to ride on
            answer = client.post(filled(rule.rule), token=False)
            assert answer.status_code == expected, f"{rule.rule} took a change without a token: {answer.status_code}"


def test_a_change_from_another_site_is_refused(app: Flask, client: HouseClient, town: Town) -> None:
    client.sign_in(town.wang)
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            answer = client.post(filled(rule.rule), headers={"Sec-Fetch-Site": "cross-site"})
            assert answer.status_code == 400, f"{rule.rule} took a change from elsewhere"


def test_every_answer_carries_the_policy(client: HouseClient) -> None:
    headers = client.get("/sign-in").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_parts_of_a_page_leave_the_policy_to_the_page_and_the_worker_does_not(client: HouseClient) -> None:
    page = client.get("/sign-in").get_data(as_text=True)
    sheet = next(part for part in page.split('"') if part.endswith("fg.css"))
    headers = client.get(sheet).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" not in headers
    assert "default-src 'none'" in client.get("/sw.js").headers["Content-Security-Policy"]


def test_what_a_script_is_answered_can_be_no_page_and_says_no_more(client: HouseClient) -> None:
    answer = client.get("/readyz", headers={"Accept": "application/json"})
    assert answer.is_json
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" not in answer.headers


def plain_pages(app: Flask) -> list[str]:
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set())
        and not rule.arguments
        and isinstance(getattr(app.view_functions[rule.endpoint], "door", None), Action)
    ]


def filled(rule: str) -> str:
    import re

    return re.sub(r"<(?:(\w+):)?\w+>", lambda m: {"id": NOWHERE, "int": "1"}.get(m[1] or "", "x"), rule)
