"""One day is no days, also in a template; Chinese and numbers that only name a thing stay as they are."""

import pytest

from webapp.core.text import i18n, plurals


@pytest.mark.parametrize(("text", "said"), [
    ("%(n)s working days late", "1 working day late"),
    ("%(n)s households", "1 household"),
    ("%(n)s communities are late", "1 community is late"),
    ("%(n)s closed cases were heard of again", "1 closed case was heard of again"),
    ("%(n)s objections wait", "1 objection waits"),
    ("%(n)s minutes this week", "1 minute this week"),
    ("%(n)s copies", "1 copy"), ("%(n)s addresses", "1 address"),
    ("%(n)s is late", "1 is late"), ("%(n)s of levels", "1 of levels"), ("%(n)s ms", "1 ms"),
    ("还有 %(n)s 天", "还有 1 天"),
])  # fmt: skip
def test_of_one(text: str, said: str) -> None:
    assert plurals.fit(text, {"n": 1}) % {"n": 1} == said
    assert plurals.fit(text, {"n": "1"}) % {"n": "1"} == said
    assert plurals.fit(text, {"n": 2}) == text


def test_only_the_number_that_is_one_changes_its_noun() -> None:
    text = "%(count)s cases are %(days)s working days late"
    assert plurals.fit(text, {"count": 3, "days": 1}) % {"count": 3, "days": 1} == "3 cases are 1 working day late"


def test_every_noun_that_is_counted_in_the_catalogue_has_a_singular() -> None:
    """A verb taken for a noun would lose its s: “Question 1 ask”."""
    odd = [
        found.group() for text in i18n.words("en").values() for found in plurals.COUNTED.finditer(text)
        if plurals.fit(found.group(), {found["name"]: 1}).endswith(("thi", "wa", "ha", "ask", "say", "know", "need"))
    ]  # fmt: skip
    assert not odd
