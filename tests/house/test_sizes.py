"""Budgets of the house: a file that needs a table of contents is two files."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = {"__init__", "models", "queries", "services", "rules", "forms", "routes", "commands"}
KINDS = tuple(f"_{room}" for room in ROOMS)
FREE = {"core", "demo"}  # core is tools, not a slice; demo tells stories by chapter
DOORS = {
    "people/accounts/access.py", "people/accounts/permissions.py", "people/accounts/scope.py",  # the policy
    "people/accounts/unchanged.py",  # what stands before a page
    "centre/sync/registry.py", "centre/sync/shells.py",  # the two lists one adds a line to
}  # fmt: skip
GIVEN = ("process_formdata", "process_bind_param", "process_result_value")  # named by libraries
BANNED = re.compile(r"(^|_)(manager|helper|helpers|utils|util|info|data|item|process)($|_)")


def python() -> list[Path]:
    return [file for file in ROOT.glob("webapp/**/*.py") if "__pycache__" not in file.parts]


def test_no_python_file_is_longer_than_300_lines() -> None:
    long = {str(f.relative_to(ROOT)): n for f in python() if (n := len(f.read_text().splitlines())) > 300}
    assert not long


def functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{file.relative_to(ROOT)}:{node.name}", node)
        for file in python()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]


def test_no_function_is_longer_than_40_lines_or_takes_more_than_10_values() -> None:
    """Values that belong together are one small object."""
    long = [name for name, node in functions() if (node.end_lineno or 0) - node.lineno >= 40]
    wide = [
        name
        for name, node in functions()
        if len(node.args.posonlyargs) + len(node.args.args) + len(node.args.kwonlyargs) > 10
    ]
    assert not long + wide


def test_rooms_have_the_names_of_the_house() -> None:
    odd = []
    for file in python():
        place = file.relative_to(ROOT / "webapp").parts
        if len(place) != 3 or place[0] in FREE or "/".join(place) in DOORS:
            continue
        if file.stem not in ROOMS and not file.stem.endswith(KINDS):
            odd.append(str(file.relative_to(ROOT)))
    assert not odd


def test_no_file_or_function_has_an_empty_name() -> None:
    odd = [str(f.relative_to(ROOT)) for f in python() if BANNED.search(f.stem)]
    for file in python():
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef) and BANNED.search(node.name) and node.name not in GIVEN:
                odd.append(f"{file.relative_to(ROOT)}:{node.name}")
    assert not odd


def test_a_routes_file_has_at_most_16_routes() -> None:
    many = {}
    for file in python():
        if file.stem == "routes" or file.stem.endswith("_routes"):
            count = len(re.findall(r"^@bp\.(?:get|post|put|patch|delete)\(", file.read_text(), re.M))
            if count > 16:
                many[str(file.relative_to(ROOT))] = count
    assert not many


def test_no_template_is_longer_than_120_lines() -> None:
    long = {
        str(f.relative_to(ROOT)): n
        for f in ROOT.glob("templates/**/*.html")
        if (n := len(f.read_text().splitlines())) > 120
    }
    assert not long


def test_no_script_is_longer_than_150_lines() -> None:
    own = [file for file in ROOT.glob("static/**/*.js") if "vendor" not in file.parts]
    long = {str(f.relative_to(ROOT)): n for f in own if (n := len(f.read_text().splitlines())) > 150}
    assert not long


def test_models_files_do_not_postpone_annotations() -> None:
    odd = [
        str(f) for f in python() if f.stem.endswith("models") and "from __future__ import annotations" in f.read_text()
    ]
    assert not odd


def test_wings_and_rooms_can_be_taken_in_at_a_glance() -> None:
    """At most ten wings, and a dozen files in a room of the core."""
    wings = [folder for folder in (ROOT / "webapp").iterdir() if (folder / "__init__.py").exists()]
    assert len(wings) <= 10
    rooms = {
        folder: list(folder.glob("[a-z]*.py")) for folder in (ROOT / "webapp" / "core").iterdir() if folder.is_dir()
    }
    assert not {str(folder): len(files) for folder, files in rooms.items() if len(files) > 12}


def test_the_demos_chapters_run_in_one_direction() -> None:
    """No two modules of the demo need each other, not even for a type."""
    chapters = {file.stem: file for file in (ROOT / "webapp" / "demo").glob("*.py")}
    needs = {
        name: set(re.findall(r"from webapp\.demo\.(\w+) import", file.read_text())) & chapters.keys()
        for name, file in chapters.items()
    }
    for name in needs:
        seen, ahead = set(), set(needs[name])
        while ahead:
            seen |= ahead
            ahead = set().union(*(needs[one] for one in ahead)) - seen
        assert name not in seen, f"{name} needs itself through {sorted(seen)}"
