"""What names cost in a page's rows: one table read by number, by name from a database row, and from a named tuple."""

from typing import Any, NamedTuple

from jinja2 import Environment
from sqlalchemy import create_engine, literal, select, union_all

from benchmarks import clock
from benchmarks.clock import Line

TITLE = "A page of 2,000 rows read by name beside the same page read by number"
ROWS = 2_000
NAMES = ("title", "place", "due")


class Named(NamedTuple):
    title: str
    place: str
    due: str


def run() -> list[Line]:
    plain = [(f"case {n}", f"door {n}", "29 Nov") for n in range(ROWS)]
    by_number, by_name = _page("[{at}]"), _page(".{name}")
    pages = {
        "tuples by number": (by_number, plain),
        "database rows by number": (by_number, _from_database(plain)),
        "database rows by name": (by_name, _from_database(plain)),
        "named tuples by name": (by_name, [Named(*row) for row in plain]),
    }
    contenders = {name: lambda page=page, rows=rows: page.render(rows=rows) for name, (page, rows) in pages.items()}
    return clock.compare(contenders, baseline="database rows by number", rounds=25)


def _page(how: str) -> Any:
    cells = "".join("<td>{{ row" + how.format(at=at, name=name) + " }}</td>" for at, name in enumerate(NAMES))
    return Environment(autoescape=True).from_string("{% for row in rows %}<tr>" + cells + "</tr>{% endfor %}")


def _from_database(rows: list[tuple[str, str, str]]) -> list[Any]:
    with create_engine("sqlite://").connect() as connection:
        parts = [select(*(literal(v).label(name) for v, name in zip(row, NAMES, strict=True))) for row in rows[:200]]
        return [*connection.execute(union_all(*parts))] * (len(rows) // 200)
