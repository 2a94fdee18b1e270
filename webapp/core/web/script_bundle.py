"""Joins an entry module and what it imports into one file: a phone on a slow line pays for requests, not for folders.

The sources stay plain ES modules that any browser runs as they are. Only the forms the house uses are understood
(named imports and exports, no cycles, no reassigned exports, no top-level await); anything else stops with a sentence.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

IMPORT = re.compile(
    r"""^import\s+(?:(?P<what>\{[^}]*\}|\*\s+as\s+\w+)\s+from\s+)?["'](?P<path>\.{1,2}/[^"']+)["'];?$""", re.M
)
EXPORT_NAMES = re.compile(r"^export\s+\{(?P<names>[^}]*)\};?$", re.M)
EXPORT_THING = re.compile(r"^export\s+(?P<thing>(?:async\s+)?function\*?|class|const)\s+(?P<name>\w+)", re.M)
AS = re.compile(r"\s+as\s+")
REFUSED = re.compile(r"^(?:export|import\s|await\s)[^\n]*", re.M)


class CannotJoin(Exception):
    """A module uses a form that would change its meaning when joined."""


@dataclass
class Joiner:
    parts: list[str] = field(default_factory=list)
    names: dict[Path, str] = field(default_factory=dict)
    open: list[Path] = field(default_factory=list)

    def add(self, module: Path) -> str:
        """The variable that holds the module's exports; what it imports stands before it."""
        if module in self.open:
            raise CannotJoin(f"{module.name} imports itself through {self.open[-1].name}")
        if module not in self.names:
            self.open.append(module)
            body = IMPORT.sub(lambda found: self._import(module, found), module.read_text(encoding="utf-8"))
            self.open.pop()
            self.names[module] = f"module{len(self.names)}"
            self.parts.append(f"const {self.names[module]} = (() => {{\n{_exports(module, body)}}})();\n")
        return self.names[module]

    def _import(self, module: Path, found: re.Match[str]) -> str:
        name = self.add((module.parent / found["path"]).resolve())
        what = found["what"]
        if not what:
            return ""
        if what.startswith("*"):
            return f"const {what.split()[-1]} = {name};"
        return f"const {AS.sub(': ', what)} = {name};"


def joined(entry: Path) -> str:
    """The entry with its static imports; dynamic ones stay files of their own, fetched when they are needed. What the
    entry gives, the joined file gives too: a page may import it."""
    joiner = Joiner()
    name = joiner.add(entry.resolve())
    body = entry.read_text(encoding="utf-8")
    given = ", ".join(dict.fromkeys(found["name"] for found in EXPORT_THING.finditer(body)))
    return "".join(joiner.parts) + (f"export const {{ {given} }} = {name};\n" if given else "")


def modules(entry: Path) -> set[Path]:
    joiner = Joiner()
    joiner.add(entry.resolve())
    return set(joiner.names)


def _exports(module: Path, body: str) -> str:
    given = {found["name"]: found["name"] for found in EXPORT_THING.finditer(body)}
    for found in EXPORT_NAMES.finditer(body):
        for pair in filter(None, (part.strip() for part in found["names"].split(","))):
            inner, _, outer = pair.partition(" as ")
            given[outer.strip() or inner] = inner
    body = EXPORT_THING.sub(r"\g<thing> \g<name>", EXPORT_NAMES.sub("", body))
    if left := REFUSED.search(body):
        raise CannotJoin(f"{module.name}: {left[0].strip()}")
    return f"{body}\nreturn {{ {', '.join(f'{outer}: {inner}' for outer, inner in given.items())} }};\n"
