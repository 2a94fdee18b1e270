"""No heading says of a list that was cut short how many there are: it says “8+” (`core/lists/first_rows`)."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"section\((?:_\(\"[^\"]*\"\)|\w+), ([\w.]+)( \| length)?")
CUT = re.compile(r"\.limit\((?!1\))|-> First\[")
SAYS = re.compile(r"-> First\[")
Handed = dict[str, set[str]]


@cache
def functions(slice_: Path) -> dict[str, str]:
    """Name → source of what a slice reads."""
    found = {}
    for file in slice_.glob("*queries.py"):
        parts = re.split(r"^(?=def |class |@)", file.read_text(), flags=re.MULTILINE)
        found |= {part[4 : part.index("(")]: part for part in parts if part.startswith("def ")}
    return found


def calls(value: ast.AST) -> set[str]:
    called = (one.func for one in ast.walk(value) if isinstance(one, ast.Call))
    return {one.attr for one in called if isinstance(one, ast.Attribute)}


def routes(slice_: Path) -> list[list[ast.AST]]:
    """Each function that hands something to a template, as its nodes."""
    files = [*slice_.glob("*routes.py"), *slice_.glob("page_*.py")]
    found = (node for file in files for node in ast.walk(ast.parse(file.read_text())))
    return [list(ast.walk(node)) for node in found if isinstance(node, ast.FunctionDef)]


def named(nodes: list[ast.AST]) -> Handed:
    pairs = [(target, one.value) for one in nodes if isinstance(one, ast.Assign) for target in one.targets]
    return {target.id: calls(value) for target, value in pairs if isinstance(target, ast.Name)}


@cache
def handed(slice_: Path) -> dict[str, Handed]:
    """By template, what its route hands it by name → the reads it comes from; under "" what the slice's dicts hold."""
    found: dict[str, Handed] = {"": {}}
    for nodes in routes(slice_):
        names = named(nodes)
        for one in (one for one in nodes if isinstance(one, ast.Dict)):
            for key, value in zip(one.keys, one.values, strict=True):
                found[""].setdefault(ast.unparse(key)[1:-1] if key else "", set()).update(calls(value))
        for one in (one for one in nodes if isinstance(one, ast.Call) and one.args):
            told = found.setdefault(str(getattr(one.args[0], "value", "")), {})
            for word in one.keywords:
                known = names.get(word.value.id, set()) if isinstance(word.value, ast.Name) else set()
                told.setdefault(str(word.arg), set()).update(calls(word.value) | known)
    return found


def headings() -> list[tuple[str, str, bool, list[str]]]:
    """(template, list, whether it says its length, sources of what may have cut it)."""
    found = []
    for template in sorted(ROOT.glob("templates/*/*/*.html")):
        name = str(template.relative_to(ROOT / "templates"))
        slice_ = ROOT / "webapp" / Path(name).parent
        reads, hands = functions(slice_), handed(slice_)
        for listed, length in HEADING.findall(template.read_text()):
            sources = hands.get(name, {}).get(listed) or hands[""].get(listed, set())
            cut = [reads[one] for one in sources if CUT.search(reads.get(one, ""))]
            if cut:
                found.append((name, listed, bool(length), cut))
    return found


def test_a_heading_of_a_cut_list_says_that_there_are_more() -> None:
    found = headings()
    assert len(found) > 15
    odd = [f"{name}: {listed}" for name, listed, length, cut in found if length or not all(map(SAYS.search, cut))]
    assert not odd, "\n".join(odd)
