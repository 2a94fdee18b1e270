"""Expressions of a questionnaire: parsed and walked by elementpath, reckoned by the tables of values and functions.

elementpath keeps the XPath rules strictly; forms written for ODK lean on lenient ones (an empty answer compares, a date
counts). So its parser, its tree and its paths are used as they are, and operators and functions take our meaning.
The phone's evaluator is given the text that `plain` wrote, which is what was parsed here.
"""

import math
import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from copy import copy
from functools import lru_cache
from typing import Any

from elementpath import ElementPathError, MissingContextError, XPathContext
from elementpath.xpath1 import XPath1Parser
from elementpath.xpath_nodes import XPathNode
from elementpath.xpath_tokens import XPathFunction, XPathToken

from webapp.casework.questionnaires.function_rules import FUNCTIONS, Function
from webapp.casework.questionnaires.value_rules import differ, is_nodes, number, ordered, same, text, truth

LISTS = "fg-lists"
LITERAL = r"'[^']*'|\"[^\"]*\""
CALL = re.compile(rf"{LITERAL}|([A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)\s*\(")
INSTANCE = re.compile(r"instance\(\s*(?:'([^']*)'|\"([^\"]*)\")\s*\)\s*/\s*root\b")
KIND_TESTS = frozenset({"text", "node"})
OF_THE_FORM = {"current": (0, 0), "position": (0, 1), "last": (0, 0), "once": (1, 1), "choice-name": (2, 2),
               "indexed-repeat": (3, 7)}  # fmt: skip
WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})


class CannotSay(Exception):
    """An expression that this house does not evaluate: `what` is a function's name, else what the parser said."""

    def __init__(self, what: str, is_function: bool = False) -> None:
        super().__init__(what)
        self.what, self.is_function = what, is_function


class FormParser(XPath1Parser):
    """XPath 1.0 as forms write it: a path may also begin at what a function gave."""

    PATH_STEP_LABELS = ("axis", "kind test", "function")


class Ask:
    """What an expression may ask of the form it belongs to while it is evaluated."""

    item: Any = None

    def once(self, make: Callable[[], Any]) -> str:
        return text(make())

    def choice_name(self, value: str, path: str) -> str:
        return value


ASKED: ContextVar[Ask] = ContextVar("asked")


def plain(expression: str, root: str = "data") -> str:
    """The expression as both evaluators read it: choice lists are part of the form's own tree, prefixes are gone."""
    said = INSTANCE.sub(lambda found: f"/{root}/{LISTS}/{list_tag(found[1] or found[2])}", expression.strip())
    return re.sub(rf"{LITERAL}|jr:choice-name", lambda found: "choice-name" if found[0][0] == "j" else found[0], said)


def list_tag(name: str) -> str:
    return "list-" + re.sub(r"[^\w.-]", "_", name)


@lru_cache(maxsize=4096)
def parsed(expression: str) -> XPathToken:
    """Raises CannotSay. The tree holds no state of an evaluation, so everybody shares it."""
    for found in CALL.finditer(expression):
        if found[2] and not _known(found[1] or "", found[2]):
            raise CannotSay((found[1] or "") + found[2], is_function=True)
    token = ASKED.set(Ask())
    try:
        return FormParser().parse(expression)
    except (ElementPathError, ValueError, TypeError, IndexError, KeyError) as wrong:
        raise CannotSay(str(wrong)) from wrong
    finally:
        ASKED.reset(token)


def _known(prefix: str, name: str) -> bool:
    return not prefix and (name in FUNCTIONS or name in OF_THE_FORM or name in KIND_TESTS or name in WORD_OPERATORS)


def evaluate(expression: str, root: Any, item: Any, ask: Ask) -> Any:
    """The value at `item` (a node of elementpath's tree under `root`): nodes, text, number or truth."""
    ask.item = item
    token = ASKED.set(ask)
    try:
        return _value(parsed(expression), XPathContext(root, item=item))
    except (ElementPathError, ArithmeticError, ValueError, TypeError):
        return ""
    finally:
        ASKED.reset(token)


# --- elementpath's tokens with our meaning ----------------------------------------------------------------------------


def _value(token: XPathToken, context: Any) -> Any:
    found = list(token.select(copy(context)))
    if all(isinstance(one, XPathNode) for one in found):
        return found
    one = found[0]
    return one if isinstance(one, bool | str) else float(one)  # type: ignore[arg-type]


def _select(self: XPathToken, context: Any = None) -> Iterator[Any]:
    value = self.evaluate(context)
    yield from value if is_nodes(value) else [value]  # type: ignore[misc]


def _operator(symbol: str, work: Callable[[Any, Any], Any]) -> None:
    base = FormParser.symbol_table[symbol]

    def reckon(self: XPathToken, context: Any = None) -> Any:
        if len(self) == 1:
            return -number(_value(self[0], context)) if symbol == "-" else number(_value(self[0], context))
        return work(_value(self[0], context), _value(self[1], context))

    def select(self: XPathToken, context: Any = None) -> Any:
        if len(self) == 0:  # the asterisk that stands for any child
            return base.select(self, context)
        return _select(self, context)

    FormParser.symbol_table[symbol] = type(f"Form{base.__name__}", (base,), {"evaluate": reckon, "select": select})


def _truth_operator(symbol: str) -> None:
    base = FormParser.symbol_table[symbol]

    def reckon(self: XPathToken, context: Any = None) -> bool:
        first = truth(_value(self[0], context))
        if first is (symbol == "or"):
            return first
        return truth(_value(self[1], context))

    FormParser.symbol_table[symbol] = type(f"Form{base.__name__}", (base,), {"evaluate": reckon, "select": _select})


def _function(name: str, least: int, most: int | None, reckon: Callable[..., Any]) -> None:
    FormParser.symbol_table.pop(name, None)
    nargs = least if least == most else (least, most)
    FormParser.symbol_table[name] = type(
        "Form_" + name.replace("-", "_"), (XPathFunction,),
        {"symbol": name, "lookup_name": name, "label": "function", "nargs": nargs, "lbp": 90, "rbp": 90,
         "namespace": FormParser.function_namespace, "evaluate": reckon, "select": _select},
    )  # fmt: skip


def _called(function: Function) -> Callable[..., Any]:
    def reckon(self: XPathToken, context: Any = None) -> Any:
        return function.work(*(_value(argument, context) for argument in self))

    return reckon


def _current(self: XPathToken, context: Any = None) -> Any:
    if context is None:
        raise self.missing_context()
    return [ASKED.get().item]


def _position(self: XPathToken, context: Any = None) -> float:
    """Among its brothers of the same name, where a node is given; else in the list a predicate looks through."""
    if context is None:
        raise self.missing_context()
    if not len(self):
        return float(context.position)
    nodes = _value(self[0], context)
    if not is_nodes(nodes) or not nodes:
        return math.nan
    above = nodes[0].parent
    brothers = nodes if above is None else [one for one in above if getattr(one, "name", None) == nodes[0].name]
    return float(next(at for at, one in enumerate(brothers, start=1) if one is nodes[0]))


def _last(self: XPathToken, context: Any = None) -> float:
    if context is None:
        raise self.missing_context()
    return float(context.size)


def _once(self: XPathToken, context: Any = None) -> str:
    if context is None:
        raise self.missing_context()
    return ASKED.get().once(lambda: _value(self[0], context))


def _choice_name(self: XPathToken, context: Any = None) -> str:
    if context is None:
        raise self.missing_context()
    return ASKED.get().choice_name(text(_value(self[0], context)), text(_value(self[1], context)))


def _indexed_repeat(self: XPathToken, context: Any = None) -> Any:
    """indexed-repeat(question, group, n, …): the question inside the n-th of each named group, outermost first."""
    if context is None:
        raise self.missing_context()
    nodes = _value(self[0], context)
    for at in range(1, len(self) - 1, 2):
        groups, place = _value(self[at], context), number(_value(self[at + 1], context))
        within = [one for one in groups if not nodes or any(_holds(one, node) for node in nodes)]
        chosen = within[int(place) - 1 : int(place)] if place >= 1 else []
        nodes = [node for node in nodes if any(_holds(one, node) for one in chosen)]
    return nodes


def _holds(above: Any, node: Any) -> bool:
    while node is not None:
        if node is above:
            return True
        node = node.parent
    return False


def _divide(left: Any, right: Any) -> float:
    over, under = number(left), number(right)
    if under == 0:
        return math.nan if over == 0 or math.isnan(over) else math.copysign(math.inf, over)
    return over / under


def _rest(left: Any, right: Any) -> float:
    over, under = number(left), number(right)
    if under == 0 or math.isnan(under) or math.isnan(over) or math.isinf(over):
        return math.nan
    return math.fmod(over, under)


for _symbol, _work in {
    "=": same, "!=": differ,
    "<": lambda left, right: ordered(left, right, lambda one, other: one < other),
    ">": lambda left, right: ordered(left, right, lambda one, other: one > other),
    "<=": lambda left, right: ordered(left, right, lambda one, other: one <= other),
    ">=": lambda left, right: ordered(left, right, lambda one, other: one >= other),
    "+": lambda left, right: number(left) + number(right), "-": lambda left, right: number(left) - number(right),
    "*": lambda left, right: number(left) * number(right), "div": _divide, "mod": _rest,
}.items():  # fmt: skip
    _operator(_symbol, _work)
for _symbol in ("and", "or"):
    _truth_operator(_symbol)
for _name, _known_function in FUNCTIONS.items():
    _function(_name, _known_function.least, _known_function.most, _called(_known_function))
for _name, _reckon in {
    "current": _current, "position": _position, "last": _last, "once": _once, "choice-name": _choice_name,
    "indexed-repeat": _indexed_repeat,
}.items():  # fmt: skip
    _function(_name, *OF_THE_FORM[_name], _reckon)
__all__ = ["ASKED", "Ask", "CannotSay", "MissingContextError", "evaluate", "parsed", "plain"]
