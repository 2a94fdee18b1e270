"""The guide speaks of every place of the product, by the names on the screen, with pictures that are there."""

import re

from flask import Flask

from tests.conftest import HouseClient
from tests.house.test_words import catalogue
from tests.town import Town
from webapp.centre.dashboards import place_rules
from webapp.centre.dashboards.rules import ROOMS, TABS
from webapp.centre.guide import queries, rules

# Said in quotes, but no label: what people type or say, and what an example prints.
EXAMPLES = {"后来有了走访"}
MOST_BYTES = 2_000_000


def test_every_place_has_its_paragraph_and_every_paragraph_its_place(app: Flask) -> None:
    entries = {end for lines in TABS.values() for _, end, _ in lines} | {end for _, _, ls in ROOMS for _, _, end in ls}
    places = {key for key in (*place_rules.BELONGS, *entries) if key.split(".")[0] not in ("guide",)}
    assert not [key for key in sorted(places) if not rules.paragraph_of(key)], "say in guide/rules.py where it is told"
    assert not [key for key in rules.PLACES if key not in app.view_functions and key not in app.blueprints]
    assert not [(key, one) for key, one in rules.PLACES.items() if one not in queries.anchors()]


def test_anchors_are_said_once_and_every_heading_has_one() -> None:
    texts = {name: (queries.FOLDER / f"{name}.md").read_text() for name in rules.CHAPTERS}
    found = [anchor for text in texts.values() for _, anchor in queries.HEADING.findall(text)]
    assert len(found) == len(set(found))
    assert not [line for text in texts.values() for line in text.splitlines()
                if line.startswith("##") and not queries.HEADING.match(line)]  # fmt: skip
    assert {file.stem for file in queries.FOLDER.glob("*.md")} == set(rules.CHAPTERS)


def test_what_is_named_in_quotes_stands_on_the_screen() -> None:
    known = "\n".join(catalogue())
    lost = [
        (one.chapter, word)
        for one in queries.anchors().values()
        for quoted in re.findall(r"“([^”]+)”", one.text)
        for word in quoted.split(" → ")
        if word not in known and word not in EXAMPLES
    ]  # fmt: skip
    assert not lost


def test_pictures_are_there_each_shown_and_together_small() -> None:
    shown = {name for one in queries.anchors().values() for name in re.findall(r"\(pictures/([^)]+)\)", one.text)}
    there = {file.name: file.stat().st_size for file in queries.PICTURES.iterdir()}
    assert shown == set(there)
    assert sum(there.values()) < MOST_BYTES


def test_a_list_begins_after_a_blank_line() -> None:
    """Else its lines run into the sentence above, dashes and all."""
    lost = [(one.chapter, one.title) for one in queries.anchors().values() if re.search(r">[^<]*\n[-*] ", one.html)]
    assert not lost


def test_anybody_reads_searches_and_comes_from_the_page(client: HouseClient, town: Town) -> None:
    assert "爱心存折" in client.get("/help/volunteer").text
    found = client.get("/help/?q=导错了").text
    assert "/help/host#intake" in found
    assert "手册里没有" in client.get("/help/?q=火星", htmx=True).text
    assert client.get("/help/nobody").status_code == 404
    assert client.get("/help/pictures/..%2Fhost.md").status_code == 404
    page = client.sign_in(town.accounts["wang"]).get("/today").text
    assert "/help/grid-worker#today" in page
    assert client.get("/help/pictures/today.webp").mimetype == "image/webp"
