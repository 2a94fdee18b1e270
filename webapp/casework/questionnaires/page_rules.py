"""A filling-in as the page shows it: blocks with their words, values and whether they are asked now. No markup here."""

from dataclasses import dataclass, field
from typing import Any

from webapp.casework.questionnaires.compile_rules import Compiled, walk
from webapp.casework.questionnaires.fill_rules import Filling, Node, Posted, short


@dataclass
class Block:
    """A question or a group. `groups` holds the groups of one repeat, as many as there are; its `key` is theirs without
    the last number, which is a group's `place`."""

    key: str
    kind: str
    name: str = ""
    label: str = ""
    hint: str = ""
    value: str = ""
    error: str = ""
    is_asked: bool = True
    is_unseen: bool = False
    is_required: bool = False
    is_fixed: bool = False
    is_long: bool = False
    is_counted: bool = False
    place: int = 0
    known: str = ""
    choices: list[dict[str, Any]] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)

    @property
    def chosen(self) -> list[str]:
        return self.value.split()


@dataclass
class Sheet:
    """What the page needs of one filling-in: its blocks, and one empty group of each repeat to copy."""

    blocks: list[Block]
    spare: list[Block]
    seen: str


def sheet_of(filling: Filling, errors: dict[str, str], known: dict[str, str]) -> Sheet:
    """`known`: name → what the register says of this home, offered to confirm."""
    shown = _Shown(filling, errors, known)
    has_groups = any(one["kind"] == "repeat" for one in walk(filling.form["items"]))
    spare: list[Block] = []
    if has_groups:
        empty = Filling(filling.form, Posted({}, fresh=True), filling.lang, one_of_each=True)
        blank = _Shown(empty, {}, {})
        spare = [blank.one(node) for node in empty.nodes if node.kind == "repeat"]
    return Sheet(shown.below(filling.top, filling.form["items"]), spare, " ".join(sorted(filling.asked())))


class _Shown:
    def __init__(self, filling: Filling, errors: dict[str, str], known: dict[str, str]) -> None:
        self.filling, self.errors, self.known = filling, errors, known

    def below(self, above: Node, items: list[Compiled]) -> list[Block]:
        found = []
        for question in items:
            mine = [node for node in above.below if node.question is question]
            if question["kind"] == "repeat":
                found.append(self._groups(above, question, mine))
            elif not question["kind"].startswith(("calculate", "hidden", "meta")):
                found += [self.one(node) for node in mine]
        return found

    def _groups(self, above: Node, question: Compiled, mine: list[Node]) -> Block:
        tail = "_" + above.key.partition("_")[2] if "_" in above.key else ""
        return Block(
            key=f"q{question['n']}{tail}", kind="groups", is_counted="count" in question,
            label=self.filling.words(question.get("label", {}), above), blocks=[self.one(node) for node in mine],
        )  # fmt: skip

    def one(self, node: Node) -> Block:
        question, filling = node.question, self.filling
        name = short(question["path"], filling.form["root"])
        made = Block(
            key=node.key, kind=node.kind, name=name, hint=self._hint(node),
            label=filling.words(question.get("label", {}), node),
            value=node.value or "", error=self.errors.get(node.key, ""), is_asked=node.is_asked,
            is_unseen=bool(question.get("unseen")), is_required=question.get("required") == "true()",
            is_fixed=question.get("readonly") == "true()" or "calculate" in question,
            is_long=bool(question.get("long")), known=self.known.get(name, ""),
        )  # fmt: skip
        if "list" in question:
            made.choices = self._choices(node)
        if node.kind == "repeat":
            made.place, made.is_counted = int(node.key.rsplit("_", 1)[1]), "count" in question
        if "items" in question:
            made.blocks = self.below(node, question["items"])
        return made

    def _hint(self, node: Node) -> str:
        said = [self.filling.words(node.question.get(name, {}), node) for name in ("hint", "guidance")]
        return " ".join(one for one in said if one)

    def _choices(self, node: Node) -> list[dict[str, Any]]:
        """The whole list; what the filter leaves out is there, hidden, for when it changes."""
        filling = self.filling
        offered = {choice["name"] for choice in filling.choices_at(node)}
        return [
            {"value": choice["name"], "label": filling.words(choice.get("label", {}), node) or choice["name"],
             "is_offered": choice["name"] in offered}
            for choice in filling.form["lists"].get(node.question["list"], [])
        ]  # fmt: skip
