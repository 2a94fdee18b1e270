"""Templates are compiled once for each language: what is the same on every page of a release stands in the compiled
template as plain text (words, icons, addresses of static files), so drawing a page looks up only what differs. How the
rest is called is settled then too, see `template_calls`.
"""

from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.runtime import Context, Macro
from jinja2.visitor import NodeTransformer

from webapp.core.text import i18n, plurals
from webapp.core.text.template_calls import DirectCalls, Shape, escaped, joined, plain, shapes_in

ICONS = "components/icon.html"  # `icon`, under whatever name a template takes it, is the global `sprite`
FIXED = ("static_url", "sprite")  # the same for whoever asks, until the next release
SAY = "_"  # the filter that a word of a table goes through, in the environment of one language


class Templates(Environment):
    """The app's environment hands each template out in the language of the request; the environments of the languages
    hang below it and share its globals and filters."""

    context_class: Any
    code_generator_class = DirectCalls
    escaped, plain, joined = staticmethod(escaped), staticmethod(plain), staticmethod(joined)

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options | {"cache_size": -1})
        self.language = ""
        self.spoken: dict[str, Templates] = {}
        self.shapes: dict[str, dict[str, Shape]] = {}
        self.modules: dict[str, Any] = {}

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
            found.filters = self.filters | {name: self.globals[name] for name in FIXED if name in self.globals}
            found.filters[SAY] = i18n.words(language).said
            found.shapes, found.modules = {}, {}
            self.spoken[language] = found
        return self.spoken[language]

    def member(self, of: Any, name: str) -> Any:
        """What is no attribute: a key, else Jinja says what is missing."""
        return of[name] if of.__class__ is dict and name in of else self.getattr(of, name)

    def shapes_of(self, name: str) -> dict[str, Shape]:
        """How the macros of a template are called."""
        if name not in self.shapes:
            assert self.loader is not None
            source, filename, _ = self.loader.get_source(self, name)
            self.shapes[name] = shapes_in(super()._parse(source, name, filename))
        return self.shapes[name]

    def macros_of(self, name: str, taker: str) -> Any:
        """The macros of a template, made once: none of them looks at who asks."""
        if self.auto_reload or name not in self.modules:
            self.modules[name] = self.get_template(name, taker).module
        return self.modules[name]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return Settled(self, tree).visit(tree) if self.language else tree  # type: ignore[no-any-return]


class Settled(NodeTransformer):
    """Replaces calls whose answer is known by their answer."""

    def __init__(self, environment: Templates, tree: nodes.Template) -> None:
        self.say = i18n.words(environment.language).said
        self.globals: Any = environment.globals
        self.known = {name: name for name in FIXED if name in self.globals}  # as it is called here → the global
        written: Any = tree.find_all((nodes.Output, nodes.Concat))
        self.shown = {id(child) for out in written for child in out.nodes}
        for taken in tree.find_all(nodes.FromImport):
            if isinstance(taken.template, nodes.Const) and taken.template.value == ICONS:
                icons = [name[1] for name in taken.names if isinstance(name, tuple) and name[0] == "icon"]
                icons += [name for name in taken.names if name == "icon"]
                self.known |= dict.fromkeys(icons, "sprite")

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Expr:
        """`{{ "late" if late }}` writes nothing when it is not: not an object that says what is missing."""
        self.generic_visit(node)
        if node.expr2 is None and id(node) in self.shown:
            node.expr2 = nodes.Const("", lineno=node.lineno)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if node.dyn_args or node.dyn_kwargs or not node.args or name not in ("_", *self.known):
            return node
        given = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
        if len(given) < len(node.args):
            return node if node.kwargs else self._filtered(node, self.known.get(name, SAY))
        if name == "_":
            if node.kwargs and plurals.counts(self.say(given[0])):
                return node  # how it is said depends on the number
            said = nodes.Const(self.say(given[0]), lineno=node.lineno)
            return _filled(said, node.kwargs) if node.kwargs else said
        return node if node.kwargs else nodes.Const(self.globals[self.known[name]](*given), lineno=node.lineno)

    def _filtered(self, node: nodes.Call, name: str) -> nodes.Expr:
        """What depends on the row is asked for as a filter: those are called without questions."""
        first, *more = node.args
        return nodes.Filter(first, name, more, [], None, None, lineno=node.lineno)


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
