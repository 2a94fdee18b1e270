"""An address whose kind was worked out before is the one that werkzeug builds."""

from typing import Any

import pytest
from flask import Flask, url_for
from werkzeug.routing import BuildError

from webapp.core.data import ids

HERE = ids.new()
ASKED: list[tuple[str, dict[str, Any]]] = [
    ("visits.today", {}),
    ("visits.door", {"household_id": HERE}),
    ("visits.door", {"household_id": HERE, "outcome": "something"}),
    ("visits.door", {"outcome": "something", "household_id": HERE, "next": "/a b?c=%"}),
    ("visits.door", {"household_id": HERE, "next": "mark-0-mark"}),
    ("visits.building", {"building_id": HERE, "entrance": None}),
    ("visits.building", {"building_id": HERE, "entrance": ["a", "b"]}),
    ("directory.door", {"token": "门"}),
    ("directory.door", {"token": "a%s.b~c"}),
    ("guide.show", {"name": "worker", "_anchor": "doors"}),
    ("visits.today", {"_external": True}),
]  # fmt: skip


@pytest.mark.parametrize("script_root", ["", "/below"])
def test_each_is_what_flask_says(house: Flask, script_root: str) -> None:
    for endpoint, values in ASKED * 2:
        with house.test_request_context("/", environ_overrides={"SCRIPT_NAME": script_root}):
            assert url_for(endpoint, **values) == Flask.url_for(house, endpoint, **values), (endpoint, values)


def test_what_cannot_be_built_is_told_as_ever(house: Flask) -> None:
    with house.test_request_context("/"):
        for endpoint in ("visits.door", "visits.nowhere"):
            with pytest.raises(BuildError, match="other"):
                url_for(endpoint, other="value")


def test_what_a_request_is_matched_with_is_what_flask_matches_with(house: Flask) -> None:
    asked = [
        {"path": "/today", "query_string": "a=1&b=%E9%97%A8", "base_url": "http://127.0.0.1:8000/"},
        {"path": "/d/门", "method": "POST", "base_url": "https://grid.example/below/"},
        {"path": "/today", "base_url": "http://网格.example/"}, {"path": "/", "query_string": "\xff=%FF"},
    ]  # fmt: skip
    for told in asked * 2:
        with house.test_request_context(**told) as here:  # type: ignore[arg-type]
            ours, theirs = here.url_adapter, Flask.create_url_adapter(house, here.request)
            assert vars(ours) == vars(theirs), told
