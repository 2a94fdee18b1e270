"""`begins_with(column, prefix)`: a prefix search that both databases answer from an index.

SQLite's LIKE ignores case and therefore the index; its GLOB does not. Prefixes are paths of our own (hex and /),
so neither pattern's wildcards can occur in them.
"""

from typing import Any

from sqlalchemy import Boolean, String, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class begins_with(FunctionElement[bool]):  # noqa: N801 — reads as a function, is one to SQLAlchemy
    type = Boolean()
    name = "begins_with"
    inherit_cache = True
    _is_implicitly_boolean = True  # else SQLite is asked for `(… GLOB …) = 1`, which no index answers

    def __init__(self, column: Any, prefix: str) -> None:
        if set(prefix) & set("*?[]%_\\"):
            raise ValueError(f"not a path: {prefix}")
        super().__init__(column, literal(prefix + "*", String()), literal(prefix + "%", String()))


@compiles(begins_with)
def _like(element: begins_with, compiler: Any, **kw: Any) -> str:
    column, _, like = element.clauses
    return f"({compiler.process(column, **kw)} LIKE {compiler.process(like, **kw)})"


@compiles(begins_with, "sqlite")
def _glob(element: begins_with, compiler: Any, **kw: Any) -> str:
    column, glob, _ = element.clauses
    return f"({compiler.process(column, **kw)} GLOB {compiler.process(glob, **kw)})"
