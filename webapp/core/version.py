"""The product's version, as pyproject.toml has it, and what changed with each."""

import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


@cache
def parts() -> list[tuple[str, list[str]]]:
    """(version, lines) of the change log, newest first."""
    found: list[tuple[str, list[str]]] = []
    for line in (ROOT / "CHANGES.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            found.append((line.removeprefix("## "), []))
        elif line.startswith("- "):
            found[-1][1].append(line.removeprefix("- ").replace("`", ""))
    return found
