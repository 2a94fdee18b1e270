"""How a compiled template calls what it draws with. Jinja finds out at every call whether something wants the context,
which of its parameters were given and which module a macro lies in; all of this is known when a template is compiled,
so there a macro's own function is called with its parameters in their places.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from keyword import iskeyword
from types import FunctionType, MethodType
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, find_undeclared, optimizeconst
from jinja2.runtime import markup_join
from markupsafe import Markup, _escape_inner, escape

FUNCTIONS = (FunctionType, MethodType)
STOOD_IN_FOR = {"watermark"}  # a page that asks nobody who looks at it brings its own, see `errors`
TEXTS, SAFE_AND_NOT = {str, int}, {str, Markup}
ABSENT = "missing"  # what Jinja gives a parameter that takes its default


@dataclass(frozen=True)
class Shape:
    """A macro's parameters in their order, and what else its function takes."""

    names: tuple[str, ...]
    takes_caller: bool
    takes_rest: bool

    def places(self, call: nodes.Call, with_caller: bool) -> list[nodes.Expr | str] | None:
        """Each parameter's expression; None for a call that only Jinja's own way can make sense of."""
        named = {one.key: one.value for one in call.kwargs}
        left = self.names[len(call.args) :]
        rest = {key: value for key, value in named.items() if key not in left}
        is_odd = len(call.args) > len(self.names) or bool(rest and not self.takes_rest) or "caller" in named
        if is_odd or call.dyn_args or call.dyn_kwargs or (with_caller and not self.takes_caller):
            return None
        if any(key in self.names for key in rest):
            return None
        found: list[nodes.Expr | str] = [*call.args, *(named.get(name, ABSENT) for name in left)]
        if self.takes_caller:
            found.append("caller" if with_caller else 'undefined("No caller defined", name="caller")')
        if self.takes_rest:
            pairs = [nodes.Pair(nodes.Const(key), value, lineno=call.lineno) for key, value in rest.items()]
            found.append(nodes.Dict(pairs, lineno=call.lineno))
        return found


def shapes_in(tree: nodes.Template) -> dict[str, Shape]:
    """The macros of a template, by name."""
    found = {}
    for one in tree.find_all(nodes.Macro):
        names = tuple(arg.name for arg in one.args)
        beside = find_undeclared(one.body, ("caller", "kwargs", "varargs"))
        if not {"caller", "kwargs", "varargs"} & set(names) and "varargs" not in beside:
            found[one.name] = Shape(names, "caller" in beside, "kwargs" in beside)
    return found


class DirectCalls(CodeGenerator):
    environment: Any
    shown: nodes.Expr | None = None  # the macro whose text is being written into the page
    closing = ""  # what ends the expression that is being written into it

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self.shapes: dict[str, Shape] = {}
        self.functions: set[str] = set()
        if self.environment.language:
            self._look_at(node)
        super().visit_Template(node, frame)

    def _look_at(self, tree: nodes.Template) -> None:
        """What a name is called with, as far as it means one thing in the whole template."""
        means = Counter(_set_in(tree))
        shapes = shapes_in(tree)
        for taken in tree.find_all(nodes.FromImport):
            for name in taken.names:
                theirs, ours = name if isinstance(name, tuple) else (name, name)
                means[ours] += 1
                if _is_plain(taken) and theirs in (known := self.environment.shapes_of(taken.template.as_const())):
                    shapes[ours] = known[theirs]
        self.shapes = {name: shape for name, shape in shapes.items() if means[name] == 1}
        for name, value in self.environment.globals.items():
            if type(value) in FUNCTIONS and not hasattr(value, "jinja_pass_arg") and not means[name]:
                self.functions.add(name)
        self.functions -= STOOD_IN_FOR

    def _places(self, node: nodes.Call, with_caller: bool) -> list[nodes.Expr | str] | None:
        shape = self.shapes.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        return shape.places(node, with_caller) if shape else None

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        places = self._places(node, forward_caller)
        if isinstance(node.node, nodes.Name) and self._is_function(node.node.name, node):
            self.write(f"environment.globals[{node.node.name!r}](")
            self._between([*node.args, *node.kwargs], frame)
            self.write(")")
        elif isinstance(node.node, nodes.Getattr) and self._is_simple(node) and not forward_caller:
            self.visit(node.node, frame)  # a method of ours: nothing of Jinja's that wants to know the context
            self.write("(")
            self._between([*node.args, *node.kwargs], frame)
            self.write(")")
        elif places is None or frame.eval_ctx.volatile:
            super().visit_Call(node, frame, forward_caller=forward_caller)
        else:
            is_shown = node is self.shown  # as it is, in the page: it needs no mark that it is safe
            self.write("Markup(" if frame.eval_ctx.autoescape and not is_shown else "(")
            self.visit(node.node, frame)
            self.write("._func(")
            self._between(places, frame)
            self.write("))")

    def _is_function(self, name: str, node: nodes.Call) -> bool:
        return name in self.functions and self._is_simple(node)

    def _is_simple(self, node: nodes.Call) -> bool:
        is_odd = node.dyn_args or node.dyn_kwargs or any(iskeyword(one.key) for one in node.kwargs)
        return bool(self.environment.language) and not is_odd

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """What most things have under this name is taken at once; where it is missing, it may be a key."""
        if not self.environment.language:
            super().visit_Getattr(node, frame)
            return
        self.write("(taken if (taken := getattr(taken_of := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, missing)) is not missing else environment.member(taken_of, {node.attr!r}))")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """In one piece, where several stand side by side: each would go up by itself through every template that this
        one extends."""
        is_one = len(node.nodes) < 3 or frame.buffer is not None or frame.require_output_check
        if is_one or not self.environment.language:
            super().visit_Output(node, frame)
            return
        frame.buffer = "pieces"
        self.writeline("pieces = []")
        super().visit_Output(node, frame)
        self.writeline('yield "".join(pieces)')
        frame.buffer = None

    def _between(self, places: Sequence[nodes.Node | str], frame: Frame) -> None:
        for n, place in enumerate(places):
            self.write(", " if n else "")
            if isinstance(place, str):
                self.write(place)
            else:
                self.visit(place, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What goes into the page is escaped to plain text: the mark that text is safe costs more than escaping it."""
        self.closing = ""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or not self.environment.language:
            super()._output_child_pre(node, frame, finalize)
            return
        self.shown = node if isinstance(node, nodes.Call) and self._places(node, False) else None
        self.closing = "" if self.shown else ") is str else environment.plain(said))"
        self.write("(environment.escaped(said) if type(said := (" if self.closing else "(")
        self.write(finalize.src or "")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        super()._output_child_post(node, frame, finalize)
        self.write(self.closing)

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or not self.environment.language:
            super().visit_Concat(node, frame)
            return
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def _import_common(self, node: Any, frame: Frame) -> None:
        if not self.environment.language or not _is_plain(node):
            super()._import_common(node, frame)
            return
        self.write("environment.macros_of(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")


escaped = _escape_inner


def text_of(value: Any) -> str:
    """What goes into a page, escaped: without the mark that it is safe, which costs more than escaping."""
    return _escape_inner(value) if type(value) is str else plain(value)


def plain(value: Any) -> str:
    """What is no text, escaped, as text; what is safe stays as it is."""
    return value if type(value) is Markup else escape(value)


def joined(parts: tuple[Any, ...]) -> str:
    """`a ~ b`: text as long as nothing in it is safe already."""
    kinds = set(map(type, parts))
    if kinds <= TEXTS:
        return "".join(map(str, parts))
    if kinds <= SAFE_AND_NOT:
        return Markup("".join([part if type(part) is Markup else _escape_inner(part) for part in parts]))  # noqa: S704
    return markup_join(parts)


def _set_in(tree: nodes.Template) -> list[str]:
    """Every name that a template gives a meaning, but for what it takes from others by name."""
    names = [name.name for name in tree.find_all(nodes.Name) if name.ctx != "load"]
    names += [macro.name for macro in tree.find_all(nodes.Macro)]
    return names + [taken.target for taken in tree.find_all(nodes.Import)]


def _is_plain(taken: Any) -> bool:
    return isinstance(taken.template, nodes.Const) and not taken.with_context
