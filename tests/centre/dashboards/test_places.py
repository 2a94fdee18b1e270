"""Every page behind a door lights the place of the navigation it belongs to, for whoever may open it."""

import re

import pytest
from flask import Flask

from tests.conftest import HouseClient
from tests.town import PEOPLE, Town
from webapp.centre.dashboards import place_rules
from webapp.centre.dashboards.rules import ROOMS, TABS
from webapp.people.accounts.permissions import TABLE, Action
from webapp.people.accounts.rules import FIRST_HAT

OWN = {end for _, _, end in ROOMS[0][2]}
NO_PAGE = {"photos", "sync"}  # pictures and JSON


def pages(app: Flask, *methods: str) -> list[tuple[str, Action]]:
    found = {}
    for rule in app.url_map.iter_rules():
        door = getattr(app.view_functions[rule.endpoint], "door", None)
        if not {"GET", *methods} & set(rule.methods or ()):
            continue
        if isinstance(door, Action) and rule.endpoint.split(".")[0] not in NO_PAGE:
            found[rule.endpoint] = door
    return sorted(found.items())


def entries(role: object) -> set[str]:
    """What the navigation of somebody with one role shows."""
    tabs = {end for _, end, _ in TABS[role]}  # type: ignore[index]
    rooms = {end for _, _, lines in ROOMS[1:] for action, _, end in lines if role in TABLE[Action(action)]}
    return tabs | rooms


def test_every_page_is_in_the_table(app: Flask) -> None:
    entries = {end for lines in TABS.values() for _, end, _ in lines} | {end for _, _, ls in ROOMS for _, _, end in ls}
    known = set(place_rules.BELONGS) | entries
    # what is posted to answers with a page when it is refused
    missing = [end for end, _ in pages(app, "POST") if end not in known and end.split(".")[0] not in known]
    assert not missing, f"say in dashboards/place_rules.py where they belong: {missing}"


def test_the_table_names_only_what_is_there(app: Flask) -> None:
    shown = set().union(*(entries(role) for role in FIRST_HAT))
    for key, targets in place_rules.BELONGS.items():
        assert key in app.view_functions or key in app.blueprints, key
        assert not set(targets) - shown, f"{key}: {set(targets) - shown} is no entry of anybody's navigation"


def test_whoever_may_open_a_page_sees_where_it_belongs(app: Flask) -> None:
    """Under a place of its own; 我的 only for what is the person's own."""
    lost = []
    for end, door in pages(app):
        for role in FIRST_HAT:
            if role in TABLE[door] and end not in OWN and place_rules.ME not in place_rules.candidates(end):
                lit = place_rules.lit(end, entries(role), OWN)
                lost += [(end, role.value)] if lit == place_rules.ME else []
    assert not lost, lost


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_one_entry_is_lit_on_every_plain_page(app: Flask, client: HouseClient, town: Town, name: str) -> None:
    client.sign_in(town.accounts[name])
    with app.app_context():
        person = town.actor(name)
        mine = [end for end, door in pages(app) if person.can(door)]
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in mine or rule.arguments or rule.endpoint in ("dashboards.home",):
            continue
        answer = client.get(rule.rule)
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" and answer.status_code == 200 else ""
        for bar in re.findall(r'<nav class="(?:nav|tabs)".*?</nav>', html, re.S):
            lit = re.findall("<a [^>]*aria-current[^>]*>", bar)
            assert len(lit) == 1, f"{rule.rule} as {name}: {lit}"


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_a_page_that_is_no_tab_has_a_way_back_on_a_phone(
    app: Flask, client: HouseClient, town: Town, name: str
) -> None:
    """The bar of a phone has only the tabs; the rooms are listed under 我的."""
    client.sign_in(town.accounts[name])
    with app.app_context():
        person = town.actor(name)
        mine = [end for end, door in pages(app) if person.can(door)]
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in mine or rule.arguments:
            continue
        answer = client.get(rule.rule)
        html = answer.get_data(as_text=True) if answer.mimetype == "text/html" and answer.status_code == 200 else ""
        header = re.search(r'<header class="(?:top|hd|deskhd)\b.*?</header>', html, re.S)
        without_rooms = re.sub(r"<details.*?</details>", "", html, flags=re.S)
        bar = re.search(r'<nav class="(?:nav|tabs)".*?</nav>', without_rooms, re.S)
        is_tab = bar is not None and 'aria-current="page"' in bar.group()
        if header and not is_tab and rule.endpoint != place_rules.ME:
            assert '#back"' in header.group(), f"{rule.rule} as {name}"
