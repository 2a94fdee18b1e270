"""`begins_with(column, prefix)`: a prefix search that both databases answer from an index.

SQLite's LIKE ignores case and therefore the index. A pattern (LIKE, GLOB) given as a parameter has the statement
compiled anew each time it is asked, because the plan hangs on the pattern; a range from the prefix to what comes after
it does not. Prefixes are paths, numbers and names, so no pattern's wildcards occur in them.
"""

from typing import Any

from sqlalchemy import Boolean, String, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

LAST = chr(0x10FFFF)  # comes after every sign


class begins_with(FunctionElement[bool]):  # noqa: N801 — reads as a function, is one to SQLAlchemy
    type = Boolean()
    name = "begins_with"
    inherit_cache = True
    _is_implicitly_boolean = True  # else SQLite is asked for `(…) = 1`, which no index answers

    def __init__(self, column: Any, prefix: str) -> None:
        if set(prefix) & set("*?[]%_\\"):
            raise ValueError(f"not a path: {prefix}")
        super().__init__(column, *(literal(prefix + end, String()) for end in ("", LAST, "%")))


@compiles(begins_with)
def _like(element: begins_with, compiler: Any, **kw: Any) -> str:
    column, _, _, like = element.clauses
    return f"({compiler.process(column, **kw)} LIKE {compiler.process(like, **kw)})"


@compiles(begins_with, "sqlite")
def _range(element: begins_with, compiler: Any, **kw: Any) -> str:
    column, first, beyond = (compiler.process(part, **kw) for part in list(element.clauses)[:3])
    return f"({column} >= {first} AND {column} < {beyond})"
