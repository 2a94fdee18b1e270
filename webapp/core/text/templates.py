"""Templates are compiled once for each language: what is the same on every page of a release stands in the compiled
template as plain text (words, icons, addresses of static files), so drawing a page looks up only what differs.
"""

from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer

from webapp.core.text import i18n

ICONS = "components/icon.html"  # `icon`, under whatever name a template takes it, is the global `sprite`
FIXED = ("static_url", "sprite")  # the same for whoever asks, until the next release


class Templates(Environment):
    """The app's environment hands each template out in the language of the request; the environments of the languages
    hang below it and share its globals and filters."""

    context_class: Any

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options | {"cache_size": -1})
        self.language = ""
        self.spoken: dict[str, Templates] = {}

    def make_globals(self, d: Any) -> Any:
        """One set of globals for all. Jinja lays an empty map over it for each, and compares both key by key whenever
        one template takes macros from another: twenty times a page."""
        return super().make_globals(d) if d else self.globals

    def _load_template(self, name: str, globals: Any) -> Template:
        if self.language:
            return super()._load_template(name, globals)
        return self._in(i18n.language())._load_template(name, globals)

    def _in(self, language: str) -> "Templates":
        if language not in self.spoken:
            found = self.overlay(cache_size=-1)
            found.language = language
            self.spoken[language] = found
        return self.spoken[language]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return Settled(self, tree).visit(tree) if self.language else tree  # type: ignore[no-any-return]


class Settled(NodeTransformer):
    """Replaces calls whose answer is known by their answer."""

    def __init__(self, environment: Templates, tree: nodes.Template) -> None:
        self.say = i18n.catalogue(environment.language).gettext
        self.known: dict[str, Any] = {name: environment.globals[name] for name in FIXED if name in environment.globals}
        written: Any = tree.find_all((nodes.Output, nodes.Concat))
        self.shown = {id(child) for out in written for child in out.nodes}
        for taken in tree.find_all(nodes.FromImport):
            if isinstance(taken.template, nodes.Const) and taken.template.value == ICONS:
                icons = [name[1] for name in taken.names if isinstance(name, tuple) and name[0] == "icon"]
                icons += [name for name in taken.names if name == "icon"]
                self.known |= dict.fromkeys(icons, environment.globals["sprite"])

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Expr:
        """`{{ "late" if late }}` writes nothing when it is not: not an object that says what is missing."""
        self.generic_visit(node)
        if node.expr2 is None and id(node) in self.shown:
            node.expr2 = nodes.Const("", lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if node.dyn_args or node.dyn_kwargs or not given or len(given) < len(node.args):
            return node
        if name == "_":
            said = nodes.Const(self.say(given[0]), lineno=node.lineno)
            return _filled(said, node.kwargs) if node.kwargs else said
        if name in self.known and not node.kwargs:
            return nodes.Const(self.known[name](*given), lineno=node.lineno)
        return node


def _filled(said: nodes.Const, values: list[nodes.Keyword]) -> nodes.Expr:
    """`_("还有 %(n)s 天", n=days)` as the formatting it comes to."""
    pairs = [nodes.Pair(nodes.Const(value.key), value.value, lineno=said.lineno) for value in values]
    return nodes.Mod(said, nodes.Dict(pairs, lineno=said.lineno), lineno=said.lineno)


class Lean(Context):
    """Jinja asks of whatever is called, by four look-ups, whether it wants the context; a macro always does."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if called.__class__ is not Macro:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **kwargs)


Templates.context_class = Lean
