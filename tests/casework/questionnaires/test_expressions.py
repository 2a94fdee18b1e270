"""One table of cases, two evaluators: elementpath with our meaning here, the vendored library in the browser."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ElementTree, fromstring

import pytest
import time_machine
from elementpath import XPathContext, XPathNode
from elementpath.tree_builders import get_node_tree
from elementpath.xpath1 import XPath1Parser

from webapp.casework.questionnaires.value_rules import number_text, text
from webapp.casework.questionnaires.xpath_rules import Ask, CannotSay, evaluate, parsed, plain

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("expressions.json").read_text(encoding="utf-8"))
NOON = datetime(2026, 11, 29, 4, tzinfo=UTC)


class Once(Ask):
    def once(self, make: Any) -> str:
        return text([self.item]) or text(make())


def node_at(tree: Any, path: str) -> Any:
    found = [one for one in XPath1Parser().parse(path).select(XPathContext(tree)) if isinstance(one, XPathNode)]
    return found[0]


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case[0])
def test_the_server_says_what_the_table_says(case: list[Any]) -> None:
    tree = get_node_tree(ElementTree(fromstring(TABLE["tree"])))
    item = node_at(tree, case[2] if len(case) > 2 else "/data")
    with time_machine.travel(NOON, tick=False):
        said = evaluate(case[0], tree, item, Once())
    if isinstance(said, list):
        said = text(said)
    expected = case[1]
    if isinstance(said, float) and isinstance(expected, str):
        said = number_text(said)
    assert said == pytest.approx(expected) if isinstance(expected, float) else said == expected


@pytest.mark.parametrize("said", ["pulldata('a', 'b')", "random()", "cht:difference-in-months(a, b)", "distance(/a)"])
def test_what_is_not_in_the_table_is_named(said: str) -> None:
    with pytest.raises(CannotSay) as refused:
        parsed(plain(said))
    assert refused.value.is_function and refused.value.what == said.partition("(")[0]


@pytest.mark.parametrize("said", ["1 +", "/data/[", "if(1, 2)", "${x}", "selected(/data/x)", "'open"])
def test_what_is_no_expression_is_refused(said: str) -> None:
    with pytest.raises(CannotSay):
        parsed(plain(said))
