"""Nothing without a caller: a function that no page, command or job reaches is a page that is missing, or it goes."""

import ast
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED_BY_LIBRARIES = {
    "process_formdata", "process_bind_param", "process_result_value", "init_app", "load_dialect_impl",
}  # fmt: skip


def words_in_use() -> Counter[str]:
    """How often each name stands in code that runs: modules without their texts, templates, scripts of the house."""
    found: Counter[str] = Counter()
    for file in ROOT.glob("webapp/**/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Name):
                found[node.id] += 1
            elif isinstance(node, ast.Attribute):
                found[node.attr] += 1
    for file in [
        *ROOT.glob("templates/**/*.html"),
        ROOT / "gunicorn.conf.py",
        ROOT / "wsgi.py",
        *ROOT.glob("migrations/*.py"),
    ]:
        found.update(re.findall(r"\w+", file.read_text()))
    return found


def test_every_function_has_a_caller() -> None:
    used, alone = words_in_use(), []
    for file in sorted(ROOT.glob("webapp/**/*.py")):
        for node in ast.parse(file.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or (node.decorator_list and not is_plain(node)):
                continue
            if used[node.name] == 0 and node.name not in NAMED_BY_LIBRARIES:
                alone.append(f"{file.relative_to(ROOT)}:{node.name}")
    assert not alone, "\n".join(alone)


def is_plain(node: ast.FunctionDef) -> bool:
    """Decorated by something that does not call it: a cache, a context manager."""
    names = {
        part.id if isinstance(part, ast.Name) else getattr(part, "attr", "")
        for part in (one.func if isinstance(one, ast.Call) else one for one in node.decorator_list)
    }
    return names <= {"cache", "lru_cache", "contextmanager", "wraps"}
