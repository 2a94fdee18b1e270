"""README and docs/ name only what exists; README stays short; the size of the house is printed (`-s`) and reported."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
TOPS = ("benchmarks", "deploy", "docs", "migrations", "scripts", "static", "templates", "tests", "webapp")
ENDINGS = "css|html|js|json|md|po|py|service|sh|svg|toml"
NAMED = re.compile(rf"`((?:{'|'.join(TOPS)})/[^`\s]*|[\w.*<>/{{}},-]+\.(?:{ENDINGS}))`")
LINKED = re.compile(r"\]\((?!https?:|#)([^)#\s]+)[^)]*\)")
MODULE = re.compile(r"`(webapp(?:\.\w+)+)")
MADE_BY = {"docs/benchmarks.md": "make bench"}  # written on the machine that measures
ELSEWHERE = ("/", "DATA/", "keys/", "bench-results/")  # addresses, and folders of an installation


def documents() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _named(document: Path) -> Iterator[str]:
    text = document.read_text()
    yield from (path for path in NAMED.findall(text) if not path.startswith(ELSEWHERE))
    yield from (shown((document.parent / link).resolve()) for link in LINKED.findall(text))


def _tree() -> str:
    files = (file for top in TOPS for file in (ROOT / top).rglob("*") if "__pycache__" not in file.parts)
    return "\n".join([*(f"/{shown(file)}" for file in files), *(f"/{file.name}" for file in ROOT.iterdir())])


def _pattern(named: str) -> re.Pattern[str]:
    """`<slice>` and `*` stand for any name, `{a,b}` for one of several; a path may be given from any folder on."""
    text = re.escape(named.rstrip("/")).replace(r"\*\*", ".*").replace(r"\*", "[^/\n]*")
    text = re.sub(r"\\\{(.*?)\\\}", lambda found: f"(?:{found[1].replace(',', '|')})", text)
    return re.compile("/" + re.sub(r"<[^>]*>", r"[^/\n]*", text) + "$", re.M)


def test_every_path_that_is_named_exists() -> None:
    tree = _tree()
    missing = [
        f"{shown(document)}: {named}"
        for document in documents()
        for named in sorted(set(_named(document)) - MADE_BY.keys())
        if not _pattern(named).search(tree)
    ]
    assert not missing, "\n".join(missing)


def test_every_module_that_is_named_exists() -> None:
    """`webapp.core.data.db` or `webapp.core.data.db.transaction`: the last word may be something inside the module."""
    missing = []
    for document in documents():
        for module in sorted(set(MODULE.findall(document.read_text()))):
            ways = [ROOT / way.replace(".", "/") for way in (module, module.rpartition(".")[0])]
            if not any(way.is_dir() or way.with_suffix(".py").exists() for way in ways):
                missing.append(f"{shown(document)}: {module}")
    assert not missing, "\n".join(missing)


def test_a_newcomer_finds_what_the_ten_questions_promise() -> None:
    rows = re.findall(r"^\| .*\? \| `(.+?)`.*\| `(.+?)` \|$", (ROOT / "docs" / "newcomer.md").read_text(), re.M)
    assert len(rows) == 10
    assert not [(path, word) for path, word in rows if word not in (ROOT / path).read_text()]


def test_readme_shows_the_wings_and_slices_of_the_tree() -> None:
    found = re.search(r"^```\n(demo .*?)^```", (ROOT / "README.md").read_text(), re.M | re.S)
    assert found
    wings = {line.split()[0]: set(re.findall(r"\w+", line)) for line in found[1].splitlines()}
    tree = {card.parent for card in (ROOT / "webapp").glob("*/*/__init__.py")}
    assert set(wings) == {wing.parent.name for wing in (ROOT / "webapp").glob("*/__init__.py")}
    assert not [shown(place) for place in sorted(tree) if place.name not in wings[place.parent.name]]


def test_readme_has_at_most_150_lines() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 150


def test_every_decision_stands_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    assert not [file.name for file in folder.glob("[0-9]*.md") if f"({file.name})" not in index]


def test_how_large_the_house_is(record_property: Callable[[str, object], None]) -> None:
    files = [file for file in ROOT.glob("webapp/**/*.py") if "__pycache__" not in file.parts]
    lengths, sizes = [], {}
    for file in files:
        text = file.read_text()
        sizes[shown(file)] = len(text.splitlines())
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lengths.append((node.end_lineno or node.lineno) - node.lineno + 1)
    largest = max(sizes, key=lambda name: sizes[name])
    widest, count = Counter(shown(file.parent) for file in files).most_common(1)[0]
    said = {
        "functions": len(lengths),
        "function lines, median": median(lengths),
        "function lines, 90th percentile": quantiles(lengths, n=10)[8],
        "largest file": f"{largest}, {sizes[largest]} lines",
        "widest folder": f"{widest}, {count} files",
    }
    for name, value in said.items():
        print(f"{name}: {value}")  # noqa: T201
        record_property(name, value)
    assert lengths
