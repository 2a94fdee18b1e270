"""Templates say what they show: a row is read by name, never by the number of its column."""

import ast
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
BY_ATTRIBUTE = {"map", "selectattr", "rejectattr", "groupby", "sum", "sort", "unique", "min", "max"}


def numbered(tree: nodes.Template) -> set[int]:
    """Lines on which something is read by number: `v[1]`, `map(attribute=0)`, `rejectattr(6)`."""
    found = {
        node.lineno
        for node in tree.find_all(nodes.Getitem)
        if isinstance(node.arg, nodes.Neg) or (isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, int))
    }
    for node in tree.find_all(nodes.Filter):
        given: list[Any] = [*node.args[:1], *(pair.value for pair in node.kwargs if pair.key == "attribute")]
        if node.name in BY_ATTRIBUTE and any(isinstance(one, nodes.Const) and is_number(one.value) for one in given):
            found.add(node.lineno)
    return found


def is_number(value: Any) -> bool:
    return isinstance(value, int) or str(value).split(".")[0].isdigit()


def test_no_template_reads_a_row_by_number() -> None:
    house = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    odd = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in sorted(ROOT.glob("templates/**/*.html"))
        for line in sorted(numbered(house.parse(file.read_text())))
    ]
    assert not odd, "\n".join(odd)


def test_the_search_sees_numbers() -> None:
    house = Environment(autoescape=True)
    assert numbered(house.parse("{{ v[1] }}")) == {1}
    assert numbered(house.parse("{% for v in rows | rejectattr(6) %}{{ v.name }}{% endfor %}")) == {1}
    assert not numbered(house.parse("{{ v.name }} {{ words[v.kind] }} {{ text[:3] }}"))


def given_names() -> dict[str, set[str]]:
    """What each template is given by name, in every call that names it."""
    found: dict[str, set[str]] = {}
    for file in sorted(ROOT.glob("webapp/**/*.py")):
        for call in ast.walk(ast.parse(file.read_text())):
            if not isinstance(call, ast.Call):
                continue
            for arg in call.args:
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and arg.value.endswith(".html"):
                    found.setdefault(arg.value, set()).update(pair.arg for pair in call.keywords if pair.arg)
    return found


def brought(tree: nodes.Template) -> set[str]:
    """Names a template imports or makes itself."""
    names = {macro.name for macro in tree.find_all(nodes.Macro)}
    for line in tree.find_all(nodes.FromImport):
        names |= {one if isinstance(one, str) else one[1] for one in line.names}
    return names


def test_no_import_hides_what_a_page_is_given() -> None:
    """A macro called like a value makes every address on the page wrong, and nothing fails."""
    house = Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], autoescape=True)
    given = given_names()
    hidden = {
        name: both
        for name, told in given.items()
        if (file := ROOT / "templates" / name).is_file() and (both := brought(house.parse(file.read_text())) & told)
    }
    assert "exchange/market/me.html" in given and not hidden, hidden
