"""One filling-in of a questionnaire: which questions are asked now, what is reckoned, what is wrong, what is kept.

The same steps run on the phone (`static/js/questions/`): values into the form's tree, conditions and reckoned values
until nothing changes, then the checks. What a condition rules out reads as empty everywhere and is not kept.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Protocol
from xml.etree.ElementTree import Element, ElementTree, SubElement

from elementpath.tree_builders import get_node_tree

from webapp.casework.questionnaires.check_rules import fault
from webapp.casework.questionnaires.compile_rules import Compiled, in_language
from webapp.casework.questionnaires.value_rules import number, text, truth
from webapp.casework.questionnaires.xpath_rules import LISTS, Ask, evaluate, list_tag
from webapp.core.time import clock

PASSES = 15
MOST_GROUPS = 60
SILENT = frozenset({"calculate", "hidden", "note", "group", "repeat"})
WIDE = str.maketrans("０１２３４５６７８９．－", "0123456789.-")

class Source(Protocol):
    """Where the values of a filling-in come from: a posted form, or what was kept."""

    def value(self, question: Compiled, key: str) -> str | None: ...
    def count(self, group: Compiled, key: str) -> int | None: ...
    def inside(self, group: Compiled, key: str, place: int) -> "Source": ...


class Posted:
    """A posted form: q<n>, and in the k-th group of a repeat q<n>_<k>; c<n> says how many groups there are."""

    def __init__(self, fields: dict[str, list[str]], fresh: bool = False) -> None:
        self.fields, self.fresh = fields, fresh

    def value(self, question: Compiled, key: str) -> str | None:
        if key in self.fields:
            said = " ".join(one.strip() for one in self.fields[key]).strip()
            return said.translate(WIDE) if question["kind"] in ("integer", "decimal") else said
        return None if self.fresh or question["kind"] == "hidden" else ""

    def count(self, group: Compiled, key: str) -> int | None:
        said = self.fields.get(f"c{key[1:]}", [""])[0]
        return int(said) if re.fullmatch(r"\d{1,3}", said) else None

    def inside(self, group: Compiled, key: str, place: int) -> "Posted":
        return Posted(self.fields, self.fresh or place > (self.count(group, key) or 0))


class Kept:
    """Answers as they are kept: path below the root → value, a repeat → list of the same."""

    def __init__(self, values: dict[str, Any], root: str) -> None:
        self.values, self.root = values, root

    def value(self, question: Compiled, key: str) -> str | None:
        found = self.values.get(short(question["path"], self.root))
        return None if found is None else str(found)

    def count(self, group: Compiled, key: str) -> int | None:
        found = self.values.get(short(group["path"], self.root))
        return len(found) if isinstance(found, list) else None

    def inside(self, group: Compiled, key: str, place: int) -> "Kept":
        found = self.values.get(short(group["path"], self.root)) or []
        return Kept(found[place - 1] if place <= len(found) else {}, self.root)


def short(path: str, root: str) -> str:
    return path.removeprefix(f"/{root}/")


class Node:
    """One question or group at its place in the tree."""

    def __init__(self, question: Compiled, key: str, element: Element, above: "Node | None") -> None:
        self.question, self.key, self.element, self.above = question, key, element, above
        self.below: list[Node] = []
        self.value: str | None = None
        self.tree: Any = None
        self.is_asked = True

    @property
    def kind(self) -> str:
        return str(self.question["kind"])

    def walk(self) -> Iterator["Node"]:
        yield self
        for one in self.below:
            yield from one.walk()


class Filling(Ask):
    def __init__(self, form: Compiled, source: Source, lang: str = "zh", *, one_of_each: bool = False) -> None:
        """`one_of_each`: every repeat holds one group, for the page to copy."""
        self.form, self.source, self.lang, self.one_of_each = form, source, lang, one_of_each
        self.counts: dict[str, int] = {}
        for _ in range(6):
            self._build()
            self._settle()
            if not self._recount():
                break

    # --- the tree -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.root = Element(self.form["root"])
        top = Node({"kind": "group", "path": "", "n": 0}, "q0", self.root, None)
        self._fill(top, self.form["items"], self.source, "")
        self._lists()
        self.nodes = [node for node in top.walk() if node is not top]
        self.document: Any = get_node_tree(ElementTree(self.root))
        by_element = {id(node.value): node for node in _elements(self.document)}
        for node in self.nodes:
            node.tree = by_element[id(node.element)]
        self.top, self.by_tree = top, {id(node.tree): node for node in self.nodes}

    def _fill(self, above: Node, items: list[Compiled], source: Source, tail: str) -> None:
        for question in items:
            key = f"q{question['n']}{tail}"
            for place in range(1, self._groups(question, source, key) + 1):
                is_repeat = question["kind"] == "repeat"
                here = f"{tail}_{place}" if is_repeat else tail
                node = Node(question, f"q{question['n']}{here}", SubElement(above.element, question["name"]), above)
                above.below.append(node)
                if "items" in question:
                    inner = source.inside(question, key, place) if is_repeat else source
                    self._fill(node, question["items"], inner, here)
                else:
                    node.value = source.value(question, node.key)
                    if node.value is None and "default" in question:
                        node.value = question["default"]
                    node.element.text = node.value

    def _groups(self, question: Compiled, source: Source, key: str) -> int:
        if question["kind"] != "repeat" or self.one_of_each:
            return 1
        if "count" in question:
            return self.counts.get(key, 0)
        said = source.count(question, key)
        return min(1 if said is None else said, MOST_GROUPS)

    def _lists(self) -> None:
        lists = SubElement(self.root, LISTS)
        self.choices: dict[int, Compiled] = {}
        for name, choices in self.form["lists"].items():
            above = SubElement(lists, list_tag(name))
            for choice in choices:
                element = SubElement(above, "item")
                self.choices[id(element)] = choice
                SubElement(element, "name").text = choice["name"]
                for column, said in choice["columns"].items():
                    SubElement(element, column).text = said

    def _recount(self) -> bool:
        """Groups that an expression counts: true when the tree has to be built anew."""
        before = dict(self.counts)
        for above in [self.top, *self.nodes]:
            for question in self.form["items"] if above is self.top else above.question.get("items", []):
                if question["kind"] == "repeat" and "count" in question:
                    key = f"q{question['n']}{_tail(above)}"
                    said = number(self.say(question["count"], above)) if above.is_asked else 0
                    self.counts[key] = max(0, min(int(said), MOST_GROUPS)) if said == said else 0
        return before != self.counts

    # --- what is asked and reckoned -----------------------------------------------------------------------------------

    def say(self, expression: str, at: Node) -> Any:
        return evaluate(expression, self.document, at.tree if at.tree is not None else self.document, self)

    def _settle(self) -> None:
        """Only a text that changed can change another answer; what is asked is settled from the outside inwards."""
        for turn in range(PASSES):
            changed = False
            for node in self.nodes:
                changed |= self._look_at(node, first=turn == 0)
            if not changed:
                return

    def _look_at(self, node: Node, *, first: bool) -> bool:
        question = node.question
        asked = node.above is None or node.above.is_asked
        if asked and "relevant" in question:
            asked = truth(self.say(question["relevant"], node))
        node.is_asked = asked
        if "items" in question:
            return False
        if asked and "calculate" in question:
            node.value = text(self.say(question["calculate"], node))
        elif node.value is None and "default_expression" in question and first:
            node.value = text(self.say(question["default_expression"], node))
        elif question["kind"].startswith("meta") and not node.value:
            node.value = _meta(question["kind"])
        shown = (node.value or "") if asked else ""
        if (node.element.text or "") == shown:
            return False
        node.element.text = shown
        return True

    def once(self, make: Callable[[], Any]) -> str:
        return text(self.item) or text(make())

    def choice_name(self, value: str, path: str) -> str:
        question = next((node.question for node in self.nodes if node.question["path"] == path.strip()), None)
        for choice in self.form["lists"].get(question.get("list", ""), []) if question else []:
            if choice["name"] == value:
                return self.words(choice.get("label", {}), self.top)
        return value

    def words(self, words: dict[str, list[Any]], at: Node) -> str:
        parts = in_language(words, self.form["languages"], self.lang)
        return "".join(part if isinstance(part, str) else text(self.say(part["x"], at)) for part in parts)

    def choices_at(self, node: Node) -> list[Compiled]:
        if "filter" not in node.question:
            return list(self.form["lists"].get(node.question["list"], []))
        found = self.say(node.question["filter"], node)
        return [self.choices[id(one.value)] for one in found] if isinstance(found, list) else []

    # --- what is wrong, what is kept ----------------------------------------------------------------------------------

    def faults(self) -> dict[str, str]:
        """Key → sentence, for every question that is asked now."""
        found = {}
        for node in self.nodes:
            is_answer = node.is_asked and node.kind not in SILENT and not node.kind.startswith("meta")
            if is_answer and (wrong := fault(self, node)):
                found[node.key] = wrong
        return found

    def asked(self) -> set[str]:
        """Keys of what the reader has before them now."""
        return {node.key for node in self.nodes if node.is_asked and node.kind not in SILENT}

    def values(self) -> dict[str, Any]:
        return self._values(self.top.below)

    def _values(self, nodes: list[Node]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for node in nodes:
            if not node.is_asked or node.kind == "note":
                continue
            name = short(node.question["path"], self.form["root"])
            if node.kind == "repeat":
                kept.setdefault(name, []).append(self._values(node.below))
            elif node.kind == "group":
                kept |= self._values(node.below)
            elif node.value:
                kept[name] = node.value
        return kept


def _elements(node: Any) -> Iterator[Any]:
    for one in node:
        if hasattr(one.value, "tag"):
            yield one
            yield from _elements(one)


def _tail(node: Node) -> str:
    return "_" + node.key.partition("_")[2] if "_" in node.key else ""


def _meta(kind: str) -> str:
    if kind.endswith("today"):
        return clock.today().isoformat()
    return clock.local(clock.now()).isoformat(timespec="seconds") if kind.endswith(("start", "end")) else ""

