"""docs/benchmarks.md: one table a module, the newest run only. A run replaces its own tables and leaves the others."""

import re
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench` (`make bench ONLY=name` for one table); the newest run of each table. Contenders take turns in
one run, so only the ratios are worth comparing. Every table names its machine and its day.
"""


def keep(name: str, title: str, table: str, machine: str, day: str) -> None:
    """`table` is Markdown. Tables stand in the order of their names."""
    tables = read()
    tables[name] = f"## {title}\n\n`{name}` · {day} · {machine}\n\n{table.strip()}\n"
    FILE.write_text("\n".join([HEAD, *(tables[one] for one in sorted(tables))]))


def read() -> dict[str, str]:
    """Name → its section, heading included."""
    if not FILE.exists():
        return {}
    found = {}
    for part in re.split(r"^(?=## )", FILE.read_text(), flags=re.MULTILINE)[1:]:
        if name := re.search(r"^`(\w+)` · ", part, re.MULTILINE):
            found[name[1]] = part.strip() + "\n"
    return found
